#include "community/rules.h"

#include <algorithm>

#include "model/rich_text.h"
#include "model/roles.h"
#include "search/folding.h"

namespace plein::community {
namespace {

constexpr Milliseconds hour_ms = 3600000;
constexpr Milliseconds month_ms = 30LL * 86400000;
constexpr std::int64_t looked_at_max = 20000;
constexpr std::size_t shown_max = 20;
constexpr std::size_t words_max = 500;

std::int64_t read_number(const JsonReader& in) {
  const std::int64_t value = in.integer_or(0);
  if (value < 0 || value > 1000) in.fail(ErrorCode::invalid_value, "0 to 1000");
  return std::clamp<std::int64_t>(value, 0, 1000);
}

std::string read_bounded(const JsonReader& in, std::size_t bytes_max, const char* what) {
  std::string text = in.text();
  if (text.empty() || text.size() > bytes_max) in.fail(ErrorCode::invalid_value, what);
  return text;
}

std::int64_t links_in(const std::vector<Node>& nodes) {
  std::int64_t count = 0;
  for (const Node& node : nodes) {
    count += (node.kind == Node::Kind::link || node.kind == Node::Kind::card ? 1 : 0) + links_in(node.children);
  }
  return count;
}

bool has_word(const State& state, const PostRow& row, const std::vector<std::string>& words) {
  bool found = false;
  search::WordReader reader;
  std::string scratch;
  const auto look = [&](std::string_view text) {
    reader.text(text, [&](std::string_view word, std::size_t, std::size_t) {
      found = found || std::binary_search(words.begin(), words.end(), word);
    });
  };
  if (row.parent == none) look(state.text(state.threads[row.thread].title));
  search::each_text(state.text(row.body), scratch, look);
  return found;
}

}  // namespace

ModerationRule read_rule(const JsonReader& in, const Bridge& bridge) {
  ModerationRule rule;
  rule.key = read_bounded(in["key"], 64, "a key of 1 to 64 bytes");
  rule.name = read_bounded(in["name"], 200, "a name of 1 to 200 bytes");
  rule.on = in["on"].flag_or(false);
  rule.new_author = read_number(in["new_author"]);
  rule.links = read_number(in["links"]);
  rule.per_hour = read_number(in["per_hour"]);
  if (in["words"].size() > words_max) in["words"].fail(ErrorCode::too_large, "at most 500 words");
  search::WordReader reader;
  in["words"].each([&](JsonReader each) {
    const std::size_t before = rule.words.size();
    reader.text(read_bounded(each, 200, "a word"),
                [&](std::string_view word, std::size_t, std::size_t) { rule.words.emplace_back(word); });
    if (rule.words.size() != before + 1) each.fail(ErrorCode::invalid_value, "one word of letters and digits");
  });
  std::sort(rule.words.begin(), rule.words.end());
  rule.words.erase(std::unique(rule.words.begin(), rule.words.end()), rule.words.end());
  in["places"].each([&](JsonReader each) {
    rule.places.push_back(each.text());
    if (rule.places.back() != "site" && bridge.find(rule.places.back()) == nullptr)
      each.fail(ErrorCode::unknown_name, "a place's id, or \"site\"");
  });
  const bool says_something = rule.new_author + rule.links + rule.per_hour > 0 || !rule.words.empty();
  if (!says_something) in.fail(ErrorCode::invalid_value, "new_author, links, per_hour or words");
  return rule;
}

std::string to_json(const ModerationRule& rule) {
  JsonWriter out;
  out.object().text("key", rule.key).text("name", rule.name).flag("on", rule.on);
  if (rule.new_author > 0) out.number("new_author", rule.new_author);
  if (rule.links > 0) out.number("links", rule.links);
  if (rule.per_hour > 0) out.number("per_hour", rule.per_hour);
  for (const auto& [name, list] : {std::pair("words", &rule.words), std::pair("places", &rule.places)}) {
    if (list->empty()) continue;
    out.key(name).array();
    for (const std::string& each : *list) out.text(each);
    out.end_array();
  }
  out.end_object();
  return out.take();
}

void write_rules(JsonWriter& out, const State& state) {
  out.object().key("rules").array();
  for (const auto& [key, rule] : state.community.rules) out.raw(rule.rule);
  out.end_array().end_object();
}

bool holds(const State& state, const Bridge& bridge, const ModerationRule& rule, std::uint32_t post) {
  const PostRow& row = state.posts[post];
  const std::string& place = state.places[row.place].id;
  if (!rule.places.empty() && std::find(rule.places.begin(), rule.places.end(), place) == rule.places.end()) return false;
  const AuthorRow& author = state.authors[row.author];
  if (role_of(state, bridge, author) != Role::visitor) return false;
  if (rule.new_author > 0 || rule.per_hour > 0) {
    std::int64_t before = 0, within = 0;
    for (std::uint32_t each = author.first_post; each != none; each = state.posts[each].next_by_author) {
      const PostRow& other = state.posts[each];
      if (each == post || other.removed != 0 || other.created_at > row.created_at) continue;
      ++before;
      if (other.created_at > row.created_at - hour_ms) ++within;
    }
    if (rule.new_author > 0 && before >= rule.new_author) return false;
    if (rule.per_hour > 0 && within + 1 <= rule.per_hour) return false;
  }
  if (rule.links > 0) {
    const auto body = rich_text_from_json(state.text(row.body));
    if (!body || links_in(body->blocks) < rule.links) return false;
  }
  return rule.words.empty() || has_word(state, row, rule.words);
}

Trial try_rule(const State& state, const Bridge& bridge, const ModerationRule& rule, Milliseconds at) {
  std::vector<std::uint32_t> posts;
  for (std::uint32_t post = 0; post < state.posts.size(); ++post) {
    const PostRow& row = state.posts[post];
    if (row.removed == 0 && row.created_at > at - month_ms && row.created_at <= at) posts.push_back(post);
  }
  std::sort(posts.begin(), posts.end(), [&](std::uint32_t a, std::uint32_t b) {
    const PostRow &one = state.posts[a], &other = state.posts[b];
    return one.created_at != other.created_at ? one.created_at > other.created_at : one.key < other.key;
  });
  Trial trial;
  for (const std::uint32_t post : posts) {
    if (trial.looked_at == looked_at_max) break;
    ++trial.looked_at;
    if (!holds(state, bridge, rule, post)) continue;
    ++trial.held;
    if (trial.posts.size() < shown_max) trial.posts.push_back(post);
  }
  return trial;
}

}  // namespace plein::community
