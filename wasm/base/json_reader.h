// Reads JSON that comes from outside. Every accessor is total: a wrong type or a missing member is remembered as the
// document's first error, with its path, and a neutral value is returned, so that a reader of a whole object needs one
// check at its end: `document.status()`. Nothing read before that check may be committed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/call.h"
#include "base/result.h"

namespace plein {

class JsonDocument;

class JsonReader {
 public:
  // There, and not null. Never an error.
  bool present() const;
  bool is_text() const;
  bool is_object() const;
  bool is_array() const;
  bool is_integer() const;

  // A member of an object, or an element of an array; absent ones give a reader that is not present().
  // `key` must outlive the reader (a literal). Asking a value of another type is the document's error.
  JsonReader operator[](const char* key) const;
  JsonReader at(std::size_t index) const;
  std::size_t size() const;  // elements of an array or members of an object; 0 when not present

  // Required: not present, null or of another type is an error.
  std::string text() const;
  std::string_view view() const;  // of a text: stands as long as the document
  std::int64_t integer() const;
  bool flag() const;       // true or false; 0 and 1 are taken too (NodeBB writes both)
  std::string id() const;  // text, or an integer written as text: platforms send ids as both

  // Optional: not present or null gives the fallback; another type is an error.
  std::string text_or(std::string_view fallback) const;
  std::string_view view_or(std::string_view fallback) const;
  std::int64_t integer_or(std::int64_t fallback) const;
  bool flag_or(bool fallback) const;
  std::string id_or(std::string_view fallback) const;

  // Every element of an array / every member of an object, in the order of the document / of the key's bytes.
  void each(Call<void(JsonReader)> visit) const;
  void members(Call<void(const std::string& key, JsonReader)> visit) const;

  // The value as JSON text again, canonical: no white space, keys in byte order. "null" when not present.
  std::string raw() const;

  // Makes this value the document's error, unless it has one. `expected` completes "expected ...".
  void fail(ErrorCode code, std::string_view expected) const;
  std::string path() const;  // "$.thread.replies[2].post.uri"

 private:
  friend class JsonDocument;
  static constexpr std::uint32_t nowhere = UINT32_MAX;
  JsonReader(const JsonDocument* document, std::uint32_t value, std::uint32_t parent, const char* key, std::size_t index)
      : document_(document), value_(value), parent_(parent), key_(key), index_(index) {}
  JsonReader child(std::uint32_t value, const char* key, std::size_t index) const;

  const JsonDocument* document_;
  std::uint32_t value_;   // nowhere: not in the document
  std::uint32_t parent_;  // for the path of what is missing
  const char* key_;
  std::size_t index_;
};

struct JsonLimits {
  std::size_t bytes_max = 4u << 20;
  int depth_max = 512;
};

class JsonDocument {
 public:
  // Errors: invalid_json, too_large, too_deep. The bytes need not outlive the call.
  static Result<JsonDocument> parse(std::string_view bytes, JsonLimits limits = {});

  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  JsonReader root() const;
  Status status() const;  // the first error of any accessor so far

 private:
  friend class JsonReader;
  struct State;
  explicit JsonDocument(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace plein
