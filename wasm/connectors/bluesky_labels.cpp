// Bluesky: labels, what they mean for a post, and which say what a content warning says.
// Source: lexicon com.atproto.label.defs (labelValue), bsky-docs "Labels and moderation"; values that labellers define for
// themselves mean what their subscribers agreed to, and nothing here.
#include <algorithm>

#include "connectors/bluesky.h"

namespace plein {
namespace {

constexpr std::string_view known[] = {"porn", "sexual", "nudity", "graphic-media"};
constexpr std::string_view separator = ", ";

bool is_known(std::string_view value) { return std::find(std::begin(known), std::end(known), value) != std::end(known); }

class Reader {
 public:
  bluesky::Labels out;

  void take(const JsonReader& label, bool of_author) {
    if (label["neg"].flag_or(false)) return;
    const std::string value = label["val"].text();
    // Apps are asked not to show it to who is not signed in: https://atproto.com/specs/label, "!no-unauthenticated".
    if (value == "!hide" || value == "!no-unauthenticated") out.unseen = true;
    if (of_author) return;  // else of an account as a whole: an avatar, a banner
    if (value == "!warn") out.warned = true;
    if (is_known(value)) values_.push_back(value);
  }

  bluesky::Labels take() {
    for (const std::string_view value : known) {
      if (std::find(values_.begin(), values_.end(), value) == values_.end()) continue;
      out.warned = true;
      if (!out.warning.empty()) out.warning += separator;
      out.warning += value;
    }
    return std::move(out);
  }

 private:
  std::vector<std::string> values_;
};

}  // namespace

namespace bluesky {

Labels read_labels(const JsonReader& item) {
  Reader reader;
  item["labels"].each([&](JsonReader label) { reader.take(label, false); });
  item["author"]["labels"].each([&](JsonReader label) { reader.take(label, true); });
  // The AppView puts an author's own labels among the others; a record alone has them only here.
  item["record"]["labels"]["values"].each([&](JsonReader label) { reader.take(label, false); });
  return reader.take();
}

std::vector<std::string> labels_of(std::string_view warning) {
  std::vector<std::string> values;
  while (!warning.empty()) {
    const std::size_t end = std::min(warning.find(separator), warning.size());
    const std::string_view value = warning.substr(0, end);
    if (!is_known(value)) return {};
    values.emplace_back(value);
    warning.remove_prefix(std::min(end + separator.size(), warning.size()));
  }
  return values;
}

}  // namespace bluesky
}  // namespace plein
