// Keeps the places of a bridge equal. Driven by time, by answers, by pushes and by people's commands; says what is to be
// recorded and what is to be asked. At any instant it can be thrown away and made anew from the state: what was under way is
// then looked for, not repeated.
// Times given are the host's; inside runs a clock that only ever goes on, and never faster than
// time does. What people see and platforms get is the host's time; what is compared with a lag or a pause is ours.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/bridge.h"
#include "sync/budgets.h"
#include "sync/judge.h"
#include "sync/ledger.h"
#include "sync/observe.h"
#include "sync/place_run.h"
#include "sync/reconcile.h"

namespace plein::sync {

struct Person {
  std::string id;
  std::string name;
  Role role = Role::visitor;
  std::vector<record::Account> accounts = {};  // who they are in other places
};

struct NewPost {
  std::string key;  // chosen by the client
  Person by;
  PostKey parent = 0;  // 0: a new thread
  std::string title;
  RichText body;
  std::optional<record::Polled> poll = {};  // of a new thread; as `decide` takes a decision
  std::vector<PlaceId> without = {};        // no copy is to stand there
};

struct PostOutcome {
  std::uint32_t post = none;
  bool created = false;  // false: the key was known already
};

class Synchroniser {
 public:
  // `judge`: null where no post waits for a moderator.
  Synchroniser(State& state, const Bridge& bridge, const Judge* judge = nullptr);

  // `seed` is unpredictable; it names the epoch of a new log and spreads waiting times.
  void start(Milliseconds now, std::string_view seed, Batch& batch);
  void tick(Milliseconds now, Batch& batch);
  // An id that is not under way (an answer to a request of before a restart) changes nothing.
  void response(Milliseconds now, const std::string& id, const HttpResponse& response, Batch& batch);
  // What a platform sent by itself. Errors: unknown_name (place), and the connector's.
  Status push(Milliseconds now, std::string_view place, const Push& push, Batch& batch);
  // Pushes of the place may have been missed: its streams and active threads are read at once. Errors: unknown_name.
  Status look(Milliseconds now, std::string_view place, Batch& batch);

  // People's commands (commands.cpp). Errors: conflict, unknown_name, invalid_value, not_allowed.
  Result<PostOutcome> post(Milliseconds now, const NewPost& post, Batch& batch);
  Status edit(Milliseconds now, PostKey post, const Person& by, std::string_view title, const RichText& body, Batch& batch);
  Status remove(Milliseconds now, PostKey post, const Person& by, Batch& batch);
  // opinions.cpp
  Status accept(Milliseconds now, PostKey post, const Person& by, bool on, Batch& batch);
  Status like(Milliseconds now, PostKey post, const Person& by, bool on, Batch& batch);
  // decisions.cpp. `wanted`: what, on, about what, value, until and reason count. Gives its number; 0 where it was so already.
  Result<std::uint64_t> decide(Milliseconds now, record::Decided wanted, const Person& by, Batch& batch);
  Result<std::uint64_t> undo(Milliseconds now, std::uint64_t number, const Person& by, Batch& batch);
  Status note(Milliseconds now, record::Noted note, const Person& by, Batch& batch);
  Status keep_reply(Milliseconds now, record::Canned canned, const Person& by, Batch& batch);
  Status keep_rule(Milliseconds now, record::Ruled rule, const Person& by, Batch& batch);
  // polls.cpp. A poll ends now; a person chooses (a bit for each option), until then.
  Status end_poll(Milliseconds now, PostKey post, const Person& by, Batch& batch);
  Status vote(Milliseconds now, PostKey post, std::uint32_t choices, const Person& by, Batch& batch);
  // planned.cpp. What is to be posted at its time, or (an empty text) is not after all.
  Status plan(Milliseconds now, record::Planned planned, const Person& by, Batch& batch);
  // counting.cpp. What readers did on a day; of threads that are not known nothing is kept. Of who they are nothing is kept but
  // about how many different ones there were.
  struct Readers {
    std::vector<Tally> tallies;
    std::vector<std::uint64_t> visitors;  // hashes, with a salt of the day
    std::vector<std::uint64_t> members;   // who of them had signed in: AuthorRow::key on the website
  };
  Status count(Milliseconds now, std::int64_t day, const Readers& readers, Batch& batch);
  Status opt_out(Milliseconds now, std::uint64_t author, bool on, Batch& batch);
  Status forget(Milliseconds now, std::uint64_t author, Batch& batch);
  Status resend(Milliseconds now, PostKey post, std::string_view place, Batch& batch);
  Status dismiss(Milliseconds now, PostKey post, std::string_view place, Batch& batch);
  Status sweep(Milliseconds now, PostKey post, Batch& batch);

