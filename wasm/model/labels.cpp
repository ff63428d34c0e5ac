#include "model/labels.h"

#include <algorithm>
#include <iterator>

namespace plein {
namespace {

struct Words {
  std::string_view language, vote, sponsored;
};

// The first where the language is none of these.
constexpr Words all[] = {{"en", "Vote", "Sponsored"},
                         {"nl", "Stem", "Gesponsord"},
                         {"de", "Abstimmen", "Gesponsert"},
                         {"fr", "Voter", "Sponsorisé"},
                         {"ar", "صوّت", "محتوى مموَّل"}};

const Words& words(const Bridge& bridge) {
  const std::string_view language = std::string_view(bridge.language).substr(0, bridge.language.find('-'));
  const auto found = std::find_if(std::begin(all), std::end(all), [&](const Words& each) { return each.language == language; });
  return found == std::end(all) ? all[0] : *found;
}

}  // namespace

std::string_view vote_label(const Bridge& bridge) { return words(bridge).vote; }

std::string_view sponsored_label(const Bridge& bridge) {
  return bridge.sponsored.empty() ? words(bridge).sponsored : std::string_view(bridge.sponsored);
}

}  // namespace plein
