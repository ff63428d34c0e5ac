// Where decisions become facts: a record is folded into the state and joins the batch in one move.
#pragma once

#include <functional>

#include "base/result.h"
#include "model/state.h"
#include "sync/batch.h"

namespace plein::sync {

class Ledger {
 public:
  explicit Ledger(State& state) : state_(state) {}

  void open(Batch& batch) { batch_ = &batch; }

  // False when the record contradicts the state: then nothing has changed. Only our own bugs get there.
  bool commit(Record record);

  const State& state() const { return state_; }

 private:
  State& state_;
  Batch* batch_ = nullptr;
};

}  // namespace plein::sync
