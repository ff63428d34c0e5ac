// Says of a post that was just met whether it is to wait for a moderator: by rules that the synchroniser does not know.
#pragma once

#include <cstdint>
#include <string>

namespace plein::sync {

struct Verdict {
  std::string rule;  // its key; empty: nothing speaks against it
  std::string name;  // for people
};

class Judge {
 public:
  virtual ~Judge() = default;
  virtual Verdict judge(std::uint32_t post) const = 0;
};

}  // namespace plein::sync
