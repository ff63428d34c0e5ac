// Mastodon 4: accounts, statuses of all visibilities, contexts, notifications, edits with their history, uploads, favourites,
// its rate limits, its memory of Idempotency-Keys, and what it streams (platforms.md, section 2). People act through the same
// API, each with a token of their own; people of other servers too, as what their servers tell this one.
#pragma once

#include <optional>

#include "simulators/mastodon_answers.h"
#include "simulators/mastodon_limits.h"
#include "simulators/mastodon_state.h"
#include "simulators/mastodon_views.h"
#include "simulators/simulator.h"

namespace plein::simulators {

struct MastodonSettings {
  std::string url = "http://127.0.0.1:3000";
  std::int64_t requests_max = 300;  // in five minutes, of a token
  std::int64_t statuses_max = 300;  // new ones and edits in three hours, of an account
  std::int64_t removals_max = 30;   // in thirty minutes
  std::int64_t characters_max = 500;
  Milliseconds processing_ms = 0;  // that a picture takes before it can be attached; above 0 an upload is answered with 202
};

struct MastodonPerson {
  std::string username;
  std::string display_name;  // "": the username
  std::string domain;        // of another server
};

class MastodonSimulator : public Simulator {
 public:
  explicit MastodonSimulator(MastodonSettings settings = {});

  const mastodon::Account& add_user(const MastodonPerson& person, Milliseconds now);
  // What an account's stream said since it was asked last, as the messages of a socket.
  std::vector<std::string> take_messages(const std::string& account);

  const mastodon::State& state() const { return state_; }
  Result<std::string> set_up(const JsonReader& call, Milliseconds now) override;
  std::string dump() const override;

 protected:
  HttpResponse respond(const HttpRequest& request, Milliseconds now) override;
  HttpResponse refusal(int status, Milliseconds now) const override;

 private:
  struct Call {
    const HttpRequest& request;
    RequestParts parts;
    Milliseconds now = 0;
    std::string viewer;  // an account's id, "" for a visitor
  };

  mastodon::Views views(const Call& call) const;
  std::optional<HttpResponse> throttled(const Call& call);
  HttpResponse routed(const Call& call);
  HttpResponse instance() const;
  HttpResponse read_accounts(const Call& call) const;
  HttpResponse read_statuses(const Call& call) const;
  HttpResponse read_notifications(const Call& call) const;
  HttpResponse context(const Call& call, const mastodon::Status& status) const;
  HttpResponse history(const Call& call, const mastodon::Status& status) const;
  const mastodon::Status* find_status(const Call& call, std::string_view id) const;

  HttpResponse write(const Call& call);
  HttpResponse create(const Call& call);
  HttpResponse edit(const Call& call, mastodon::Status& status);
  HttpResponse react(const Call& call, mastodon::Status& status, std::string_view what);
  HttpResponse upload(const Call& call);
  // The refusal's words, or "".
  std::string refuse(const Call& call, const mastodon::StatusVersion& version, const std::string& status) const;
  mastodon::StatusVersion version_of(const Call& call) const;
  mastodon::Status& publish(const std::string& account, mastodon::StatusVersion version, mastodon::Status status,
                            Milliseconds now);
  void remove(mastodon::Status& status, Milliseconds now);
  void tell(const std::string& to, const std::string& event, const std::string& payload);
  void tell_of(const mastodon::Status& status, const std::string& event, Milliseconds now);
  void notify(const std::string& to, const std::string& type, const mastodon::Status& status, const std::string& from,
              Milliseconds now);

  MastodonSettings settings_;
  mastodon::State state_;
  mastodon::Limits limits_;
};

}  // namespace plein::simulators
