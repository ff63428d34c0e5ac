// A post as readers get it: public fields only (PostView in engine.d.ts).
#pragma once

#include <string>

#include "base/json_writer.h"
#include "base/result.h"
#include "model/bridge.h"
#include "model/state.h"

namespace plein::views {

class ThreadIndex;

// What a relay can tell of its posts; a reader has it in its rows, as it was told.
class Known {
 public:
  virtual ~Known() = default;
  // A post's or copy's address for people, by where it stands.
  virtual std::string permalink(std::uint16_t place, std::string_view remote) const = 0;
  // Whether a post that has no copy in a place yet is to get one.
  virtual bool wanted(std::uint32_t post, std::uint16_t place) const = 0;
  // Since when a thread's copies are as they should be; 0: they are not.
  virtual Milliseconds in_sync_since(std::uint32_t root) const = 0;
};

struct Context {
  const State& state;
  const Bridge& bridge;
  const Known* known = nullptr;    // of a relay
  ThreadIndex* threads = nullptr;  // of a relay, where it is kept: without it a thread is looked through each time

  bool reader() const { return known == nullptr; }
};

// Whether a feed shows the thread: its first post is to be seen, or what answers it is.
bool listed(const State& state, const ThreadRow& thread);

// `depth` under 0: left out.
void write_post(JsonWriter& out, const Context& context, std::uint32_t post, int depth = -1);

// An author of whom a post can be seen. Errors: unknown_name, for any other.
Status write_author(JsonWriter& out, const Context& context, std::string_view key);

std::string_view to_string(CopyState state);
std::string sequence(const State& state, std::uint64_t seq);  // "<epoch>-<number>"

}  // namespace plein::views
