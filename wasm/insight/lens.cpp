#include "insight/lens.h"

namespace plein::insight {
namespace {

constexpr Milliseconds strong_within = 30 * day_ms;
constexpr std::size_t strong_threads = 3;

// When two people had replied to each other, of replies by time.
class Meeting {
 public:
  explicit Meeting(std::uint32_t one) : one_(one) {}
  // Whether this reply is the one by which it came about.
  bool add(const Fact& reply) {
    const bool before = by_one_ && by_other_;
    (reply.person == one_ ? by_one_ : by_other_) = true;
    return !before && by_one_ && by_other_;
  }

 private:
  std::uint32_t one_;
  bool by_one_ = false, by_other_ = false;
};

}  // namespace

Lens::Lens(const State& state, const Index& index, std::uint16_t place, const Worth& worth)
    : state_(state), index_(index), place_(place), worth_(worth), marks_(state.authors.size()) {
  find_roles();
  find_firsts();
  find_members();
  find_ties();
}

void Lens::find_roles() {
  roles_.assign(state_.authors.size(), Role::visitor);
  for (std::uint32_t author = 0; author < state_.authors.size(); ++author) {
    // Who is forgotten is not known as anybody any more, which no post need tell.
    const AuthorRow& row = state_.authors[author];
    const bool unknown = (row.silence & AuthorRow::forgotten) != 0 && row.role == Role::unset;
    Role& role = roles_[index_.persons().of(author)];
    role = std::max(role, unknown ? Role::visitor : index_.role(author));
  }
}

void Lens::find_firsts() {
  first_of_.assign(state_.authors.size(), none);
  for (std::uint32_t author = 0; author < state_.authors.size(); ++author) {
    if (index_.of_author(author).empty() || !here(state_.authors[author].place)) continue;
    std::uint32_t& first = first_of_[index_.persons().of(author)];
    const std::uint32_t theirs = index_.of_author(author).front();
    if (first == none || index_.earlier(theirs, first)) first = theirs;
  }
  for (std::uint32_t person = 0; person < first_of_.size(); ++person) {
    if (first_of_[person] != none && !brand(person)) firsts_.push_back(first_of_[person]);
  }
  std::sort(firsts_.begin(), firsts_.end(), [this](std::uint32_t a, std::uint32_t b) { return index_.earlier(a, b); });
}

// And what they liked and voted.
void Lens::find_members() {
  const std::uint16_t site = state_.find_place("site");
  if (!here(site)) return;
  for (std::uint32_t author = 0; author < state_.authors.size(); ++author) {
    const AuthorRow& row = state_.authors[author];
    if (row.place == site && !brand(person(author))) members_.push_back({person(author), row.key});
  }
  for (const auto& [key, days] : state_.community.opinions) {
    const std::uint32_t author = state_.find_author(key);
    if (author == none || state_.authors[author].silence != 0 || brand(person(author))) continue;
    for (const std::int64_t day : days) opinions_.push_back({day, person(author)});
  }
  std::sort(opinions_.begin(), opinions_.end(), [](const Opinion& a, const Opinion& b) { return a.day < b.day; });
}

Lens::Firsts Lens::firsts(const Period& period) const {
  const auto before = [this](std::uint32_t post, Milliseconds at) { return index_.fact(post).at < at; };
  const auto first = std::lower_bound(firsts_.begin(), firsts_.end(), period.from, before);
  const auto last = std::lower_bound(first, firsts_.end(), period.to, before);
  return {firsts_.data() + (first - firsts_.begin()), firsts_.data() + (last - firsts_.begin())};
}

bool Lens::wrote(std::uint32_t person, const Period& period) const {
  bool found = false;
  index_.persons().each(person, [&](std::uint32_t author) {
    if (found || !here(state_.authors[author].place)) return;
    const Index::Posts& posts = index_.of_author(author);
    const auto at = std::lower_bound(posts.begin(), posts.end(), period.from,
                                     [this](std::uint32_t post, Milliseconds time) { return index_.fact(post).at < time; });
    found = at != posts.end() && index_.fact(*at).at < period.to;
  });
  return found;
}

void Lens::find_ties() {
  std::vector<std::uint32_t> replies, by_thread;
  std::vector<Moment> moments;
  for (const Pair& pair : index_.pairs()) {
    if (!pair.mutual() || brand(pair.one) || brand(pair.other)) continue;
    replies.clear();
    for (std::uint32_t post = pair.newest; post != none; post = index_.fact(post).next_of_pair) {
      const Fact& fact = index_.fact(post);
      if (here(fact.place) && index_.fact(fact.parent).visible) replies.push_back(post);
    }
    std::sort(replies.begin(), replies.end(), [this](std::uint32_t a, std::uint32_t b) { return index_.earlier(a, b); });
    Tie tie{pair.one, pair.other, {}, {}};
    Meeting ever(pair.one);
    for (const std::uint32_t post : replies) {
      if (ever.add(index_.fact(post))) tie.weak = {index_.fact(post).at, post};
    }
    if (tie.weak.post == none) continue;
    // Of each thread the moment at which they had replied to each other there; by time.
    by_thread = replies;
    std::stable_sort(by_thread.begin(), by_thread.end(),
                     [this](std::uint32_t a, std::uint32_t b) { return index_.fact(a).thread < index_.fact(b).thread; });
    moments.clear();
    for (std::size_t i = 0; i < by_thread.size();) {
      const std::uint32_t thread = index_.fact(by_thread[i]).thread;
      for (Meeting there(pair.one); i < by_thread.size() && index_.fact(by_thread[i]).thread == thread; ++i) {
        if (there.add(index_.fact(by_thread[i]))) moments.push_back({index_.fact(by_thread[i]).at, by_thread[i]});
      }
    }
    std::sort(moments.begin(), moments.end(),
              [this](const Moment& a, const Moment& b) { return index_.earlier(a.post, b.post); });
    for (std::size_t i = strong_threads - 1; i < moments.size() && tie.strong.post == none; ++i) {
      if (moments[i].at - moments[i + 1 - strong_threads].at < strong_within) tie.strong = moments[i];
    }
    ties_.push_back(tie);
  }
}

}  // namespace plein::insight
