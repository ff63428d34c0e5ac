#include "sync/rules.h"

#include <algorithm>

#include "model/roles.h"

namespace plein::sync {
namespace {

bool same_letters(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

// A tag node, or "#tag" in words, parted by what no tag can hold.
bool holds_tag(const Node& node, std::string_view tag) {
  if (node.kind == Node::Kind::tag) {
    const std::string_view name = node.text;
    return same_letters(name.substr(name.empty() || name[0] != '#' ? 0 : 1), tag);
  }
  const std::string_view text = node.text;
  for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
    const std::string_view rest = text.substr(at + 1, tag.size());
    const char after = at + 1 + tag.size() < text.size() ? text[at + 1 + tag.size()] : ' ';
    const bool ends = !(after == '_' || (after >= '0' && after <= '9') || (after >= 'a' && after <= 'z') ||
                        (after >= 'A' && after <= 'Z') || static_cast<unsigned char>(after) > 127);
    if (ends && same_letters(rest, tag)) return true;
  }
  for (const Node& child : node.children) {
    if (holds_tag(child, tag)) return true;
  }
  return false;
}

bool tagged(std::string_view title, const RichText& body, std::string_view tag) {
  if (holds_tag(Node{Node::Kind::text, std::string(title)}, tag)) return true;
  return std::any_of(body.blocks.begin(), body.blocks.end(), [&](const Node& block) { return holds_tag(block, tag); });
}

bool answers(Rule::Replies replies, Role role) {
  if (replies != Rule::Replies::ambassadors) return replies == Rule::Replies::everyone;
  return role == Role::ambassador || role == Role::brand;
}

}  // namespace

bool rule_allows(const State& state, const Bridge& bridge, const PostRow& row, std::uint16_t place) {
  const Rule& rule = bridge.rule(state.places[row.place].id, state.places[place].id);
  if (row.parent != none) return answers(rule.replies, role_of(state, bridge, state.authors[row.author]));
  if (rule.threads != Rule::Threads::tagged) return rule.threads == Rule::Threads::all;
  const auto body = rich_text_from_json(state.text(row.body));
  return tagged(state.text(state.threads[row.thread].title), body ? *body : RichText{}, rule.tag);
}

bool rule_allows(const Bridge& bridge, const Saying& said, Role role, std::string_view from, std::string_view to) {
  const Rule& rule = bridge.rule(from, to);
  if (!said.first) return answers(rule.replies, role);
  if (rule.threads != Rule::Threads::tagged) return rule.threads == Rule::Threads::all;
  return tagged(said.title, said.body, rule.tag);
}

}  // namespace plein::sync
