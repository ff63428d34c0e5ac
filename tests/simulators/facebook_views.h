// What the Graph API shows of a Page: the fields that were asked for, of posts and comments, and lists of them.
#pragma once

#include <functional>
#include <optional>

#include "base/json_writer.h"
#include "simulators/facebook_answers.h"
#include "simulators/facebook_fields.h"
#include "simulators/facebook_state.h"

namespace plein::simulators::facebook {

class Views {
 public:
  // `as_of`: what was there then; nothing: now. `of_page`: with the Page's own token. With a person's, the comments under the
  // Page's posts are an empty list, and no error.
  Views(const State& state, bool of_page, std::optional<Milliseconds> as_of) : state_(state), of_page_(of_page), as_of_(as_of) {}

  const Version* version(const Entry& entry) const;  // null: not there (yet, or any more, or what it is under is not)

  void entry(JsonWriter& json, const Entry& entry, const std::vector<Field>& fields);
  // `path` goes into the next page's address, with the parameters of the request.
  void comments(JsonWriter& json, const Entry& of, const Field& edge, const std::string& path);
  void posts(JsonWriter& json, bool of_visitors, const Field& edge, const std::string& path);

  const GraphError& error() const { return error_; }  // the first thing that was asked wrongly

 private:
  using Shown = std::vector<const Entry*>;

  void field(JsonWriter& json, const Entry& entry, const Version& version, const Field& field);
  void attachment(JsonWriter& json, const Entry& entry, const std::vector<Field>& fields) const;
  void list(JsonWriter& json, const Shown& all, const Field& edge, const std::string& path);
  void fail(GraphError error);

  const State& state_;
  bool of_page_;
  std::optional<Milliseconds> as_of_;
  GraphError error_;
};

// What comes without fields=.
inline constexpr const char* post_fields_unasked = "created_time,message,id";
inline constexpr const char* comment_fields_unasked = "created_time,from,message,id";

}  // namespace plein::simulators::facebook
