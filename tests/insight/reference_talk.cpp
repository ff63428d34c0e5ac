// How far a thread is talked about, how soon it is answered, and who comes back.
#include <algorithm>

#include "insight/reference_class.h"

namespace plein::insight {

std::vector<const Post*> Reference::replies(const Post& root) const {
  std::vector<const Post*> found;
  for (const Post* post : by_thread_.at(root.thread)) {
    if (!post->first && post->at < to_) found.push_back(post);
  }
  return found;
}

void Reference::influence() {
  std::int64_t threads = 0, of_brand = 0, depths = 0, reactions = 0;
  for (const Post& post : posts_) {
    if (!counts(post)) continue;
    const auto liked = state_.liked.find(key(post));
    const std::int64_t of_post =
        state_.posts[post.row].reactions + (liked == state_.liked.end() ? 0 : static_cast<std::int64_t>(liked->second));
    reactions += of_post;
    if (of_post > 0) put(out_["reactions"], post);
    if (!post.first) continue;
    ++threads;
    of_brand += post.role == Role::brand ? 1 : 0;
    const Post* deepest = &post;
    std::set<std::uint32_t> people;
    bool talked = false;
    if (post.role != Role::brand) people.insert(post.person), put(out_["people_per_thread"], post);
    for (const Post* reply : replies(post)) {
      put(out_["replies_per_thread"], *reply);
      if (reply->depth > deepest->depth) deepest = reply;
      if (reply->role == Role::brand) continue;
      if (people.insert(reply->person).second) put(out_["people_per_thread"], *reply);
      if (post.role == Role::brand) put(out_["replies_per_brand_post"], *reply), talked = true;
    }
    if (deepest != &post) put(out_["depth"], *deepest), depths += deepest->depth;
    if (talked) put(out_["talked_about"], post);
  }
  out_["reactions"].value = reactions;
  for (const char* name : {"replies_per_thread", "people_per_thread"})
    out_[name].value = ratio(100, static_cast<std::int64_t>(out_[name].posts.size()), threads);
  out_["depth"].value = ratio(100, depths, threads);
  Expected& replied = out_["replies_per_brand_post"];
  replied.value = ratio(100, static_cast<std::int64_t>(replied.posts.size()), of_brand);
  Expected& talked = out_["talked_about"];
  talked.value = ratio(10000, static_cast<std::int64_t>(talked.posts.size()), of_brand);
  for (const char* name : {"replies_per_thread", "people_per_thread", "depth", "replies_per_brand_post"})
    out_[name].unit = "per_thread";
  talked.unit = "share";
}

void Reference::conversations() {
  std::vector<Milliseconds> first_times, accepted_times;
  for (const char* part : {"by_brand", "by_ambassador", "by_member"}) out_["answered"].posts_of_parts[part];
  for (const Post& question : posts_) {
    if (!counts(question) || !question.first || question.role != Role::visitor) continue;
    put(out_["questions"], question);
    const Post *first = nullptr, *accepted = nullptr;
    bool team = false, ambassador = false;
    for (const Post* reply : replies(question)) {
      const auto rank = [&](const Post* post) {
        return std::tuple(-(state_.posts[post->row].accepted & PostRow::by_us), post->at, key(*post));
      };
      if (state_.posts[reply->row].accepted != 0 && (accepted == nullptr || rank(reply) < rank(accepted))) accepted = reply;
      if (reply->person == question.person) continue;
      if (first == nullptr) first = reply;
      team = team || reply->role != Role::visitor;
      ambassador = ambassador || reply->role == Role::ambassador;
    }
    if (first != nullptr) {
      for (const char* name : {"answered", "answered_share"}) put(out_[name], question);
      const char* part = first->role == Role::brand        ? "by_brand"
                         : first->role == Role::ambassador ? "by_ambassador"
                                                           : "by_member";
      put(out_["answered"], question, part);
      for (const char* name : {"first_reply_median", "first_reply_p90"}) put(out_[name], *first);
      first_times.push_back(std::max<Milliseconds>(0, first->at - question.at));
    } else {
      put(out_["unanswered"], question);
    }
    if (team) put(out_["answered_by_team"], question);
    if (ambassador) put(out_["ambassador_share"], question);
    if (accepted == nullptr) continue;
    for (const char* name : {"accepted", "accepted_median", "accepted_p90"}) put(out_[name], *accepted);
    accepted_times.push_back(std::max<Milliseconds>(0, accepted->at - question.at));
  }
  for (const char* name : {"questions", "answered", "unanswered", "answered_by_team", "accepted"}) counted(name);
  const auto size = [&](const char* name) { return static_cast<std::int64_t>(out_[name].posts.size()); };
  out_["answered_share"].value = ratio(10000, size("answered"), size("questions"));
  out_["ambassador_share"].value = ratio(10000, size("ambassador_share"), size("answered"));
  for (const char* name : {"answered_share", "ambassador_share"}) out_[name].unit = "share";
  out_["first_reply_median"].value = percentile(first_times, 50);
  out_["first_reply_p90"].value = percentile(first_times, 90);
  out_["accepted_median"].value = percentile(accepted_times, 50);
  out_["accepted_p90"].value = percentile(accepted_times, 90);
  for (const char* name : {"first_reply_median", "first_reply_p90", "accepted_median", "accepted_p90"}) out_[name].unit = "ms";
}

void Reference::durability(Expected& figure, Milliseconds after, Milliseconds during) {
  std::map<std::uint32_t, std::vector<Milliseconds>> wrote;
  for (const Post& post : posts_) {
    if (here(post)) wrote[post.person].push_back(post.at);
  }
  std::int64_t all = 0;
  for (const char* part : {"campaign", "thread", "own"}) {
    figure.posts_of_parts[part];
    figure.posts_of_parts[std::string(part) + "_stayed"];
  }
  for (const Post* first : firsts()) {
    if (!within(first->at + after + during)) continue;
    ++all;
    const std::string part = first->first ? "own" : first->beginner_role == Role::brand ? "campaign" : "thread";
    put(figure, *first, part);
    const auto& times = wrote[first->person];
    const bool stayed = std::any_of(times.begin(), times.end(),
                                    [&](Milliseconds at) { return at >= first->at + after && at < first->at + after + during; });
    if (!stayed) continue;
    put(figure, *first);
    put(figure, *first, part + "_stayed");
  }
  for (const auto& [part, posts] : figure.posts_of_parts) figure.parts[part] = static_cast<std::int64_t>(posts.size());
  figure.value = ratio(10000, static_cast<std::int64_t>(figure.posts.size()), all);
  figure.unit = "share";
}

}  // namespace plein::insight
