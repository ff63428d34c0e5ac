#include "simulation/world.h"

#include "base/hash.h"
#include "base/json_writer.h"
#include "model/state.h"

namespace plein::simulation {
namespace {

std::string_view name_of(Rule::Threads threads) {
  return threads == Rule::Threads::all ? "all" : threads == Rule::Threads::tagged ? "tagged" : "none";
}
std::string_view name_of(Rule::Replies replies) {
  return replies == Rule::Replies::everyone ? "everyone" : replies == Rule::Replies::ambassadors ? "ambassadors" : "none";
}

void choose_rules(World& world) {
  std::vector<std::string> ids{"site"};
  for (const auto& place : world.places) ids.push_back(place->id());
  for (const std::string& from : ids) {
    for (const auto& to : world.places) {
      if (from == to->id() || !world.dice.percent(25)) continue;
      Rule rule;
      rule.from.value = from;
      rule.to.value = to->id();
      rule.threads = static_cast<Rule::Threads>(world.dice(3));
      rule.replies = static_cast<Rule::Replies>(world.dice(3));
      rule.names = static_cast<Rule::Names>(world.dice(3));
      rule.tag = "spiegel";
      world.bridge.rules.push_back(rule);
    }
  }
  world.bridge.corrections = world.dice.percent(50) ? Corrections::reply : Corrections::leave;
  if (world.dice.percent(25)) world.bridge.delay_ms = static_cast<Milliseconds>(1 + world.dice(60)) * 1000;
}

std::string config_of(const World& world) {
  JsonWriter out;
  out.object().text("role", "relay").text("id", "b").text("seal_key", "kept by the host").text("language", "nl");
  out.key("site").object().text("name", "site").text("url", "https://site.example").end_object().key("places").array();
  for (const auto& place : world.places) {
    const std::string web = "https://" + place->id() + ".example";
    out.object().text("id", place->id()).text("kind", place->platform().forum ? "forum" : "page");
    out.text("platform", place->platform().capabilities.platform).text("name", "Plaats " + place->id());
    out.text("url", web + "/api").text("web", web).text("account", "account-of-" + place->id());
    out.key("ambassadors").array().text("amb").end_array().end_object();
  }
  static constexpr std::string_view names[] = {"full", "first", "none"};
  out.end_array().key("rules").array();
  for (const Rule& rule : world.bridge.rules) {
    out.object().text("from", rule.from.value).text("to", rule.to.value).text("threads", name_of(rule.threads));
    out.text("replies", name_of(rule.replies))
        .text("tag", rule.tag)
        .text("names", names[static_cast<int>(rule.names)])
        .end_object();
  }
  out.end_array().text("corrections", world.bridge.corrections == Corrections::reply ? "reply" : "leave");
  out.number("delay_ms", world.bridge.delay_ms).end_object();
  return out.take();
}

}  // namespace

World::World(std::uint64_t from, const std::set<int>& without_faults) : seed(from), dice(from), host_dice(~from) {
  add_platforms();
  std::vector<const Platform*> pages, forums, any;
  for (const Platform& each : platforms()) (each.forum ? forums : pages).push_back(&each), any.push_back(&each);
  const std::size_t count = 2 + (dice.percent(35) ? 1 : 0) + (dice.percent(10) ? 1 : 0);
  for (std::size_t i = 0; i < count; ++i) {
    const Platform* platform = i == 0 ? dice.of(pages) : i == 1 ? dice.of(forums) : dice.of(any);
    places.push_back(std::make_unique<ModelPlace>("p" + std::to_string(i), *platform, dice.percent(15)));
    if (dice.percent(30)) places.back()->set_refuses("ned");
  }
  if (dice.percent(50)) choose_rules(*this);
  faults = choose_faults(dice, without_faults);
  place_dies = dice.percent(33);
  Setting setting;
  setting.config = config_of(*this);
  for (const auto& each : places) setting.places.push_back(each.get());
  host = std::make_unique<ModelHost>(std::move(setting), host_dice);
}

ModelPlace* World::place(std::string_view id) const {
  for (const auto& each : places) {
    if (each->id() == id) return each.get();
  }
  return nullptr;
}

const ModelPost* World::post(const std::string& name) const {
  const std::size_t space = name.find(' ');
  const ModelPlace* where = place(name.substr(0, space));
  if (where == nullptr) return nullptr;
  const auto found = where->posts().find(std::atoi(name.c_str() + space + 1));
  return found == where->posts().end() ? nullptr : &found->second;
}

std::string World::author_of(const std::string& name) const {
  const ModelPost* known = post(name);
  if (known != nullptr) return name.substr(0, name.find(' ') + 1) + known->author;
  const auto widget_post = widget.find(name.substr(name.find(' ') + 1));
  return widget_post == widget.end() ? "" : "site " + widget_post->second.author;
}

std::string text_of(int number, int version, bool tagged, bool is_long) {
  std::string text = "w" + std::to_string(number) + "v" + std::to_string(version) + " hallo";
  if (tagged) text += " #spiegel";
  if (is_long) text += " en nog een heleboel woorden meer, zo veel dat een korte plaats ze nooit allemaal zal kunnen tonen.";
  return "[{\"c\":[\"" + text + "\"],\"t\":\"p\"}]";
}

int version_in(const std::string& body, int number) {
  const std::string token = "w" + std::to_string(number) + "v";
  const std::size_t at = body.find(token);
  return at == std::string::npos ? -1 : std::atoi(body.c_str() + at + token.size());
}

std::string post_id(const std::string& name) {
  const std::size_t space = name.find(' ');
  return to_base32(State::key_of(name.substr(0, space), name.substr(space + 1)));
}

std::string author_id(const std::string& author) {
  const std::size_t space = author.find(' ');
  return to_base32(hash64({author.substr(0, space), "author", author.substr(space + 1)}));
}

}  // namespace plein::simulation
