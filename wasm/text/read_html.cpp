// HTML into a tree: which element is what. What is not in the lists below gives only what it holds. What platforms make of
// quotes, previews, spoilers, polls and shortened links is read for what people wrote (Mastodon's, Discourse's and Flarum's
// classes).
#include <algorithm>

#include "text/html_tokens.h"
#include "text/text.h"
#include "text/tree_builder.h"

namespace plein::text {
namespace {

using Kind = Node::Kind;

constexpr std::size_t parts_max = 4096;  // of one name, open at once, that are more than themselves

bool is_break(std::string_view name) {
  for (const std::string_view each :
       {"p",      "div",   "h1", "h2", "h3", "h4", "h5",     "h6",         "section", "article", "aside",  "header",
        "footer", "table", "tr", "dl", "dt", "dd", "figure", "figcaption", "hr",      "details", "summary"}) {
    if (name == each) return true;
  }
  return false;
}

bool is_container(std::string_view name) { return name == "blockquote" || name == "ul" || name == "ol" || name == "li"; }

bool has_class(const HtmlToken& token, std::string_view wanted) {
  const std::string_view classes = token.attribute("class");
  for (std::size_t at = classes.find(wanted); at != std::string_view::npos; at = classes.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    if ((at == 0 || classes[at - 1] == ' ') && (end == classes.size() || classes[end] == ' ')) return true;
  }
  return false;
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
      if (!skipped_.empty())
        skip(token);
      else if (token.kind == HtmlToken::Kind::text)
        text(token.text);
      else if (token.kind == HtmlToken::Kind::open)
        open(token);
      else
        close(token.name);
    }
    if (in_pre_) close("pre");
    end_paragraph();
    if (in_card_) end_card();
    return tree_.finish();
  }

 private:
  // What an element is more than itself, undone where it closes.
  enum class Part { plain, hidden, shortened, spoiler, warning, poll, quote, card };
  struct Parts {
    std::string_view name;
    std::vector<Part> open;
  };

  void text(const std::string& raw) {
    if (hidden_ > 0) return;
    if (in_pre_ || in_code_)
      verbatim_ += raw;
    else
      tree_.text(raw);
  }

  void end_paragraph() {
    if (in_code_ && !in_pre_) close("code");
    tree_.end_paragraph();
  }

  // An element and all within it.
  void skip_element(const std::string& name) { skipped_ = name, skipped_depth_ = 1; }
  void skip(const HtmlToken& token) {
    if (token.name != skipped_ || token.kind == HtmlToken::Kind::text) return;
    skipped_depth_ += token.kind == HtmlToken::Kind::open ? 1 : -1;
    if (skipped_depth_ == 0) skipped_.clear();
  }

  void open(const HtmlToken& token) {
    const std::string& name = token.name;
    if (in_pre_ || in_code_) {
      if (name == "br") verbatim_ += '\n';
      if (in_pre_ || name == "br") return;  // the rest is highlighting within code
    }
    if (name == "br") return tree_.line_break();
    if (name == "img") return image(token);
    if (name == "pre") return end_paragraph(), void(in_pre_ = true);
    if (name == "code") return void(in_code_ = true);
    if (name == "svg" || name == "math") return skip_element(name);
    if (is_furniture(token)) return skip_element(name);
    if (Parts* parts = parts_of(name)) open_part(*parts, token);
    if (in_card_ && (name == "h3" || name == "h4")) return end_paragraph(), void(tree_.take_line());
    if (is_container(name)) return open_container(name);
    if (name == "a") return open_link(token);
    if (name == "strong" || name == "b") return void(tree_.open_inline(name, Node{Kind::strong}));
    if (name == "em" || name == "i") return void(tree_.open_inline(name, Node{Kind::emphasis}));
    if (is_break(name)) end_paragraph();
  }

  // What a platform puts around what people wrote: who is quoted, a preview's source, a picture's file name, a poll's state.
  bool is_furniture(const HtmlToken& token) const {
    if (token.name == "header") return in_card_;
    if (token.name != "div") return false;
    const bool quoting = !asides_.open.empty() && asides_.open.back() == Part::quote;
    return (quoting && has_class(token, "title")) || (in_card_ && has_class(token, "onebox-metadata")) ||
           (has_class(token, "meta") && in_lightbox_) || has_class(token, "poll-info") || has_class(token, "poll-buttons");
  }

  Parts* parts_of(std::string_view name) {
    for (Parts* each : {&spans_, &divs_, &asides_, &details_}) {
      if (each->name == name) return each;
    }
    return nullptr;
  }

  void open_part(Parts& parts, const HtmlToken& token) {
    if (parts.open.size() >= parts_max) return;
    Part part = Part::plain;
    const bool spoils = has_class(token, "spoiler") || has_class(token, "spoiled");
    if (parts.name == "span") {
      if (has_class(token, "invisible")) part = Part::hidden, ++hidden_;
      if (has_class(token, "ellipsis")) part = Part::shortened;
      if (spoils && tree_.open_inline("span spoiler", Node{Kind::spoiler})) part = Part::spoiler;
    } else if (parts.name == "aside") {
      if (has_class(token, "quote")) part = Part::quote;
      if (has_class(token, "onebox") && !in_card_) part = Part::card, begin_card(token);
    } else if (parts.name == "details" || spoils) {
      end_paragraph();
      if (tree_.open_block(parts.name, Node{Kind::warning})) part = Part::warning;
    } else if (has_class(token, "poll")) {
      end_paragraph();
      if (tree_.open_block(parts.name, Node{Kind::poll})) part = Part::poll;
    }
    parts.open.push_back(part);
  }

