// What hostile text costs: a megabyte of HTML made to be slow, and of words to be fitted. Processor time, as JSON lines.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>

#include "text/text.h"

using namespace plein;

namespace {

std::string repeated(const std::string& piece) {
  std::string text;
  while (text.size() < (1 << 20)) text += piece;
  return text;
}

template <class Work>
void measure(const char* name, const Work& work) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t begin = std::clock();
    work();
    best = std::min(best, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::printf("%-24s %8.1f ms\n", name, best);
}

}  // namespace

int main() {
  for (const char* piece : {"<b>", "</b>", "<blockquote>", "<p>x", "<ul><li>", "<a href=/x>", "<", "&", "<br>", "words "}) {
    const std::string html = repeated(piece);
    measure(piece, [&] { text::read_html(html, "https://f.example"); });
  }
  RichText words = text::read_plain(repeated("woord ") + "\n\n\xE2\x80\x94 Ana");
  RichText parts;
  for (int i = 0; i < 100000; ++i) {
    Node line{Node::Kind::paragraph};
    line.children.push_back(Node{Node::Kind::text, "woord"});
    parts.blocks.push_back(std::move(line));
  }
  text::Limits limits;
  limits.graphemes = 300;
  measure("fit, one word after all", [&] { text::fit(words, limits); });
  measure("fit, 100,000 paragraphs", [&] { text::fit(parts, limits); });
}
