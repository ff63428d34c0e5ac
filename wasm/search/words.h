// All words that posts hold, each once, with where it stands; found by themselves, by their forms, and by how they begin.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/postings.h"
#include "search/stem.h"

namespace plein::search {

class Words {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  // `seed`: nobody who writes posts knows it, so that nobody can write words that meet in one slot.
  explicit Words(std::uint64_t seed) : seed_(seed) {}

  std::uint32_t find(std::string_view word) const;  // none
  std::uint32_t add(std::string_view word);         // found, or new
  std::string_view text(std::uint32_t word) const {
    return std::string_view(texts_).substr(rows_[word].offset, rows_[word].size);
  }
  std::size_t size() const { return rows_.size(); }
  PostingList& list(std::uint32_t word) { return rows_[word].list; }
  const PostingList& list(std::uint32_t word) const { return rows_[word].list; }

  // `visit(word)` for each that is a form of the same word, in some language; some more than once. A few may be of another.
  template <class Visit>
  void each_form(std::string_view of, const Visit& visit) const {
    for (const Language language : languages) {
      const std::uint32_t key = stem_key(of, language);
      if (key == 0 || stem_slots_.empty()) continue;
      for (std::uint32_t at = stem_slots_[key & (stem_slots_.size() - 1)]; at != none; at = stems_[at].next) {
        if (stems_[at].key == key) visit(at / language_count);
      }
    }
  }

  // Those that begin so, in any order.
  std::vector<std::uint32_t> beginning(std::string_view prefix);

  std::size_t memory() const;

 private:
  struct Row {
    std::uint32_t offset;
    std::uint32_t size;
    PostingList list;
  };
  // A word and its hash, which stands for its text: nobody outside knows the seed, and can make two of one hash.
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t word = none;
  };
  // What is left of a word in a language, and the next in its slot. A word has `language_count` of them, in a row.
  struct Stem {
    std::uint32_t key = 0;
    std::uint32_t next = none;
  };
  static constexpr std::uint32_t language_count = 4;
  std::uint64_t hash(std::string_view word) const;
  std::uint32_t stem_key(std::string_view word, Language language) const;  // 0: too short to have forms
  void link_stems(std::uint32_t word);
  void grow();

  std::uint64_t seed_;
  std::string texts_;
  std::vector<Row> rows_;
  std::vector<Slot> slots_;
  std::vector<Stem> stems_;
  std::vector<std::uint32_t> stem_slots_;
  std::vector<std::uint32_t> sorted_;  // by text; words added since stand behind, see sorted_count_
  std::size_t sorted_count_ = 0;
};

}  // namespace plein::search
