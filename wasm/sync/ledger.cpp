#include "sync/ledger.h"

#include "sync/fold.h"

namespace plein::sync {

bool Ledger::commit(Record record) {
  if (!fold(state_, record)) return false;
  batch_->records.push_back(std::move(record));
  return true;
}

}  // namespace plein::sync
