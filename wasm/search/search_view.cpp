#include "search/search_view.h"

#include <algorithm>
#include <numeric>

#include "base/digits.h"
#include "base/order.h"
#include "search/folding.h"
#include "views/feed_view.h"

namespace plein::search {
namespace {

constexpr std::int64_t page_size_max = 50;
constexpr std::size_t text_max = 2000;    // bytes of what is asked for
constexpr std::size_t excerpt_max = 240;  // bytes
constexpr std::size_t before_max = 60;    // bytes before the first word asked for

struct Filter {
  std::uint16_t place = UINT16_MAX;
  int answered = -1;  // 1: by an ambassador or the brand; 0: not; -1: either

  bool operator()(const views::Context& context, std::uint32_t post) const {
    const State& state = context.state;
    const PostRow& row = state.posts[post];
    const bool stands = place == UINT16_MAX || row.place == place || state.copy_in(post, place) != none;
    if (!stands) return false;
    return answered < 0 || views::answered_by(context, state.threads[row.thread].root).empty() == (answered == 0);
  }
};

void write_hit(JsonWriter& out, const views::Context& context, std::uint32_t post, const std::vector<std::string_view>& meant) {
  const State& state = context.state;
  const ThreadRow& thread = state.threads[state.posts[post].thread];
  out.object().key("post");
  views::write_post(out, context, post);
  out.text("title", state.text(thread.title));
  views::write_counts(out, context, thread);
  out.key("excerpt").array();
  for (const std::string& part : excerpt(said_in(state.text(state.posts[post].body)), meant, excerpt_max)) out.text(part);
  out.end_array().end_object();
}

}  // namespace

std::string said_in(std::string_view body) {
  std::string said, scratch;
  each_text(body, scratch, [&](std::string_view text) { said += text; });
  while (!said.empty() && said.back() == '\n') said.pop_back();
  return said;
}

std::vector<std::string> excerpt(std::string_view text, const std::vector<std::string_view>& meant, std::size_t most) {
  struct Range {
    std::size_t begin, end;
    bool asked;
  };
  std::vector<std::uint32_t> asked(meant.size());
  std::iota(asked.begin(), asked.end(), 0u);
  sort_numbers(asked, [&](std::uint32_t a, std::uint32_t b) {
    const int order = meant[a].compare(meant[b]);
    return order != 0 ? order < 0 : a < b;
  });
  const auto is_asked = [&](std::string_view word) {
    const auto at = std::lower_bound(asked.begin(), asked.end(), word,
                                     [&](std::uint32_t a, std::string_view than) { return meant[a] < than; });
    return at != asked.end() && meant[*at] == word;
  };
  std::vector<Range> words;
  WordReader reader;
  reader.text(text, [&](std::string_view word, std::size_t begin, std::size_t end) {
    words.push_back({begin, end, is_asked(word)});
  });
  const auto first = std::find_if(words.begin(), words.end(), [](const Range& word) { return word.asked; });
  std::size_t begin = 0;
  if (first != words.end() && first->begin > before_max) {
    auto from = first;
    while (from != words.begin() && first->begin - std::prev(from)->begin <= before_max) --from;
    begin = from->begin;
  }
  std::size_t end = text.size();
  if (end - begin > most) {
    end = begin;
    for (const Range& word : words) {
      if (word.begin >= begin && word.end <= begin + most) end = std::max(end, word.end);
    }
  }
  std::vector<std::string> parts{begin > 0 ? "\xE2\x80\xA6" : ""};
  std::size_t at = begin;
  for (const Range& word : words) {
    if (!word.asked || word.begin < begin || word.end > end) continue;
    parts.back() += text.substr(at, word.begin - at);
    parts.emplace_back(text.substr(word.begin, word.end - word.begin));
    parts.emplace_back();
    at = word.end;
  }
  parts.back() += text.substr(at, end - at);
  if (end < text.size()) parts.back() += "\xE2\x80\xA6";
  return parts;
}

Status write_search(JsonWriter& out, const views::Context& context, Index& index, const JsonReader& query) {
  const State& state = context.state;
  Wanted wanted;
  wanted.text = query["text"].text();
  wanted.any = query["like"].flag_or(false);
  wanted.typing = !wanted.any;
  if (wanted.text.size() > text_max) query["text"].fail(ErrorCode::too_large, "at most 2000 bytes");
  const std::int64_t page_size = query["page_size"].integer_or(20);
  if (page_size < 1 || page_size > page_size_max) query["page_size"].fail(ErrorCode::invalid_value, "1 to 50");
  const std::int64_t posts_max = query["posts_max"].integer_or(INT64_MAX);
  const std::string after = query["after"].text_or("0");
  std::uint64_t number = 0;
  if (!read_digits(after, number) || number > UINT32_MAX) query["after"].fail(ErrorCode::invalid_value, "the `next` of a search");
  const auto given = static_cast<std::size_t>(number);
  Filter filter;
  if (query["place"].present()) filter.place = state.find_place(query["place"].text());
  if (query["place"].present() && filter.place == UINT16_MAX) query["place"].fail(ErrorCode::unknown_name, "a place's id");
  if (query["answered"].present()) filter.answered = query["answered"].flag_or(false) ? 1 : 0;
  const auto passes = [&](std::uint32_t post) { return filter(context, post); };
  if (page_size < 1 || posts_max < 0) return Error{ErrorCode::invalid_value, "$.query", "expected numbers above 0"};
  const bool complete = index.catch_up(state, static_cast<std::size_t>(posts_max));
  wanted.sorted = given + static_cast<std::size_t>(page_size);
  std::vector<std::string_view> meant;
  std::vector<Hit> hits = index.find(state, wanted, meant, passes);
  // Nothing holds all of the words: then what holds some.
  const bool relaxed = hits.empty() && !wanted.any;
  if (relaxed) {
    wanted.any = true;
    meant.clear();
    hits = index.find(state, wanted, meant, passes);
  }
  const std::size_t end = std::min(hits.size(), given + static_cast<std::size_t>(page_size));
  out.object().key("results").array();
  for (std::size_t i = given; i < end; ++i) write_hit(out, context, hits[i].post, meant);
  out.end_array().number("total", hits.size()).key("next");
  if (end < hits.size()) {
    out.text(digits(static_cast<std::int64_t>(end)));
  } else {
    out.null();
  }
  out.flag("relaxed", relaxed && !hits.empty()).flag("complete", complete).end_object();
  return Nothing{};
}

}  // namespace plein::search
