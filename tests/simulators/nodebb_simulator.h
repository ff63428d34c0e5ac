// NodeBB 4.15: the write API, the read API's pages that a connector asks, tokens, posting delays, the post queue, soft
// deletion and purging (platforms.md, section 5). People write through the same API, each with a token of their own.
#pragma once

#include <optional>

#include "simulators/nodebb_state.h"
#include "simulators/request_parts.h"
#include "simulators/simulator.h"

namespace plein::simulators {

struct NodebbSettings {
  std::string url = "http://127.0.0.1:4567";
  std::string master_token = "master-token";  // acts as anybody, named by _uid
  Milliseconds post_delay_ms = 10'000;
  Milliseconds newbie_post_delay_ms = 120'000;  // while reputation is below 3
  std::string webhook_secret;                   // "": no signature
  std::int64_t minimum_post_length = 1;         // NodeBB's default is 8; the server of the captures took one character
};

struct NodebbPerson {
  std::string username;
  std::string display_name;  // "": the username
  bool admin = false;
  bool exempt = false;
  std::int64_t reputation = 0;
};

// A token is "token-<uid>"; the first user is uid 1. The forum starts with category 2, "General Discussion".
class NodebbSimulator : public Simulator {
 public:
  explicit NodebbSimulator(NodebbSettings settings = {});

  const nodebb::User& add_user(const NodebbPerson& person, Milliseconds now);
  void add_category(std::int64_t cid, const std::string& name);
  // Lets a queued post through, as a moderator does. Nothing when there is no such id.
  bool approve(const std::string& queue_id, Milliseconds now);
  void remove_post(std::int64_t pid, Milliseconds now);  // purged by a moderator

  const nodebb::State& state() const { return state_; }
  Result<std::string> set_up(const JsonReader& call, Milliseconds now) override;
  std::string dump() const override;

 protected:
  HttpResponse respond(const HttpRequest& request, Milliseconds now) override;
  HttpResponse refusal(int status, Milliseconds now) const override;

 private:
  struct Call {
    RequestParts parts;
    Milliseconds now = 0;
    std::int64_t uid = 0;  // 0: a guest
    bool english = true;
  };

  void set_profile(nodebb::User& user, const JsonReader& call, Milliseconds now);
  void remove_user(nodebb::User& user, Milliseconds now);  // and all they wrote
  std::optional<HttpResponse> authenticate(Call& call) const;
  HttpResponse write(Call& call);
  HttpResponse read(const Call& call) const;
  HttpResponse read_v3(const Call& call) const;
  HttpResponse create(Call& call, nodebb::QueuedPost draft);
  HttpResponse edit(Call& call, nodebb::Post& post);
  HttpResponse change_state(Call& call, nodebb::Post& post, bool restore);
  HttpResponse purge(Call& call, nodebb::Post& post);
  HttpResponse vote(Call& call, nodebb::Post& post, bool on);
  Status moderate(const JsonReader& call, const std::string& what);

  // nodebb-plugin-webhooks, subscribed to the hooks that a connector reads (nodebb_hooks.cpp).
  void send(const std::string& hook, const std::string& params);
  void tell_post(const std::string& hook, const nodebb::Post& post);
  void tell_created(const nodebb::Post& post);
  void tell_purged(const nodebb::Post& post);
  void tell_topic(const std::string& hook, const nodebb::Topic& topic);

  std::optional<Milliseconds> as_of(Milliseconds now) const;
  // The refusal's words, or "". `last`: when the user posted (or queued) before.
  std::string too_soon(const nodebb::User& user, Milliseconds last, Milliseconds now) const;
  nodebb::Post& publish(const nodebb::QueuedPost& draft, Milliseconds now);
  nodebb::PostVersion& next_version(nodebb::Post& post, Milliseconds now);

  NodebbSettings settings_;
  nodebb::State state_;
};

}  // namespace plein::simulators
