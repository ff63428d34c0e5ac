#include "base/json_reader.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/digits.h"
#include "base/json_parser.h"
#include "base/json_writer.h"
#include "base/order.h"

namespace plein {
namespace {

constexpr std::uint32_t nowhere = UINT32_MAX;

enum class Kind : std::uint8_t { null, flag, integer, real, text, array, object };

struct Slice {
  std::uint32_t offset = 0, length = 0;
};

// The document as one row a value: children are linked, texts lie in one block.
struct Value {
  Kind kind = Kind::null;
  std::uint32_t parent = nowhere, next = nowhere, first = nowhere, last = nowhere;
  std::uint32_t count = 0;  // of children
  Slice key;                // of a member
  Slice text;               // of a text; of a real number as it was written
  std::int64_t integer = 0;
};

// The deepest nesting of the bytes, without parsing them: what a tree costs comes after this check.
int depth_of(std::string_view bytes, int depth_max) {
  int depth = 0;
  int deepest = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '"') {
      for (++i; i < bytes.size() && bytes[i] != '"'; ++i) {
        if (bytes[i] == '\\') ++i;
      }
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
      if (deepest > depth_max) return deepest;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

}  // namespace

struct JsonDocument::State {
  std::vector<Value> values;
  std::string texts;
  std::optional<Error> error;

  std::string_view text(Slice slice) const { return std::string_view(texts).substr(slice.offset, slice.length); }
  std::vector<std::uint32_t> sorted_members(const Value& object) const;
  void write(JsonWriter& out, std::uint32_t value) const;
};

namespace {

// Makes rows of what the parser tells.
class Builder final : public JsonHandler {
 public:
  Builder(std::vector<Value>& values, std::string& texts) : values_(values), texts_(texts) {}

  void null() override { add({}); }
  void flag(bool value) override {
    Value row{Kind::flag};
    row.integer = value ? 1 : 0;
    add(row);
  }
  void integer(std::int64_t value) override {
    Value row{Kind::integer};
    row.integer = value;
    add(row);
  }
  void real(std::string_view written) override {
    Value row{Kind::real};
    row.text = keep(written);
    add(row);
  }
  void text(std::string_view value) override {
    Value row{Kind::text};
    row.text = keep(value);
    add(row);
  }
  void key(std::string_view name) override { key_ = keep(name); }
  void open(bool object) override {
    add(Value{object ? Kind::object : Kind::array});
    open_ = static_cast<std::uint32_t>(values_.size() - 1);
  }
  void close() override { open_ = values_[open_].parent; }

 private:
  Slice keep(std::string_view text) {
    const Slice slice{static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(text.size())};
    texts_ += text;
    return slice;
  }

  void add(Value row) {
    const auto index = static_cast<std::uint32_t>(values_.size());
    row.parent = open_;
    if (open_ != nowhere) {
      Value& parent = values_[open_];
      if (parent.kind == Kind::object) row.key = key_;
      if (parent.last == nowhere)
        parent.first = index;
      else
        values_[parent.last].next = index;
      parent.last = index;
      ++parent.count;
    }
    values_.push_back(row);
  }

