// HTML into a tree. What is not in the list below gives only what it holds; depth is bounded, so that no input can exhaust
// the stack of whoever walks the tree.
#include <algorithm>

#include "text/html_tokens.h"
#include "text/text.h"

namespace plein::text {
namespace {

using Kind = Node::Kind;

constexpr std::size_t depth_max = 24;

struct Open {
  std::string name;
  Node node;
};

bool is_break(std::string_view name) {
  for (const std::string_view each :
       {"p",      "div",   "h1", "h2", "h3", "h4", "h5",     "h6",         "section", "article", "aside",  "header",
        "footer", "table", "tr", "dl", "dt", "dd", "figure", "figcaption", "hr",      "details", "summary"}) {
    if (name == each) return true;
  }
  return false;
}

bool is_container(std::string_view name) { return name == "blockquote" || name == "ul" || name == "ol" || name == "li"; }

bool inline_kind(std::string_view name, Kind& kind) {
  if (name == "strong" || name == "b") return (kind = Kind::strong, true);
  if (name == "em" || name == "i") return (kind = Kind::emphasis, true);
  if (name == "a") return (kind = Kind::link, true);
  return false;
}

std::string flat(const std::vector<Node>& nodes) {
  std::string text;
  for (const Node& node : nodes) text += node.kind == Kind::line_break ? "\n" : node.text + flat(node.children);
  return text;
}

// CR and CRLF as LF: to Markdown each of them ends a line.
std::string with_line_feeds(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

class Reader {
 public:
  Reader(std::string_view html, std::string_view base_url) : tokens_(html), base_url_(base_url) {}

  RichText read() {
    for (HtmlToken token = tokens_.next(); token.kind != HtmlToken::Kind::end; token = tokens_.next()) {
      if (token.kind == HtmlToken::Kind::text)
        text(token.text);
      else if (token.kind == HtmlToken::Kind::open)
        open(token);
      else
        close(token.name);
    }
    if (in_pre_) close("pre");
    end_paragraph();
    while (!containers_.empty()) end_container();
    return RichText{std::move(blocks_)};
  }

 private:
  std::vector<Node>& inlines() { return inline_.empty() ? paragraph_ : inline_.back().node.children; }
  std::vector<Node>& blocks() { return containers_.empty() ? blocks_ : containers_.back().node.children; }

  void text(const std::string& raw) {
    if (in_pre_ || in_code_) {
      verbatim_ += raw;
      return;
    }
    // White space is one space, and none at the start of a line.
    std::string out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const char c = raw[i];
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (raw.compare(i, 3, "\xE2\x81\xA0") == 0) {  // the joiner that write_markdown puts after @
        i += 2;
        continue;
      }
      if (blank && after_space_) continue;
      after_space_ = blank;
      if (static_cast<unsigned char>(c) < 0x20 && !blank) continue;
      out += blank ? ' ' : c;
    }
    if (out.empty()) return;
    std::vector<Node>& here = inlines();
    if (!here.empty() && here.back().kind == Kind::text)
      here.back().text += out;
    else
      here.push_back(Node{Kind::text, std::move(out)});
  }

  void open(const HtmlToken& token) {
    const std::string& name = token.name;
    Kind kind = Kind::text;
    if (in_pre_ || in_code_) {
      if (name == "br") verbatim_ += '\n';
      if (in_pre_ || name == "br") return;  // the rest is highlighting within code
    }
    if (name == "br") return line_break();
    if (name == "img") return image(token);
    if (name == "pre") return end_paragraph(), void(in_pre_ = true);
    if (name == "code") return void(in_code_ = true);
    if (is_container(name)) return open_container(name);
    if (is_break(name)) return end_paragraph();
    if (inline_kind(name, kind) && inline_.size() < depth_max) {
      if (kind == Kind::link) close(name);  // no link within a link
      Node node{kind};
      if (kind == Kind::link) node.url = safe_url(token.attribute("href"), base_url_);
      const bool mention = token.attribute("class").find("mention") != std::string_view::npos && kind == Kind::link;
      if (mention) node.kind = Kind::mention;
      inline_.push_back({name, std::move(node)});
    }
  }

  void close(const std::string& name) {
    Kind kind = Kind::text;
    if (in_pre_ && name != "pre") return;
    if (name == "pre" && in_pre_) {
      verbatim_ = with_line_feeds(verbatim_);
      while (!verbatim_.empty() && verbatim_.back() == '\n') verbatim_.pop_back();
      if (!verbatim_.empty() && verbatim_.front() == '\n') verbatim_.erase(0, 1);  // the first one is markup's
      if (!verbatim_.empty()) add_block(Node{Kind::code_block, std::move(verbatim_)});
      verbatim_.clear();
      in_pre_ = in_code_ = false;
    } else if (name == "code" && in_code_ && !in_pre_) {
      if (!verbatim_.empty()) inlines().push_back(Node{Kind::code, std::move(verbatim_)});
      verbatim_.clear();
      in_code_ = false;
      after_space_ = false;
    } else if (is_container(name)) {
      close_container(name);
    } else if (is_break(name)) {
      end_paragraph();
    } else if (inline_kind(name, kind)) {
      const auto same = [&](const Open& each) { return each.name == name; };
      if (std::none_of(inline_.begin(), inline_.end(), same)) return;
      while (inline_.back().name != name) end_inline();
      end_inline();
    }
  }

  void line_break() {
    trim_end(inlines());
    inlines().push_back(Node{Kind::line_break});
    after_space_ = true;
  }

  void image(const HtmlToken& token) {
    const std::string url = safe_url(token.attribute("src"), base_url_);
    const std::string_view alternative = token.attribute("alt");
    const bool emoji = token.attribute("class").find("emoji") != std::string_view::npos;
    if (emoji || url.empty()) return text(std::string(alternative));
    inlines().push_back(Node{Kind::image, std::string(alternative), url});
    after_space_ = false;
  }

  void end_inline() {
    Node node = std::move(inline_.back().node);
    inline_.pop_back();
    std::vector<Node>& here = inlines();
    if (node.kind == Kind::mention) {
      node.text = flat(node.children);
      node.children.clear();
      if (!node.text.empty()) here.push_back(std::move(node));
      return;
    }
    if (node.children.empty()) return;
    const bool dead = node.kind == Kind::link && node.url.empty();
    if (dead) {
      for (Node& child : node.children) here.push_back(std::move(child));
    } else {
      here.push_back(std::move(node));
    }
  }

  static void trim_end(std::vector<Node>& nodes) {
    while (!nodes.empty() && nodes.back().kind == Kind::text) {
      std::string& text = nodes.back().text;
      while (!text.empty() && text.back() == ' ') text.pop_back();
      if (!text.empty()) return;
      nodes.pop_back();
    }
  }

  void end_paragraph() {
    if (in_code_ && !in_pre_) close("code");
    while (!inline_.empty()) end_inline();
    trim_end(paragraph_);
    while (!paragraph_.empty() && paragraph_.back().kind == Kind::line_break) {
      paragraph_.pop_back();
      trim_end(paragraph_);
    }
    const auto first =
        std::find_if(paragraph_.begin(), paragraph_.end(), [](const Node& n) { return n.kind != Kind::line_break; });
    paragraph_.erase(paragraph_.begin(), first);
    if (!paragraph_.empty()) {
      Node block{Kind::paragraph};
      block.children = std::move(paragraph_);
      add_block(std::move(block));
    }
    paragraph_.clear();
    after_space_ = true;
  }

  // A list holds items, whatever the input puts there.
  void add_block(Node block) {
    if (!containers_.empty() && containers_.back().node.kind == Kind::list && block.kind != Kind::item) {
      Node item{Kind::item};
      item.children.push_back(std::move(block));
      block = std::move(item);
    }
    blocks().push_back(std::move(block));
  }

  void open_container(const std::string& name) {
    end_paragraph();
    const bool in_list = !containers_.empty() && containers_.back().node.kind == Kind::list;
    if (name == "li") {
      if (!containers_.empty() && containers_.back().node.kind == Kind::item)
        end_container();
      else if (!in_list)
        return;
    }
    if (containers_.size() >= depth_max) return;
    Node node{name == "blockquote" ? Kind::quote : name == "li" ? Kind::item : Kind::list};
    node.ordered = name == "ol";
    containers_.push_back({name, std::move(node)});
  }

  void close_container(const std::string& name) {
    end_paragraph();
    const auto same = [&](const Open& each) { return each.name == name; };
    if (std::none_of(containers_.begin(), containers_.end(), same)) return;
    while (containers_.back().name != name) end_container();
    end_container();
  }

  void end_container() {
    Node node = std::move(containers_.back().node);
    containers_.pop_back();
    if (!node.children.empty()) add_block(std::move(node));
  }

  HtmlTokens tokens_;
  std::string_view base_url_;
  std::vector<Node> blocks_;
  std::vector<Open> containers_;
  std::vector<Node> paragraph_;
  std::vector<Open> inline_;
  std::string verbatim_;
  bool in_pre_ = false;
  bool in_code_ = false;
  bool after_space_ = true;
};

}  // namespace

RichText read_html(std::string_view html, std::string_view base_url) { return Reader(html, base_url).read(); }

}  // namespace plein::text
