#include "generated/community.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "generated/words.h"
#include "model/state.h"
#include "sync/fold_posts.h"
#include "text/text.h"

namespace plein::generated {
namespace {

using simulation::Dice;

constexpr Milliseconds hour = 3600000, day = 24 * hour;
constexpr int ambassadors = 12;
constexpr std::array<int, 7> weekdays{108, 105, 100, 80, 85, 110, 112};  // from 1970-01-01, a Thursday
constexpr std::array<int, 12> months{105, 100, 98, 95, 92, 85, 75, 78, 98, 104, 112, 108};
constexpr std::array<int, 24> hours{6, 4, 2, 1, 1, 2, 8, 20, 38, 48, 50, 48, 46, 46, 44, 44, 46, 50, 56, 68, 72, 60, 36, 16};

struct Member {
  std::string place, id, name, handle;
  Role role = Role::unset;
  std::string forum_id = {};  // of one of the website: who they are in the forum, where they write too
  bool dutch = true;
};

struct Said {
  std::uint32_t author = 0;
  std::uint32_t parent = none, thread = none;  // by their numbers here
  std::string place, id;
};

class Year {
 public:
  Year(const Plan& plan, const std::function<void(const Record&)>& take) : plan_(plan), take_(take), dice_(plan.seed) {}

  void run() {
    take_(record::Begun{"generated", plan_.from()});
    take_(record::Identified{PlaceId{"page"}, {"noordnet", "noordnet.example"}});
    take_(record::Identified{PlaceId{"forum"}, {"1", "noordnet"}});
    team();
    threads_left_ = plan_.threads();
    posts_left_ = plan_.replies + threads_left_;
    members_left_ = plan_.members;
    std::vector<std::int64_t> weights;
    std::int64_t total = 0;
    for (int i = 0; i < plan_.days; ++i) weights.push_back(total += weight(i));
    const std::int64_t posts = posts_left_;
    for (int i = 0; i < plan_.days; ++i) {
      const std::int64_t before = i == 0 ? 0 : posts * weights[static_cast<std::size_t>(i) - 1] / total;
      live(i, static_cast<int>(posts * weights[static_cast<std::size_t>(i)] / total - before));
    }
    for (const auto& [at, record] : later_) take_(record);
  }

 private:
  bool incident(int at) const { return at % 61 == 40 || at % 61 == 41; }
  std::int64_t weight(int at) const {
    const std::int64_t since = plan_.from() / day + at;
    const std::int64_t season = months[static_cast<std::size_t>(since % 365 * 12 / 365)];
    return weekdays[static_cast<std::size_t>(since % 7)] * season * (incident(at) ? 4 : 1);
  }

  void team() {
    members_.push_back({"page", "noordnet", "Noordnet", "noordnet.example"});
    members_.push_back({"forum", "1", "Noordnet", "noordnet"});
    members_.push_back({"site", "staff-1", "Wil van Noordnet", "", Role::brand});
    for (int i = 1; i <= ambassadors; ++i) {
      const std::string id = "amb" + std::to_string(i);
      members_.push_back({"forum", id, name_of(dice_), id});
    }
    members_.push_back({"site", "helper-1", "Joke Helpt", "", Role::ambassador, "amb1"});
    team_ = static_cast<std::uint32_t>(members_.size());
  }

  std::uint32_t join() {
    --members_left_;
    const std::string number = std::to_string(members_.size());
    const std::uint64_t kind = dice_(100);
    Member member{kind < 50 ? "page" : kind < 83 ? "forum" : "site", "m" + number, name_of(dice_), "m" + number};
    member.dutch = dice_.percent(70);
    if (member.place == "site") {
      member.role = Role::visitor;
      member.handle.clear();
      if (dice_.percent(40)) member.forum_id = "f" + number;
    }
    members_.push_back(member);
    return static_cast<std::uint32_t>(members_.size() - 1);
  }

  void live(int at, int posts) {
    std::vector<Milliseconds> times;
    int sum = 0;
    for (const int each : hours) sum += each;
    for (int i = 0; i < posts; ++i) {
      int left = static_cast<int>(dice_(static_cast<std::uint64_t>(sum)));
      std::size_t of_day = 0;
      while (left >= hours[of_day]) left -= hours[of_day++];
      times.push_back(plan_.from() + at * day + static_cast<Milliseconds>(of_day) * hour +
                      static_cast<Milliseconds>(dice_(hour)));
    }
    std::sort(times.begin(), times.end());
    if (!incident(at)) hot_ = none;
    for (const Milliseconds time : times) {
      while (!later_.empty() && later_.begin()->first <= time) {
        take_(later_.begin()->second);
        later_.erase(later_.begin());
      }
      const bool begins =
          said_.empty() || dice_(static_cast<std::uint64_t>(posts_left_)) < static_cast<std::uint64_t>(threads_left_);
      begins ? begin(time, incident(at)) : answer(time);
      --posts_left_;
    }
  }

