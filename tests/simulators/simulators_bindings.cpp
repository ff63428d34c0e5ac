// The wasm face of the simulators: bytes in, bytes out. The only file here that includes Emscripten's headers.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <exception>
#include <vector>

#include "simulators/simulator_calls.h"

namespace plein::simulators {

class SimulatorHost {
 public:
  // `bytes`: a Uint8Array of UTF-8. Gives a Uint8Array of its own, not a view of wasm memory.
  emscripten::val call(const emscripten::val& bytes) {
    const std::vector<unsigned char> in = emscripten::convertJSArrayToNumberVector<unsigned char>(bytes);
    std::string out;
    try {
      out = calls_.call(std::string_view(reinterpret_cast<const char*>(in.data()), in.size()));
    } catch (const std::exception& error) {
      out = std::string("{\"error\":\"caught: ") + error.what() + "\"}";
    }
    const auto* data = reinterpret_cast<const unsigned char*>(out.data());
    return emscripten::val(emscripten::typed_memory_view(out.size(), data)).call<emscripten::val>("slice");
  }

 private:
  SimulatorCalls calls_;
};

EMSCRIPTEN_BINDINGS(plein_simulators) {
  emscripten::class_<SimulatorHost>("SimulatorHost").constructor<>().function("call", &SimulatorHost::call);
}

}  // namespace plein::simulators