  void close_part(Parts& parts) {
    if (parts.open.empty()) return;
    const Part part = parts.open.back();
    parts.open.pop_back();
    switch (part) {
      case Part::hidden: --hidden_; break;
      case Part::shortened: tree_.text("\xE2\x80\xA6"); break;
      case Part::spoiler: tree_.close_inline("span spoiler"); break;
      case Part::warning:
      case Part::poll:
        end_paragraph();
        tree_.close_block(parts.name);
        break;
      case Part::card: end_card(); break;
      default: break;
    }
  }

  void close(const std::string& name) {
    if (in_pre_ && name != "pre") return;
    if (name == "pre" && in_pre_) return end_pre();
    if (name == "code" && in_code_ && !in_pre_) return end_code();
    if (name == "summary") {
      if (in_code_) end_code();
      Node* warning = tree_.innermost(Kind::warning);
      if (warning != nullptr && warning->text.empty() && warning->children.empty()) warning->text = tree_.take_line();
    }
    if (in_card_ && (name == "h3" || name == "h4") && card_.text.empty()) card_.text = tree_.take_line();
    if (Parts* parts = parts_of(name)) close_part(*parts);
    if (is_container(name)) {
      end_paragraph();
      tree_.close_block(name);
    } else if (is_break(name)) {
      end_paragraph();
    } else {
      if (name == "a") in_lightbox_ = false;
      tree_.close_inline(name);
    }
  }

  void end_pre() {
    verbatim_ = with_line_feeds(verbatim_);
    while (!verbatim_.empty() && verbatim_.back() == '\n') verbatim_.pop_back();
    if (!verbatim_.empty() && verbatim_.front() == '\n') verbatim_.erase(0, 1);  // the first one is markup's
    if (!verbatim_.empty()) tree_.add_block(Node{Kind::code_block, std::move(verbatim_)});
    verbatim_.clear();
    in_pre_ = in_code_ = false;
  }

  void end_code() {
    if (!verbatim_.empty()) tree_.inline_node(Node{Kind::code, std::move(verbatim_)});
    verbatim_.clear();
    in_code_ = false;
  }

  void open_link(const HtmlToken& token) {
    tree_.close_inline("a");  // no link within a link
    if (has_class(token, "lightbox")) return void(in_lightbox_ = true);
    Node node{Kind::link};
    node.url = safe_url(token.attribute("href"), base_url_);
    if (in_card_ && card_.url.empty()) card_.url = node.url;
    if (in_card_) return;
    const std::string_view classes = token.attribute("class");
    const bool tag = has_class(token, "hashtag") || token.attribute("rel") == "tag";
    const bool mention = classes.find("mention") != std::string_view::npos || classes.find("Mention") != std::string_view::npos;
    if (tag || mention) node.kind = tag ? Kind::tag : Kind::mention;
    tree_.open_inline("a", std::move(node));
  }

  void image(const HtmlToken& token) {
    const std::string url = safe_url(token.attribute("src"), base_url_);
    const std::string_view alternative = token.attribute("alt");
    const bool emoji = token.attribute("class").find("emoji") != std::string_view::npos;
    if (in_card_) return;
    if (emoji || url.empty()) return text(std::string(alternative));
    tree_.inline_node(Node{Kind::image, std::string(alternative), url});
  }

  void open_container(const std::string& name) {
    end_paragraph();
    const Node* list = tree_.innermost(Kind::list);
    if (name == "li") {
      if (list == nullptr && tree_.innermost(Kind::poll) == nullptr) return;
      if (tree_.innermost_is(Kind::item)) tree_.close_block("li");
    }
    // A poll's options are a list within it.
    if (name != "li" && tree_.innermost_is(Kind::poll)) return;
    Node node{name == "blockquote" ? Kind::quote : name == "li" ? Kind::item : Kind::list};
    node.ordered = name == "ol";
    tree_.open_block(name, std::move(node));
  }

  void begin_card(const HtmlToken& token) {
    end_paragraph();
    in_card_ = true;
    card_ = Node{Kind::card};
    card_.url = safe_url(token.attribute("data-onebox-src"), base_url_);
    tree_.open_block("aside card", Node{Kind::quote});
  }

  // What a link leads to: the title that its preview has, and what else it says.
  void end_card() {
    in_card_ = false;
    end_paragraph();
    const std::string said = tree_.take_block("aside card");
    if (card_.url.empty() && said.empty()) return;
    if (card_.text.empty()) card_.text = card_.url;
    if (!said.empty()) card_.children.push_back(Node{Kind::text, said});
    tree_.add_block(std::move(card_));
  }

  HtmlTokens tokens_;
  std::string_view base_url_;
  TreeBuilder tree_;
  Parts spans_{"span", {}}, divs_{"div", {}}, asides_{"aside", {}}, details_{"details", {}};
  std::string skipped_;
  int skipped_depth_ = 0;
  int hidden_ = 0;
  Node card_;
  std::string verbatim_;
  bool in_pre_ = false;
  bool in_code_ = false;
  bool in_card_ = false;
  bool in_lightbox_ = false;
};

}  // namespace

RichText read_html(std::string_view html, std::string_view base_url) { return Reader(html, base_url).read(); }

}  // namespace plein::text
