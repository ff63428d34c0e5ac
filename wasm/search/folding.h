// How text is read for searching: in words of lower-case letters and digits without accents, whatever alphabet they are of.
#pragma once

#include <string>
#include <string_view>

namespace plein::search {

inline constexpr std::size_t word_bytes_max = 48;  // of a word; what is longer counts by its beginning

// Takes text as it comes and gives its words, one by one.
class WordReader {
 public:
  // Every word that ends in what `put` took, `word(std::string_view folded, offset, end)`: its bytes in the text put.
  template <class Word>
  void text(std::string_view bytes, const Word& word) {
    word_.clear();
    std::size_t begin = 0;
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t size = take(bytes, at);
      if ((ends_ || alone_) && !word_.empty()) {
        word(std::string_view(word_), begin, at);
        word_.clear();
      }
      if (!ends_) {
        if (word_.empty()) begin = at;
        if (word_.size() + folded_.size() <= word_bytes_max) word_ += folded_;
        if (alone_ && !word_.empty()) {
          word(std::string_view(word_), begin, at + size);
          word_.clear();
        }
      }
      at += size;
    }
    if (!word_.empty()) word(std::string_view(word_), begin, bytes.size());
    word_.clear();
  }

 private:
  // Reads the character at `at`: how many bytes it takes; what it adds to a word, whether it ends one, or is one alone.
  std::size_t take(std::string_view bytes, std::size_t at);

  std::string word_, folded_;
  bool ends_ = false;
  bool alone_ = false;
};

// The texts of a post's body (RichText as JSON, canonical), in order, without reading a tree: `text(std::string_view)`; a line
// break where a block ends.
template <class Text>
void each_text(std::string_view json, std::string& scratch, const Text& text);

// Reads the string that begins after the quote at `at`, into `out`; gives where the closing quote is.
std::size_t read_string(std::string_view json, std::size_t at, std::string& out);

// Of a node: whether what follows it stands on a line of its own.
bool ends_line(std::string_view kind);

template <class Text>
void each_text(std::string_view json, std::string& scratch, const Text& text) {
  char before = '[';
  char key = 0;  // of the member that follows
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '"') {
      at = read_string(json, at, scratch);
      if (at + 1 < json.size() && json[at + 1] == ':') {
        key = scratch[0];
      } else if (before != ':' || key == 's') {
        text(std::string_view(scratch));
      } else if (key == 't' && ends_line(scratch)) {
        text(std::string_view("\n"));
      }
    } else if (c == ':' || c == ',' || c == '[' || c == '{') {
      before = c;
    }
  }
}

}  // namespace plein::search
