// A place of a made-up platform: what people and the bridge's account wrote there, with its history, so that a read can lag.
// It answers requests as its platform would, and tells the oracle what truly stands.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "simulation/allowance.h"

namespace plein::simulation {

inline constexpr std::string_view brand = "brand";  // the bridge's account, in every place

struct Version {
  Milliseconds at = 0;
  std::string title, body;  // body: RichText as JSON
  Milliseconds edited_at = 0;
  bool hidden = false;
  bool deleted = false;
};

struct ModelPost {
  int id = 0;
  int parent = 0;  // 0: a first post
  int root = 0;    // itself when it is one
  std::string author;
  std::string as;  // the member under whose name a post of the bridge's account stands; "": its own
  Milliseconds created_at = 0;
  std::vector<Version> versions;  // never empty
  // Of the bridge's account: the post this is a copy of ("<place> <id>", of the website "site <key>"), "" when none.
  std::string origin;
  bool correction = false;
  bool by_moderator = false;  // the last hiding or deletion was a moderator's

  const Version& now() const { return versions.back(); }
  const Version* at(Milliseconds time) const;  // none: it was not there yet
  bool stands() const { return !now().deleted; }
  bool met = false;  // the answer to its create, a reading that shows it, or, not of ours, a push, reached an engine
  // Its answer was lost, and it was looked for too late.
  bool taken_unseen() const { return by_moderator && !met; }
};

class ModelPlace {
 public:
  ModelPlace(std::string id, const Platform& platform, bool tight = false);

  // `lag`: how far behind this read is.
  HttpResponse answer(const HttpRequest& request, Milliseconds now, Milliseconds lag);

  // People and moderators. Each gives what its platform pushes, "" when it does not.
  int post(const std::string& author, int parent, const std::string& title, const std::string& body, Milliseconds now);
  void edit(int id, const std::string& body, Milliseconds now);
  void remove(int id, Milliseconds now, bool by_moderator);
  void hide(int id, bool hidden, Milliseconds now, bool by_moderator);
  void move(int root, bool away, Milliseconds now);
  void approve(Milliseconds now);  // all that waits
  void set_refuses(const std::string& author) { refusing_.insert(author); }

  void met(const HttpResponse& answer);  // it reached an engine: what it shows is known
  void told(const std::string& push);    // likewise; of a post of ours a reading tells

  std::string event(int id) const;                           // a push about a post, as it is now
  std::vector<std::string> history(int id) const;            // the pushes there were about it
  std::string secret() const { return "secret-of-" + id_; }  // what the host shows to act with our account

  const std::string& id() const { return id_; }
  const Platform& platform() const { return platform_; }
  std::map<int, ModelPost>& posts() { return posts_; }
  const std::map<int, ModelPost>& posts() const { return posts_; }
  bool moved_away(int root) const { return moved_.count(root) != 0; }
  bool refuses(const std::string& author) const { return refusing_.count(author) != 0; }
  const std::vector<std::string>& violations() const { return violations_; }

  std::set<int> changed;             // posts that changed since the host last asked, for pushes
  bool log_lost = false;             // nobody can know any more of copies that we hid
  Milliseconds lost_at = 0;          // then; what was made just before cannot be read yet
  bool clock_jumps = false;          // nor what was there before, by the clock
  bool queueing = false;             // the bridge's posts wait for approval
  std::set<std::string> may_double;  // origins of which a write came later than the platform says it can
  std::set<std::string> rejected;    // origins that a moderator did not let in
  // Origins whose copy was asked for → as which member, when it was asked for last; "": as our account.
  std::map<std::string, std::string> asked_as;
  bool frozen = false;  // it can be read, and changes no more
  Allowance allowance;

 private:
  using Fields = std::vector<std::string>;
  static HttpResponse status(int code, const std::string& body = "");
  // model_place_reads.cpp
  HttpResponse stream(const Fields& f, Milliseconds at);
  HttpResponse thread(const Fields& f, Milliseconds at);
  HttpResponse find(const Fields& f, Milliseconds at);
  HttpResponse create(const Fields& f, Milliseconds now);
  void check_known(const std::string& body);
  HttpResponse change(const std::string& what, const Fields& f, Milliseconds now);
  HttpResponse page(const std::vector<const ModelPost*>& list, const std::string& cursor, std::size_t size,
                    Milliseconds at) const;
  std::string item(const ModelPost& post, const Version& version) const;
  bool in_sight(const ModelPost& post, Milliseconds at) const;
  int add(ModelPost post);
  void revise(int id, Milliseconds now, const Version& version);

  std::string id_;
  Platform platform_;
  std::map<int, ModelPost> posts_;
  std::map<int, std::vector<std::pair<Milliseconds, bool>>> moves_;
  std::set<int> moved_;
  std::set<std::string> refusing_;
  std::map<std::string, std::pair<int, Milliseconds>> keys_;  // of creates → the post, and when
  std::vector<ModelPost> queue_;
  std::vector<std::string> violations_;
  int next_ = 1;
};

// The origin a provenance line in a body names, as ModelPost::origin has it; whether it is a correction's.
std::string origin_in(const std::string& body, bool& correction);

}  // namespace plein::simulation
