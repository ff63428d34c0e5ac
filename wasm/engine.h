// The engine: a state machine. A call in, a reply out; no I/O, no clock, no randomness of its own. The same calls give the
// same replies, natively and in WebAssembly, byte for byte. Its boundary is described in engine.d.ts.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace plein {

class ReaderEngine;

class Engine {
 public:
  Engine();
  ~Engine();
  Engine(Engine&&) noexcept;

  // A JSON document in, a JSON document out. An error has changed nothing.
  std::string call(std::string_view document);

  std::string save() const;                     // a snapshot of the state
  std::string load(std::string_view snapshot);  // a reply; only before anything else was restored

  static std::vector<std::string_view> operations();  // of `call`
  static std::vector<std::string_view> query_names();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;            // of a relay
  std::unique_ptr<ReaderEngine> reader_;  // of a reader, once it is configured as one
};

}  // namespace plein
