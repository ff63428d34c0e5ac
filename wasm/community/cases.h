// A question that waits, as those who work see it: how much is at risk and why, by when it is to be answered, and who does.
#pragma once

#include "community/inbox.h"

namespace plein::community {

struct Risk {
  // Points; together at most 100.
  int age = 0;        // of 40: of the time in which it is to be answered, or of a day where there is none
  int words = 0;      // of 25: urgent ones
  int reactions = 0;  // of 10: one each
  int replies = 0;    // of 15: of others who wait with them, two each
  int followers = 0;  // of 10: of whoever asks, where they are known

  int sum() const { return age + words + reactions + replies + followers; }
};

struct Case {
  std::uint32_t thread = none;
  Milliseconds since = 0;   // 0: it does not wait
  Milliseconds due_at = 0;  // 0: never
  bool overdue = false;
  bool escalated = false;
  Risk risk;
  const record::Decided* claim = nullptr;  // that still holds
  const record::Decided* assigned = nullptr;
  const record::Decided* snooze = nullptr;  // that still holds
};

// `waiting`: null where it does not wait.
Case case_of(const State& state, const Bridge& bridge, std::uint32_t thread, const Inbox::Waiting* waiting, Milliseconds at);

// Somebody said that nobody needs to answer it, and whoever asked has not written since.
bool is_done(const State& state, std::uint32_t thread, const Inbox::Waiting& waiting);

void write_case(JsonWriter& out, const views::Context& context, const Case& each, const Inbox::Waiting* waiting);

}  // namespace plein::community
