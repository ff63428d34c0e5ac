// Who replied to whom: of each two people the replies between them, whichever of them wrote. A reply is in one pair at most, and
// names the next one of its pair (Fact::next_of_pair).
#pragma once

#include <array>
#include <vector>

#include "base/time.h"
#include "model/key_index.h"

namespace plein::insight {

// What is counted of a post. Numbers alone: nobody's name and nothing that was said.
struct Fact {
  Milliseconds at = 0;              // when it was written
  std::uint32_t author = none;      // none: it is not known yet
  std::uint32_t person = none;      // whose post it is (model/persons.h)
  std::uint32_t parent = none;      // the post that it answers
  std::uint32_t replies_to = none;  // the person who wrote that
  std::uint32_t thread = none;      // its number
  std::uint32_t depth = 0;          // 0: a first post
  std::uint32_t reactions = 0;      // there, and in the widget
  std::uint32_t next_of_pair = none;
  std::uint16_t place = 0;
  std::uint8_t accepted = 0;  // PostRow's
  bool visible = false;       // of what is not, nothing is counted

  bool first() const { return parent == none; }
};

struct Pair {
  std::uint32_t one = none, other = none;  // persons; `one` is the smaller
  std::uint32_t newest = none;             // the reply that was put in last
  std::array<std::uint32_t, 2> replies{};  // by `one`, by `other`

  bool mutual() const { return replies[0] != 0 && replies[1] != 0; }
};

class Pairs {
 public:
  // Of a post that is to be seen and replies to somebody else; of any other nothing happens.
  void add(std::vector<Fact>& facts, std::uint32_t post);
  void remove(std::vector<Fact>& facts, std::uint32_t post);  // which was added, and has changed nothing since

  const std::vector<Pair>& all() const { return pairs_; }

 private:
  std::uint32_t find(std::uint32_t a, std::uint32_t b) const;

  std::vector<Pair> pairs_;  // one that has no replies any more stays, for the next
  KeyIndex index_;
};

}  // namespace plein::insight
