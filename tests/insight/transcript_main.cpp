// Prints what is asked of an engine that holds a generated community, and what it answers, a line each, for
// tests/engine/same-bytes.test.js.
#include <cstdio>

#include "base/json_writer.h"
#include "engine.h"
#include "generated/readers.h"
#include "insight/figures.h"
#include "model/state.h"
#include "store/log.h"

namespace {

using namespace plein;

struct Host {
  Engine engine;

  void call(const std::string& document) { std::printf("%s\n%s\n", document.c_str(), engine.call(document).c_str()); }
  void query(const std::string& members) { call(R"({"op":"query","now":1,"query":{)" + members + "}}"); }
};

}  // namespace

int main() {
  generated::Plan plan;
  plan.members = 500;
  plan.replies = 3000;
  Host host;
  host.call(R"({"op":"configure","now":1,"config":)" + generated::configuration() + "}");
  JsonWriter records;
  records.object().text("op", "restore").number("now", 1).key("records").array();
  generated::read_community(plan, [&](const Record& record) { records.text(log::write(record)); });
  host.call(records.end_array().end_object().take());
  constexpr Milliseconds day = 86400000;
  for (const std::string place : {"", R"(,"place":"page")", R"(,"place":"forum")", R"(,"place":"site")"}) {
    for (const Milliseconds length : {day, 30 * day, 365 * day}) {
      const std::string period =
          R"("from":)" + std::to_string(plan.until - length) + R"(,"to":)" + std::to_string(plan.until) + place;
      host.query(R"("view":"insight",)" + period + R"(,"step":)" + std::to_string(length / 12));
      for (const insight::Group* group : insight::groups()) {
        for (const insight::Figure& figure : group->figures)
          host.query(R"("view":"insight_posts",)" + period + R"(,"figure":")" + std::string(figure.name) + R"(")");
      }
    }
  }
  return 0;
}
