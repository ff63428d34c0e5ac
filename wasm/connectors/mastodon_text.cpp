// Mastodon: what is written as a status: plain text within 500 characters, its content warning apart.
#include <algorithm>

#include "connectors/mastodon.h"
#include "text/text.h"

namespace plein {
namespace {

constexpr std::string_view joiner = "\xE2\x81\xA0";  // U+2060, which shows nothing
constexpr std::string_view ellipsis = "\xE2\x80\xA6";
constexpr std::size_t spoiler_max = 120;  // graphemes: most of the 500 are the text's

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

// Where the address that begins here ends; where there is none: here.
std::size_t address_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.substr(0, 8) != "https://" && rest.substr(0, 7) != "http://") return at;
  return std::min(text.find_first_of(" \n", at), text.size());
}

// A name after @ is called wherever no letter, "/" or "=" stands before it, within addresses too (account.rb: MENTION_RE). With
// U+2060 between them it is not; in an address %40 says the same.
std::string calling_nobody(std::string_view text) {
  std::string out;
  for (std::size_t i = 0, in_address = 0; i < text.size(); ++i) {
    if (i >= in_address) in_address = std::max(address_end(text, i), i);
    const bool parted = i == 0 || !(is_letter(text[i - 1]) || text[i - 1] == '/' || text[i - 1] == '=');
    const bool calls = text[i] == '@' && parted && i + 1 < text.size() && is_letter(text[i + 1]);
    if (calls && i < in_address) {
      out += "%40";
      continue;
    }
    out += text[i];
    if (calls) out += joiner;
  }
  return out;
}

// As the server counts: every address as 23, whatever its length. Signs that end a sentence are not part of an address.
std::size_t count(std::string_view text) {
  std::string counted;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = address_end(text, i);
    while (end > i && std::string_view(".,;:!?)]}'\"").find(text[end - 1]) != std::string_view::npos) --end;
    counted += end > i ? std::string(mastodon::address_characters, 'x') : std::string(1, text[i]);
    i = std::max(end, i + 1);
  }
  return text::count_graphemes(counted);
}

std::string shortened(const std::string& text) {
  if (text::count_graphemes(text) <= spoiler_max) return text;
  RichText both;
  for (const std::string& each : {text, std::string()}) {
    both.blocks.push_back(Node{Node::Kind::paragraph});
    both.blocks.back().children.push_back(Node{Node::Kind::text, each});
  }
  std::string cut = text::write_plain(text::fit(both, spoiler_max, 0));
  while (!cut.empty() && cut.back() == '\n') cut.pop_back();
  return cut;
}

// The one content warning of a text becomes the status's; what it holds stands in its place.
std::string take_warning(RichText& body) {
  const auto is_warning = [](const Node& node) { return node.kind == Node::Kind::warning; };
  if (std::count_if(body.blocks.begin(), body.blocks.end(), is_warning) != 1) return "";
  const auto at = std::find_if(body.blocks.begin(), body.blocks.end(), is_warning);
  Node warning = std::move(*at);
  const auto next = body.blocks.erase(at);
  body.blocks.insert(next, warning.children.begin(), warning.children.end());
  return warning.text.empty() ? std::string(ellipsis) : shortened(warning.text);
}

// Whom the reply answers, so that they are told of it; the account itself and what is no address: nobody.
std::string address_of(const RemoteRef& parent) {
  const std::string& name = parent.extra;
  const bool good = !name.empty() && name.size() < 300 && is_letter(name[0]) && std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter(c) || c == '@' || c == '.' || c == '-' || c == ':';
  });
  return good ? "@" + name + " " : "";
}

}  // namespace

namespace mastodon {

Written write(const Draft& draft) {
  Written written;
  RichText body = draft.body;
  written.spoiler = take_warning(body);
  const std::string address = address_of(draft.parent);
  const std::size_t taken = text::count_graphemes(written.spoiler) + text::count_graphemes(address);
  text::Limits limits;
  limits.graphemes = characters_max - std::min(taken, characters_max / 2);
  limits.addressed = true;
  limits.url_graphemes = address_characters;
  // What is put in after fitting takes its room from the text.
  for (int tries = 0; tries < 4; ++tries) {
    const std::string text = calling_nobody(text::write_addressed(text::fit(body, limits)));
    written.text = address + text;
    const std::size_t all = count(text) + taken;
    if (all <= characters_max || limits.graphemes <= all - characters_max) break;
    limits.graphemes -= all - characters_max;
  }
  return written;
}

}  // namespace mastodon
}  // namespace plein
