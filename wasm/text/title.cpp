// A title made of a text: its first sentence.
#include <algorithm>

#include "base/utf8.h"
#include "text/graphemes.h"
#include "text/text.h"

namespace plein::text {
namespace {

using Kind = Node::Kind;

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += utf8::decode(text, at).bytes) ++count;
  return count;
}

// Without the mentions that a paragraph begins with: they say to whom, not what.
Node without_address(Node block) {
  if (block.kind != Kind::paragraph) return block;
  std::vector<Node>& nodes = block.children;
  while (!nodes.empty()) {
    if (nodes.front().kind == Kind::mention) {
      nodes.erase(nodes.begin());
    } else if (nodes.front().kind == Kind::text) {
      std::string& words = nodes.front().text;
      words.erase(0, std::min(words.find_first_not_of(" ,:"), words.size()));
      if (!words.empty()) break;
      nodes.erase(nodes.begin());
    } else {
      break;
    }
  }
  return block;
}

}  // namespace

std::string title_from(const RichText& text, std::size_t code_points_max) {
  std::string line;
  for (const Node& block : text.blocks) {
    RichText one;
    one.blocks.push_back(without_address(block));
    line = write_plain(one);
    if (!line.empty()) break;
  }
  if (line.empty()) line = write_plain(text);  // nothing but names: then those
  line.erase(0, std::min(line.find_first_not_of(" \n"), line.size()));
  line = line.substr(0, line.find('\n'));
  if (!line.empty() && line[0] >= 'a' && line[0] <= 'z') line[0] = static_cast<char>(line[0] - 'a' + 'A');
  // A sentence ends at . ! ? or … before a space; a first one of a word or two is a greeting, no title.
  std::size_t end = line.size();
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const bool stop = (line[i] == '.' || line[i] == '!' || line[i] == '?') && line[i + 1] == ' ';
    if (stop && i >= 15) {
      end = line[i] == '.' ? i : i + 1;
      break;
    }
  }
  std::string title = line.substr(0, end);
  if (end == line.size() && title.size() > 1 && title.back() == '.') title.pop_back();
  std::size_t count = 0;
  std::size_t word = 0;
  std::size_t at = 0;
  if (count_code_points(title) <= code_points_max) return title;
  while (at < title.size()) {
    if (title[at] == ' ') word = at;
    const std::size_t next = grapheme_end(title, at);
    count += count_code_points(std::string_view(title).substr(at, next - at));
    if (count + 1 > code_points_max) break;  // the dots are one
    at = next;
  }
  return title.substr(0, word > at / 2 ? word : at) + (code_points_max > 0 ? std::string(ellipsis) : "");
}

}  // namespace plein::text
