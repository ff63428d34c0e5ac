// What a Flarum forum shows to one user: JSON:API resources (flarum/framework's serializers), and posts as HTML.
#pragma once

#include <set>

#include "base/json_writer.h"
#include "model/http.h"
#include "simulators/flarum_state.h"

namespace plein::simulators::flarum {

HttpResponse document(int status, std::string body);  // with JSON:API's media type
HttpResponse failed(int status, const char* code, const std::string& pointer = "", const std::string& detail = "");
std::string to_html(const State& state, const std::string& content);

class Views {
 public:
  Views(const State& state, std::int64_t actor) : state_(state), actor_(actor) {}

  bool moderates() const;
  bool visible(const Discussion& discussion) const;
  bool visible(const Post& post) const;
  // `whole`: as it is shown by itself; in a list 1.x has a short form.
  void discussion(JsonWriter& json, const Discussion& discussion, bool whole) const;
  void post(JsonWriter& json, const Post& post) const;
  void user(JsonWriter& json, const User& user) const;
  // {"links"?,"data":...,"included":[...]} of posts, or of a discussion with the posts that its endpoint includes.
  std::string posts(const std::vector<const Post*>& shown, const std::string& next, bool one) const;
  std::string with_posts(const Discussion& discussion) const;

 private:
  std::vector<const Post*> of(const Discussion& discussion) const;
  void include_users(JsonWriter& json, const std::vector<const Post*>& shown) const;

  const State& state_;
  std::int64_t actor_;
};

}  // namespace plein::simulators::flarum
