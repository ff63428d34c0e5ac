#include "insight/reference.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "model/roles.h"

namespace plein::insight {
namespace {

constexpr Milliseconds day = 86400000;

// A post that is to be seen, as the definitions speak of it.
struct Post {
  std::uint32_t row = 0;
  Milliseconds at = 0;
  std::uint32_t person = 0, to = none;  // who wrote it; whom it answers
  Role role = Role::visitor, to_role = Role::visitor;
  std::uint32_t thread = 0, beginner = 0;
  Role beginner_role = Role::visitor;
  std::string place;
  int depth = 0;
  bool first = false, parent_visible = false;
};

std::optional<std::int64_t> ratio(std::int64_t scale, std::int64_t sum, std::int64_t of) {
  if (of == 0) return std::nullopt;
  return scale * sum / of;
}

std::optional<std::int64_t> percentile(std::vector<Milliseconds> times, std::int64_t percent) {
  if (times.empty()) return std::nullopt;
  std::sort(times.begin(), times.end());
  std::size_t rank = 1;  // the least of which so many per cent are not above
  while (static_cast<std::int64_t>(rank) * 100 < percent * static_cast<std::int64_t>(times.size())) ++rank;
  return times[rank - 1];
}

class Reference {
 public:
  Reference(const State& state, const Bridge& bridge, Milliseconds from, Milliseconds to, std::string place)
      : state_(state), from_(from), to_(to), place_(std::move(place)) {
    find_people(bridge);
    for (std::uint32_t row = 0; row < state.posts.size(); ++row) {
      if (state.posts[row].visible()) posts_.push_back(read(row));
    }
    std::sort(posts_.begin(), posts_.end(),
              [](const Post& a, const Post& b) { return std::tie(a.at, a.row) < std::tie(b.at, b.row); });
    for (const Post& post : posts_) by_thread_[post.thread].push_back(&post);
  }

  std::map<std::string, Expected> all(const Books& books) {
    reach();
    activity();
    influence();
    conversations();
    for (const auto& [name, after, during] :
         {std::tuple("durability_7", 7, 7), {"durability_30", 30, 30}, {"durability_90", 90, 30}})
      durability(out_[name], after * day, during * day);
    ties();
    participation();
    balance();
    returns(books);
    for (auto& [name, figure] : out_) {
      std::sort(figure.posts.begin(), figure.posts.end());
      for (auto& [part, posts] : figure.posts_of_parts) std::sort(posts.begin(), posts.end());
    }
    return out_;
  }

 private:
  // People are who hang together by accounts: the smallest number goes round until nothing changes.
  void find_people(const Bridge& bridge) {
    for (std::uint32_t author = 0; author < state_.authors.size(); ++author) person_.push_back(author);
    for (bool changed = true; changed;) {
      changed = false;
      const auto same = [&](std::uint32_t one, std::uint32_t other) {
        auto &a = person_[one], &b = person_[other];
        changed = changed || a != b;
        a = b = std::min(a, b);
      };
      for (const auto& [slot, value] : state_.accounts)
        same(static_cast<std::uint32_t>(slot >> 16), State::account_of(value).member);
      for (const auto& [about, said] : state_.community.standing) {
        std::uint64_t other = 0;
        if (said.what == Deed::same && from_base32(said.value, other))
          same(state_.find_author(said.author), state_.find_author(other));
      }
    }
    role_.resize(state_.authors.size(), Role::visitor);
    for (std::uint32_t author = 0; author < state_.authors.size(); ++author)
      role_[person_[author]] = std::max(role_[person_[author]], role_of(state_, bridge, state_.authors[author]));
  }

  Post read(std::uint32_t row) const {
    const PostRow& of = state_.posts[row];
    Post post;
    post.row = row;
    post.at = of.created_at;
    post.person = person_[of.author];
    post.role = role_[post.person];
    post.thread = of.thread;
    post.place = state_.places[of.place].id;
    post.first = of.parent == none;
    if (!post.first) {
      post.to = person_[state_.posts[of.parent].author];
      post.to_role = role_[post.to];
      post.parent_visible = state_.posts[of.parent].visible();
    }
    std::uint32_t top = row;
    for (; state_.posts[top].parent != none; top = state_.posts[top].parent) ++post.depth;
    post.beginner = person_[state_.posts[top].author];
    post.beginner_role = role_[post.beginner];
    return post;
  }

