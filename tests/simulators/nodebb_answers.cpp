#include "simulators/nodebb_answers.h"

#include "base/json_writer.h"
#include "base/utf8.h"
#include "simulators/nodebb_state.h"

namespace plein::simulators::nodebb {
namespace {

const char* code_of(int status) {
  switch (status) {
    case 200: return "ok";
    case 202: return "accepted";
    case 400: return "bad-request";
    case 401: return "not-authorised";
    case 403: return "forbidden";
    case 404: return "not-found";
    case 429: return "too-many-requests";
    default: return "internal-server-error";
  }
}

HttpResponse envelope(int status, const std::string& message, const std::string& response) {
  JsonWriter json;
  json.object().key("status").object().text("code", code_of(status)).text("message", message).end_object();
  json.raw("response", response).end_object();
  return json_answer(status, json.take());
}

}  // namespace

HttpResponse json_answer(int status, std::string body) {
  return HttpResponse{status, {{"content-type", "application/json; charset=utf-8"}}, std::move(body), ""};
}

HttpResponse html_answer(int status, std::string body) {
  return HttpResponse{status, {{"content-type", "text/html; charset=utf-8"}}, std::move(body), ""};
}

HttpResponse done(int status, const std::string& response) {
  return envelope(status, status == 202 ? "Accepted" : "OK", response);
}

HttpResponse failed(int status, const std::string& message) { return envelope(status, message, "{}"); }

HttpResponse no_page(const std::string& path) {
  JsonWriter json;
  json.object().text("path", path.starts_with("/api") ? path.substr(4) : path).text("title", "[[global:404.title]]");
  json.text("bodyClass", "page-status-404 theme-harmony user-guest").end_object();
  return json_answer(404, json.take());
}

std::string not_allowed(std::int64_t uid) {
  return uid ? "You do not have enough privileges for this action."
             : "A valid login session was not found. Please log in and try again.";
}

std::int64_t code_points(const std::string& text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += utf8::decode(text, i).bytes) ++count;
  return count;
}

std::string content_refusal(const std::string& content, std::int64_t minimum) {
  const std::size_t begin = content.find_first_not_of(" \n\r\t");
  const std::size_t end = content.find_last_not_of(" \n\r\t");
  const std::int64_t length = begin == std::string::npos ? 0 : code_points(content.substr(begin, end - begin + 1));
  if (length < minimum) {
    return "Please enter a longer post. Posts should contain at least " + std::to_string(minimum) + " character(s).";
  }
  if (length > 32767) return "Please enter a shorter post. Posts can't be longer than 32767 character(s).";
  return "";
}

std::string title_refusal(const std::string& title) {
  const std::int64_t length = code_points(title);
  if (length > 0 && length < 3) return "Please enter a longer title. Titles should contain at least 3 character(s).";
  if (length > 255) return "Please enter a shorter title. Titles can't be longer than 255 character(s).";
  return "";
}

std::string generated_title(const std::string& content) {
  std::string line = content.substr(0, content.find('\n'));
  for (std::size_t i = 0, count = 0; i < line.size(); i += utf8::decode(line, i).bytes) {
    if (++count > 80) line.resize(i);
  }
  return line;
}

std::string slugify(const std::string& text) {
  std::string slug;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded next = utf8::decode(text, i);
    const char32_t c = next.code_point;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c >= 0xC0 && c < 0x2000);
    if (c >= 'A' && c <= 'Z') {
      slug += static_cast<char>(c + 32);
    } else if (letter) {
      slug += text.substr(i, next.bytes);
    } else if ((c == ' ' || c == '-') && !slug.empty() && slug.back() != '-') {
      slug += '-';
    }
    i += next.bytes;
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

}  // namespace plein::simulators::nodebb
