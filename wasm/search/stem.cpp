#include "search/stem.h"

#include <algorithm>

namespace plein::search {
namespace {

constexpr std::size_t stem_min = 3;  // characters that stay

bool ends(std::string_view word, std::string_view with) {
  return word.size() >= with.size() && word.substr(word.size() - with.size()) == with;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

// Takes the first of the endings, parted by spaces, that the word has, if enough is left. The longer ones come first.
bool drop(std::string& word, std::string_view endings) {
  while (!endings.empty()) {
    const std::string_view ending = endings.substr(0, endings.find(' '));
    endings.remove_prefix(std::min(ending.size() + 1, endings.size()));
    if (!ends(word, ending) || word.size() < ending.size() + stem_min) continue;
    word.resize(word.size() - ending.size());
    return true;
  }
  return false;
}

bool change(std::string& word, std::string_view ending, std::string_view to) {
  if (!ends(word, ending) || word.size() < ending.size() + 2) return false;
  word.replace(word.size() - ending.size(), ending.size(), to);
  return true;
}

// "bell" of "bellen" is "bel".
void undouble(std::string& word) {
  const std::size_t size = word.size();
  if (size > 2 && word[size - 1] == word[size - 2] && !is_vowel(word[size - 1])) word.pop_back();
}

// "boom" and "bomen", "brief" and "brieven", "huis" and "huizen", "werken" and "gewerkt", "router" and "routertje".
std::string dutch(std::string word) {
  change(word, "heden", "heid");
  const bool participle =
      word.size() > 6 && word.compare(0, 2, "ge") == 0 && (ends(word, "t") || ends(word, "d") || ends(word, "en"));
  if (participle) word.erase(0, 2);
  drop(word, "etjes tjes pjes kjes jes etje tje pje kje je") || drop(word, "ingen ing") ||
      drop(word, "ende ten den en te de es e t");
  if (word.size() > stem_min && word.back() == 's' && !is_vowel(word[word.size() - 2])) word.pop_back();
  undouble(word);
  const std::size_t size = word.size();
  if (size >= 4 && !is_vowel(word[size - 1]) && is_vowel(word[size - 2]) && word[size - 2] == word[size - 3])
    word.erase(size - 2, 1);
  if (word.back() == 'v') word.back() = 'f';
  if (word.back() == 'z') word.back() = 's';
  return word;
}

std::string english(std::string word) {
  if (!change(word, "sses", "ss") && !change(word, "ies", "y") && !ends(word, "ss") && !ends(word, "us")) drop(word, "s");
  if (drop(word, "ingly edly ing ed ly")) undouble(word);
  if (word.size() > stem_min && word.back() == 'e') word.pop_back();
  if (word.size() > stem_min && word.back() == 'y') word.back() = 'i';
  return word;
}

std::string german(std::string word) {
  const bool participle = word.size() > 6 && word.compare(0, 2, "ge") == 0 && (ends(word, "t") || ends(word, "en"));
  if (participle) word.erase(0, 2);
  drop(word, "chen lein");
  drop(word, "ungen ung heiten keiten");
  drop(word, "ern em en er es e s n");
  drop(word, "est te st t");
  undouble(word);
  return word;
}

std::string french(std::string word) {
  if (change(word, "eaux", "eau") || change(word, "aux", "al")) return word;
  drop(word,
       "ements ement ations ation euses euse aient antes ants ante ives ive eux ifs ait ais ant ent ees if ee es er ez ir e s x");
  undouble(word);
  if (word.size() > stem_min && word.back() == 'e') word.pop_back();
  return word;
}

}  // namespace

std::string stem(std::string_view word, Language language) {
  std::string own(word);
  if (word.size() <= stem_min) return own;
  switch (language) {
    case Language::dutch: return dutch(std::move(own));
    case Language::english: return english(std::move(own));
    case Language::german: return german(std::move(own));
    case Language::french: return french(std::move(own));
  }
  return own;
}

}  // namespace plein::search
