// npm run simulate: whole conversations in virtual time, each checked at rest. A seed that fails prints itself and a minimal
// trace, and the program ends with 1.
//   plein_simulate --seeds N --from S --threads T   N seeds from S
//   plein_simulate --all ...                        does not stop at the first that fails: a line for each
//   plein_simulate --hash ...                       prints "<seed> <hash of the last state>" of each
//   plein_simulate --bug NAME ...                   with a mistake on purpose; ends with 0 when a seed finds it
//   plein_simulate --bugs                           names them
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#ifndef __EMSCRIPTEN__
#include <thread>
#endif
#include <vector>

#include "simulation/conversation.h"
#include "simulation/platforms.h"
#include "sync/bugs.h"

namespace {

using namespace plein;

struct Run {
  std::uint64_t seeds = 1000;
  std::uint64_t from = 1;
  unsigned threads = 2;
  bool hash = false;
  bool all = false;
  std::string bug;
};

// The first seed that fails, UINT64_MAX when none does.
std::uint64_t first_failure(const Run& run) {
  std::atomic<std::uint64_t> next{run.from};
  std::atomic<std::uint64_t> failed{UINT64_MAX};
  const auto work = [&] {
    for (std::uint64_t seed = next++; seed < run.from + run.seeds; seed = next++) {
      if (failed != UINT64_MAX && !run.hash && !run.all) return;
      const auto outcome = simulation::converse(seed);
      if (run.hash) std::printf("%llu %s\n", static_cast<unsigned long long>(seed), outcome.hash.c_str());
      if (outcome.wrong.empty()) continue;
      if (run.all) std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), outcome.wrong.c_str());
      std::uint64_t known = failed;
      while (seed < known && !failed.compare_exchange_weak(known, seed)) {
      }
    }
  };
#ifndef __EMSCRIPTEN__
  std::vector<std::thread> others;
  for (unsigned i = 1; i < run.threads && !run.hash; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
#else
  work();
#endif
  return failed;
}

}  // namespace

int main(int count, char** arguments) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  Run run;
  for (int i = 1; i < count; ++i) {
    const auto value = [&] { return i + 1 < count ? arguments[++i] : ""; };
    if (std::strcmp(arguments[i], "--seeds") == 0)
      run.seeds = std::strtoull(value(), nullptr, 10);
    else if (std::strcmp(arguments[i], "--from") == 0)
      run.from = std::strtoull(value(), nullptr, 10);
    else if (std::strcmp(arguments[i], "--threads") == 0)
      run.threads = static_cast<unsigned>(std::atoi(value()));
    else if (std::strcmp(arguments[i], "--hash") == 0)
      run.hash = true;
    else if (std::strcmp(arguments[i], "--all") == 0)
      run.all = true;
    else if (std::strcmp(arguments[i], "--bug") == 0)
      run.bug = value();
    else if (std::strcmp(arguments[i], "--bugs") == 0) {
      for (int bug = 1; bug < static_cast<int>(sync::bugs::Bug::count); ++bug)
        std::printf("%s\n", std::string(sync::bugs::name_of(static_cast<sync::bugs::Bug>(bug))).c_str());
      return 0;
    } else {
      std::fprintf(stderr, "simulate: found %s, expected --seeds, --from, --threads, --all, --hash, --bug or --bugs\n",
                   arguments[i]);
      return 2;
    }
  }
  simulation::add_platforms();
#ifdef PLEIN_BUGS
  if (!run.bug.empty() && !sync::bugs::enable(run.bug)) {
    std::fprintf(stderr, "simulate: there is no bug %s\n", run.bug.c_str());
    return 2;
  }
#endif
  const std::uint64_t failed = first_failure(run);
  if (!run.bug.empty()) {
    if (failed == UINT64_MAX)
      return std::printf("%s: not found in %llu seeds\n", run.bug.c_str(), static_cast<unsigned long long>(run.seeds)), 1;
    std::printf("%s: found by seed %llu: %s\n", run.bug.c_str(), static_cast<unsigned long long>(failed),
                simulation::converse(failed).wrong.c_str());
    return 0;
  }
  if (failed != UINT64_MAX && run.all) return 1;
  if (failed != UINT64_MAX) return std::printf("%s", simulation::minimal_trace(failed).c_str()), 1;
  if (!run.hash)
    std::printf("%llu seeds from %llu: all at rest, in sync, once each\n", static_cast<unsigned long long>(run.seeds),
                static_cast<unsigned long long>(run.from));
  return 0;
}
