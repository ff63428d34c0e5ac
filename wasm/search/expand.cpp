#include "search/expand.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "base/order.h"
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
    std::vector<std::size_t> begins{0};  // of each letter, and where the last one ends
    while (begins.back() < asked.size()) begins.push_back(begins.back() + utf8::decode(asked, begins.back()).bytes);
    const std::size_t letters = begins.size() - 1;
    if (letters < error_min) return;
    const auto letter = [&](std::size_t i) { return asked.substr(begins[i], begins[i + 1] - begins[i]); };
    std::string word;
    const auto with = [&](std::size_t before, std::string_view one, std::string_view other, std::size_t after) {
      word.assign(asked, 0, begins[before]).append(one).append(other).append(asked, begins[after]);
      add(words_.find(word), error);
    };
    for (std::size_t i = 0; i <= letters; ++i) {
      const auto instead = [&](std::string_view one) {
        with(i, one, "", i);
        if (i < letters) with(i, one, "", i + 1);
      };
      for (char c = 'a'; c <= 'z'; ++c) instead({&c, 1});
      for (std::size_t other = 0; other < letters; ++other) {
        if (letter(other).size() > 1) instead(letter(other));
      }
      if (i < letters) with(i, "", "", i + 1);
      if (i + 1 < letters) with(i, letter(i + 1), letter(i), i + 2);
    }
  }

  std::uint32_t documents() const {
    std::uint32_t count = 0;
    for (const Meant& each : found_) count += words_.list(each.word).count;
    return count;
  }

  // The best and most frequent of them, each once.
  std::vector<Meant> take() const {
    std::vector<std::uint32_t> order(found_.size());
    std::iota(order.begin(), order.end(), 0u);
    const std::size_t most = std::min(order.size(), 3 * meant_max);
    const auto more = [&](std::uint32_t a, std::uint32_t b) {
      const Meant &one = found_[a], &other = found_[b];
      if (one.weight != other.weight) return one.weight > other.weight;
      const std::uint32_t left = words_.list(one.word).count, right = words_.list(other.word).count;
      if (left != right) return left > right;
      return one.word != other.word ? one.word < other.word : a < b;
    };
    sort_numbers(order, more, most);
    order.resize(most);
    std::vector<Meant> best;
    for (const std::uint32_t each : order) {
      const Meant& found = found_[each];
      const bool there = std::any_of(best.begin(), best.end(), [&](const Meant& one) { return one.word == found.word; });
      if (!there && best.size() < meant_max) best.push_back(found);
    }
    return best;
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
