// The rules that are switched on, as a judge of posts that were just met.
#pragma once

#include <vector>

#include "community/rules.h"
#include "sync/judge.h"

namespace plein::community {

class RuleJudge final : public sync::Judge {
 public:
  RuleJudge(const State& state, const Bridge& bridge) : state_(state), bridge_(bridge) {}
  sync::Verdict judge(std::uint32_t post) const override;

 private:
  const State& state_;
  const Bridge& bridge_;
  mutable std::vector<ModerationRule> rules_;
  mutable std::uint64_t version_ = 0;  // Community::version when they were read
};

}  // namespace plein::community
