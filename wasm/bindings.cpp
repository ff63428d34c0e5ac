// The boundary to JavaScript (instance.js), and the only file that knows Emscripten. Bytes in, bytes out: who calls writes a
// document where `plein_room` says, calls, and copies the reply from where it stands. The only `catch` of the engine is here.
#include <emscripten/emscripten.h>

#include <string>
#ifdef __cpp_exceptions
#include <exception>
#endif

#ifdef PLEIN_READER
#include "reader_engine.h"
#else
#include "engine.h"
#endif

namespace {

#ifdef PLEIN_READER
using Bound = plein::ReaderEngine;
#else
using Bound = plein::Engine;
#endif

// The document of the call that is being made, then its reply; of one engine at a time, as nothing runs beside a call.
std::string bytes;

const char* reply(std::string said) {
  bytes = std::move(said);
  return bytes.data();
}

// The builds for a browser throw nothing: there the standard library stops the instance (docs/decisions/0014).
template <class Answer>
const char* answered(const Answer& answer) {
#ifdef __cpp_exceptions
  try {
    return reply(answer());
  } catch (const std::exception& error) {
    std::string what = error.what();
    for (char& c : what) c = c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 ? '\'' : c;
    return reply("{\"ok\":false,\"error\":{\"code\":\"internal\",\"path\":\"\",\"message\":\"" + what + "\"}}");
  }
#else
  return reply(answer());
#endif
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE Bound* plein_make() { return new Bound(); }
EMSCRIPTEN_KEEPALIVE void plein_drop(Bound* engine) { delete engine; }

// Room for so many bytes of a document. What stood there is given back first: a snapshot may be large.
EMSCRIPTEN_KEEPALIVE char* plein_room(std::size_t size) {
  std::string().swap(bytes);
  bytes.resize(size);
  return bytes.data();
}

// Where the reply begins, which stands until the next `plein_room`.
EMSCRIPTEN_KEEPALIVE const char* plein_call(Bound* engine) {
  return answered([&] { return engine->call(bytes); });
}
EMSCRIPTEN_KEEPALIVE const char* plein_load(Bound* engine) {
  return answered([&] { return engine->load(bytes); });
}
EMSCRIPTEN_KEEPALIVE const char* plein_save(Bound* engine) { return reply(engine->save()); }
EMSCRIPTEN_KEEPALIVE std::size_t plein_size() { return bytes.size(); }
}
