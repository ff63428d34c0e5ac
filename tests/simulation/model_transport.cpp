// The host's way to the places and back: what is lost, late, refused or told twice on it.
#include "base/json_writer.h"
#include "simulation/model_connector.h"
#include "simulation/model_host.h"

namespace plein::simulation {
namespace {

bool is_create(const HttpRequest& request) { return request.url.substr(request.url.rfind('/')) == "/create"; }

// A create that is to stand under a member's name, as its last field says.
bool as_member(const HttpRequest& request) { return is_create(request) && !split(request.body).back().empty(); }

}  // namespace

HttpResponse ModelHost::broken(int status) {
  HttpResponse response;
  response.status = status;
  response.body = status == 0 ? "" : "out of order";
  if (status == 0) response.failure = "reset";
  return response;
}

bool ModelHost::is_write(const HttpRequest& request) { return request.method == "POST"; }

// Who was told when it may ask again does not ask before.
void ModelHost::check_patience(const UnderWay& request) {
  const Allowance::Told& told = told_[request.place];
  const bool too_early = now + 1000 < told.until && (!told.writes_only || is_write(request.request));
  if (too_early && faults.jump == 0 && ahead_ == 0)
    violations.push_back(setting_.places[request.place]->id() + ": asked " + std::to_string(told.until - now) + " ms too early");
}

void ModelHost::send(UnderWay request, bool dying) {
  const bool write = is_write(request.request);
  ModelPlace& place = *setting_.places[request.place];
  Milliseconds in = 20 + static_cast<Milliseconds>(dice_(200));
  const auto given_up = [&] {
    request.answered = true;
    request.answer = broken(0);
  };
  if (tracing && (write || std::getenv("PLEIN_READS") != nullptr))
    trace.push_back(std::to_string(now) + " we ask " + place.id() + " " +
                    request.request.url.substr(request.request.url.rfind('/') + 1) + " " + request.request.body.substr(0, 200));
  if (is_create(request.request)) {
    const std::vector<std::string> f = split(request.request.body);
    bool correction = false;
    const std::string origin = origin_in(f[3], correction);
    if (!correction) place.asked_as[origin] = f.back();
  }
  if (dying) {
    request.counts = false;
    if (dice_.percent(50)) given_up();
  } else if (place.id() == dead) {
    request.answered = true;
    request.answer = broken(503);
  } else if (dice_.percent(faults.lose_request)) {
    given_up();
  } else if (write && (dice_.percent(faults.late_write) || dice_.percent(faults.too_late))) {
    // It is still on its way when the host gives up.
    UnderWay late = request;
    late.id.clear();
    late.counts = false;
    const bool too_late = is_create(request.request) && faults.too_late > 0 && dice_.percent(30);
    const Milliseconds after = too_late ? 200000 : static_cast<Milliseconds>(dice_(2500));
    if (too_late) {
      bool correction = false;
      place.may_double.insert(origin_in(request.request.body, correction));
    }
    events_.emplace(now + in + after, std::move(late));
    given_up();
  }
  events_.emplace(now + in, std::move(request));
}

HttpResponse ModelHost::deliver(const UnderWay& request) {
  ModelPlace& place = *setting_.places[request.place];
  const bool write = is_write(request.request);
  const std::string what = request.request.url.substr(request.request.url.rfind('/') + 1);
  if (request.counts && place.allowance.closed_until() <= now && dice_.percent(faults.throttle))
    place.allowance.close(now + 5000 + static_cast<Milliseconds>(dice_(60000)));
  // A pause between two posts is each member's own.
  if (!place.allowance.take(as_member(request.request) ? "create as" : what, now)) return place.allowance.refusal(now, write);
  if (request.counts && dice_.percent(faults.fail_before)) return broken(503);
  const Milliseconds lag_max = place.platform().capabilities.read_lag_ms;
  const bool lags = !write && lag_max > 0 && dice_.percent(faults.lag);
  const Milliseconds lag = lags ? static_cast<Milliseconds>(dice_(static_cast<std::uint64_t>(lag_max))) : 0;
  if (place.platform().queues && faults.queue && dice_.percent(10)) place.queueing = !place.queueing;
  HttpResponse answer = place.answer(request.request, now, lag);
  place.allowance.tell(answer, now);
  if (tracing && write) {
    const std::string of = is_create(request.request) ? "" : " " + split(request.request.body)[0];
    const std::string made = is_create(request.request) && answer.status == 200 ? " " + split(answer.body)[0] : "";
    trace.push_back(std::to_string(now) + "   " + place.id() + " takes " + what + of + ": " + std::to_string(answer.status) +
                    made);
  }
  // What was refused stays refused: an answer that says otherwise would be of a write that took place.
  if (write && request.counts && answer.status == 200) {
    if (dice_.percent(faults.lose_answer)) return broken(0);
    if (dice_.percent(faults.fail_after)) return broken(502);
    if (dice_.percent(faults.refuse_after) && answer.status == 200) return broken(dice_.percent(50) ? 422 : 403);
  }
  return answer;
}

void ModelHost::deliver_pushes() {
  for (std::size_t i = 0; i < setting_.places.size(); ++i) {
    ModelPlace& place = *setting_.places[i];
    std::set<int> changed;
    changed.swap(place.changed);
    if (!place.platform().pushes || place.id() == dead) continue;
    for (const int id : changed) {
      if (dice_.percent(faults.lose_push)) continue;
      UnderWay push;
      push.place = i;
      push.push = place.event(id);
      const Milliseconds late = dice_.percent(faults.delay_push) ? static_cast<Milliseconds>(dice_(300000)) : 0;
      if (dice_.percent(faults.repeat_push)) events_.emplace(now + 50 + static_cast<Milliseconds>(dice_(60000)), push);
      events_.emplace(now + 10 + late, std::move(push));
    }
  }
}

void ModelHost::respond(const UnderWay& request, const HttpResponse& answer, Dying dying) {
  JsonWriter response;
  response.object()
      .number("status", answer.status)
      .text_unless_empty("body", answer.body)
      .text_unless_empty("failure", answer.failure);
  response.key("headers").object();
  for (const auto& [name, value] : answer.headers) response.text(name, value);
  response.end_object().end_object();
  const bool read = answer.status == 200 && request.request.url.substr(request.request.url.rfind('/')) == "/stream";
  if (read && heard_[request.place] == 0) heard_[request.place] = now;
  const std::string id = quoted(request.id.substr(request.id.find(' ') + 1));
  if (dying == Dying::no) {
    const bool theirs = answer.status == 400 && as_member(request.request);
    const Allowance::Told told = theirs ? Allowance::Told{} : setting_.places[request.place]->allowance.told(answer, now);
    Allowance::Told& known = told_[request.place];
    if (told.until > known.until) known = told;
  }
  if (answer.status == 200 && dying != Dying::before_append) setting_.places[request.place]->met(answer);
  effects(call(object({{"op", "\"response\""}, {"now", std::to_string(clock())}, {"id", id}, {"response", response.str()}})),
          dying);
}

}  // namespace plein::simulation
