#include "text/html_capture.h"

#include <algorithm>

#include "text/html_line.h"

namespace plein::text {
namespace {

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

Node paragraph_of(std::string text) {
  Node paragraph{Node::Kind::paragraph};
  paragraph.children.push_back(Node{Node::Kind::text, std::move(text)});
  return paragraph;
}

}  // namespace

void HtmlCapture::text(std::string_view raw) {
  if (in_title_)
    title_ += collapsed(raw, after_space_);
  else if (kind_ != Kind::poll)
    text_ += collapsed(raw, after_space_);
  else if (in_option_)
    options_.back().text += collapsed(raw, after_space_);
}

void HtmlCapture::space() { text(" "); }

void HtmlCapture::leads_to(const std::string& url) {
  if (url_.empty()) url_ = url;
}

void HtmlCapture::begin_title() {
  space();
  if (!title_.empty()) return;
  in_title_ = after_space_ = true;
}

void HtmlCapture::begin_option() {
  if (kind_ != Kind::poll) return space();
  options_.push_back(Node{Node::Kind::option});
  in_option_ = after_space_ = true;
}

void HtmlCapture::value(std::string_view digits) {
  if (!in_option_ || digits.empty() || digits.size() > 9) return;
  std::int32_t count = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return;
    count = count * 10 + (c - '0');
  }
  options_.back().count = count;
}

std::string HtmlCapture::label() const { return trimmed(text_); }

std::vector<Node> HtmlCapture::blocks() const {
  std::vector<Node> blocks;
  const std::string title = trimmed(title_);
  const std::string text = trimmed(text_);
  if (kind_ == Kind::card && !url_.empty()) {
    Node card{Node::Kind::card, title, url_};
    if (!text.empty()) card.children.push_back(Node{Node::Kind::text, text});
    blocks.push_back(std::move(card));
    return blocks;
  }
  if (!title.empty()) blocks.push_back(paragraph_of(title));
  if (!text.empty()) blocks.push_back(paragraph_of(text));
  Node poll{Node::Kind::poll};
  for (Node option : options_) {
    option.text = trimmed(std::move(option.text));
    if (!option.text.empty()) poll.children.push_back(std::move(option));
  }
  if (!poll.children.empty()) blocks.push_back(std::move(poll));
  return blocks;
}

}  // namespace plein::text
