#include "scenarios/virtual_host.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace plein::scenarios {
namespace {

constexpr Milliseconds latency_ms = 20;

}  // namespace

VirtualHost::VirtualHost(std::vector<std::unique_ptr<ActedPlace>> places, Milliseconds poll_every_ms)
    : places_(std::move(places)), poll_every_ms_(poll_every_ms) {}

Json VirtualHost::config() const {
  Json list = Json::array();
  for (const auto& place : places_) {
    Json one = place->config();
    one["id"] = "p" + std::to_string(list.size());
    one["poll_every_ms"] = poll_every_ms_;
    list.push_back(std::move(one));
  }
  return {{"role", "relay"},
          {"id", "noordnet"},
          {"language", "nl"},
          {"seal_key", "what the host keeps"},
          {"site", {{"name", "noordnet.example"}, {"url", "https://noordnet.example/community"}}},
          {"places", list}};
}

void VirtualHost::start() {
  engine_.emplace();
  config_ = config();
  const Json configured = call({{"op", "configure"}, {"now", now}, {"config", config_}});
  CAPTURE(configured.dump());
  REQUIRE(configured["ok"] == true);
  if (!log.empty()) {
    const Json restored = call({{"op", "restore"}, {"now", now}, {"records", log}});
    CAPTURE(restored.dump());
    REQUIRE(restored["ok"] == true);
  }
  run(call({{"op", "start"}, {"now", now}, {"seed", "seed " + std::to_string(++starts_)}}));
}

void VirtualHost::kill(bool lose_answers) {
  if (lose_answers) {
    for (const UnderWay& each : under_way_) deliver(each);
  }
  under_way_.clear();
  wake_at_ = INT64_MAX;
  engine_.reset();
}

Json VirtualHost::call(const Json& call) {
  // As the relay reads an answer: what is no UTF-8, as of one that was cut within a letter, is replaced.
  std::string document = call.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string reply = engine_->call(document);
  transcript.emplace_back(document, reply);
  return Json::parse(reply);
}

void VirtualHost::run(const Json& reply) {
  CAPTURE(reply.dump());
  REQUIRE(reply["ok"] == true);
  if (!reply.contains("effects")) return;
  const Json& effects = reply["effects"];
  for (const Json& line : effects.value("append", Json::array())) log.push_back(line);
  for (const Json& each : effects.value("requests", Json::array())) {
    HttpRequest request{each["method"], each["url"], {}, each.value("body", "")};
    request.headers = each["headers"].get<std::map<std::string, std::string>>();
    request.upload = each.value("upload", "");
    request.upload_field = each.value("upload_field", "");
    request.as = each.value("as", "");
    const Json& list = config_["places"];
    const auto named = [&](const Json& one) { return one["id"] == each["place"]; };
    const auto place = static_cast<std::size_t>(std::find_if(list.begin(), list.end(), named) - list.begin());
    places_.at(place)->authorize(request);
    if (request.method != "GET") ++writes;
    send({now, each["id"], request, place}, each["timeout_ms"]);
  }
  wake_at_ = effects.value("wake_at", INT64_MAX);
}

void VirtualHost::send(UnderWay each, Milliseconds timeout_ms) {
  const auto slow = answers_after_.find(each.place);
  const Milliseconds takes = slow == answers_after_.end() ? latency_ms : slow->second;
  each.in_vain = takes > timeout_ms;
  each.due += std::min(takes, timeout_ms);
  const auto later = [](Milliseconds due, const UnderWay& other) { return due < other.due; };
  under_way_.insert(std::upper_bound(under_way_.begin(), under_way_.end(), each.due, later), std::move(each));
}

HttpResponse VirtualHost::deliver(const UnderWay& each) { return places_.at(each.place)->simulator().answer(each.request, now); }

bool VirtualHost::step(Milliseconds until) {
  const Milliseconds answer_at = under_way_.empty() ? INT64_MAX : under_way_.front().due;
  const Milliseconds next = std::min(answer_at, wake_at_);
  if (next > until) return false;
  now = std::max(now, next);
  if (answer_at > wake_at_) {
    wake_at_ = INT64_MAX;
    run(call({{"op", "tick"}, {"now", now}}));
    return true;
  }
  const UnderWay each = under_way_.front();
  under_way_.pop_front();
  HttpResponse answer = deliver(each);
  if (each.in_vain) {
    answer = {};
    answer.failure = "timeout";
  }
  const Json response{{"status", answer.status}, {"headers", answer.headers}, {"body", answer.body}, {"failure", answer.failure}};
  run(call({{"op", "response"}, {"now", now}, {"id", each.id}, {"response", response}}));
  return true;
}

bool VirtualHost::settle(Milliseconds quiet_ms, int steps_max) {
  const Milliseconds end = now + quiet_ms;
  for (int i = 0; i < steps_max; ++i) {
    if (!step(end)) {
      now = end;
      return true;
    }
  }
  return false;
}

Json VirtualHost::widget_post(const std::string& key, const std::string& text, const std::string& parent,
                              const std::string& title) {
  Json said{{"do", "post"}, {"key", key}, {"by", {{"id", "u1"}, {"name", "Wil"}, {"role", "visitor"}}}, {"text", text}};
  if (!parent.empty()) said["parent"] = parent;
  if (!title.empty()) said["title"] = title;
  return command(said);
}

Json VirtualHost::command(const Json& command) {
  const Json reply = call({{"op", "command"}, {"now", now}, {"command", command}});
  if (reply["ok"] == true) run(reply);
  return reply;
}

Json VirtualHost::query(Json query) {
  const Json reply = call({{"op", "query"}, {"now", now}, {"query", std::move(query)}});
  CAPTURE(reply.dump());
  REQUIRE(reply["ok"] == true);
  return reply["result"];
}

}  // namespace plein::scenarios
