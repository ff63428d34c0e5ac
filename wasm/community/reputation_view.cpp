#include "community/reputation_view.h"

#include <algorithm>

#include "base/digits.h"
#include "base/hash.h"
#include "community/reputation_standing.h"

namespace plein::community {
namespace {

constexpr std::int64_t page_size_max = 100;
constexpr std::size_t reasons_max = 200, candidates_max = 100;
constexpr std::int64_t time_max = 253402300799999;  // of the year 9999
constexpr std::string_view merit_names[] = {"accepted", "answer", "first_answer", "reaction"};
constexpr std::string_view damped_names[] = {"", "pair", "burst", "own"};

struct Asked {
  const views::Context& context;
  const Reputation& reputation;
  Milliseconds at;

  const State& state() const { return context.state; }
  const Merits& merits() const { return context.bridge.merits; }
  const Helper& helper(const Standing& standing) const { return reputation.helpers()[standing.person]; }
};

// The more points first; then by key.
bool above(const Standing& a, const Standing& b) { return a.points != b.points ? a.points > b.points : a.key < b.key; }

// Those that stand for something, and nobody else.
template <class Visit>
void each_standing(const Asked& asked, const Visit& visit) {
  for (std::uint32_t person = 0; person < asked.reputation.helpers().size(); ++person) {
    if (asked.reputation.helpers()[person].posts == 0) continue;
    const Standing standing = standing_of(asked.state(), asked.merits(), asked.reputation, person);
    if (standing.counts) visit(standing);
  }
}

// Their accounts that may be named: the website's first, then as the places are configured.
std::vector<std::uint32_t> accounts_of(const Asked& asked, std::uint32_t person) {
  const State& state = asked.state();
  std::vector<std::uint32_t> accounts;
  asked.reputation.persons().each(person, [&](std::uint32_t author) {
    if (state.authors[author].silence == 0) accounts.push_back(author);
  });
  std::sort(accounts.begin(), accounts.end(), [&](std::uint32_t a, std::uint32_t b) {
    const AuthorRow& x = state.authors[a];
    const AuthorRow& y = state.authors[b];
    return x.place != y.place ? x.place < y.place : x.key < y.key;
  });
  return accounts;
}

// By the first of their accounts of which a post can be seen: there is one.
void write_author(JsonWriter& out, const Asked& asked, const std::vector<std::uint32_t>& accounts) {
  out.key("author");
  for (const std::uint32_t account : accounts) {
    if (views::write_author(out, asked.context, to_base32(asked.state().authors[account].key)).ok()) return;
  }
  out.null();
}

bool same_by_decision(const State& state, std::uint64_t a, std::uint64_t b) {
  return state.community.find(Deed::same, std::min(a, b), to_base32(std::max(a, b))) != nullptr;
}

// Into an object that is open. `why`: whether to say why they are a candidate, rather than that they are.
void write_standing(JsonWriter& out, const Asked& asked, const Standing& standing, bool why) {
  const State& state = asked.state();
  const Helper& helper = asked.helper(standing);
  const std::vector<std::uint32_t> accounts = accounts_of(asked, standing.person);
  write_author(out, asked, accounts);
  out.key("accounts").array();
  for (const std::uint32_t& account : accounts) {
    const AuthorRow& row = state.authors[account];
    out.object().text("place", state.places[row.place].id).text("key", to_base32(row.key)).text("name", state.text(row.name));
    for (const std::uint32_t* other = accounts.data(); other != &account; ++other) {
      if (same_by_decision(state, row.key, state.authors[*other].key)) {
        out.text("joined", to_base32(state.authors[*other].key));
        break;
      }
    }
    out.end_object();
  }
  out.end_array().number("points", standing.points).text("level", level_names[static_cast<std::size_t>(standing.level)]);
  out.key("badges").array();
  for (const std::string_view badge : badges_of(helper, asked.at)) out.text(badge);
  out.end_array().number("answers", static_cast<std::int64_t>(helper.given.size())).number("accepted", helper.accepted);
  const std::vector<std::string> reasons = why_candidate(standing, asked.merits(), helper, asked.at);
  if (reasons.empty()) return;
  out.flag("candidate", true);
  if (!why) return;
  out.key("why_candidate").array();
  for (const std::string& reason : reasons) out.text(reason);
  out.end_array();
}

void write_reason(JsonWriter& out, const State& state, const Reason& reason) {
  const ThreadRow& thread = state.threads[state.posts[reason.help->post].thread];
  const PostRow& root = state.posts[thread.root];
  out.object().text("post", to_base32(reason.help->key)).text("thread", to_base32(root.key));
  out.text("title", root.visible() ? state.text(thread.title) : "").number("at", reason.help->at);
  out.text("what", merit_names[static_cast<std::size_t>(reason.what)]);
  out.number("points", reason.points).number("counts", reason.counts);
  out.text_unless_empty("damped", damped_names[static_cast<std::size_t>(reason.damped)]).end_object();
}

// "<points>.<key>"
bool read_cursor(std::string_view text, Standing& at) {
  const std::size_t dot = text.find('.');
  std::uint64_t points = 0;
  if (dot == std::string_view::npos || !read_digits(text.substr(0, dot), points) || points > INT64_MAX) return false;
  at.points = static_cast<std::int64_t>(points);
  return from_base32(text.substr(dot + 1), at.key);
}

Status write_people(JsonWriter& out, const Asked& asked, const JsonReader& query) {
  const std::string level = query["level"].text_or("");
  const auto* const wanted = std::find(std::begin(level_names), std::end(level_names), level);
  if (!level.empty() && wanted == std::end(level_names)) query["level"].fail(ErrorCode::invalid_value, "a level");
  const std::int64_t size = query["page_size"].integer_or(20);
  if (size < 1 || size > page_size_max) query["page_size"].fail(ErrorCode::invalid_value, "1 to " + digits(page_size_max));
  const auto most = static_cast<std::size_t>(std::clamp<std::int64_t>(size, 1, page_size_max));
  const std::string after = query["after"].text_or("");
  Standing cursor;
  if (!after.empty() && !read_cursor(after, cursor))
    return Error{ErrorCode::invalid_value, "$.query.after", "expected the `next` of people"};
  std::size_t counts[std::size(level_names)] = {};
  std::vector<Standing> found;
  each_standing(asked, [&](const Standing& standing) {
    const auto index = static_cast<std::size_t>(standing.level);
    ++counts[index];
    if (!level.empty() && wanted != level_names + index) return;
    if (after.empty() || above(cursor, standing)) found.push_back(standing);
  });
  const std::size_t shown = std::min(most, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(shown), found.end(), above);
  out.object().key("people").array();
  for (std::size_t i = 0; i < shown; ++i) {
    write_standing(out.object(), asked, found[i], false);
    out.end_object();
  }
  out.end_array().key("next");
  if (shown < found.size()) {
    out.text(digits(found[shown - 1].points) + "." + to_base32(found[shown - 1].key));
  } else {
    out.null();
  }
  out.key("levels").object();
  for (std::size_t i = 0; i < std::size(counts); ++i) out.number(level_names[i], static_cast<std::int64_t>(counts[i]));
  out.end_object().end_object();
  return Nothing{};
}

Status write_one(JsonWriter& out, const Asked& asked, const std::string& id) {
  const State& state = asked.state();
  std::uint64_t key = 0;
  const std::uint32_t author = from_base32(id, key) ? state.find_author(key) : none;
  Standing standing;
  if (author != none && state.authors[author].silence == 0)
    standing = standing_of(state, asked.merits(), asked.reputation, asked.reputation.persons().of(author));
  if (!standing.counts) return Error{ErrorCode::unknown_name, "$.query.id", "nothing is known of an author " + id};
  const Helper& helper = asked.helper(standing);
  std::vector<Reason> reasons;
  asked.reputation.each_reason(helper, asked.merits(), [&](const Reason& reason) { reasons.push_back(reason); });
  const auto newest = [](const Reason& a, const Reason& b) {
    if (a.help->at != b.help->at) return a.help->at > b.help->at;
    if (a.help->key != b.help->key) return a.help->key < b.help->key;
    return a.what != b.what ? a.what < b.what : a.damped < b.damped;
  };
  const std::size_t shown = std::min(reasons_max, reasons.size());
  std::partial_sort(reasons.begin(), reasons.begin() + static_cast<std::ptrdiff_t>(shown), reasons.end(), newest);
  write_standing(out.object(), asked, standing, true);
  out.key("reasons").array();
  for (std::size_t i = 0; i < shown; ++i) write_reason(out, state, reasons[i]);
  out.end_array().end_object();
  return Nothing{};
}

Status write_candidates(JsonWriter& out, const Asked& asked) {
  std::vector<Standing> found;
  each_standing(asked, [&](const Standing& standing) {
    if (!why_candidate(standing, asked.merits(), asked.helper(standing), asked.at).empty()) found.push_back(standing);
  });
  std::sort(found.begin(), found.end(), above);
  if (found.size() > candidates_max) found.resize(candidates_max);
  out.object().key("people").array();
  for (const Standing& standing : found) {
    write_standing(out.object(), asked, standing, true);
    out.end_object();
  }
  out.end_array().end_object();
  return Nothing{};
}

}  // namespace

std::vector<std::string_view> reputation_queries() { return {"people", "standing", "candidates"}; }

bool answer_reputation(std::string_view name, const JsonReader& query, const views::Context& context, Reputation& reputation,
                       JsonWriter& out, Status& status) {
  if (name != "people" && name != "standing" && name != "candidates") return false;
  const Milliseconds at = query["at"].integer();
  if (at < 0 || at > time_max) query["at"].fail(ErrorCode::invalid_value, "a time between the years 1970 and 9999");
  reputation.catch_up(context.state, context.bridge, *context.threads, std::clamp<Milliseconds>(at, 0, time_max));
  const Asked asked{context, reputation, std::clamp<Milliseconds>(at, 0, time_max)};
  if (name == "people") {
    status = write_people(out, asked, query);
  } else if (name == "standing") {
    status = write_one(out, asked, query["id"].text());
  } else {
    status = write_candidates(out, asked);
  }
  return true;
}

}  // namespace plein::community