  // One who has written before: a regular, of whom a few write most; or the more they wrote, and lately, the sooner. Seldom one
  // of the team.
  std::uint32_t known() {
    std::uint32_t author = 0;
    const std::uint64_t regulars = std::min<std::uint64_t>(members_.size() - team_, std::min(plan_.members / 20 + 4, 300));
    if (regulars > 0 && dice_.percent(25)) return team_ + static_cast<std::uint32_t>(dice_(dice_(dice_(regulars) + 1) + 1));
    for (int tries = 0; tries < 8 && author < team_; ++tries) {
      const std::size_t lately = std::min(said_.size(), in_thirds(10));
      author = dice_.percent(75) ? said_[said_.size() - 1 - dice_(lately)].author : dice_.of(said_).author;
    }
    return author;
  }
  // Six of ten posts are written by whoever this gives: by then everybody has written.
  std::uint32_t somebody() {
    const auto posts = static_cast<std::uint64_t>(posts_left_) * 6 / 10 + 1;
    const bool fresh = members_left_ > 0 && dice_(posts) < static_cast<std::uint64_t>(members_left_);
    return fresh || said_.empty() ? join() : known();
  }

  void begin(Milliseconds at, bool incident) {
    --threads_left_;
    const bool news = incident && hot_ == none;
    const bool of_brand = news || dice_.percent(4);
    const std::uint32_t author = of_brand ? static_cast<std::uint32_t>(dice_(3)) : somebody();
    const Topic topic = news ? Topic::news : of_brand ? Topic::campaign : dice_.percent(80) ? Topic::question : Topic::chat;
    say(at, author, none, topic);
    if (news) hot_ = static_cast<std::uint32_t>(said_.size() - 1);
  }

  void answer(Milliseconds at) {
    if (hot_ != none && dice_.percent(70)) {
      const std::uint32_t to = dice_.percent(80) ? hot_ : recent();
      return say(at, somebody(), to, Topic::thanks);
    }
    std::uint32_t parent = recent();
    const Said& to = said_[parent];
    const std::uint64_t who = dice_(100);
    // They who were answered answer in turn; the team helps where a member asks.
    if (who < 25 && to.parent != none && said_[to.parent].author != to.author)
      return say(at, said_[to.parent].author, parent, Topic::thanks);
    if (dice_.percent(50)) parent = to.thread;
    if (who < 33) return say(at, static_cast<std::uint32_t>(dice_(3)), parent, Topic::answer);
    if (who < 45) return say(at, 3 + static_cast<std::uint32_t>(dice_(ambassadors + 1)), parent, Topic::answer);
    const Topic topic = dice_.percent(60) ? Topic::answer : Topic::thanks;
    say(at, somebody(), parent, topic);
  }
  // So many posts as are written in thirds of a day, on the average.
  std::size_t in_thirds(std::size_t thirds) const {
    return 2 + thirds * static_cast<std::size_t>(plan_.replies + plan_.threads()) / static_cast<std::size_t>(plan_.days) / 3;
  }
  std::uint32_t recent() {
    const std::size_t lately = std::min(said_.size(), dice_.percent(85) ? in_thirds(1) : in_thirds(33));
    return static_cast<std::uint32_t>(said_.size() - 1 - dice_(lately));
  }

