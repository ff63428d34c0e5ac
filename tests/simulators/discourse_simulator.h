// Discourse 2026: posts, topics, likes, accepted answers, soft deletion, the approval queue, limits in both shapes, the memory of
// equal requests for 120 s, and webhooks with their signature (platforms.md, section 4). People write through the same API, each
// with a key of their own.
#pragma once

#include <deque>
#include <optional>

#include "simulators/discourse_answers.h"
#include "simulators/discourse_state.h"
#include "simulators/request_parts.h"
#include "simulators/simulator.h"

namespace plein::simulators {

struct DiscourseSettings {
  std::string url = "http://127.0.0.1:3000";
  std::string api_key = "admin-key";  // acts as anybody, named by Api-Username or Api-User-Id
  std::string webhook_secret = "webhook-secret";
  int requests_per_minute = 60;         // of that key; 0: as many as one likes
  bool allow_duplicate_titles = false;  // Discourse's own default
  Milliseconds grace_ms = 300'000;      // within which an edit makes no version
  Milliseconds repeat_ms = 300'000;     // within which one does not say the same twice (unique_posts_mins)
  Milliseconds post_delay_ms = 5'000;
  Milliseconds topic_delay_ms = 15'000;
  discourse::Rules rules;
};

struct DiscoursePerson {
  std::string username;
  std::string name;  // "": the username
  bool admin = false;
  bool moderator = false;
  bool trusted = false;
};

// A key is "key-<id>"; the first user has the id 1. The forum starts with category 4, "General".
class DiscourseSimulator : public Simulator {
 public:
  explicit DiscourseSimulator(DiscourseSettings settings = {});

  const discourse::User& add_user(const DiscoursePerson& person);
  void add_category(std::int64_t id, const std::string& name, bool restricted = false);

  // What the forum would push, in order: POST requests without an address.
  std::vector<HttpRequest> take_webhooks();

  const discourse::State& state() const { return state_; }
  Result<std::string> set_up(const JsonReader& call, Milliseconds now) override;
  std::string dump() const override;

 protected:
  HttpResponse respond(const HttpRequest& request, Milliseconds now) override;
  HttpResponse refusal(int status, Milliseconds now) const override;

 private:
  struct Call {
    RequestParts parts;
    std::string body;
    Milliseconds now = 0;
    discourse::User* user = nullptr;  // null: anybody

    bool staff() const { return user != nullptr && user->staff(); }
  };

  std::optional<HttpResponse> authenticate(Call& call, const HttpRequest& request);
  std::optional<Milliseconds> as_of(Milliseconds now) const;
  HttpResponse read(const Call& call) const;
  HttpResponse read_topic(const Call& call, const std::string& which) const;
  HttpResponse read_post(const Call& call, std::int64_t id) const;
  HttpResponse read_user(const Call& call, const std::string& name) const;
  HttpResponse write(Call& call);
  HttpResponse write_post(Call& call);
  HttpResponse write_topic(Call& call);

  HttpResponse create(Call& call);
  HttpResponse create_now(Call& call);
  std::vector<std::string> refusals_of(const Call& call, const discourse::Draft& draft) const;
  HttpResponse edit(Call& call, discourse::Post& post);
  HttpResponse remove(Call& call, discourse::Post& post);
  HttpResponse recover(Call& call, discourse::Post& post);
  HttpResponse like(Call& call, std::int64_t id, bool on);
  HttpResponse solve(Call& call, bool on);
  HttpResponse remove_topic(Call& call, discourse::Topic& topic);
  HttpResponse recover_topic(Call& call, discourse::Topic& topic);
  HttpResponse answer_post(const Call& call, const discourse::Post& post) const;

  discourse::Post& publish(const discourse::Draft& draft, Milliseconds now);
  discourse::PostVersion& next_version(discourse::Post& post, Milliseconds now);
  discourse::TopicVersion& next_version(discourse::Topic& topic, Milliseconds now);
  discourse::Post* find_post(std::int64_t id);
  discourse::Topic* find_topic(std::int64_t id);
  void add_small_action(discourse::Topic& topic, std::int64_t user, Milliseconds now);
  void set_deleted(discourse::Topic& topic, bool deleted, Milliseconds now);

  Result<std::string> moderate(const std::string& what, const JsonReader& call, Milliseconds now);
  Result<std::string> change_user(const std::string& what, const JsonReader& call, Milliseconds now);

  void push(const std::string& type, const std::string& event, const std::string& payload);
  void push_post(const std::string& event, const discourse::Post& post, const std::string& type = "post");
  void push_topic(const std::string& event, const discourse::Topic& topic);

  DiscourseSettings settings_;
  discourse::State state_;
  std::deque<Milliseconds> asked_;  // with the key that acts as anybody, in the last minute
  std::map<std::string, std::pair<Milliseconds, HttpResponse>> remembered_;
  std::vector<HttpRequest> webhooks_;
  std::int64_t events_ = 0;
};

}  // namespace plein::simulators
