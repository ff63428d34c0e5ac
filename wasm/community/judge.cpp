#include "community/judge.h"

namespace plein::community {

sync::Verdict RuleJudge::judge(std::uint32_t post) const {
  if (state_.community.rules.empty()) return {};
  if (version_ != state_.community.version || rules_.empty()) {
    rules_.clear();
    for (const auto& [key, kept] : state_.community.rules) {
      const auto document = JsonDocument::parse(kept.rule);
      if (!document) continue;
      ModerationRule rule = read_rule(document->root(), bridge_);
      // One of a place that is configured no more: it holds nothing.
      if (document->status().ok() && rule.on) rules_.push_back(std::move(rule));
    }
    version_ = state_.community.version;
  }
  for (const ModerationRule& rule : rules_) {
    if (holds(state_, bridge_, rule, post)) return {rule.key, rule.name};
  }
  return {};
}

}  // namespace plein::community
