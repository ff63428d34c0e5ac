#include "simulators/request_parts.h"

namespace plein::simulators {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' && plus_is_space ? ' ' : text[i];
    }
  }
  return out;
}

JsonDocument parsed_body(const std::string& body, bool& broken) {
  if (!body.empty()) {
    Result<JsonDocument> document = JsonDocument::parse(body);
    if (document && document->root().is_object()) return std::move(document).value();
    broken = true;
  }
  return std::move(JsonDocument::parse("{}")).value();
}

std::string_view after_origin(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return url;
  const std::size_t path = url.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string_view("/") : url.substr(path);
}

}  // namespace

std::string_view RequestParts::segment(std::size_t index) const {
  return index < segments.size() ? std::string_view(segments[index]) : std::string_view();
}

std::string RequestParts::parameter(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return "";
}

bool RequestParts::has_parameter(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return true;
  }
  return false;
}

std::vector<std::string> RequestParts::parameters(std::string_view name) const {
  std::vector<std::string> found;
  const std::string bracketed = std::string(name) + "[]";
  for (const auto& [key, value] : query) {
    if (key == name || key == bracketed) found.push_back(value);
  }
  return found;
}

std::int64_t RequestParts::number(std::string_view name, std::int64_t fallback) const {
  return to_number(parameter(name)).value_or(fallback);
}

RequestParts take_apart(const HttpRequest& request) {
  bool broken = false;
  JsonDocument body = parsed_body(request.body, broken);
  RequestParts parts{.method = request.method, .body_is_broken = broken, .body = std::move(body)};

  std::string_view rest = after_origin(request.url);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t mark = rest.find('?');
  std::string_view path = rest.substr(0, mark);
  parts.path = percent_decoded(path, false);
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (slash != 0) parts.segments.push_back(percent_decoded(path.substr(0, slash), false));
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  std::string_view query = mark == std::string_view::npos ? std::string_view() : rest.substr(mark + 1);
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    const std::size_t equals = pair.find('=');
    if (!pair.empty()) {
      parts.query.push_back({percent_decoded(pair.substr(0, equals), true),
                             equals == std::string_view::npos ? "" : percent_decoded(pair.substr(equals + 1), true)});
    }
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
  }
  const auto authorization = request.headers.find("authorization");
  if (authorization != request.headers.end()) {
    parts.has_authorization = true;
    if (authorization->second.starts_with("Bearer ")) parts.token = authorization->second.substr(7);
  }
  return parts;
}

std::optional<std::int64_t> to_number(std::string_view text) {
  if (text.empty() || text.size() > 15) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace plein::simulators