  bool here(const Post& post) const { return place_.empty() || post.place == place_; }
  bool within(Milliseconds at) const { return from_ <= at && at < to_; }
  bool counts(const Post& post) const { return here(post) && within(post.at); }
  PostKey key(const Post& post) const { return state_.posts[post.row].key; }
  void put(Expected& figure, const Post& post) const { figure.posts.push_back(key(post)); }
  void put(Expected& figure, const Post& post, const std::string& part) const {
    figure.posts_of_parts[part].push_back(key(post));
  }

  // The figure counts the posts behind it.
  void counted(const std::string& name) {
    out_[name].value = static_cast<std::int64_t>(out_[name].posts.size());
    for (const auto& [part, posts] : out_[name].posts_of_parts) out_[name].parts[part] = static_cast<std::int64_t>(posts.size());
  }

  // Of each person but the brand their first post, here.
  std::vector<const Post*> firsts() const {
    std::vector<const Post*> found;
    std::set<std::uint32_t> met;
    for (const Post& post : posts_) {
      if (here(post) && post.role != Role::brand && met.insert(post.person).second) found.push_back(&post);
    }
    return found;
  }

  // As each place told last of a day that begins before the end; and before the beginning.
  void follow() {
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

  // A day counts when it begins in the period; a thread's where it began, anything else on the website.
  void reach() {
    for (const char* name : {"visits", "returning_share", "visitors", "followers", "followers_gained", "searches", "deflected",
                             "deflection", "left"})
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

  // What the other figures are worth, and what they cost.
  void returns(const Books& books) {
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

  void activity() {
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

  // What was replied in a post's thread before the end, anywhere.
  std::vector<const Post*> replies(const Post& root) const {
    std::vector<const Post*> found;
    for (const Post* post : by_thread_.at(root.thread)) {
      if (!post->first && post->at < to_) found.push_back(post);
    }
    return found;
  }

  void influence() {
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

  void conversations() {
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

  void durability(Expected& figure, Milliseconds after, Milliseconds during) {
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
      const bool stayed = std::any_of(times.begin(), times.end(), [&](Milliseconds at) {
        return at >= first->at + after && at < first->at + after + during;
      });
      if (!stayed) continue;
      put(figure, *first);
      put(figure, *first, part + "_stayed");
    }
    for (const auto& [part, posts] : figure.posts_of_parts) figure.parts[part] = static_cast<std::int64_t>(posts.size());
    figure.value = ratio(10000, static_cast<std::int64_t>(figure.posts.size()), all);
    figure.unit = "share";
  }

  void ties() {
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
  // The reply by which two people had replied to each other; nothing: they have not. Of replies by time.
  static const Post* mutual(const std::vector<const Post*>& between) {
    for (const Post* post : between) {
      if (post->person != between[0]->person) return post;
    }
    return nullptr;
  }

  // Of whoever liked or voted in the widget, the brand aside, whether they did in the time, or at all before its end.
  std::map<std::uint32_t, bool> opinions(Milliseconds since) const {
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

  // Who signed in, by what is known of them, without those who did anything.
  std::int64_t spectators(Milliseconds since, const std::set<std::uint32_t>& active) const {
    std::vector<std::uint8_t> highest(sketch::size, 0);
    for (const auto& [number, of_day] : state_.community.traffic.days) {
      if (number * day < since || number * day >= to_ || of_day.members.empty() || !(place_.empty() || place_ == "site"))
        continue;
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

  void participation() {
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

  void balance() {
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

  const State& state_;
  Milliseconds from_, to_;
  std::string place_;
  std::vector<std::uint32_t> person_;  // by author
  std::vector<Role> role_;             // by person
  std::vector<Post> posts_;            // by time
  std::map<std::uint32_t, std::vector<const Post*>> by_thread_;
  std::map<std::string, Expected> out_;
};

}  // namespace

std::map<std::string, Expected> reference(const State& state, const Bridge& bridge, Milliseconds from, Milliseconds to,
                                          const std::string& place, const Books& books) {
  return Reference(state, bridge, from, to, place).all(books);
}

}  // namespace plein::insight
