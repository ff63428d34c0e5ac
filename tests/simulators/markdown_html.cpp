#include "simulators/markdown_html.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "simulators/markdown_inline.h"

namespace plein::simulators {
namespace {

using Lines = std::vector<std::string>;
constexpr int depth_max = 16;  // quotes and lists within each other

Lines split_lines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string line(text.substr(0, end));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::replace(line.begin(), line.end(), '\t', ' ');
    lines.push_back(std::move(line));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

std::size_t indent_of(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }
bool is_blank(const std::string& line) { return indent_of(line) == line.size(); }

std::size_t heading_level(const std::string& line) {
  const std::size_t at = indent_of(line);
  std::size_t level = 0;
  while (at + level < line.size() && line[at + level] == '#') ++level;
  const bool ends = at + level == line.size() || line[at + level] == ' ';
  return at < 4 && level >= 1 && level <= 6 && ends ? level : 0;
}

bool is_fence(const std::string& line) { return line.compare(indent_of(line), 3, "```") == 0; }

bool is_rule(const std::string& line) {
  std::size_t marks = 0;
  const std::size_t at = indent_of(line);
  for (std::size_t i = at; i < line.size(); ++i) {
    if (line[i] == ' ') continue;
    if (line[i] != line[at] || (line[i] != '-' && line[i] != '*' && line[i] != '_')) return false;
    ++marks;
  }
  return marks >= 3;
}

bool is_quote(const std::string& line) { return indent_of(line) < 4 && !is_blank(line) && line[indent_of(line)] == '>'; }

struct Marker {
  bool ordered = false;
  std::size_t width = 0;  // up to the item's content; 0: no item
  int start = 1;
};

Marker marker_of(const std::string& line) {
  const std::size_t at = indent_of(line);
  if (at >= line.size() || is_rule(line)) return {};
  std::size_t i = at;
  Marker marker;
  if (line[i] == '-' || line[i] == '*' || line[i] == '+') {
    ++i;
  } else {
    while (i < line.size() && i - at < 9 && std::isdigit(static_cast<unsigned char>(line[i]))) ++i;
    if (i == at || i >= line.size() || (line[i] != '.' && line[i] != ')')) return {};
    marker.ordered = true;
    marker.start = std::stoi(line.substr(at, i - at));
    ++i;
  }
  if (i >= line.size() || line[i] != ' ') return {};
  marker.width = i + 1;
  return marker;
}

bool starts_block(const std::string& line) {
  const Marker marker = marker_of(line);
  return is_blank(line) || heading_level(line) > 0 || is_fence(line) || is_rule(line) || is_quote(line) ||
         (marker.width > 0 && (!marker.ordered || marker.start == 1));
}

class Blocks {
 public:
  explicit Blocks(const MarkdownOptions& options) : options_(options) {}

  std::string render(const Lines& lines, bool tight, int depth) {
    std::string out;
    for (std::size_t i = 0; i < lines.size();) {
      const std::string& line = lines[i];
      if (is_blank(line)) {
        ++i;
      } else if (is_fence(line)) {
        out += fence(lines, i);
      } else if (const std::size_t level = heading_level(line)) {
        const std::string tag = "h" + std::to_string(level);
        const std::string title = line.substr(std::min(line.size(), indent_of(line) + level + 1));
        out += "<" + tag + " dir=\"auto\">" + markdown_inline_to_html(title, options_) + "</" + tag + ">\n";
        ++i;
      } else if (is_rule(line)) {
        out += "<hr />\n";
        ++i;
      } else if (depth < depth_max && is_quote(line)) {
        out += quote(lines, i, depth);
      } else if (depth < depth_max && marker_of(line).width > 0) {
        out += list(lines, i, depth);
      } else {
        out += paragraph(lines, i, tight);
      }
    }
    return out;
  }

 private:
  std::string fence(const Lines& lines, std::size_t& i) {
    const std::string language = lines[i].substr(std::min(lines[i].size(), indent_of(lines[i]) + 3));
    std::string code;
    for (++i; i < lines.size() && !is_fence(lines[i]); ++i) code += lines[i] + "\n";
    if (i < lines.size()) ++i;
    const std::string name = language.empty() ? "" : " class=\"language-" + escape_html(language) + "\"";
    return "<pre><code" + name + ">" + escape_html(code) + "</code></pre>\n";
  }

