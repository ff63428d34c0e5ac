#include "model/rich_text.h"

#include "base/json_reader.h"
#include "base/json_writer.h"

namespace plein {
namespace {

using Kind = Node::Kind;

struct Name {
  Kind kind;
  std::string_view name;
};

constexpr Name names[] = {{Kind::paragraph, "p"},    {Kind::quote, "quote"}, {Kind::list, "ul"},    {Kind::item, "li"},
                          {Kind::code_block, "pre"}, {Kind::strong, "b"},    {Kind::emphasis, "i"}, {Kind::code, "code"},
                          {Kind::link, "a"},         {Kind::mention, "@"},   {Kind::tag, "#"},      {Kind::image, "img"},
                          {Kind::line_break, "br"},  {Kind::warning, "cw"},  {Kind::card, "card"},  {Kind::poll, "poll"},
                          {Kind::option, "opt"},     {Kind::spoiler, "hide"}};

bool is_block(Kind kind) {
  return kind == Kind::paragraph || kind == Kind::quote || kind == Kind::list || kind == Kind::code_block ||
         kind == Kind::warning || kind == Kind::card || kind == Kind::poll;
}

void write(JsonWriter& out, const Node& node) {
  if (node.kind == Kind::text) {
    out.text(node.text);
    return;
  }
  std::string_view name;
  for (const Name& each : names) {
    if (each.kind == node.kind) name = each.name;
  }
  // Members in byte order, as JsonReader::raw gives them: one tree has one text.
  out.object();
  if (!node.children.empty()) {
    out.key("c").array();
    for (const Node& child : node.children) write(out, child);
    out.end_array();
  }
  if (node.count >= 0) out.number("n", node.count);
  out.text_unless_empty("s", node.text).text("t", node.kind == Kind::list && node.ordered ? "ol" : name);
  out.text_unless_empty("u", node.url).end_object();
}

// http, https or mailto, as text::safe_url writes them; nothing that hosts should think twice about.
bool followable(std::string_view url) {
  const auto begins = [&](std::string_view scheme) { return url.substr(0, scheme.size()) == scheme; };
  if (!begins("https://") && !begins("http://") && !begins("mailto:")) return false;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return false;
  }
  return true;
}

enum class Expected { blocks, items, options, inlines, nothing };

Expected inside(Kind kind) {
  switch (kind) {
    case Kind::quote:
    case Kind::warning:
    case Kind::item: return Expected::blocks;
    case Kind::list: return Expected::items;
    case Kind::poll: return Expected::options;
    case Kind::paragraph:
    case Kind::card:
    case Kind::spoiler:
    case Kind::strong:
    case Kind::emphasis:
    case Kind::link: return Expected::inlines;
    default: return Expected::nothing;
  }
}

bool fits(Kind kind, Expected expected) {
  switch (expected) {
    case Expected::blocks: return is_block(kind);
    case Expected::items: return kind == Kind::item;
    case Expected::options: return kind == Kind::option;
    case Expected::inlines: return !is_block(kind) && kind != Kind::item && kind != Kind::option;
    case Expected::nothing: return false;
  }
  return false;
}

std::vector<Node> read_nodes(const JsonReader& in, Expected expected);

Node read_node(const JsonReader& in, Expected expected) {
  Node node;
  if (in.is_text()) {
    node.text = in.text();
    if (expected != Expected::inlines) in.fail(ErrorCode::invalid_value, "a block");
    return node;
  }
  const std::string name = in["t"].text();
  bool known = name == "ol";
  node.kind = Kind::list;
  node.ordered = known;
  for (const Name& each : names) {
    if (each.name == name) node.kind = each.kind, known = true;
  }
  if (!known || !fits(node.kind, expected)) {
    in["t"].fail(ErrorCode::invalid_value, expected == Expected::inlines ? "an inline" : "a block");
    return node;
  }
  node.text = in["s"].text_or("");
  node.url = in["u"].text_or("");
  if (!node.url.empty() && !followable(node.url)) in["u"].fail(ErrorCode::invalid_value, "an http, https or mailto address");
  const std::int64_t count = in["n"].integer_or(-1);
  if (count < -1 || count > INT32_MAX) in["n"].fail(ErrorCode::invalid_value, "a count");
  node.count = static_cast<std::int32_t>(count);
  node.children = read_nodes(in["c"], inside(node.kind));
  return node;
}

std::vector<Node> read_nodes(const JsonReader& in, Expected expected) {
  std::vector<Node> nodes;
  nodes.reserve(in.is_array() ? in.size() : 0);
  in.each([&](JsonReader each) { nodes.push_back(read_node(each, expected)); });
  return nodes;
}

}  // namespace

std::string language_tag(std::string_view text) {
  if (text.empty() || text.size() > 35) return "";
  for (const char c : text) {
    const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (!fine) return "";
  }
  return std::string(text);
}

std::string to_json(const RichText& text) {
  JsonWriter out;
  const bool spoken = !text.language.empty();
  if (spoken) out.object().key("b");
  out.array();
  for (const Node& block : text.blocks) write(out, block);
  out.end_array();
  if (spoken) out.text("l", text.language).end_object();
  return out.take();
}

Result<RichText> rich_text_from_json(std::string_view json) {
  const auto document = JsonDocument::parse(json);
  if (!document) return document.error();
  RichText text;
  const JsonReader root = document->root();
  const bool spoken = !root.is_array() && root["b"].present();
  const JsonReader blocks = spoken ? root["b"] : root;
  if (!blocks.is_array()) blocks.fail(ErrorCode::wrong_type, "a list of blocks");
  text.blocks = read_nodes(blocks, Expected::blocks);
  if (spoken) {
    text.language = language_tag(root["l"].text());
    if (text.language.empty()) root["l"].fail(ErrorCode::invalid_value, "a language tag");
  }
  if (const Status status = document->status(); !status) return status.error();
  return text;
}

}  // namespace plein
