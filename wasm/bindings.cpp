// The boundary to JavaScript, and the only file that knows Emscripten. Bytes in, bytes out: strings would be copied
// character by character. The only `catch` of the engine is here.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <exception>
#include <string>

#ifdef PLEIN_READER
#include "reader_engine.h"
#else
#include "engine.h"
#endif

namespace {

using emscripten::val;

// A copy of the caller's bytes, made in one move.
std::string bytes_of(const val& array) {
  std::string bytes(array["length"].as<std::size_t>(), '\0');
  val(emscripten::typed_memory_view(bytes.size(), reinterpret_cast<unsigned char*>(bytes.data()))).call<void>("set", array);
  return bytes;
}

// A copy on JavaScript's side: no view of this memory leaves this file.
val array_of(const std::string& bytes) {
  return val(emscripten::typed_memory_view(bytes.size(), reinterpret_cast<const unsigned char*>(bytes.data())))
      .call<val>("slice");
}

#ifdef PLEIN_READER
using Bound = plein::ReaderEngine;
#else
using Bound = plein::Engine;
#endif

class BoundEngine {
 public:
  val call(const val& document) {
    try {
      return array_of(engine_.call(bytes_of(document)));
    } catch (const std::exception& error) {
      return array_of(internal_error(error.what()));
    }
  }
  val save() const { return array_of(engine_.save()); }
  val load(const val& snapshot) {
    try {
      return array_of(engine_.load(bytes_of(snapshot)));
    } catch (const std::exception& error) {
      return array_of(internal_error(error.what()));
    }
  }

 private:
  static std::string internal_error(std::string_view what) {
    std::string message;
    for (const char c : what) message += c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 ? '\'' : c;
    return "{\"ok\":false,\"error\":{\"code\":\"internal\",\"path\":\"\",\"message\":\"" + message + "\"}}";
  }

  Bound engine_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(plein) {
  emscripten::class_<BoundEngine>("Engine")
      .constructor<>()
      .function("call", &BoundEngine::call)
      .function("save", &BoundEngine::save)
      .function("load", &BoundEngine::load);
}
