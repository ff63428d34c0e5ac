// A Facebook Page behind the Graph API: its fields, lists, limits and refusals (platforms.md, section 1), and the webhook that
// tells what happens there. People have no API: they post and comment by set_up calls.
#pragma once

#include <deque>
#include <optional>

#include "simulators/facebook_answers.h"
#include "simulators/facebook_state.h"
#include "simulators/request_parts.h"
#include "simulators/simulator.h"

namespace plein::simulators {

struct FacebookSettings {
  std::string page = "700";
  std::string page_name = "Noordnet";
  std::string page_token = "page-token";
  std::string person_token = "person-token";  // of whoever granted the app: reads no comments, writes nothing
  std::string app_secret = "app-secret";
  std::int64_t calls_max = 4800;  // in an hour; each call counts, those that are refused too
  std::int64_t writes_max = 60;   // in a minute, before the Page posts too fast
};

class FacebookSimulator : public Simulator {
 public:
  explicit FacebookSimulator(FacebookSettings settings = {});

  const facebook::State& state() const { return state_; }

  // As people and the Page's editors do it on Facebook. Ids of what was made.
  std::string add_person(const std::string& name, bool shares);
  std::string post(facebook::Entry entry, const std::string& message, Milliseconds now);
  std::string comment(facebook::Entry entry, const std::string& under, const std::string& message, Milliseconds now);

  struct Delivery {
    std::map<std::string, std::string> headers;
    std::string body;
  };
  // What the webhook delivers now: at most so many changes that it did not deliver yet, or once more the last ones. The body is
  // empty when there is nothing.
  Delivery deliver(std::size_t changes_max, bool again, Milliseconds now);

  Result<std::string> set_up(const JsonReader& call, Milliseconds now) override;
  std::string dump() const override;

 protected:
  HttpResponse respond(const HttpRequest& request, Milliseconds now) override;
  HttpResponse refusal(int status, Milliseconds now) const override;

 private:
  struct Call {
    RequestParts parts;
    Milliseconds now = 0;
    bool of_page = false;
  };

  HttpResponse handled(Call& call);
  HttpResponse read(const Call& call) const;
  HttpResponse write(Call& call);
  HttpResponse publish(Call& call, const std::string& under);
  HttpResponse update(Call& call, facebook::Entry& entry);
  std::optional<facebook::GraphError> text_refusal(const Call& call, const std::string& message, const std::string& under);
  facebook::Version& next_version(facebook::Entry& entry, Milliseconds now);
  void remove(facebook::Entry& entry, Milliseconds now);

  // An event of the webhook: {"item","verb","post_id",...}.
  void tell(const facebook::Entry& entry, const std::string& verb, Milliseconds now, const std::string& reaction_by = "");
  std::map<std::string, std::string> usage(Milliseconds now, Milliseconds regained_in) const;

  FacebookSettings settings_;
  facebook::State state_;
  std::deque<Milliseconds> calls_;   // of the last hour
  std::deque<Milliseconds> writes_;  // of the last minute
};

}  // namespace plein::simulators
