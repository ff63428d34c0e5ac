// Flarum 1.8 or 2.x with its tags, likes, mentions and approval extensions, fof/best-answer and fof/user-bio: what its JSON:API
// answers, a post in ten seconds for people, event posts that take numbers, and who sees what was hidden. People write through
// the same API, each with a token of their own ("token-<id>").
#pragma once

#include "simulators/flarum_state.h"
#include "simulators/request_parts.h"
#include "simulators/simulator.h"

namespace plein::simulators {

struct FlarumSettings {
  std::string url = "http://127.0.0.1:8888";
  std::string api_key = "api-key";  // acts as anybody, named by userId
  int version = 1;
};

// The forum starts with tag 3, "Vragen".
class FlarumSimulator : public Simulator {
 public:
  explicit FlarumSimulator(FlarumSettings settings = {});

  const flarum::User& add_user(const std::string& name, bool moderator = false, bool trusted = false);
  const flarum::State& state() const { return state_; }
  Result<std::string> set_up(const JsonReader& call, Milliseconds now) override;
  std::string dump() const override;

 protected:
  HttpResponse respond(const HttpRequest& request, Milliseconds now) override;
  HttpResponse refusal(int status, Milliseconds now) const override;

 private:
  struct Call {
    RequestParts parts;
    Milliseconds now = 0;
    std::int64_t actor = 0;  // 0: a guest
    bool by_key = false;
  };

  void authenticate(Call& call, const HttpRequest& request) const;
  HttpResponse read(const Call& call) const;
  HttpResponse list(const Call& call) const;
  HttpResponse write(Call& call);
  HttpResponse create(Call& call, bool discussion);
  HttpResponse change(Call& call, flarum::Post& post);
  HttpResponse change(Call& call, flarum::Discussion& discussion);
  HttpResponse remove(Call& call, flarum::Post& post);
  flarum::Post& add_post(std::int64_t discussion, std::int64_t user, const std::string& type, Milliseconds now);

  FlarumSettings settings_;
  flarum::State state_;
};

}  // namespace plein::simulators
