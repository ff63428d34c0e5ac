// Who knows whom, who takes part in which way, and what the brand sends against what it answers.
#include <algorithm>

#include "insight/reference_class.h"

namespace plein::insight {

void Reference::ties() {
  using People = std::pair<std::uint32_t, std::uint32_t>;
  std::map<People, std::vector<const Post*>> replies;
  std::set<std::uint32_t> active;
  for (const Post& post : posts_) {
    if (post.role != Role::brand && counts(post)) active.insert(post.person);
    const bool between = !post.first && post.parent_visible && here(post) && post.person != post.to;
    if (between && post.role != Role::brand && post.to_role != Role::brand)
      replies[std::minmax(post.person, post.to)].push_back(&post);
  }
  for (const char* part : {"met", "strengthened"}) out_["moved_up"].posts_of_parts[part];
  std::int64_t tied = 0;
  for (const auto& [people, between] : replies) {
    std::map<std::uint32_t, std::vector<const Post*>> threads;
    for (const Post* post : between) threads[post->thread].push_back(post);
    const Post *weak = mutual(between), *strong = nullptr;
    std::vector<const Post*> moments;
    for (const auto& [thread, posts] : threads) {
      if (const Post* moment = mutual(posts)) moments.push_back(moment);
    }
    std::sort(moments.begin(), moments.end(),
              [](const Post* a, const Post* b) { return std::tie(a->at, a->row) < std::tie(b->at, b->row); });
    for (const Post* last : moments) {
      const auto lately = std::count_if(moments.begin(), moments.end(), [&](const Post* each) {
        return std::tie(each->at, each->row) <= std::tie(last->at, last->row) && each->at > last->at - 30 * day;
      });
      if (lately >= 3 && strong == nullptr) strong = last;
    }
    if (strong != nullptr && strong->at < to_) {
      put(out_["strong_ties"], *strong);
    } else if (weak != nullptr && weak->at < to_) {
      put(out_["weak_ties"], *weak);
    }
    if (weak != nullptr && within(weak->at)) put(out_["moved_up"], *weak), put(out_["moved_up"], *weak, "met");
    if (strong != nullptr && within(strong->at)) put(out_["moved_up"], *strong), put(out_["moved_up"], *strong, "strengthened");
    if (weak != nullptr && weak->at < to_ && active.count(people.first) != 0 && active.count(people.second) != 0) ++tied;
  }
  for (const char* name : {"weak_ties", "strong_ties", "moved_up"}) counted(name);
  const auto people = static_cast<std::int64_t>(active.size());
  out_["never_met"].asked = false;
  out_["never_met"].value = people * (people - 1) / 2 - tied;
}

const Post* Reference::mutual(const std::vector<const Post*>& between) {
  for (const Post* post : between) {
    if (post->person != between[0]->person) return post;
  }
  return nullptr;
}

std::map<std::uint32_t, bool> Reference::opinions(Milliseconds since) const {
  std::map<std::uint32_t, bool> found;
  for (const auto& [key, days] : state_.community.opinions) {
    const std::uint32_t author = state_.find_author(key);
    const bool website = place_.empty() || place_ == "site";
    if (!website || state_.authors[author].silence != 0 || role_[person_[author]] == Role::brand) continue;
    for (const std::int64_t number : days) {
      if (number * day < to_) found[person_[author]] = found[person_[author]] || number * day >= since;
    }
  }
  return found;
}

std::int64_t Reference::spectators(Milliseconds since, const std::set<std::uint32_t>& active) const {
  std::vector<std::uint8_t> highest(sketch::size, 0);
  for (const auto& [number, of_day] : state_.community.traffic.days) {
    if (number * day < since || number * day >= to_ || of_day.members.empty() || !(place_.empty() || place_ == "site")) continue;
    for (std::size_t i = 0; i < sketch::size; ++i) highest[i] = std::max(highest[i], of_day.members[i]);
  }
  if (std::count(highest.begin(), highest.end(), 0) == static_cast<std::ptrdiff_t>(sketch::size)) return 0;
  std::int64_t accounts = 0;
  for (std::uint32_t author = 0; author < state_.authors.size(); ++author) {
    const bool website = state_.places[state_.authors[author].place].id == "site";
    if (!website || active.count(person_[author]) == 0) continue;
    sketch::raise(highest, sketch::rise_of(state_.authors[author].key));
    ++accounts;
  }
  return std::max<std::int64_t>(0, static_cast<std::int64_t>(sketch::estimate(highest)) - accounts);
}

void Reference::participation() {
  Expected& figure = out_["participation"];
  const Milliseconds since = to_ - 30 * day;
  std::map<std::uint32_t, const Post*> began, replied;
  for (const Post& post : posts_) {
    if (here(post) && post.at >= since && post.at < to_) (post.first ? began : replied).emplace(post.person, &post);
  }
  for (const char* part : {"creators", "critics", "joiners", "inactives"}) figure.posts_of_parts[part];
  std::map<std::uint32_t, bool> opined = opinions(since);
  std::set<std::uint32_t> active;
  std::int64_t collectors = 0, silent = 0;
  for (const Post* first : firsts()) {
    if (first->at >= to_) continue;
    const std::uint32_t person = first->person;
    const bool joined = first->at >= since;
    const Post* post = joined ? first : began.count(person) ? began[person] : replied.count(person) ? replied[person] : first;
    const char* part = joined                                   ? "joiners"
                       : began.count(person)                    ? "creators"
                       : replied.count(person)                  ? "critics"
                       : opined.count(person) && opined[person] ? nullptr
                                                                : "inactives";
    if (part == nullptr || part != std::string("inactives")) active.insert(person);
    opined.erase(person);
    if (part == nullptr) ++collectors;
    if (part != nullptr) put(figure, *post), put(figure, *post, part);
  }
  for (const auto& [person, lately] : opined) {
    if (lately) active.insert(person);
    ++(lately ? collectors : silent);
  }
  counted("participation");
  *figure.value += collectors + silent;
  figure.parts["inactives"] += silent;
  figure.parts["collectors"] = collectors;
  figure.parts["spectators"] = spectators(since, active);
}

void Reference::balance() {
  for (const Post& post : posts_) {
    if (!counts(post) || post.role != Role::brand) continue;
    if (post.first) put(out_["brand_posts"], post);
    if (post.first || post.to_role == Role::brand) continue;
    for (const char* name : {"brand_answers", "answers_per_brand_post"}) put(out_[name], post);
  }
  for (const char* name : {"brand_posts", "brand_answers"}) counted(name);
  Expected& answers = out_["answers_per_brand_post"];
  answers.value = ratio(100, *out_["brand_answers"].value, *out_["brand_posts"].value);
  answers.unit = "per_thread";
}

}  // namespace plein::insight
