#include "simulators/mastodon_answers.h"

#include "base/json_writer.h"
#include "connectors/query_string.h"

namespace plein::simulators::mastodon {
namespace {

std::string type_of(const HttpRequest& request) {
  const auto found = request.headers.find("content-type");
  return found == request.headers.end() ? "" : found->second;
}

// The parts of a multipart form as a query; of a file only that it is there.
std::string multipart(const HttpRequest& request, bool& file) {
  const std::string type = type_of(request);
  const std::size_t at = type.find("boundary=");
  if (at == std::string::npos) return "";
  const std::string boundary = "--" + type.substr(at + 9);
  QueryString query;
  for (std::size_t part = request.body.find(boundary); part != std::string::npos;) {
    const std::size_t next = request.body.find(boundary, part + 1);
    const std::size_t head = request.body.find("\r\n\r\n", part);
    const std::size_t name = request.body.find("name=\"", part);
    if (next == std::string::npos || head > next || name > head) break;
    const std::string called = request.body.substr(name + 6, request.body.find('"', name + 6) - name - 6);
    if (called == "file") file = true;
    if (called != "file") query.add(called, request.body.substr(head + 4, next - head - 6));
    part = next;
  }
  return query.str();
}

RequestParts form_of(const HttpRequest& request, bool& file) {
  const std::string type = type_of(request);
  // A host that fetches pictures sends them as they are; here the address stands for the bytes.
  const bool fetched = !request.upload.empty() && request.upload_field == "file";
  file = fetched;
  const bool form = fetched || type.rfind("application/x-www-form-urlencoded", 0) == 0;
  HttpRequest asked;
  asked.url = "/";
  if (form) asked.url += "?" + request.body;
  if (type.rfind("multipart/form-data", 0) == 0) asked.url += multipart(request, file);
  return take_apart(asked);
}

}  // namespace

HttpResponse json_answer(int status, std::string body) {
  return HttpResponse{status, {{"content-type", "application/json; charset=utf-8"}}, std::move(body), ""};
}

HttpResponse failed(int status, const std::string& error) {
  JsonWriter json;
  json.object().text("error", error).end_object();
  return json_answer(status, json.take());
}

Fields::Fields(const HttpRequest& request, const RequestParts& parts) : parts_(parts), form_(form_of(request, file_)) {
  const std::string type = type_of(request);
  is_form_ = file_ || type.rfind("application/x-www-form-urlencoded", 0) == 0 || type.rfind("multipart/form-data", 0) == 0;
}

std::string Fields::text(const char* name) const { return is_form_ ? form_.parameter(name) : parts_.body.root()[name].id_or(""); }

bool Fields::has(const char* name) const { return is_form_ ? form_.has_parameter(name) : parts_.body.root()[name].present(); }

bool Fields::flag(const char* name) const {
  if (!is_form_) return parts_.body.root()[name].flag_or(false);
  const std::string value = form_.parameter(name);
  return value == "true" || value == "1";
}

std::vector<std::string> Fields::list(const char* name) const {
  if (is_form_) return form_.parameters(name);
  std::vector<std::string> values;
  parts_.body.root()[name].each([&](JsonReader each) { values.push_back(each.id()); });
  return values;
}

}  // namespace plein::simulators::mastodon
