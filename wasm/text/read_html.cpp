// HTML into a tree. Elements that mean nothing here give only what they hold. Linear: every element is opened and closed
// once, and its opening is found without looking for it.
#include <array>
#include <optional>

#include "text/html_blocks.h"
#include "text/html_capture.h"
#include "text/html_elements.h"
#include "text/html_line.h"
#include "text/html_tokens.h"
#include "text/text.h"

namespace plein::text {
namespace {

using Kind = Node::Kind;

// CR and CRLF as LF: to Markdown each of them ends a line.
std::string with_line_feeds(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

std::optional<Kind> format_of(Role role) {
  switch (role) {
    case Role::strong: return Kind::strong;
    case Role::emphasis: return Kind::emphasis;
    case Role::link: return Kind::link;
    case Role::mention: return Kind::mention;
    case Role::tag: return Kind::tag;
    case Role::spoiler: return Kind::spoiler;
    default: return std::nullopt;
  }
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
    end_verbatim();
    pop_to(0);
    end_paragraph();
    return RichText{blocks_.take()};
  }

 private:
  struct Open {
    std::size_t element;
    Role role;           // none, where it has no effect
    bool ended = false;  // closed before those within it
  };

  void text(const std::string& raw) {
    if (skipping_ > 0) return;
    if (in_pre_ || in_code_)
      verbatim_ += raw;
    else if (capture_)
      capture_->text(raw);
    else
      line_.text(raw);
  }

  void open(const HtmlToken& token) {
    if (token.name == "br") return line_break();
    if (in_pre_) return;  // highlighting within code
    if (token.name == "img") return image(token);
    if (token.name == "hr") return end_paragraph();
    const std::size_t element = element_of(token.name);
    if (element == unknown_element) return;
    if (is_block(element)) {
      end_last(element_of("p"), false);
      // Where a drawing is not closed, the text goes on.
      if (skipping_ > 0) end_last(element_of("svg"), true);
    }
    Role role = role_of(token);
    const Around around{quoting_ > 0, !lightbox_.empty(), captures(HtmlCapture::Kind::card), captures(HtmlCapture::Kind::poll),
                        blocks_.innermost() != nullptr && blocks_.innermost()->kind == Kind::warning};
    if (is_furniture(token, around)) role = Role::skip;
    if (token.name == "a" && captures(HtmlCapture::Kind::card)) capture_->leads_to(safe_url(token.attribute("href"), base_url_));
    if (role == Role::pre && !capture_ && skipping_ == 0) return end_paragraph(), void(in_pre_ = true);
    if (role == Role::item && skipping_ == 0 && blocks_.innermost() != nullptr && blocks_.innermost()->kind == Kind::item)
      pop_to(blocks_.innermost_element());
    if (skipping_ > 0 && role != Role::skip) role = Role::none;
    role = capture_ ? enter_captured(token, role) : enter(token, role);
    push(element, role);
  }

  // Gives the role that it has, as things stand.
  Role enter(const HtmlToken& token, Role role) {
    if (role == Role::skip) return ++skipping_, role;
    if (role == Role::none || role == Role::value) return Role::none;
    if (const auto format = format_of(role)) {
      if (in_code_) return Role::none;
      const bool leads = role == Role::link || role == Role::mention || role == Role::tag;
      if (leads && line_.in_link()) end_last(element_of("a"), false);  // no link within a link
      const std::string url = leads ? safe_url(token.attribute("href"), base_url_) : "";
      const bool dead = role == Role::link && url.empty();
      return !dead && line_.open(*format, url) ? role : Role::none;
    }
    switch (role) {
      case Role::code: in_code_ = true; return role;
      case Role::hidden: return line_.in_link() ? (++skipping_, role) : Role::none;
      case Role::ellipsis: return line_.in_link() ? role : Role::none;
      case Role::lightbox: lightbox_ = safe_url(token.attribute("href"), base_url_); return role;
      case Role::cell: line_.space(); return role;
      default: break;
    }
    end_paragraph();
    const std::size_t here = opened_.size();
    const auto container = [&](Kind kind, bool ordered = false) {
      Node node{kind};
      node.ordered = ordered;
      return blocks_.open(std::move(node), here) ? role : Role::block;
    };
    const Node* around = blocks_.innermost();
    switch (role) {
      case Role::quoting: ++quoting_; return role;
      case Role::quote: return container(Kind::quote);
      case Role::list: return container(Kind::list);
      case Role::ordered_list: return container(Kind::list, true);
      case Role::item: return around != nullptr && around->kind == Kind::list ? container(Kind::item) : Role::block;
      case Role::warning: return container(Kind::warning);
      case Role::label:
        if (around == nullptr || around->kind != Kind::warning || !around->text.empty()) return Role::block;
        capture_.emplace(HtmlCapture::Kind::label, "");
        return role;
      case Role::card:
        capture_.emplace(HtmlCapture::Kind::card, safe_url(token.attribute("data-onebox-src"), base_url_));
        return role;
      case Role::poll: capture_.emplace(HtmlCapture::Kind::poll, ""); return role;
      default: return Role::block;
    }
  }

  Role enter_captured(const HtmlToken& token, Role role) {
    if (role == Role::skip) return ++skipping_, role;
    if (role == Role::heading || has_class(token, "poll-title")) return capture_->begin_title(), Role::heading;
    if (role == Role::item) return capture_->begin_option(), role;
    if (role == Role::value) return capture_->value(token.attribute("value")), ++skipping_, Role::skip;
    if (!is_block(element_of(token.name))) return Role::none;
    capture_->space();
    return Role::block;
  }

  void leave(const Open& closed) {
    if (const auto format = format_of(closed.role)) return line_.close(*format);
    switch (closed.role) {
      case Role::none:
      case Role::cell: return;
      case Role::skip:
      case Role::hidden: --skipping_; return;
      case Role::code: return end_verbatim();
      case Role::ellipsis: return line_.text("\xE2\x80\xA6");
      case Role::lightbox: return lightbox_.clear();
      case Role::label:
      case Role::card:
      case Role::poll: return end_capture();
      default: break;
    }
    if (capture_) {
      if (closed.role == Role::heading) capture_->end_title();
      if (closed.role == Role::item) capture_->end_option();
      return capture_->space();
    }
    end_paragraph();
    if (closed.role == Role::quoting) --quoting_;
    if (blocks_.closes(opened_.size())) blocks_.close();
  }

  void close(const std::string& name) {
    if (in_pre_) {
      if (name == "pre") end_verbatim();
      return;
    }
    const std::size_t element = element_of(name);
    if (element == unknown_element) return;
    if (places_[element].empty()) {
      if (is_block(element)) end_paragraph();
      return;
    }
    const std::size_t place = places_[element].back();
    end_last(element, is_block(element) || block_places_.empty() || block_places_.back() < place);
  }

  void push(std::size_t element, Role role) {
    places_[element].push_back(opened_.size());
    if (is_block(element)) block_places_.push_back(opened_.size());
    opened_.push_back({element, role});
  }

  // The innermost open one of its name, with all within it or alone.
  void end_last(std::size_t element, bool with_all) {
    if (places_[element].empty()) return;
    const std::size_t place = places_[element].back();
    if (with_all) return pop_to(place);
    const Open ended = opened_[place];
    opened_[place].ended = true;
    places_[element].pop_back();
    if (is_block(element)) block_places_.pop_back();
    leave(ended);
  }

  void pop_to(std::size_t size) {
    while (opened_.size() > size) {
      const Open closed = opened_.back();
      opened_.pop_back();
      if (closed.ended) continue;
      places_[closed.element].pop_back();
      if (is_block(closed.element)) block_places_.pop_back();
      leave(closed);
    }
  }

  void line_break() {
    if (skipping_ > 0) return;
    if (in_pre_ || in_code_)
      verbatim_ += '\n';
    else if (capture_)
      capture_->space();
    else if (!line_.line_break())
      end_paragraph();
  }

  void image(const HtmlToken& token) {
    if (skipping_ > 0) return;
    const std::string_view alternative = token.attribute("alt");
    const std::string source = safe_url(token.attribute("src"), base_url_);
    if (has_class(token, "emoji") || (source.empty() && !capture_)) return text(std::string(alternative));
    if (capture_ || in_code_ || has_class(token, "avatar") || has_class(token, "site-icon")) return;
    line_.add(Node{Kind::image, std::string(alternative), lightbox_.empty() ? source : lightbox_});
  }

  void end_verbatim() {
    if (in_pre_) {
      std::string code = with_line_feeds(verbatim_);
      while (!code.empty() && code.back() == '\n') code.pop_back();
      if (!code.empty() && code.front() == '\n') code.erase(0, 1);  // the first one is markup's
      if (!code.empty()) blocks_.add(Node{Kind::code_block, std::move(code)});
    } else if (in_code_ && !verbatim_.empty()) {
      line_.add(Node{Kind::code, verbatim_});
    }
    verbatim_.clear();
    in_pre_ = in_code_ = false;
  }

  void end_paragraph() {
    if (capture_) return capture_->space();
    if (!in_pre_) end_verbatim();
    Node paragraph{Kind::paragraph};
    paragraph.children = line_.take();
    if (!paragraph.children.empty()) blocks_.add(std::move(paragraph));
  }

  bool captures(HtmlCapture::Kind kind) const { return capture_ && capture_->kind() == kind; }

  void end_capture() {
    const HtmlCapture done = std::move(*capture_);
    capture_.reset();
    if (done.kind() == HtmlCapture::Kind::label) return blocks_.label(done.label());
    for (Node& block : done.blocks()) blocks_.add(std::move(block));
  }

  HtmlTokens tokens_;
  std::string_view base_url_;
  HtmlBlocks blocks_;
  HtmlLine line_;
  std::vector<Open> opened_;
  std::array<std::vector<std::size_t>, elements_max> places_;  // of what is open, by element
  std::vector<std::size_t> block_places_;
  std::optional<HtmlCapture> capture_;
  std::string verbatim_;
  std::string lightbox_;
  int skipping_ = 0;
  int quoting_ = 0;
  bool in_pre_ = false;
  bool in_code_ = false;
};

}  // namespace

RichText read_html(std::string_view html, std::string_view base_url) { return Reader(html, base_url).read(); }

}  // namespace plein::text
