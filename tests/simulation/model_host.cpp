#include "simulation/model_host.h"

#include <algorithm>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "simulation/model_connector.h"

namespace plein::simulation {
namespace {

constexpr std::uint64_t steps_max = 60000;

}  // namespace

std::string quoted(std::string_view text) {
  JsonWriter out;
  out.array().text(text).end_array();
  const std::string list = out.take();
  return list.substr(1, list.size() - 2);
}

std::string object(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string out = "{";
  for (const auto& [name, value] : members) out += (out.size() > 1 ? ",\"" : "\"") + name + "\":" + value;
  return out + "}";
}

ModelHost::ModelHost(Setting setting, Dice& dice)
    : setting_(std::move(setting)), dice_(dice), heard_(setting_.places.size()), told_(setting_.places.size()) {}

std::string ModelHost::call(const std::string& document) {
  ++steps;
  std::string reply = engine_->call(document);
  check_secrets(reply);
  return reply;
}

void ModelHost::check_secrets(const std::string& text) const {
  const std::size_t at = text.find("secret-of-");
  if (at != std::string::npos) violations.push_back("a secret in what the engine says: " + text.substr(at, 40));
}

void ModelHost::push_later(std::size_t place, const std::string& body, Milliseconds in) {
  UnderWay push;
  push.place = place;
  push.push = body;
  events_.emplace(now + in, std::move(push));
}

ModelHost::Dying ModelHost::throw_dying() {
  if (!dice_.percent(faults.kill)) return Dying::no;
  return dice_.percent(30) ? Dying::before_append : Dying::after_append;
}

void ModelHost::effects(const std::string& reply, Dying dying) {
  const auto document = JsonDocument::parse(reply, {64 * 1024 * 1024, 200});
  if (!document || !document->root()["ok"].flag_or(false)) {
    violations.push_back("the engine says " + reply.substr(0, 300));
    return;
  }
  if (dying == Dying::before_append) {
    if (tracing) trace.push_back(std::to_string(now) + " what follows from it is lost: " + reply.substr(0, 300));
    return;
  }
  const JsonReader root = document->root();
  const JsonReader effects = root["effects"];
  effects["append"].each([&](JsonReader line) { log_.push_back(line.text()); });
  effects["requests"].each([&](JsonReader in) {
    UnderWay request;
    request.id = std::to_string(generation_) + " " + in["id"].text();
    request.request.method = in["method"].text();
    request.request.url = in["url"].text();
    request.request.body = in["body"].text_or("");
    const std::string place = in["place"].text();
    while (setting_.places[request.place]->id() != place) ++request.place;
    if (in["account"].text() == "account-of-" + place)
      request.request.headers["authorization"] = setting_.places[request.place]->secret();
    if (is_write(request.request)) ++writes;
    check_patience(request);
    send(std::move(request), dying != Dying::no);
  });
  wake_at_ = effects["wake_at"].present() ? effects["wake_at"].integer() - told_ahead_ : INT64_MAX;
  if (!effects["erase"].flag_or(false)) return;
  snapshot();
  log_.clear();
  snapshot_covers_ = 0;
  erased_ = true;
}

bool ModelHost::run(Milliseconds until) {
  const std::uint64_t begin = steps;
  while (steps - begin < steps_max) {
    deliver_pushes();
    const Milliseconds event_at = events_.empty() ? INT64_MAX : events_.begin()->first;
    const Milliseconds next = std::min(event_at, std::max(wake_at_, now));
    if (next > until) {
      now = until;
      return true;
    }
    now = std::max(now, next);
    if (faults.jump > 0 && dice_(1000) < faults.jump) ahead_ = static_cast<Milliseconds>(dice_(7200000)) - 3600000;
    const Dying dying = throw_dying();
    if (event_at > next) {
      wake_at_ = INT64_MAX;
      effects(call(object({{"op", "\"tick\""}, {"now", std::to_string(clock())}})), dying);
    } else {
      const UnderWay event = std::move(events_.begin()->second);
      events_.erase(events_.begin());
      if (!event.push.empty()) {
        const std::string place = quoted(setting_.places[event.place]->id());
        const std::string body = quoted(event.push);
        if (dying != Dying::before_append) setting_.places[event.place]->told(event.push);
        effects(call(object({{"op", "\"push\""}, {"now", std::to_string(clock())}, {"place", place}, {"body", body}})), dying);
      } else {
        const HttpResponse answer = event.answered ? event.answer : deliver(event);
        if (!event.counts) continue;
        respond(event, answer, dying);
      }
    }
    if (!violations.empty()) return true;
    if (dying == Dying::no) continue;
    kill();
    start();
  }
  violations.push_back("it never rests");
  return false;
}

void ModelHost::end_faults() {
  faults = Faults{};
  dead.clear();
  heard_.assign(heard_.size(), 0);
  for (ModelPlace* place : setting_.places) {
    place->queueing = false;
    place->allowance.close(0);
    place->approve(now);
  }
}

bool ModelHost::heard_all() const {
  return std::all_of(heard_.begin(), heard_.end(), [&](Milliseconds at) { return at != 0 && at < now - 60000; });
}

std::string ModelHost::command(const std::string& command) {
  const std::string reply = call(object({{"op", "\"command\""}, {"now", std::to_string(clock())}, {"command", command}}));
  if (reply.compare(0, 11, "{\"ok\":false") == 0) return "";
  const Dying dying = throw_dying();
  effects(reply, dying);
  if (dying == Dying::no) return reply;
  kill();
  start();
  // Nobody was answered: who asked asks again.
  const std::string again = this->command(command);
  return dying == Dying::before_append ? again : reply;
}

std::string ModelHost::query(const std::string& query) const {
  std::string reply = engine_->call(object({{"op", "\"query\""}, {"now", "0"}, {"query", query}}));
  check_secrets(reply);
  return reply;
}

}  // namespace plein::simulation
