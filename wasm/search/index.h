// Finds posts by what they say. Made from the state and kept beside it: nothing of it is stored, and what is removed, hidden or
// forgotten is not found, whatever the index still holds.
#pragma once

#include "model/state.h"
#include "search/words.h"

namespace plein::search {

struct Wanted {
  std::string text;
  bool typing = true;             // the last word may go on
  bool any = false;               // as many of the words as there are, not all: what is like this text?
  std::size_t sorted = SIZE_MAX;  // so many of what is found are wanted in order
};

struct Hit {
  std::uint32_t post;
  float score;
};

class Index {
 public:
  explicit Index(std::uint64_t seed) : seed_(seed), words_(seed) {}

  // Takes in what came and changed since the last time, at most so many posts. False: there is more.
  bool catch_up(const State& state, std::size_t posts_max);

  // The best first; of each thread its best post. All words must be in a post (or its thread's title), in some form.
  // `meant`: gets every word that counts as asked for, folded, as it stands here until more is taken in.
  // `filter`: besides being visible.
  using Filter = Call<bool(std::uint32_t post)>;
  std::vector<Hit> find(
      const State& state, const Wanted& wanted, std::vector<std::string_view>& meant,
      Filter filter = [](std::uint32_t) { return true; });

  void clear();  // what was erased must not be in it
  std::size_t memory() const;

 private:
  struct Document {
    std::uint32_t post;
    std::uint32_t content;  // which text was taken in
    std::uint32_t length;   // words
  };
  bool take(const State& state, std::uint32_t post);  // false: nothing new is said in it
  void take_words(std::string_view text, bool title);
  struct Term;
  std::vector<Term> terms_of(const Wanted& wanted, std::vector<std::string_view>& meant);
  std::vector<Hit> best_of_threads(const State& state, std::size_t sorted, const std::vector<std::uint32_t>& documents,
                                   Filter filter);

  std::uint64_t seed_;
  Words words_;
  Postings postings_;
  std::vector<Document> documents_;
  std::vector<std::uint32_t> document_of_;  // by post; Words::none
  std::uint64_t words_held_ = 0;
  std::uint32_t posts_ = 0;  // how many were taken in for the first time
  std::uint64_t seen_ = 0;   // seq of the state up to which changes were taken in
  bool begun_ = false;

  // Of the search under way.
  std::vector<float> scores_;
  std::vector<std::uint32_t> matched_;  // the round in which a document matched last
  std::uint32_t round_ = 0;
  std::vector<std::uint32_t> hit_of_;       // by thread
  std::vector<std::uint32_t> found_words_;  // of the post being taken in: twice the word, and one more in its title
};

}  // namespace plein::search
