// How often the page was read, who follows, what that is worth, and how much is written.
#include <algorithm>

#include "insight/reference_class.h"

namespace plein::insight {

void Reference::follow() {
  for (const auto& [place, days] : state_.community.traffic.followers) {
    if (!place_.empty() && place != place_) continue;
    std::optional<std::int64_t> now, before;
    for (const auto& [number, followers] : days) {
      if (number * day < to_) now = static_cast<std::int64_t>(followers);
      if (number * day < from_) before = static_cast<std::int64_t>(followers);
    }
    if (now) out_["followers"].value = out_["followers"].value.value_or(0) + *now;
    if (before) out_["followers_gained"].value = out_["followers_gained"].value.value_or(0) + *now - *before;
  }
}

void Reference::reach() {
  for (const char* name :
       {"visits", "returning_share", "visitors", "followers", "followers_gained", "searches", "deflected", "deflection", "left"})
    out_[name].asked = false;
  follow();
  std::map<PageAct, std::int64_t> sums;
  std::map<PageAct, std::set<PostKey>> threads;
  for (const std::string_view via : via_names) {
    for (const char* name : {"visits", "clicks"}) out_[name].parts[std::string(via)] = 0;
  }
  std::map<std::string, std::set<PostKey>> followed;
  std::int64_t visitors = 0;
  const bool website = place_.empty() || place_ == "site";
  for (const auto& [number, of_day] : state_.community.traffic.days) {
    if (!within(number * day)) continue;
    if (website) visitors += static_cast<std::int64_t>(of_day.different());
    for (const auto& [what, n] : of_day.counts) {
      const auto [thread_key, act, way] = what;
      const PostKey thread = thread_key;
      const std::string via(via_names[static_cast<std::size_t>(way)]);
      const auto root =
          std::find_if(posts_.begin(), posts_.end(), [&](const Post& post) { return thread != 0 && key(post) == thread; });
      if (thread == 0 ? !website : root == posts_.end() || !here(*root)) continue;
      sums[act] += static_cast<std::int64_t>(n);
      if (thread != 0) threads[act].insert(thread);
      if (act == PageAct::click && thread != 0) followed[via].insert(thread);
      if (act == PageAct::click) out_["clicks"].parts[via] += static_cast<std::int64_t>(n);
      if (act == PageAct::visit || act == PageAct::return_visit) out_["visits"].parts[via] += static_cast<std::int64_t>(n);
    }
  }
  const std::int64_t visits = sums[PageAct::visit] + sums[PageAct::return_visit];
  out_["visits"].value = visits;
  out_["visitors"].value = visitors;
  out_["returning_share"].value = ratio(10000, sums[PageAct::return_visit], visits);
  out_["reads_per_visit"].value = ratio(100, sums[PageAct::read], visits);
  const std::int64_t answered = std::min(sums[PageAct::search], sums[PageAct::search_answered]);
  out_["deflected"].value = answered;
  out_["deflection"].value = ratio(10000, answered, sums[PageAct::search]);
  for (const char* name : {"returning_share", "deflection"}) out_[name].unit = "share";
  out_["reads_per_visit"].unit = "per_thread";
  for (const auto& [name, act] : {std::pair("impressions", PageAct::impression),
                                  {"reads", PageAct::read},
                                  {"answer_reads", PageAct::answer_read},
                                  {"searches", PageAct::search},
                                  {"clicks", PageAct::click},
                                  {"shares", PageAct::share},
                                  {"conversions", PageAct::conversion},
                                  {"muted", PageAct::muted},
                                  {"left", PageAct::left}}) {
    out_[name].value = sums[act];
    out_[name].posts = {threads[act].begin(), threads[act].end()};
  }
  out_["reads_per_visit"].posts = out_["reads"].posts;
  for (const auto& [via, keys] : followed) out_["clicks"].posts_of_parts[via] = {keys.begin(), keys.end()};
}

void Reference::returns(const Books& books) {
  const auto count = [&](const std::string& name) {
    const std::size_t dot = name.find('.');
    return dot == std::string::npos ? *out_[name].value : out_[name.substr(0, dot)].parts[name.substr(dot + 1)];
  };
  std::int64_t yield = 0, cost = 0;
  for (const auto& [name, each] : books.worth) yield += count(name) * each;
  for (const auto& [name, each] : books.cost) cost += count(name) * each;
  cost += static_cast<std::int64_t>(static_cast<long double>(books.month) * 12 * ((to_ - from_) / 1000) / (365 * 86400));
  for (const char* name : {"yield", "cost", "return_on_cost"}) {
    out_[name].asked = false;
    out_[name].unit = name == std::string("return_on_cost") ? "share" : books.currency;
  }
  const bool of_all = place_.empty() || books.month == 0;
  const bool spends = of_all && (books.month != 0 || !books.cost.empty());
  if (!books.worth.empty()) out_["yield"].value = yield;
  if (spends) out_["cost"].value = cost;
  if (spends && !books.worth.empty()) out_["return_on_cost"].value = ratio(10000, yield - cost, cost);
}

void Reference::activity() {
  std::set<std::uint32_t> active;
  for (const Post& post : posts_) {
    if (!counts(post)) continue;
    put(out_["posts"], post);
    put(out_[post.first ? "threads" : "replies"], post);
    if (post.role != Role::brand && active.insert(post.person).second) put(out_["active_authors"], post);
  }
  for (const Post* post : firsts()) {
    if (within(post->at)) put(out_["new_authors"], *post);
  }
  for (const char* name : {"posts", "threads", "replies", "active_authors", "new_authors"}) counted(name);
}

}  // namespace plein::insight