  const std::vector<PlaceRun>& runs() const { return runs_; }
  Milliseconds time() const { return latest_; }
  // What is left of what a place's account may ask; times are the host's.
  std::vector<Left> left_in(const PlaceRun& run) const;

 private:
  struct UnderWay {
    std::size_t run = 0;
    Ask ask;
    std::size_t walk = 0;         // of a stream
    std::uint32_t copy = none;    // of a write or a search for one
    std::uint32_t author = none;  // of a profile
    std::uint32_t post = none;    // of an upload
    Milliseconds begun = 0;
    Op op = Op::nothing;
  };

  // decisions.cpp
  Status allow_reply(std::uint32_t parent, const Person& by) const;
  Result<std::uint64_t> commit_decision(record::Decided decided, Milliseconds now);
  void end_announcements(Milliseconds now);
  void send_planned(Milliseconds now);                                         // planned.cpp
  void end_polls(Milliseconds now);                                            // polls.cpp
  Result<std::uint32_t> record_post(const NewPost& wanted, Milliseconds now);  // commands.cpp
  void judge_new_posts();

  // synchroniser.cpp: when it is whose turn
  Milliseconds begin(Milliseconds host_now, Batch& batch);
  void advance(Milliseconds now);
  void advance_place(std::size_t run, Milliseconds now);
  void adopt_when_walked(PlaceRun& run);
  void requeue(PlaceRun& run, std::uint32_t post, Milliseconds now);
  void changed(const std::vector<std::uint32_t>& posts, Milliseconds now);
  void requeue_below(PlaceRun& run, std::uint32_t post, Milliseconds now);
  void wait_for_lag(PlaceRun& run, Need& need, Milliseconds now);
  bool inherits(const PlaceRun& run) const;
  bool may_stand_already(std::uint32_t post) const;
  void want_profile(PlaceRun& run, const PostRow& row, bool again);
  std::uint64_t presence_of(std::uint32_t post) const;
  Priority priority_of(std::uint32_t post, Need::What what) const;
  void ask(std::size_t run, UnderWay under_way, Milliseconds now);
  std::size_t index_of(const PlaceRun& run) const { return static_cast<std::size_t>(&run - runs_.data()); }
  std::uint64_t random();

  // reads.cpp and readings.cpp
  void advance_reads(std::size_t run, Milliseconds now);
  void advance_streams(std::size_t run, Milliseconds now);
  void advance_thread(std::size_t run, Milliseconds now);
  void advance_lookup(std::size_t run, Milliseconds now);
  void advance_profile(std::size_t run, Milliseconds now);
  void advance_followers(std::size_t run, Milliseconds now);
  void schedule_sweep(PlaceRun& run, std::uint32_t thread, Milliseconds now, Milliseconds soonest);
  std::vector<RemoteRef> scattered(const PlaceRun& run, std::uint32_t thread) const;
  void look_up(PlaceRun& run, const RemoteRef& ref, Milliseconds at);
  std::uint32_t next_sweep(PlaceRun& run, Milliseconds now);
  Source source_of(const PlaceRun& run, Source::Kind kind, Milliseconds begun, bool sweep);
  std::vector<std::uint32_t> observe(PlaceRun& run, const std::vector<Change>& changes, Source::Kind kind, Milliseconds begun,
                                     bool sweep = false);
  void take_stream(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now);
  void take_thread(PlaceRun& run, const Reading& reading, Milliseconds now);
  void look_for_missing(PlaceRun& run, Milliseconds now);
  void take_lookup(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now);
  void look_for_origins(Milliseconds now);
  void take_profile(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now);
  void take_followers(PlaceRun& run, const Reading& reading, Milliseconds now);
  void failed_thread(PlaceRun& run, const UnderWay& under_way, const Outcome& outcome, Milliseconds now);
  bool believed_gone(PlaceRun& run, const RemoteRef& what, Milliseconds begun, Milliseconds now);

