#include "simulators/discourse_answers.h"

#include <set>

#include "base/json_writer.h"
#include "base/utf8.h"

namespace plein::simulators::discourse {
namespace {

std::string stripped(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \n\r\t");
  const std::size_t end = text.find_last_not_of(" \n\r\t");
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

// Text made of few different characters says nothing (lib/text_sentinel.rb).
std::size_t entropy(const std::string& text) {
  std::set<char32_t> different;
  std::size_t wide = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded next = utf8::decode(text, i);
    i += next.bytes;
    wide += different.insert(next.code_point).second && next.code_point > 0x7F ? 1 : 0;
  }
  return different.size() + wide;
}

std::string length_refusal(const std::string& what, std::int64_t length, std::int64_t shortest, std::int64_t longest) {
  if (length < shortest) return what + " is too short (minimum is " + std::to_string(shortest) + " characters)";
  if (length > longest) {
    return what + " is limited to " + std::to_string(longest) + " characters; you entered " + std::to_string(length) + ".";
  }
  return "";
}

}  // namespace

HttpResponse json_answer(int status, std::string body) {
  return HttpResponse{status, {{"content-type", "application/json; charset=utf-8"}}, std::move(body), ""};
}

HttpResponse nothing() { return HttpResponse{200, {{"content-type", "text/html"}}, "", ""}; }

HttpResponse failed(int status, const std::string& type, const std::vector<std::string>& errors) {
  JsonWriter json;
  json.object().key("errors").array();
  for (const std::string& each : errors) json.text(each);
  json.end_array().text_unless_empty("error_type", type).end_object();
  return json_answer(status, json.take());
}

HttpResponse not_found() { return failed(404, "not_found", {"The requested URL or resource could not be found."}); }

HttpResponse invalid_access() { return failed(403, "invalid_access", {"You are not permitted to view the requested resource."}); }

HttpResponse invalid_key() {
  return failed(403, "invalid_access",
                {"You are not permitted to view the requested resource. The API username or key is invalid."});
}

HttpResponse too_often(std::int64_t seconds, const std::string& code) {
  JsonWriter json;
  json.object().key("errors").array();
  json.text("You've performed this action too many times. Please wait " + std::to_string(seconds) +
            " seconds before trying again.");
  json.end_array().text("error_type", "rate_limit").key("extras").object().number("wait_seconds", seconds);
  json.text("time_left", std::to_string(seconds) + " seconds").end_object().end_object();
  HttpResponse response = json_answer(429, json.take());
  response.headers["retry-after"] = std::to_string(seconds);
  if (!code.empty()) response.headers["discourse-rate-limit-error-code"] = code;
  return response;
}

std::int64_t code_points(const std::string& text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += utf8::decode(text, i).bytes) ++count;
  return count;
}

std::vector<std::string> title_refusals(const std::string& title, const Rules& rules) {
  const std::string said = stripped(title);
  if (said.empty()) return {"Title can't be blank"};
  std::vector<std::string> errors;
  const std::string length = length_refusal("Title", code_points(said), rules.title_min, rules.title_max);
  if (!length.empty()) errors.push_back(length);
  if (entropy(said) < 10) errors.push_back("Title seems unclear, is it a complete sentence?");
  return errors;
}

std::vector<std::string> post_refusals(const std::string& raw, const Rules& rules) {
  const std::string said = stripped(raw);
  if (said.empty()) return {"Body can't be blank"};
  std::vector<std::string> errors;
  const std::string length = length_refusal("Body", code_points(said), rules.post_min, rules.post_max);
  if (!length.empty()) errors.push_back(length);
  if (entropy(said) < 7) errors.push_back("Body seems unclear, is it a complete sentence?");
  return errors;
}

std::string slugify(const std::string& title) {
  std::string slug;
  for (const char c : title) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      slug += c;
    } else if (c >= 'A' && c <= 'Z') {
      slug += static_cast<char>(c + 32);
    } else if ((c == ' ' || c == '-') && !slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug.empty() ? "topic" : slug;
}

}  // namespace plein::simulators::discourse
