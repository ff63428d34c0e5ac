// Measures search, natively: scripts/bench.js runs it. Processor time.
//   search_bench POSTS    time and memory of an index of so many posts of about 670 bytes, and of searches in it
// The words are made up, and as unevenly used as those of a language (Zipf): 200,000 of them.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "search/index.h"
#include "sync/fold.h"
#include "text/text.h"

namespace {

using namespace plein;

constexpr int vocabulary = 200000;
constexpr int replies = 4;
constexpr std::size_t bytes_a_post = 670;

struct Random {
  std::uint64_t state = 1;
  std::uint64_t operator()() {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    return z ^ (z >> 27);
  }
  double unit() { return static_cast<double>((*this)() >> 11) / 9007199254740992.0; }
};

std::string word_of(int rank) {
  static constexpr const char* syllables[] = {"ba", "ko", "ni",  "te",  "ru",  "sal", "mer", "den",
                                              "vi", "lo", "gra", "pen", "sti", "wa",  "jo",  "hel"};
  std::string word;
  for (int n = rank + 16; n > 0; n /= 16) word += syllables[n % 16];
  return word;
}

std::string text_of(Random& random, const std::vector<double>& sums) {
  std::string text;
  while (text.size() < bytes_a_post) {
    const auto at = std::lower_bound(sums.begin(), sums.end(), random.unit() * sums.back());
    text += word_of(static_cast<int>(at - sums.begin())) + " ";
  }
  return text;
}

double milliseconds(std::clock_t begin) { return 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC; }

void measure(search::Index& index, const State& state, const char* name, const std::vector<std::string>& searches) {
  std::vector<double> times;
  std::size_t found = 0;
  for (const std::string& text : searches) {
    search::Wanted wanted;
    wanted.text = text;
    wanted.sorted = 20;
    std::vector<std::string_view> meant;
    const std::clock_t begin = std::clock();
    found += index.find(state, wanted, meant).empty() ? 0 : 1;
    times.push_back(milliseconds(begin));
  }
  std::sort(times.begin(), times.end());
  std::printf("%-28s median %6.2f ms, 99th percentile %6.2f ms, %zu of %zu found something\n", name, times[times.size() / 2],
              times[times.size() * 99 / 100], found, times.size());
}

}  // namespace

int main(int count, char** arguments) {
  const int posts = count > 1 ? std::atoi(arguments[1]) : 130000;
  std::vector<double> sums;
  double sum = 0;
  for (int rank = 1; rank <= vocabulary; ++rank) sums.push_back(sum += 1.0 / std::pow(rank, 0.9));
  Random random;
  State state;
  std::size_t bytes = 0;
  int root = 0;
  for (int i = 0; i < posts; ++i) {
    record::Posted fact;
    fact.place.value = "forum";
    fact.post.id.value = std::to_string(i);
    if (i % (replies + 1) == 0) root = i;
    if (i != root) fact.parent.id.value = std::to_string(root);
    fact.author = {"u" + std::to_string(i % 65000), "Naam", "", ""};
    const std::string text = text_of(random, sums);
    bytes += text.size();
    RichText body;
    body.blocks.push_back(Node{Node::Kind::paragraph});
    body.blocks[0].children.push_back(Node{Node::Kind::text, text});
    fact.body = to_json(body);
    fact.created_at = fact.as_of = 1000 + i;
    if (!sync::fold(state, fact).ok()) return 1;
  }
  search::Index index(7);
  const std::clock_t begin = std::clock();
  index.catch_up(state, SIZE_MAX);
  std::printf("%d posts, %.0f MB of text: indexed in %.2f s, %.0f MB\n", posts, static_cast<double>(bytes) / 1e6,
              milliseconds(begin) / 1000, static_cast<double>(index.memory()) / 1e6);
  std::vector<std::string> two, prefix, error, common;
  for (int i = 0; i < 400; ++i) {
    const std::string first = word_of(20 + static_cast<int>(random() % 3000)),
                      second = word_of(static_cast<int>(random() % 3000));
    two.push_back(first + " " + second + " ");
    prefix.push_back(first + " " + second.substr(0, 3));
    std::string wrong = first;
    wrong.erase(wrong.size() / 2, 1);
    error.push_back(wrong + " " + second.substr(0, 4));
    common.push_back(word_of(static_cast<int>(random() % 20)) + " " + word_of(static_cast<int>(random() % 20)) + " ");
  }
  measure(index, state, "two words", two);
  measure(index, state, "a word and a beginning", prefix);
  measure(index, state, "an error and a beginning", error);
  measure(index, state, "two of the commonest words", common);
}
