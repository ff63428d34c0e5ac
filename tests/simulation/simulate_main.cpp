// npm run simulate -- --seeds N --from S: N conversations in virtual time, each killed at random, each checked at rest. A seed
// that fails prints itself, and the program ends with 1.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "simulation/killed_conversation.h"

int main(int count, char** arguments) {
  int seeds = 100;
  int from = 1;
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::strcmp(arguments[i], "--seeds") == 0) seeds = std::atoi(arguments[i + 1]);
    if (std::strcmp(arguments[i], "--from") == 0) from = std::atoi(arguments[i + 1]);
  }
  doctest::Context context;
  context.setAsDefaultForAssertsOutOfTestCases();
  for (int seed = from; seed < from + seeds; ++seed) {
    const std::string wrong = plein::simulation::killed_conversation(seed);
    if (wrong.empty()) continue;
    std::printf("seed %d: %s\n", seed, wrong.c_str());
    return 1;
  }
  std::printf("%d seeds from %d: all at rest, in sync, once each\n", seeds, from);
}
