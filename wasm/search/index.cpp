#include "search/index.h"

#include "base/hash.h"
#include "base/order.h"
#include "search/folding.h"

namespace plein::search {

void Index::clear() {
  const std::uint64_t seed = seed_;
  *this = Index(seed);
}

bool Index::catch_up(const State& state, std::size_t posts_max) {
  if (!begun_) seen_ = state.seq;
  begun_ = true;
  std::size_t taken = 0;
  // All there are, in the order of their rows; then, by the feed's numbers, what was touched after its row was taken in.
  for (; posts_ < state.posts.size() && taken < posts_max; ++posts_, ++taken) take(state, posts_);
  if (posts_ < state.posts.size()) return false;
  std::vector<std::uint32_t> touched;
  // Those of the number reached too: in a reader, what came in one answer has one number.
  for (std::uint32_t post = state.newest; post != none && state.posts[post].seq >= seen_; post = state.posts[post].older)
    touched.push_back(post);
  for (auto post = touched.rbegin(); post != touched.rend() && taken < posts_max; ++post) {
    if (take(state, *post)) ++taken;
    seen_ = state.posts[*post].seq;
  }
  return seen_ == state.seq;
}

void Index::take_words(std::string_view text, bool title) {
  WordReader reader;
  reader.text(text, [&](std::string_view word, std::size_t, std::size_t) {
    if (word.size() > 1) found_words_.push_back(words_.add(word) << 1 | (title ? 1 : 0));
  });
}

bool Index::take(const State& state, std::uint32_t post) {
  const PostRow& row = state.posts[post];
  if (document_of_.size() <= post) document_of_.resize(state.posts.size(), Words::none);
  const std::string_view title = row.parent == none ? state.text(state.threads[row.thread].title) : "";
  const std::string_view body = state.text(row.body);
  const std::uint32_t content = crc32c(body) * 31 + crc32c(title);  // PostRow::content is another thing in a reader
  const std::uint32_t known = document_of_[post];
  if (row.removed != 0 || (known != Words::none && documents_[known].content == content)) return false;
  found_words_.clear();
  take_words(title, true);
  std::string scratch;
  each_text(body, scratch, [&](std::string_view text) { take_words(text, false); });
  const auto document = static_cast<std::uint32_t>(documents_.size());
  documents_.push_back({post, content, static_cast<std::uint32_t>(found_words_.size())});
  document_of_[post] = document;
  words_held_ += found_words_.size();
  sort_numbers(found_words_, [](std::uint32_t a, std::uint32_t b) { return a < b; });
  for (std::size_t i = 0; i < found_words_.size();) {
    const std::uint32_t word = found_words_[i] >> 1;
    std::size_t end = i;
    while (end < found_words_.size() && found_words_[end] >> 1 == word) ++end;
    const bool in_title = (found_words_[end - 1] & 1) != 0;
    const std::size_t times = end - i;
    postings_.add(words_.list(word), document, in_title ? 3 : times >= 4 ? 2 : times >= 2 ? 1 : 0);
    i = end;
  }
  return true;
}

std::size_t Index::memory() const {
  return words_.memory() + postings_.memory() + documents_.capacity() * sizeof(Document) +
         (document_of_.capacity() + matched_.capacity() + scores_.capacity()) * sizeof(std::uint32_t);
}

}  // namespace plein::search
