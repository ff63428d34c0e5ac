// What can fail returns a Result: a value, or one Error that names the place and what was expected.
// Errors compare equal by value, so that tests can state the one they expect. Nothing here throws.
#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace plein {

enum class ErrorCode {
  invalid_json,   // the bytes are no JSON document, or no UTF-8
  too_large,      // more bytes, elements or characters than allowed
  too_deep,       // nested deeper than allowed
  wrong_type,     // a value of another type than expected
  missing,        // a value that must be there is not
  invalid_value,  // right type, impossible value
  unknown_name,   // an operation, place, post or platform that does not exist
  conflict,       // the request contradicts what is already so
  newer_version,  // written by a newer Plein
  damaged,        // stored bytes do not match their checksum
  not_allowed,    // the person or host may not do this
  internal        // our own bug, caught at the boundary
};

std::string_view to_string(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string path;     // where: "$.places[1].url", "record 12"; empty when there is no place to name
  std::string message;  // what was found and what was expected, in English

  friend bool operator==(const Error& a, const Error& b) {
    return a.code == b.code && a.path == b.path && a.message == b.message;
  }
};

struct Nothing {
  friend bool operator==(Nothing, Nothing) { return true; }
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : value_(std::move(error)) {}

  bool ok() const { return std::holds_alternative<T>(value_); }
  explicit operator bool() const { return ok(); }

  T& value() & { return (assert(ok()), *std::get_if<T>(&value_)); }
  const T& value() const& { return (assert(ok()), *std::get_if<T>(&value_)); }
  T&& value() && { return (assert(ok()), std::move(*std::get_if<T>(&value_))); }
  const Error& error() const { return (assert(!ok()), *std::get_if<Error>(&value_)); }

  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }

 private:
  std::variant<T, Error> value_;
};

using Status = Result<Nothing>;

}  // namespace plein
