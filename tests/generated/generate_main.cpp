// Prints a generated community as the lines of a log, or the configuration of its bridge.
//   plein_generate [--members N] [--replies N] [--days N] [--seed S] [--until MILLISECONDS] [--readers 1] | --config
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "generated/readers.h"
#include "store/log.h"

int main(int count, char** arguments) {
  using namespace plein;
  generated::Plan plan;
  bool readers = false;
  if (count == 2 && std::string_view(arguments[1]) == "--config") {
    std::printf("%s\n", generated::configuration().c_str());
    return 0;
  }
  for (int i = 1; i < count; i += 2) {
    const std::string_view name = arguments[i];
    const long long value = i + 1 < count ? std::atoll(arguments[i + 1]) : 0;
    if (name == "--members" && value > 0) {
      plan.members = static_cast<int>(value);
    } else if (name == "--replies" && value > 0) {
      plan.replies = static_cast<int>(value);
    } else if (name == "--days" && value > 0) {
      plan.days = static_cast<int>(value);
    } else if (name == "--seed" && value > 0) {
      plan.seed = static_cast<std::uint64_t>(value);
    } else if (name == "--until" && value > 0) {
      plan.until = value;
    } else if (name == "--readers" && value == 1) {
      readers = true;
    } else {
      std::fprintf(
          stderr,
          "plein_generate: expected --members, --replies, --days, --seed, --until or --readers with a number, or --config\n");
      return 2;
    }
  }
  const auto print = [](const Record& record) { std::printf("%s\n", log::write(record).c_str()); };
  if (readers)
    generated::read_community(plan, print);
  else
    generated::community(plan, print);
  return 0;
}