  // acting.cpp
  std::string writer_of(const PlaceRun& run, std::uint32_t post, const Need& need) const;
  std::string keeper_of(const PlaceRun& run, const CopyRow& copy) const;
  Milliseconds thread_unread(PlaceRun& run, std::uint32_t post, Milliseconds now);
  void write_ourselves(PlaceRun& run, std::uint32_t copy, const std::string& reason, Milliseconds now);

  // uploads.cpp
  Result<Draft> draft_of(const PlaceRun& run, std::uint32_t post, bool correction, std::string_view as) const;
  bool start_upload(std::size_t run, std::uint32_t post, const Draft& draft, const std::string& as, Milliseconds now);
  void forget_uploads(PlaceRun& run, std::uint32_t post);
  void take_upload(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now);

  // writes.cpp and outcomes.cpp
  void advance_writes(std::size_t run, Milliseconds now);
  bool start_stray(std::size_t run, Milliseconds now);
  bool start_find(std::size_t run, Milliseconds now);
  bool start_write(std::size_t run, Priority least, Milliseconds now);
  bool start_create(std::size_t run, std::uint32_t post, const Need& need, Milliseconds now);
  bool start_change(std::size_t run, std::uint32_t post, const Need& need, Milliseconds now);
  void compare(PlaceRun& run, std::uint32_t post, std::uint32_t copy);
  void take_create(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now);
  void take_find(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now);
  bool may_be_hidden(const PlaceRun& run, std::uint32_t copy, const std::vector<Change>& changes) const;
  void undecided(PlaceRun& run, std::uint32_t copy, const std::string& why, Milliseconds now);
  void take_change(PlaceRun& run, const UnderWay& under_way, const Outcome& outcome, Milliseconds now);
  void verify(PlaceRun& run, std::uint32_t copy, const Reading& reading, Milliseconds now);
  void settle(PlaceRun& run, std::uint32_t copy, const Reading& reading, Milliseconds now);
  void unsettle(PlaceRun& run, std::uint32_t copy, CopyState state, std::string reason, bool final = false);
  void lose(PlaceRun& run, std::uint32_t copy, Milliseconds at);
  void found_again(PlaceRun& run, std::uint32_t copy);

  // answers.cpp
  void take(const UnderWay& under_way, const Reading& reading, Milliseconds now);
  void take_identity(PlaceRun& run, const Reading& reading, Milliseconds now);
  void failing(PlaceRun& run, const Outcome& outcome, Milliseconds now);
  void answering(PlaceRun& run, Milliseconds now);
  Milliseconds pause(int failures, const Outcome& outcome, Milliseconds now);
  void failed_write(PlaceRun& run, const Outcome& outcome, Milliseconds now);
  void park(PlaceRun& run, const Outcome& outcome, Milliseconds now);

  State& state_;
  const Bridge& bridge_;
  const Judge* judge_;
  std::size_t judged_ = 0;  // of the posts, the first so many
  Ledger ledger_;
  Observer observer_;
  Budgets budgets_;
  std::vector<PlaceRun> runs_;
  std::vector<std::uint64_t> presence_;                                   // by post: presence_of, as last seen
  std::map<std::uint32_t, std::set<std::uint32_t>> waiting_for_profile_;  // author → posts
  std::map<std::string, UnderWay> under_way_;
  std::size_t orphans_ = 0;          // how many origins were missing when they were last looked for
  std::set<std::uint32_t> pending_;  // of the observation under way: Source::pending
  std::size_t turn_ = 0;             // which place goes first: those of one account alternate
  std::uint64_t next_request_ = 1;
  std::uint64_t random_ = 0;
  Milliseconds latest_ = 0;       // our clock
  Milliseconds host_now_ = 0;     // the host's
  Milliseconds polls_ended_ = 0;  // those until then are told of; the host's
  Batch* batch_ = nullptr;
};

}  // namespace plein::sync
