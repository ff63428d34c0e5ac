// The index's other half: what is asked, and which posts answer it best. Scored as BM25 does (Robertson and Zaragoza, 2009), with
// the forms of a word counting a little less than the word itself.
#include <algorithm>
#include <cstring>
#include <numeric>

#include "base/order.h"
#include "search/expand.h"
#include "search/folding.h"
#include "search/index.h"

namespace plein::search {
namespace {

constexpr std::size_t terms_max = 12;                       // of a search
constexpr std::size_t like_terms_max = 8;                   // of a text that others are to be like: its rarest
constexpr float times_weight[] = {1.0f, 1.4f, 1.8f, 2.6f};  // by Postings' weight: once, more often, often, in the title

// Of base two, to a hundredth, for x from 1: the same in every build, which no library promises.
float logarithm(float x) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  const auto exponent = static_cast<float>(static_cast<int>(bits >> 23) - 127);
  bits = (bits & 0x7FFFFF) | 0x3F800000;
  float m = 0;  // 1 to 2
  std::memcpy(&m, &bits, sizeof m);
  return exponent + (2.0f - m / 3.0f) * m - 5.0f / 3.0f;
}

}  // namespace

struct Index::Term {
  std::vector<Meant> words;
  std::uint64_t documents = 0;
};

std::vector<Index::Term> Index::terms_of(const Wanted& wanted, std::vector<std::string_view>& meant) {
  std::vector<std::string> asked;
  bool open = false;  // the text ends within a word
  WordReader reader;
  reader.text(wanted.text, [&](std::string_view word, std::size_t, std::size_t end) {
    open = end == wanted.text.size();
    if (word.size() > 1 && std::find(asked.begin(), asked.end(), word) == asked.end()) asked.emplace_back(word);
  });
  std::vector<Term> terms;
  if (!wanted.any && asked.size() > terms_max) asked.resize(terms_max);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    Term term;
    term.words = meant_by(words_, asked[i], wanted.typing && open && i + 1 == asked.size());
    for (const Meant& each : term.words) term.documents += words_.list(each.word).count;
    if (wanted.any && term.words.empty()) continue;
    terms.push_back(std::move(term));
  }
  std::vector<std::uint32_t> order(terms.size());
  std::iota(order.begin(), order.end(), 0u);
  sort_numbers(order, [&](std::uint32_t a, std::uint32_t b) {
    return terms[a].documents != terms[b].documents ? terms[a].documents < terms[b].documents : a < b;
  });
  if (wanted.any && order.size() > like_terms_max) order.resize(like_terms_max);
  std::vector<Term> rarest;
  for (const std::uint32_t term : order) {
    for (const Meant& each : terms[term].words) meant.push_back(words_.text(each.word));
    rarest.push_back(std::move(terms[term]));
  }
  return rarest;
}

std::vector<Hit> Index::find(const State& state, const Wanted& wanted, std::vector<std::string_view>& meant, Filter filter) {
  const std::vector<Term> terms = terms_of(wanted, meant);
  if (terms.empty() || documents_.empty()) return {};
  scores_.resize(documents_.size(), 0);
  matched_.resize(documents_.size(), 0);
  if (round_ > UINT32_MAX - 64) std::fill(matched_.begin(), matched_.end(), round_ = 0);
  const std::uint32_t base = round_ + 1;  // matched_: base + i when the last term that matched was the i-th
  round_ += static_cast<std::uint32_t>(terms.size()) + 1;
  const float mean = static_cast<float>(words_held_) / static_cast<float>(documents_.size());
  const auto all = static_cast<float>(documents_.size());
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    if (!wanted.any) found.clear();
    for (const Meant& each : terms[i].words) {
      const PostingList& list = words_.list(each.word);
      const auto count = static_cast<float>(list.count);
      const float rare = logarithm(1.0f + (all - count + 0.5f) / (count + 0.5f)) * each.weight;
      postings_.each(list, [&](std::uint32_t document, unsigned weight) {
        std::uint32_t& matched = matched_[document];
        if (matched == base + i) return;  // by a form that counts more
        const bool first = matched < base;
        if (!wanted.any && i > 0 && matched != base + i - 1) return;
        const float length = static_cast<float>(documents_[document].length) / mean;
        const float score = rare * times_weight[weight] / (0.6f + 0.4f * length);
        scores_[document] = first ? score : scores_[document] + score;
        matched = base + i;
        if (first || !wanted.any) found.push_back(document);
      });
    }
  }
  return best_of_threads(state, wanted.sorted, found, filter);
}

std::vector<Hit> Index::best_of_threads(const State& state, std::size_t sorted, const std::vector<std::uint32_t>& documents,
                                        Filter filter) {
  constexpr std::uint32_t unseen = UINT32_MAX;
  const auto better = [&](const Hit& a, const Hit& b) {
    if (a.score != b.score) return a.score > b.score;
    const PostRow &left = state.posts[a.post], &right = state.posts[b.post];
    return left.created_at != right.created_at ? left.created_at > right.created_at : left.key < right.key;
  };
  hit_of_.resize(state.threads.size(), unseen);
  std::vector<Hit> hits;
  for (const std::uint32_t document : documents) {
    const std::uint32_t post = documents_[document].post;
    const PostRow& row = state.posts[post];
    if (document_of_[post] != document || !row.visible()) continue;  // it says something else by now, or is not to be seen
    const PostRow& root = state.posts[state.threads[row.thread].root];
    if (root.hidden != 0 || root.held != 0 || !filter(post)) continue;
    const Hit hit{post, scores_[document]};
    std::uint32_t& known = hit_of_[row.thread];
    if (known == unseen) {
      known = static_cast<std::uint32_t>(hits.size());
      hits.push_back(hit);
    } else if (better(hit, hits[known])) {
      hits[known] = hit;
    }
  }
  for (const Hit& hit : hits) hit_of_[state.posts[hit.post].thread] = unseen;
  std::vector<std::uint32_t> order(hits.size());
  std::iota(order.begin(), order.end(), 0u);
  sort_numbers(
      order, [&](std::uint32_t a, std::uint32_t b) { return better(hits[a], hits[b]); }, sorted);
  std::vector<Hit> ordered;
  ordered.reserve(hits.size());
  for (const std::uint32_t hit : order) ordered.push_back(hits[hit]);
  return ordered;
}

}  // namespace plein::search
