#include "search/expand.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/utf8.h"

namespace plein::search {
namespace {

constexpr float form = 0.85f, beginning = 0.6f, error = 0.5f;
constexpr std::size_t meant_max = 128;      // the best and most frequent of them
constexpr std::uint32_t known_enough = 20;  // documents: a word that is in so many is not taken for an error
constexpr std::size_t error_min = 4;        // characters of a word that may hold an error

class Expansion {
 public:
  explicit Expansion(Words& words) : words_(words) {}

  void add(std::uint32_t word, float weight) {
    if (word != Words::none) found_.push_back({word, weight});
  }

  void forms(std::string_view asked) {
    words_.each_form(asked, [&](std::uint32_t word) { add(word, form); });
  }

  void begins(std::string_view asked) {
    for (const std::uint32_t word : words_.beginning(asked)) add(word, beginning);
  }

  // One character left out, too much, another, or two the wrong way round.
  void errors(std::string_view asked) {
    std::vector<std::string> letters;
    std::set<std::string> alphabet;
    for (std::size_t at = 0; at < asked.size();) {
      const std::size_t bytes = utf8::decode(asked, at).bytes;
      letters.emplace_back(asked.substr(at, bytes));
      if (bytes > 1) alphabet.insert(letters.back());
      at += bytes;
    }
    if (letters.size() < error_min) return;
    for (char c = 'a'; c <= 'z'; ++c) alphabet.insert(std::string(1, c));
    const auto joined = [&](std::size_t from, std::size_t to) {
      std::string text;
      for (; from < to; ++from) text += letters[from];
      return text;
    };
    for (std::size_t i = 0; i <= letters.size(); ++i) {
      const std::string before = joined(0, i), from = joined(i, letters.size());
      const std::string after = i < letters.size() ? joined(i + 1, letters.size()) : "";
      for (const std::string& letter : alphabet) {
        add(words_.find(before + letter + from), error);
        if (i < letters.size()) add(words_.find(before + letter + after), error);
      }
      if (i < letters.size()) add(words_.find(before + after), error);
      if (i + 1 < letters.size()) add(words_.find(before + letters[i + 1] + letters[i] + joined(i + 2, letters.size())), error);
    }
  }

  std::uint32_t documents() const {
    std::uint32_t count = 0;
    for (const Meant& each : found_) count += words_.list(each.word).count;
    return count;
  }

  // The best and most frequent of them, each once.
  std::vector<Meant> take() {
    const auto more = [&](const Meant& a, const Meant& b) {
      if (a.weight != b.weight) return a.weight > b.weight;
      const std::uint32_t left = words_.list(a.word).count, right = words_.list(b.word).count;
      return left != right ? left > right : a.word < b.word;
    };
    const auto same = [](const Meant& a, const Meant& b) { return a.word == b.word; };
    const std::size_t most = std::min(found_.size(), 3 * meant_max);
    std::partial_sort(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(most), found_.end(), more);
    found_.resize(most);
    std::stable_sort(found_.begin(), found_.end(), [](const Meant& a, const Meant& b) { return a.word < b.word; });
    found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
    std::sort(found_.begin(), found_.end(), more);
    if (found_.size() > meant_max) found_.resize(meant_max);
    return std::move(found_);
  }

 private:
  Words& words_;
  std::vector<Meant> found_;
};

}  // namespace

std::vector<Meant> meant_by(Words& words, std::string_view asked, bool typing) {
  Expansion expansion(words);
  expansion.add(words.find(asked), 1.0f);
  expansion.forms(asked);
  if (typing && asked.size() >= 2) expansion.begins(asked);
  if (expansion.documents() < known_enough) expansion.errors(asked);
  return expansion.take();
}

}  // namespace plein::search