  void say(Milliseconds at, std::uint32_t author, std::uint32_t parent, Topic topic) {
    const Member member = members_[author];
    const bool in_forum = !member.forum_id.empty() && dice_.percent(50);
    const std::string place = in_forum ? "forum" : member.place;
    Said said{author, parent, parent == none ? static_cast<std::uint32_t>(said_.size()) : said_[parent].thread, place,
              "p" + std::to_string(said_.size())};
    record::Posted fact;
    fact.place.value = place;
    fact.post.id.value = said.id;
    if (parent != none) {
      fact.parent.id.value = said_[parent].id;
      fact.parent_place.value = said_[parent].place;
    } else if (place == "forum") {
      fact.title = title_of(dice_, member.dutch);
    }
    fact.author =
        in_forum ? Author{member.forum_id, member.name, member.forum_id, ""} : Author{member.id, member.name, member.handle, ""};
    if (place == "site") {
      fact.role = member.role;
      if (!member.forum_id.empty()) fact.accounts.push_back({PlaceId{"forum"}, member.forum_id, false});
    }
    fact.body = body(topic, member.dutch);
    fact.created_at = fact.as_of = at;
    fact.old = true;
    take_(fact);
    said_.push_back(said);
    afterwards(fact, at, topic);
  }
  std::string body(Topic topic, bool dutch) {
    std::string text = text_of(dice_, topic, dutch);
    if (dice_.percent(30)) text += " " + text_of(dice_, dice_.percent(50) ? Topic::chat : topic, dutch);
    return to_json(text::read_plain(text));
  }

  // What becomes of a post in the days after it.
  void afterwards(const record::Posted& fact, Milliseconds at, Topic topic) {
    const PostKey key = State::key_of(fact.place.value, fact.post.id.value);
    const auto soon = [&](Milliseconds most) {
      return at + 1 + static_cast<Milliseconds>(dice_(static_cast<std::uint64_t>(most)));
    };
    const bool reply = !fact.parent.empty();
    const bool accepted = reply && topic == Topic::answer && dice_.percent(15);
    std::uint32_t likes = 0;
    for (std::uint64_t chance = 18; dice_.percent(chance) && likes < 500; chance = 72) ++likes;
    if (fact.place.value != "site" && (likes > 0 || accepted)) {
      const Milliseconds then = soon(3 * day);
      later_.emplace(then, record::Reacted{fact.place, fact.post.id, likes, accepted && fact.place.value == "forum", then});
    }
    if (accepted && fact.place.value != "forum") {
      const Milliseconds then = soon(5 * day);
      later_.emplace(then, record::Accepted{key, true, then});
    }
    for (; fact.place.value == "site" && likes > 0; --likes) {
      const Milliseconds then = soon(3 * day);
      later_.emplace(then, record::Liked{key, "reader-" + std::to_string(dice_(2000)), true, then});
    }
    const std::uint64_t fate = dice_(1000);
    const Milliseconds then = soon(2 * day);
    if (fate < 8) later_.emplace(then, record::Removed{fact.place, fact.post.id});
    if (fate >= 8 && fate < 13) later_.emplace(then, record::Shown{fact.place, fact.post.id, true, then});
    if (fate >= 13 && fate < 15) later_.emplace(then, record::Held{key, true});
    if (fate >= 15 && fate < 35) {
      record::Posted edited = fact;
      edited.edited_at = edited.as_of = then;
      edited.body = body(topic, true);
      later_.emplace(then, edited);
    }
    const std::uint64_t author = sync::author_key(fact.place.value, fact.author.id);
    const bool of_team = said_.back().author < team_;
    if (!of_team && fate == 35) later_.emplace(then, record::Silenced{author, AuthorRow::blocked, true});
    if (!of_team && fate == 36 && dice_.percent(10)) later_.emplace(then, record::Forgotten{author});
  }

  const Plan plan_;
  const std::function<void(const Record&)>& take_;
  Dice dice_;
  std::vector<Member> members_;  // the brand's three, the ambassadors, then everybody
  std::uint32_t team_ = 0;
  std::vector<Said> said_;
  std::multimap<Milliseconds, Record> later_;
  std::uint32_t hot_ = none;  // the thread that an incident fills
  int threads_left_ = 0, posts_left_ = 0, members_left_ = 0;
};

}  // namespace

void community(const Plan& plan, const std::function<void(const Record&)>& take) { Year(plan, take).run(); }

std::string configuration() {
  std::string listed;
  for (int i = 1; i <= ambassadors; ++i) listed += (i > 1 ? ",\"amb" : "\"amb") + std::to_string(i) + "\"";
  return R"({"role":"relay","id":"noordnet","language":"nl","site":{"name":"Noordnet","url":"https://noordnet.example"},"places":[)"
         R"({"id":"page","kind":"page","platform":"bluesky","name":"Noordnet op Bluesky","url":"https://page.example","account":"page"},)"
         R"({"id":"forum","kind":"forum","platform":"nodebb","name":"Noordnet-forum","url":"https://forum.example","account":"forum",)"
         R"("settings":{"category":"2","uid":"1"},"ambassadors":[)" +
         listed + "]}]}";
}

}  // namespace plein::generated
