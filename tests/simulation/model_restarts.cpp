// The host's end and beginning: what is durable, what of it is lost, and an engine made anew from it.
#include "simulation/model_host.h"

namespace plein::simulation {

std::unique_ptr<Engine> ModelHost::configured() const {
  auto engine = std::make_unique<Engine>();
  const std::string reply = engine->call(object({{"op", "\"configure\""}, {"now", "0"}, {"config", setting_.config}}));
  if (reply != "{\"ok\":true}") std::fprintf(stderr, "configure: %s\n", reply.c_str());
  return engine;
}

std::string ModelHost::hash_of(Engine& engine) {
  const std::string reply = engine.call(R"({"op":"query","now":0,"query":{"view":"state_hash"}})");
  return reply.substr(reply.find("hash") + 7, 64);
}

void ModelHost::start() {
  engine_ = configured();
  const auto restore = [&](Engine& engine, std::size_t from) {
    std::string lines = "[";
    for (std::size_t i = from; i < log_.size(); ++i) lines += (i > from ? "," : "") + quoted(log_[i]);
    const std::string reply = engine.call(object({{"op", "\"restore\""}, {"now", "0"}, {"records", lines + "]"}}));
    if (reply != "{\"ok\":true}") violations.push_back("the log cannot be restored: " + reply);
  };
  const bool chosen = dice_.percent(60);
  const bool from_snapshot = !snapshot_.empty() && (chosen || erased_);
  if (from_snapshot && engine_->load(snapshot_) != "{\"ok\":true}") violations.push_back("the snapshot cannot be loaded");
  restore(*engine_, from_snapshot ? snapshot_covers_ : 0);
  ++starts_;
  told_ahead_ = ahead_;
  const std::string seed = quoted("seed " + std::to_string(starts_));
  effects(engine_->call(object({{"op", "\"start\""}, {"now", std::to_string(clock())}, {"seed", seed}})), Dying::no);
}

std::vector<std::string> ModelHost::restored_hashes() const {
  std::vector<std::string> hashes;
  for (const bool with_snapshot : {false, true}) {
    if (with_snapshot ? snapshot_.empty() : erased_) continue;
    auto engine = configured();
    if (with_snapshot) engine->load(snapshot_);
    std::string lines = "[";
    for (std::size_t i = with_snapshot ? snapshot_covers_ : 0; i < log_.size(); ++i)
      lines += (lines.size() > 1 ? "," : "") + quoted(log_[i]);
    engine->call(object({{"op", "\"restore\""}, {"now", "0"}, {"records", lines + "]"}}));
    hashes.push_back(hash_of(*engine));
  }
  return hashes;
}

void ModelHost::snapshot() {
  snapshot_ = engine_->save();
  check_secrets(snapshot_);
  snapshot_covers_ = log_.size();
}

void ModelHost::lose_log() {
  kill();
  log_.clear();
  snapshot_.clear();
  snapshot_covers_ = 0;
  log_lost = true;
  for (ModelPlace* place : setting_.places) place->log_lost = true, place->lost_at = now, place->clock_jumps = faults.jump > 0;
  erased_ = false;
  if (tracing) trace.push_back(std::to_string(now) + " the log is lost");
  start();
}

// What is under way arrives or does not; no answer is waited for.
void ModelHost::kill() {
  ++generation_;
  for (auto& [at, event] : events_) {
    if (!event.id.empty()) event.counts = false;
    if (event.id.empty()) continue;
    if (dice_.percent(50)) event.answered = true, event.answer = broken(0);  // never left
  }
  wake_at_ = INT64_MAX;
  told_.assign(told_.size(), {});
  engine_.reset();
  if (tracing) trace.push_back(std::to_string(now) + " killed");
}

}  // namespace plein::simulation
