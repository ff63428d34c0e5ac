// The AppView: feeds, threads and notifications computed from the records. A lag shows them as they were a while ago.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "simulators/bluesky_state.h"

namespace plein::simulators::bluesky {

class Views {
 public:
  // `viewer`: a did, or "" for nobody. `as_of`: nothing for now.
  Views(const State& state, std::string viewer, std::optional<Milliseconds> as_of)
      : state_(state), viewer_(std::move(viewer)), as_of_(as_of) {}

  const RecordVersion* version(const Record& record) const;  // null: not there, or its author is not
  const Record* post(const std::string& uri) const;          // null: not there

  Profile profile_of(const Account& account) const;

  void author_feed(JsonWriter& json, const Account& actor, const std::string& filter, std::int64_t limit,
                   const std::string& cursor) const;
  void thread(JsonWriter& json, const Record& post, std::int64_t depth, std::int64_t parent_height) const;
  void posts(JsonWriter& json, const std::vector<std::string>& uris) const;
  void notifications(JsonWriter& json, const std::vector<std::string>& reasons, std::int64_t limit,
                     const std::string& cursor) const;
  void profile(JsonWriter& json, const Account& account) const;

 private:
  struct Notice {
    const Record* record = nullptr;
    std::string reason;
    std::string subject;
  };

  std::optional<Notice> notice(const Record& record) const;
  std::vector<const Record*> replies_to(const std::string& uri) const;  // newest first
  bool blocked(const std::string& a, const std::string& b) const;       // one of them the other
  void labels(JsonWriter& json, const Record& record) const;
  void embed(JsonWriter& json, const Record& record) const;
  std::int64_t likes_of(const std::string& uri) const;
  void author(JsonWriter& json, const std::string& did) const;
  void post_members(JsonWriter& json, const Record& record) const;
  void post_or_absent(JsonWriter& json, const std::string& uri) const;
  void thread_node(JsonWriter& json, const Record& record, std::int64_t depth) const;
  void ancestors(JsonWriter& json, const Record& record, std::int64_t height) const;

  const State& state_;
  std::string viewer_;
  std::optional<Milliseconds> as_of_;
};

// Newest first; of the same instant, by cid.
std::string cursor_of(const RecordVersion& version);

}  // namespace plein::simulators::bluesky
