// Everybody's points, found slowly: what docs/reputation.md says, word by word, over the tables of posts. It shares no code with
// the index, keeps nothing, and looks at everything for each thing it asks.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/hash.h"
#include "model/roles.h"

namespace plein::community::reference {

using nlohmann::json;

struct Deed {
  std::uint32_t post, root;
  std::uint64_t helper, asker;  // persons
  Milliseconds at;
  PostKey key;
  bool accepted = false, quick = false, late = false;
  std::int64_t others = 0, own = 0, turn = 0, accepted_turn = 0;
};

class Reference {
 public:
  Reference(const State& state, const Bridge& bridge, Milliseconds at) : state_(state), bridge_(bridge), at_(at) {
    find_persons();
    find_deeds();
    for (Deed& deed : deeds_) weigh(deed);
  }

  json people() const {
    std::vector<std::pair<std::int64_t, json>> rows;
    std::set<std::uint64_t> persons(person_.begin(), person_.end());
    for (const std::uint64_t person : persons) {
      json one = standing(person);
      if (!one.is_null()) rows.emplace_back(-one["points"].get<std::int64_t>(), one);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    json all = json::array();
    for (const auto& row : rows) all.push_back(row.second);
    return all;
  }

 private:
  static constexpr Milliseconds day = 86400000;

  const PostRow& row(std::uint32_t post) const { return state_.posts[post]; }
  std::uint64_t person_of(std::uint32_t post) const { return person_[row(post).author]; }

  std::uint32_t root_of(std::uint32_t post) const {
    while (row(post).parent != none) post = row(post).parent;
    return post;
  }
  // Persons by the smallest key of their accounts; the brand is one.
  void find_persons() {
    for (const AuthorRow& one : state_.authors) person_.push_back(one.key);
    for (bool moved = true; moved;) {
      moved = false;
      for (const auto& [slot, value] : state_.accounts) {
        std::uint64_t& a = person_[slot >> 16];
        std::uint64_t& b = person_[static_cast<std::uint32_t>(value)];
        moved = moved || a != b;
        a = b = std::min(a, b);
      }
    }
    for (std::size_t i = 0; i < person_.size(); ++i) {
      if (role_of(state_, bridge_, state_.authors[i]) == Role::brand) brands_.insert(person_[i]);
    }
  }
  std::uint64_t as_asker(std::uint64_t person) const { return brands_.count(person) != 0 ? 0 : person; }

  std::vector<std::uint32_t> replies_to(std::uint32_t root) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t post = 0; post < state_.posts.size(); ++post) {
      if (post != root && root_of(post) == root && row(post).visible()) found.push_back(post);
    }
    std::sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(row(a).created_at, row(a).key) < std::pair(row(b).created_at, row(b).key);
    });
    return found;
  }

  void find_deeds() {
    for (std::uint32_t root = 0; root < state_.posts.size(); ++root) {
      if (row(root).parent != none || row(root).hidden != 0 || row(root).held != 0 || row(root).silenced != 0) continue;
      const std::vector<std::uint32_t> replies = replies_to(root);
      std::uint32_t accepted = none;
      for (const int by : {PostRow::by_us, PostRow::by_its_place}) {
        for (const std::uint32_t post : replies) {
          if (accepted == none && (row(post).accepted & by) != 0) accepted = post;
        }
      }
      bool first = true;
      for (const std::uint32_t post : replies) {
        const std::uint64_t asker = as_asker(person_of(root));
        if (as_asker(person_of(post)) == asker) continue;
        const bool quick = first && row(post).created_at - row(root).created_at <= 3600000;
        first = false;
        if (brands_.count(person_of(post)) != 0) continue;
        Deed deed{post, root, person_of(post), asker, row(post).created_at, row(post).key};
        deed.accepted = post == accepted;
        deed.quick = quick;
        for (std::size_t i = 0; i < person_.size(); ++i) {
          if (person_[i] == deed.helper)
            deed.own += static_cast<int>(state_.likes.count(State::like_key(deed.key, state_.authors[i].key)));
        }
        const auto likes =
            std::count_if(state_.likes.begin(), state_.likes.end(), [&](const auto& like) { return like.second == deed.key; });
        deed.others = std::min<std::int64_t>(row(post).reactions + likes - deed.own, bridge_.merits.reactions_a_post);
        deeds_.push_back(deed);
      }
    }
  }

  void weigh(Deed& deed) {
    std::int64_t before_that_day = 0;
    for (const Deed& other : deeds_) {
      if (other.helper != deed.helper || std::pair(other.at, other.key) > std::pair(deed.at, deed.key)) continue;
      if (other.at / day == deed.at / day && other.key != deed.key) ++before_that_day;
      if (other.asker != deed.asker || deed.at - other.at >= 30 * day) continue;
      ++deed.turn;
      if (other.accepted) ++deed.accepted_turn;
    }
    deed.late = before_that_day >= bridge_.merits.answers_a_day;
  }

  // 1: nobody.
  std::uint64_t favourite(std::uint64_t helper) const {
    std::map<std::uint64_t, int> by;
    int all = 0;
    for (const Deed& deed : deeds_) {
      if (deed.helper == helper && deed.accepted) ++by[deed.asker], ++all;
    }
    for (const auto& [asker, count] : by) {
      if (count >= 2 && 2 * count > all) return asker;
    }
    return 1;
  }

  std::int64_t aged(std::int64_t points, Milliseconds written) const {
    const std::int64_t days = at_ / day - written / day;
    if (days <= 0) return points;
    const std::int64_t exponent = days * 256 / bridge_.merits.half_life_days;
    const auto part =
        static_cast<std::int64_t>(std::llround(65536 * std::pow(2.0L, -static_cast<long double>(exponent % 256) / 256)));
    std::int64_t left = points * part;
    for (std::int64_t i = 0; i < 16 + exponent / 256; ++i) left /= 2;
    return left;
  }

  json reasons(std::uint64_t helper, std::int64_t& sum) const {
    const Merits& worth = bridge_.merits;
    const std::uint64_t liked = favourite(helper);
    const bool mutual = liked > 1 && favourite(liked) == helper;
    std::vector<const Deed*> theirs;
    for (const Deed& deed : deeds_) {
      if (deed.helper == helper) theirs.push_back(&deed);
    }
    std::sort(theirs.begin(), theirs.end(),
              [](const Deed* a, const Deed* b) { return std::pair(-a->at, a->key) < std::pair(-b->at, b->key); });
    json all = json::array();
    for (const Deed* deed : theirs) {
      const auto say = [&](const char* what, std::int64_t points, std::int64_t turn, bool own = false) {
        if (points == 0) return;
        const std::int64_t part = mutual && deed->asker == liked ? turn * 4 : turn;
        const std::string damped = own ? "own" : deed->late ? "burst" : part > 1 ? "pair" : "";
        const std::int64_t counts = own || deed->late ? 0 : aged(100 * points / part, deed->at);
        const ThreadRow& thread = state_.threads[row(deed->root).thread];
        json reason = {{"post", to_base32(deed->key)},
                       {"thread", to_base32(row(deed->root).key)},
                       {"at", deed->at},
                       {"title", row(deed->root).visible() ? std::string(state_.text(thread.title)) : ""},
                       {"what", what},
                       {"points", 100 * points},
                       {"counts", counts}};
        if (!damped.empty()) reason["damped"] = damped;
        all.push_back(reason);
        sum += counts;
      };
      if (deed->accepted) say("accepted", worth.accepted, deed->accepted_turn);
      say("answer", worth.answer, deed->turn);
      if (deed->quick) say("first_answer", worth.first_answer, deed->turn);
      say("reaction", worth.reaction * deed->others, deed->turn);
      say("reaction", worth.reaction * deed->own, 1, true);
    }
    return all;
  }

  // Null: of them nothing is told.
  json standing(std::uint64_t person) const {
    if (brands_.count(person) != 0) return nullptr;
    std::vector<std::uint32_t> accounts;
    bool ambassador = false;
    for (std::uint32_t i = 0; i < person_.size(); ++i) {
      if (person_[i] != person) continue;
      if ((state_.authors[i].silence & AuthorRow::blocked) != 0) return nullptr;
      if (role_of(state_, bridge_, state_.authors[i]) == Role::ambassador) ambassador = true;
      if (state_.authors[i].silence == 0) accounts.push_back(i);
    }
    std::sort(accounts.begin(), accounts.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(state_.authors[a].place, state_.authors[a].key) <
             std::pair(state_.authors[b].place, state_.authors[b].key);
    });
    Milliseconds begun = INT64_MAX;
    std::uint32_t shown = none;
    for (const std::uint32_t account : accounts) {
      for (const PostRow& post : state_.posts) {
        if (post.author != account || !post.visible()) continue;
        begun = std::min(begun, post.created_at);
        if (shown == none) shown = account;
      }
    }
    if (shown == none) return nullptr;
    json one, named = json::array();
    for (const std::uint32_t account : accounts) {
      const AuthorRow& each = state_.authors[account];
      named.push_back(
          {{"place", state_.places[each.place].id}, {"key", to_base32(each.key)}, {"name", std::string(state_.text(each.name))}});
    }
    std::int64_t sum = 0, accepted = 0, quick = 0, answers = 0;
    std::set<std::uint16_t> places;
    one["reasons"] = reasons(person, sum);
    for (const Deed& deed : deeds_) {
      if (deed.helper != person) continue;
      ++answers;
      accepted += deed.accepted ? 1 : 0;
      quick += deed.quick ? 1 : 0;
      places.insert(row(deed.post).place);
    }
    json badges = json::array();
    if (answers > 0) badges.push_back("first_answer");
    if (accepted >= 10) badges.push_back("ten_accepted");
    if (accepted >= 100) badges.push_back("hundred_accepted");
    if (quick >= 10) badges.push_back("quick");
    if (places.size() >= 2) badges.push_back("two_places");
    if (at_ - begun >= 365 * day) badges.push_back("year");
    const Merits& worth = bridge_.merits;
    const auto reached = [&](std::int64_t points) { return sum >= 100 * points; };
    one["author"] = to_base32(state_.authors[shown].key);
    one["accounts"] = named;
    one["points"] = sum;
    one["level"] = ambassador               ? "ambassador"
                   : reached(worth.expert)  ? "expert"
                   : reached(worth.regular) ? "regular"
                   : reached(worth.member)  ? "member"
                                            : "newcomer";
    one["badges"] = badges;
    one["answers"] = answers;
    one["accepted"] = accepted;
    return one;
  }

  const State& state_;
  const Bridge& bridge_;
  Milliseconds at_;
  std::vector<std::uint64_t> person_;  // by author
  std::set<std::uint64_t> brands_;
  std::vector<Deed> deeds_;
};

}  // namespace plein::community::reference
