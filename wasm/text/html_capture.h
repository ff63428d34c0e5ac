// What is read for its words alone: what a link leads to, a poll, the label of what is hidden.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/rich_text.h"
#include "text/html_tokens.h"

namespace plein::text {

class HtmlCapture {
 public:
  enum class Kind { label, card, poll };

  HtmlCapture(Kind kind, std::string url) : kind_(kind), url_(std::move(url)) {}

  Kind kind() const { return kind_; }
  void text(std::string_view raw);
  void space();

  void leads_to(const std::string& url);  // the first counts
  void begin_title();                     // likewise
  void end_title() { in_title_ = false; }
  void begin_option();
  void end_option() { in_option_ = false; }
  void value(std::string_view digits);  // of the option

  std::string label() const;
  // The card or poll, and what could not be part of it.
  std::vector<Node> blocks() const;

 private:
  Kind kind_;
  std::string url_;
  std::string title_;
  std::string text_;
  std::vector<Node> options_;
  bool after_space_ = true;
  bool in_title_ = false;
  bool in_option_ = false;
};

}  // namespace plein::text
