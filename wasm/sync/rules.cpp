#include "sync/rules.h"

#include "model/roles.h"
#include "model/tags.h"

namespace plein::sync {
namespace {

bool answers(Rule::Replies replies, Role role) {
  if (replies != Rule::Replies::ambassadors) return replies == Rule::Replies::everyone;
  return role == Role::ambassador || role == Role::brand;
}

}  // namespace

bool rule_allows(const State& state, const Bridge& bridge, std::uint32_t post, std::uint16_t place) {
  const PostRow& row = state.posts[post];
  const Rule& rule = bridge.rule(state.places[row.place].id, state.places[place].id);
  if (state.origin_parent(post) != none) return answers(rule.replies, role_of(state, bridge, state.authors[row.author]));
  if (rule.threads != Rule::Threads::tagged) return rule.threads == Rule::Threads::all;
  return bears_tag(state, post, rule.tag);
}

bool rule_allows(const Bridge& bridge, const Saying& said, Role role, std::string_view from, std::string_view to) {
  const Rule& rule = bridge.rule(from, to);
  if (!said.first) return answers(rule.replies, role);
  if (rule.threads != Rule::Threads::tagged) return rule.threads == Rule::Threads::all;
  return bears_tag(said.title, said.body, rule.tag);
}

}  // namespace plein::sync
