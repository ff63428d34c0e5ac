#include "connectors/provenance_line.h"

namespace plein {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";    // "— "
constexpr std::string_view separator = " \xC2\xB7 ";  // " · "

bool says_itself(const Node& link) {
  return link.kind == Node::Kind::link && link.children.size() == 1 && link.children[0].text == link.url;
}

}  // namespace

bool link_provenance_line(RichText& body) {
  if (body.blocks.empty() || body.blocks.back().kind != Node::Kind::paragraph) return false;
  std::vector<Node>& line = body.blocks.back().children;
  if (line.size() != 2 || line[0].kind != Node::Kind::text || !says_itself(line[1])) return false;
  std::string words = line[0].text;
  while (!words.empty() && words.back() == ' ') words.pop_back();
  if (words.compare(0, dash.size(), dash) != 0) return false;
  // A copy without a name has the dash alone before the place's name.
  const std::size_t parted = words.rfind(separator);
  const std::size_t begin = parted == std::string::npos ? dash.size() : parted + separator.size();
  if (begin >= words.size()) return false;
  line[1].children[0].text = words.substr(begin);
  line[0].text = words.substr(0, begin);
  return true;
}

}  // namespace plein
