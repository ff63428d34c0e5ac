#include "base/json_reader.h"

#include <nlohmann/json.hpp>

namespace plein {

using Json = nlohmann::json;

struct JsonDocument::State {
  Json root;
  std::optional<Error> error;
};

namespace {

const Json* as_json(const void* value) { return static_cast<const Json*>(value); }

// The deepest nesting of the bytes, without parsing them: the parser's own cost and its tree's come after this check.
int depth_of(std::string_view bytes, int depth_max) {
  int depth = 0;
  int deepest = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (in_text) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_text = false;
      }
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
      if (deepest > depth_max) return deepest;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

// Finds the path of a value by its address. Only taken when there is an error to report.
bool find_path(const Json& here, const Json* wanted, std::string& path) {
  if (&here == wanted) return true;
  const std::size_t length = path.size();
  if (here.is_object()) {
    for (const auto& [key, member] : here.items()) {
      path += "." + key;
      if (find_path(member, wanted, path)) return true;
      path.resize(length);
    }
  } else if (here.is_array()) {
    for (std::size_t i = 0; i < here.size(); ++i) {
      path += "[" + std::to_string(i) + "]";
      if (find_path(here[i], wanted, path)) return true;
      path.resize(length);
    }
  }
  return false;
}

std::string describe(const Json* value) {
  if (value == nullptr) return "nothing";
  switch (value->type()) {
    case Json::value_t::null: return "null";
    case Json::value_t::object: return "an object";
    case Json::value_t::array: return "an array";
    case Json::value_t::string: return "a text";
    case Json::value_t::boolean: return *value ? "true" : "false";
    default: return "the number " + value->dump();
  }
}

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

Result<JsonDocument> JsonDocument::parse(std::string_view bytes, JsonLimits limits) {
  if (bytes.size() > limits.bytes_max) {
    return Error{ErrorCode::too_large, "$",
                 "found " + std::to_string(bytes.size()) + " bytes, expected at most " + std::to_string(limits.bytes_max)};
  }
  if (depth_of(bytes, limits.depth_max) > limits.depth_max) {
    return Error{ErrorCode::too_deep, "$", "nested deeper than " + std::to_string(limits.depth_max) + " levels"};
  }
  auto state = std::make_unique<State>();
  state->root = Json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (state->root.is_discarded()) {
    return Error{ErrorCode::invalid_json, "$", "found " + std::to_string(bytes.size()) + " bytes that are no JSON"};
  }
  return JsonDocument(std::move(state));
}

JsonDocument::JsonDocument(std::unique_ptr<State> state) : state_(std::move(state)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonReader JsonDocument::root() const { return JsonReader(this, &state_->root, nullptr, nullptr, 0); }

Status JsonDocument::status() const {
  if (state_->error) return *state_->error;
  return Nothing{};
}

bool JsonReader::present() const { return value_ != nullptr && !as_json(value_)->is_null(); }
bool JsonReader::is_text() const { return value_ != nullptr && as_json(value_)->is_string(); }
bool JsonReader::is_object() const { return value_ != nullptr && as_json(value_)->is_object(); }
bool JsonReader::is_array() const { return value_ != nullptr && as_json(value_)->is_array(); }
bool JsonReader::is_integer() const { return value_ != nullptr && as_json(value_)->is_number_integer(); }

JsonReader JsonReader::operator[](const char* key) const {
  if (!present()) return JsonReader(document_, nullptr, value_ != nullptr ? value_ : parent_, key, 0);
  const Json& json = *as_json(value_);
  if (!json.is_object()) {
    fail(ErrorCode::wrong_type, "an object");
    return JsonReader(document_, nullptr, value_, key, 0);
  }
  const auto found = json.find(key);
  return JsonReader(document_, found == json.end() ? nullptr : &*found, value_, key, 0);
}

JsonReader JsonReader::at(std::size_t index) const {
  if (!present()) return JsonReader(document_, nullptr, value_ != nullptr ? value_ : parent_, nullptr, index);
  const Json& json = *as_json(value_);
  if (!json.is_array()) {
    fail(ErrorCode::wrong_type, "an array");
    return JsonReader(document_, nullptr, value_, nullptr, index);
  }
  return JsonReader(document_, index < json.size() ? &json[index] : nullptr, value_, nullptr, index);
}

std::size_t JsonReader::size() const {
  if (!present()) return 0;
  const Json& json = *as_json(value_);
  if (json.is_array() || json.is_object()) return json.size();
  fail(ErrorCode::wrong_type, "an array");
  return 0;
}

std::string JsonReader::text() const {
  if (is_text()) return as_json(value_)->get_ref<const std::string&>();
  fail(present() ? ErrorCode::wrong_type : ErrorCode::missing, "a text");
  return {};
}

std::int64_t JsonReader::integer() const {
  if (is_integer()) {
    const Json& json = *as_json(value_);
    if (!json.is_number_unsigned() || json.get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX)) {
      return json.get<std::int64_t>();
    }
  }
  fail(present() ? ErrorCode::wrong_type : ErrorCode::missing, "a whole number");
  return 0;
}

bool JsonReader::flag() const {
  if (value_ != nullptr && as_json(value_)->is_boolean()) return as_json(value_)->get<bool>();
  if (is_integer()) {
    const auto number = as_json(value_)->get<std::int64_t>();
    if (number == 0 || number == 1) return number == 1;
  }
  fail(present() ? ErrorCode::wrong_type : ErrorCode::missing, "true or false");
  return false;
}

std::string JsonReader::id() const {
  if (is_text()) return text();
  if (is_integer()) return as_json(value_)->dump();
  fail(present() ? ErrorCode::wrong_type : ErrorCode::missing, "an id: a text or a whole number");
  return {};
}

std::string JsonReader::text_or(std::string_view fallback) const { return present() ? text() : std::string(fallback); }
std::int64_t JsonReader::integer_or(std::int64_t fallback) const { return present() ? integer() : fallback; }
bool JsonReader::flag_or(bool fallback) const { return present() ? flag() : fallback; }
std::string JsonReader::id_or(std::string_view fallback) const { return present() ? id() : std::string(fallback); }

void JsonReader::each(const std::function<void(JsonReader)>& visit) const {
  if (!present()) return;
  if (!is_array()) return fail(ErrorCode::wrong_type, "an array");
  const Json& json = *as_json(value_);
  for (std::size_t i = 0; i < json.size(); ++i) visit(JsonReader(document_, &json[i], value_, nullptr, i));
}

void JsonReader::members(const std::function<void(const std::string&, JsonReader)>& visit) const {
  if (!present()) return;
  if (!is_object()) return fail(ErrorCode::wrong_type, "an object");
  for (const auto& [key, member] : as_json(value_)->items()) {
    visit(key, JsonReader(document_, &member, value_, key.c_str(), 0));
  }
}

std::string JsonReader::raw() const { return value_ == nullptr ? "null" : dump(*as_json(value_)); }

std::string JsonReader::path() const {
  std::string path = "$";
  const Json& root = document_->state_->root;
  if (value_ != nullptr) {
    find_path(root, as_json(value_), path);
    return path;
  }
  if (parent_ != nullptr) find_path(root, as_json(parent_), path);
  return path + (key_ != nullptr ? "." + std::string(key_) : "[" + std::to_string(index_) + "]");
}

void JsonReader::fail(ErrorCode code, std::string_view expected) const {
  auto& error = document_->state_->error;
  if (error) return;
  error = Error{code, path(), "found " + describe(as_json(value_)) + ", expected " + std::string(expected)};
}

}  // namespace plein