  std::vector<Value>& values_;
  std::string& texts_;
  std::uint32_t open_ = nowhere;
  Slice key_;
};

}  // namespace

std::vector<std::uint32_t> JsonDocument::State::sorted_members(const Value& object) const {
  std::vector<std::uint32_t> members;
  for (std::uint32_t each = object.first; each != nowhere; each = values[each].next) members.push_back(each);
  sort_numbers(members, [this](std::uint32_t a, std::uint32_t b) {
    const int order = text(values[a].key).compare(text(values[b].key));
    return order != 0 ? order < 0 : a < b;
  });
  return members;
}

void JsonDocument::State::write(JsonWriter& out, std::uint32_t index) const {
  const Value& value = values[index];
  switch (value.kind) {
    case Kind::null: out.null(); return;
    case Kind::flag: out.flag(value.integer != 0); return;
    case Kind::integer: out.number(value.integer); return;
    case Kind::real: out.raw(text(value.text)); return;
    case Kind::text: out.text(text(value.text)); return;
    case Kind::array:
      out.array();
      for (std::uint32_t each = value.first; each != nowhere; each = values[each].next) write(out, each);
      out.end_array();
      return;
    case Kind::object:
      out.object();
      for (const std::uint32_t each : sorted_members(value)) {
        out.key(text(values[each].key));
        write(out, each);
      }
      out.end_object();
      return;
  }
}

Result<JsonDocument> JsonDocument::parse(std::string_view bytes, JsonLimits limits) {
  if (bytes.size() > limits.bytes_max) {
    return Error{ErrorCode::too_large, "$",
                 "found " + digits(static_cast<std::int64_t>(bytes.size())) + " bytes, expected at most " +
                     digits(static_cast<std::int64_t>(limits.bytes_max))};
  }
  if (depth_of(bytes, limits.depth_max) > limits.depth_max) {
    return Error{ErrorCode::too_deep, "$", "nested deeper than " + digits(limits.depth_max) + " levels"};
  }
  auto state = std::make_unique<State>();
  Builder builder(state->values, state->texts);
  if (!parse_json(bytes, builder)) {
    return Error{ErrorCode::invalid_json, "$",
                 "found " + digits(static_cast<std::int64_t>(bytes.size())) + " bytes that are no JSON"};
  }
  return JsonDocument(std::move(state));
}

JsonDocument::JsonDocument(std::unique_ptr<State> state) : state_(std::move(state)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonReader JsonDocument::root() const { return JsonReader(this, 0, nowhere, nullptr, 0); }

Status JsonDocument::status() const {
  if (state_->error) return *state_->error;
  return Nothing{};
}

namespace {

const Value* find(const std::vector<Value>& values, std::uint32_t index) { return index == nowhere ? nullptr : &values[index]; }

}  // namespace

#define PLEIN_VALUE find(document_->state_->values, value_)

bool JsonReader::present() const {
  const Value* value = PLEIN_VALUE;
  return value != nullptr && value->kind != Kind::null;
}
bool JsonReader::is_text() const {
  const Value* value = PLEIN_VALUE;
  return value != nullptr && value->kind == Kind::text;
}
bool JsonReader::is_object() const {
  const Value* value = PLEIN_VALUE;
  return value != nullptr && value->kind == Kind::object;
}
bool JsonReader::is_array() const {
  const Value* value = PLEIN_VALUE;
  return value != nullptr && value->kind == Kind::array;
}
bool JsonReader::is_integer() const {
  const Value* value = PLEIN_VALUE;
  return value != nullptr && value->kind == Kind::integer;
}

// A member or element of this value; below what is not there, of the last that is.
JsonReader JsonReader::child(std::uint32_t value, const char* key, std::size_t index) const {
  return JsonReader(document_, value, value_ != nowhere ? value_ : parent_, key, index);
}

JsonReader JsonReader::operator[](const char* key) const {
  if (!present()) return child(nowhere, key, 0);
  if (!is_object()) {
    fail(ErrorCode::wrong_type, "an object");
    return child(nowhere, key, 0);
  }
  const auto& state = *document_->state_;
  std::uint32_t each = state.values[value_].first;
  while (each != nowhere && state.text(state.values[each].key) != key) each = state.values[each].next;
  return child(each, key, 0);
}

JsonReader JsonReader::at(std::size_t index) const {
  if (!present()) return child(nowhere, nullptr, index);
  if (!is_array()) {
    fail(ErrorCode::wrong_type, "an array");
    return child(nowhere, nullptr, index);
  }
  const auto& values = document_->state_->values;
  std::uint32_t each = values[value_].first;
  for (std::size_t i = 0; i < index && each != nowhere; ++i) each = values[each].next;
  return child(each, nullptr, index);
}

std::size_t JsonReader::size() const {
  if (!present()) return 0;
  if (is_array() || is_object()) return PLEIN_VALUE->count;
  fail(ErrorCode::wrong_type, "an array");
  return 0;
}

std::string_view JsonReader::view() const {
  if (is_text()) return document_->state_->text(PLEIN_VALUE->text);
  fail(present() ? ErrorCode::wrong_type : ErrorCode::missing, "a text");
  return {};
}

std::string JsonReader::text() const { return std::string(view()); }

std::int64_t JsonReader::integer() const {
  if (is_integer()) return PLEIN_VALUE->integer;
  fail(present() ? ErrorCode::wrong_type : ErrorCode::missing, "a whole number");
  return 0;
}

bool JsonReader::flag() const {
  const Value* value = PLEIN_VALUE;
  const bool fits = value != nullptr &&
                    (value->kind == Kind::flag || (value->kind == Kind::integer && (value->integer == 0 || value->integer == 1)));
  if (fits) return value->integer == 1;
  fail(present() ? ErrorCode::wrong_type : ErrorCode::missing, "true or false");
  return false;
}

std::string JsonReader::id() const {
  if (is_text()) return text();
  if (is_integer()) return digits(PLEIN_VALUE->integer);
  fail(present() ? ErrorCode::wrong_type : ErrorCode::missing, "an id: a text or a whole number");
  return {};
}

std::string JsonReader::text_or(std::string_view fallback) const { return std::string(view_or(fallback)); }
std::string_view JsonReader::view_or(std::string_view fallback) const { return present() ? view() : fallback; }
std::int64_t JsonReader::integer_or(std::int64_t fallback) const { return present() ? integer() : fallback; }
bool JsonReader::flag_or(bool fallback) const { return present() ? flag() : fallback; }
std::string JsonReader::id_or(std::string_view fallback) const { return present() ? id() : std::string(fallback); }

void JsonReader::each(Call<void(JsonReader)> visit) const {
  if (!present()) return;
  if (!is_array()) return fail(ErrorCode::wrong_type, "an array");
  const auto& values = document_->state_->values;
  std::size_t index = 0;
  for (std::uint32_t each = values[value_].first; each != nowhere; each = values[each].next) visit(child(each, nullptr, index++));
}

void JsonReader::members(Call<void(const std::string&, JsonReader)> visit) const {
  if (!present()) return;
  if (!is_object()) return fail(ErrorCode::wrong_type, "an object");
  const auto& state = *document_->state_;
  for (const std::uint32_t each : state.sorted_members(state.values[value_])) {
    visit(std::string(state.text(state.values[each].key)), child(each, nullptr, 0));
  }
}

std::string JsonReader::raw() const {
  if (value_ == nowhere) return "null";
  JsonWriter out;
  document_->state_->write(out, value_);
  return out.take();
}

std::string JsonReader::path() const {
  const auto& state = *document_->state_;
  std::string path;
  const auto put_key = [&](std::string_view key) { path.insert(0, key).insert(0, 1, '.'); };
  const auto put_index = [&](std::size_t index) { path = "[" + digits(static_cast<std::int64_t>(index)) + "]" + path; };
  if (value_ == nowhere && key_ != nullptr) put_key(key_);
  if (value_ == nowhere && key_ == nullptr) put_index(index_);
  for (std::uint32_t at = value_ != nowhere ? value_ : parent_; at != nowhere && at != 0; at = state.values[at].parent) {
    const Value& parent = state.values[state.values[at].parent];
    if (parent.kind == Kind::object) {
      put_key(state.text(state.values[at].key));
      continue;
    }
    std::size_t index = 0;
    for (std::uint32_t each = parent.first; each != at; each = state.values[each].next) ++index;
    put_index(index);
  }
  return "$" + path;
}

void JsonReader::fail(ErrorCode code, std::string_view expected) const {
  auto& error = document_->state_->error;
  if (error) return;
  const Value* value = PLEIN_VALUE;
  static constexpr std::string_view names[] = {"null", "", "the number ", "the number ", "a text", "an array", "an object"};
  std::string found(value == nullptr ? "nothing" : names[static_cast<int>(value->kind)]);
  if (value != nullptr && value->kind >= Kind::flag && value->kind <= Kind::real) found += raw();
  error = Error{code, path(), "found " + found + ", expected " + std::string(expected)};
}

#undef PLEIN_VALUE

}  // namespace plein
