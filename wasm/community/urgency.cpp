#include "community/urgency.h"

#include <algorithm>
#include <string>

#include "search/folding.h"

namespace plein::community {

// Sorted by the word. A word is in it once, whichever languages it is of.
const std::vector<UrgentWord>& urgent_words() {
  static const std::vector<UrgentWord> words = [] {
    std::vector<UrgentWord> list{// Dutch
                                 {"dringend", 3},
                                 {"spoed", 3},
                                 {"storing", 2},
                                 {"noodgeval", 3},
                                 {"onbereikbaar", 2},
                                 {"opzeggen", 3},
                                 {"klacht", 2},
                                 {"boos", 2},
                                 {"woest", 3},
                                 {"schandalig", 3},
                                 {"schande", 3},
                                 {"oplichting", 3},
                                 {"oplichters", 3},
                                 {"belachelijk", 2},
                                 {"waardeloos", 2},
                                 {"teleurgesteld", 1},
                                 {"kapot", 1},
                                 {"gehackt", 3},
                                 {"gestolen", 3},
                                 {"overstappen", 2},
                                 {"advocaat", 3},
                                 {"geschillencommissie", 3},
                                 {"eindelijk", 1},
                                 {"wekenlang", 2},
                                 {"alweer", 1},
                                 {"nogmaals", 1},
                                 // English
                                 {"urgent", 3},
                                 {"urgently", 3},
                                 {"emergency", 3},
                                 {"outage", 2},
                                 {"asap", 3},
                                 {"cancel", 2},
                                 {"cancelling", 3},
                                 {"complaint", 2},
                                 {"angry", 2},
                                 {"furious", 3},
                                 {"scam", 3},
                                 {"fraud", 3},
                                 {"ridiculous", 2},
                                 {"unacceptable", 3},
                                 {"disgrace", 3},
                                 {"useless", 2},
                                 {"disappointed", 1},
                                 {"broken", 1},
                                 {"hacked", 3},
                                 {"stolen", 3},
                                 {"lawyer", 3},
                                 {"refund", 2},
                                 {"leaving", 1},
                                 {"weeks", 1},
                                 {"again", 1},
                                 // German
                                 {"eilig", 3},
                                 {"notfall", 3},
                                 {"storung", 2},
                                 {"ausfall", 2},
                                 {"kundigen", 3},
                                 {"kundigung", 3},
                                 {"beschwerde", 2},
                                 {"wutend", 3},
                                 {"unverschamt", 3},
                                 {"frechheit", 3},
                                 {"betrug", 3},
                                 {"lacherlich", 2},
                                 {"enttauscht", 1},
                                 {"kaputt", 1},
                                 {"gehackt", 3},
                                 {"gestohlen", 3},
                                 {"anwalt", 3},
                                 {"endlich", 1},
                                 {"wochenlang", 2},
                                 // French
                                 {"urgence", 3},
                                 {"panne", 2},
                                 {"resilier", 3},
                                 {"resiliation", 3},
                                 {"plainte", 2},
                                 {"furieux", 3},
                                 {"honte", 3},
                                 {"honteux", 3},
                                 {"arnaque", 3},
                                 {"ridicule", 2},
                                 {"inadmissible", 3},
                                 {"inacceptable", 3},
                                 {"decu", 1},
                                 {"pirate", 2},
                                 {"vole", 1},
                                 {"avocat", 3},
                                 {"remboursement", 2},
                                 {"semaines", 1}};
    const auto less = [](const UrgentWord& a, const UrgentWord& b) { return a.word < b.word; };
    const auto same = [](const UrgentWord& a, const UrgentWord& b) { return a.word == b.word; };
    std::stable_sort(list.begin(), list.end(), less);
    list.erase(std::unique(list.begin(), list.end(), same), list.end());
    return list;
  }();
  return words;
}

std::vector<std::uint16_t> find_urgent(std::string_view body_json) {
  const std::vector<UrgentWord>& known = urgent_words();
  std::vector<std::uint16_t> found;
  std::string scratch;
  search::WordReader reader;
  search::each_text(body_json, scratch, [&](std::string_view text) {
    reader.text(text, [&](std::string_view word, std::size_t, std::size_t) {
      const auto at = std::lower_bound(known.begin(), known.end(), word,
                                       [](const UrgentWord& each, std::string_view wanted) { return each.word < wanted; });
      if (at != known.end() && at->word == word) found.push_back(static_cast<std::uint16_t>(at - known.begin()));
    });
  });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace plein::community