  std::string quote(const Lines& lines, std::size_t& i, int depth) {
    Lines inner;
    // A paragraph inside goes on without the mark, until a line that starts something else.
    for (; i < lines.size() && (is_quote(lines[i]) || (!starts_block(lines[i]) && !is_blank(inner.back()))); ++i) {
      if (!is_quote(lines[i])) {
        inner.push_back(lines[i]);
        continue;
      }
      const std::size_t at = indent_of(lines[i]) + 1;
      inner.push_back(lines[i].substr(at < lines[i].size() && lines[i][at] == ' ' ? at + 1 : at));
    }
    return "<blockquote>\n" + render(inner, false, depth + 1) + "</blockquote>\n";
  }

  std::string list(const Lines& lines, std::size_t& i, int depth) {
    const Marker first = marker_of(lines[i]);
    std::vector<Lines> items;
    bool loose = false;
    for (bool blank_before = false; i < lines.size(); ++i) {
      const Marker marker = marker_of(lines[i]);
      const std::size_t indent = indent_of(lines[i]);
      if (is_blank(lines[i])) {
        blank_before = true;
        continue;
      }
      if (marker.width > 0 && indent < first.width && marker.ordered == first.ordered) {
        items.push_back({lines[i].substr(marker.width)});
        loose = loose || (blank_before && items.size() > 1);
      } else if (indent >= first.width || (!blank_before && !starts_block(lines[i]))) {
        if (blank_before) {
          loose = true;
          items.back().push_back("");
        }
        items.back().push_back(lines[i].substr(std::min(indent, first.width)));
      } else {
        break;
      }
      blank_before = false;
    }
    const std::string tag = first.ordered ? "ol" : "ul";
    std::string out = "<" + tag;
    if (first.ordered && first.start != 1) out += " start=\"" + std::to_string(first.start) + "\"";
    out += ">\n";
    for (const Lines& item : items) {
      const std::string inner = render(item, !loose, depth + 1);
      out += "<li>" + std::string(loose ? "\n" : "") + inner + "</li>\n";
    }
    return out + "</" + tag + ">\n";
  }

  std::string paragraph(const Lines& lines, std::size_t& i, bool tight) {
    std::string text;
    for (const std::size_t begin = i; i < lines.size() && (i == begin || !starts_block(lines[i])); ++i) {
      if (!text.empty()) text += '\n';
      const bool last = i + 1 == lines.size() || starts_block(lines[i + 1]);
      const std::size_t end = last ? lines[i].find_last_not_of(' ') + 1 : lines[i].size();
      text += lines[i].substr(indent_of(lines[i]), end - indent_of(lines[i]));
    }
    const std::string html = markdown_inline_to_html(text, options_);
    if (!tight) return "<p dir=\"auto\">" + html + "</p>\n";
    return i < lines.size() ? html + "\n" : html;
  }

  const MarkdownOptions& options_;
};

}  // namespace

std::string markdown_to_html(std::string_view markdown, const MarkdownOptions& options) {
  return Blocks(options).render(split_lines(markdown), false, 0);
}

std::string strip_summary_tags(std::string_view html) {
  static constexpr std::array<std::string_view, 14> stripped = {"em", "code", "pre", "ul", "ol", "li", "bdi",
                                                                "h1", "h2",   "h3",  "h4", "h5", "h6", "hr"};
  std::string out;
  while (!html.empty()) {
    const std::size_t open = html.find('<');
    out += html.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = html.find('>', open);
    if (close == std::string_view::npos) return out + std::string(html.substr(open));
    std::string_view name = html.substr(open + 1, close - open - 1);
    if (name.starts_with('/')) name.remove_prefix(1);
    name = name.substr(0, name.find_first_of(" /"));
    if (std::find(stripped.begin(), stripped.end(), name) == stripped.end()) {
      out += html.substr(open, close - open + 1);
    }
    html = html.substr(close + 1);
  }
  return out;
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace plein::simulators
