// A PDS and the AppView in one: sessions that expire, repositories, feeds, threads, notifications, limits
// (platforms.md, section 3). People write through the same API, with the token that setup gave them.
#pragma once

#include <optional>

#include "simulators/bluesky_state.h"
#include "simulators/request_parts.h"
#include "simulators/simulator.h"

namespace plein::simulators {

struct BlueskySettings {
  std::string url = "http://127.0.0.1:2583";
  Milliseconds access_ms = 120 * 60'000;
  Milliseconds refresh_ms = 90LL * 86'400'000;
  std::int64_t points_max = 5'000;  // of writes an hour and account: create 3, update 2, delete 1
  std::int64_t sessions_max = 30;   // createSession in five minutes
  std::int64_t thread_depth_max = 1000;
};

// Dids, tokens, keys and cids depend on the calls alone. Password of a person without one: "password".
class BlueskySimulator : public Simulator {
 public:
  explicit BlueskySimulator(BlueskySettings settings = {});

  const bluesky::Account& add_user(const std::string& handle, const std::string& display_name, const std::string& password,
                                   Milliseconds now);
  bool remove_post(const std::string& uri, Milliseconds now);  // as its author would
  // What a Jetstream sends to who asks for this (push_socket's address), after the first `after` events: its messages.
  std::vector<std::string> jetstream(const std::string& url, std::size_t after) const;

  const bluesky::State& state() const { return state_; }
  Result<std::string> set_up(const JsonReader& call, Milliseconds now) override;
  std::string dump() const override;

 protected:
  HttpResponse respond(const HttpRequest& request, Milliseconds now) override;
  HttpResponse refusal(int status, Milliseconds now) const override;

 private:
  struct Call {
    RequestParts parts;
    Milliseconds now = 0;
    std::string did;  // "": nobody
  };

  void tell_commit(const bluesky::Record& record, std::string_view operation, Milliseconds now);
  void tell_account(const bluesky::Account& account, Milliseconds now);
  Status set_profile(const JsonReader& call, Milliseconds now);
  std::optional<HttpResponse> authenticate(Call& call, bool refresh) const;
  HttpResponse create_account(const Call& call);
  HttpResponse create_session(const Call& call);
  HttpResponse session(const Call& call, bool with_tokens);
  HttpResponse upload(const Call& call, const HttpRequest& request);
  HttpResponse write(const Call& call, std::string_view method);
  HttpResponse put(const Call& call, const std::string& collection, const std::string& key, bool create_only);
  HttpResponse committed(const Call& call, const bluesky::Record* record, std::int64_t points);
  HttpResponse repo_read(const Call& call, std::string_view method) const;
  HttpResponse list_records(const Call& call, const std::string& did) const;
  HttpResponse app_view(const Call& call, std::string_view method) const;

  void did_document(JsonWriter& json, const bluesky::Account& account) const;
  std::string issue(const std::string& did, bool refresh, Milliseconds now);
  std::map<std::string, std::string> limit_headers(const bluesky::Account& account, Milliseconds now) const;

  BlueskySettings settings_;
  bluesky::State state_;
};

}  // namespace plein::simulators
