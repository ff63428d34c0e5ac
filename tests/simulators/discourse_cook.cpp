#include "simulators/discourse_cook.h"

#include <algorithm>
#include <set>
#include <vector>

#include "simulators/markdown_html.h"

namespace plein::simulators::discourse {
namespace {

using Lines = std::vector<std::string>;
constexpr int depth_max = 16;

// Stand for spoilers until the text around them is HTML.
const std::string opens = "\xEF\xA4\x80";
const std::string closes = "\xEF\xA4\x81";

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

Lines split(const std::string& text) {
  Lines lines;
  std::size_t begin = 0;
  for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
    end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
  }
  return lines;
}

// A tag that stands alone on its line: "[details=...]". The text after "=" without its quotes.
bool is_tag(const std::string& line, const std::string& name, std::string& value) {
  if (line.rfind("[" + name, 0) != 0 || line.back() != ']') return false;
  std::string rest = line.substr(name.size() + 1, line.size() - name.size() - 2);
  if (!rest.empty() && rest[0] != '=') return false;
  rest = rest.empty() ? rest : rest.substr(1);
  rest.erase(std::remove(rest.begin(), rest.end(), '"'), rest.end());
  value = rest;
  return true;
}

// What is escaped is text.
void mark_spoilers(std::string& raw) {
  for (const auto& [tag, mark] : {std::pair<std::string, std::string>{"[spoiler]", opens}, {"[/spoiler]", closes}}) {
    for (std::size_t at = 0; (at = raw.find(tag, at)) != std::string::npos;) {
      if (at > 0 && raw[at - 1] == '\\') {
        ++at;
        continue;
      }
      raw.replace(at, tag.size(), mark);
    }
  }
}

void set_emoji(std::string& html, const State& state) {
  static const std::pair<const char*, const char*> known[] = {
      {"\xF0\x9F\x98\x80", "grinning"}, {"\xF0\x9F\x98\xA2", "cry"}, {"\xF0\x9F\x91\x8D", "+1"}};
  for (const auto& [emoji, name] : known) {
    const std::string code = ":" + std::string(name) + ":";
    const std::string picture = "<img src=\"" + state.url + "/images/emoji/twitter/" + name + ".png?v=14\" title=\"" + code +
                                "\" class=\"emoji\" alt=\"" + code + "\" loading=\"lazy\" width=\"20\" height=\"20\">";
    replace_all(html, emoji, picture);
  }
}

void set_mentions(std::string& html) {
  const std::string begin = "<a class=\"plugin-mentions-user plugin-mentions-a\" href=\"/user/";
  for (std::size_t at = 0; (at = html.find(begin, at)) != std::string::npos; ++at) {
    const std::size_t slug = at + begin.size();
    const std::string name = html.substr(slug, html.find('"', slug) - slug);
    const std::size_t end = html.find("</a>", at) + 4;
    html.replace(at, end - at, "<a class=\"mention\" href=\"/u/" + name + "\">@" + name + "</a>");
  }
}

std::string onebox(const std::string& url) {
  const std::string address = escape_html(url);
  return "<aside class=\"onebox allowlistedgeneric\" data-onebox-src=\"" + address +
         "\">\n  <header class=\"source\">\n<a href=\"" + address +
         "\" target=\"_blank\" rel=\"noopener nofollow ugc\">a website</a>\n  </header>\n  <article class=\"onebox-body\">\n" +
         "<h3><a href=\"" + address + "\" target=\"_blank\" rel=\"noopener nofollow ugc\">What it is called</a></h3>\n" +
         "<p>What it says</p>\n  </article>\n</aside>\n";
}

std::string markdown(const Lines& lines, const State& state) {
  std::string raw;
  std::set<std::string> alone;
  for (const std::string& line : lines) {
    raw += line + "\n";
    if (line.rfind("http", 0) == 0 && line.find(' ') == std::string::npos) alone.insert(line);
  }
  mark_spoilers(raw);
  MarkdownOptions options;
  options.base_url = state.url;
  options.slug_of = [&](const std::string& name) {
    for (const auto& [id, user] : state.users) {
      if (user.username == name) return name;
    }
    return std::string();
  };
  std::string html = markdown_to_html(raw, options);
  replace_all(html, " dir=\"auto\"", "");
  replace_all(html, "<br />", "<br>");
  replace_all(html, opens, "<span class=\"spoiler\">");
  replace_all(html, closes, "</span>");
  for (const std::string& url : alone) {
    const std::string text = ">" + escape_html(url) + "</a></p>\n";
    const std::size_t end = html.find(text);
    const std::size_t begin = end == std::string::npos ? end : html.rfind("<p><a href=", end);
    if (begin != std::string::npos) html.replace(begin, end + text.size() - begin, onebox(url));
  }
  set_mentions(html);
  set_emoji(html, state);
  return html;
}

std::string quote(const std::string& of, const std::string& inside, const State& state) {
  const std::string name = of.substr(0, of.find(','));
  return "<aside class=\"quote no-group\" data-username=\"" + escape_html(name) + "\">\n<div class=\"title\">\n" +
         "<div class=\"quote-controls\"></div>\n<img alt=\"\" width=\"24\" height=\"24\" src=\"" + state.url + "/letter_avatar/" +
         escape_html(name) + "/48/5.png\" class=\"avatar\"> " + escape_html(name) + ":</div>\n<blockquote>\n" + inside +
         "</blockquote>\n</aside>\n";
}

std::string blocks(const Lines& lines, const State& state, int depth) {
  std::string html;
  Lines plain;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string value;
    std::string name;
    for (const char* each : {"quote", "details", "spoiler"}) {
      if (!lines[i].empty() && is_tag(lines[i], each, value)) name = each;
    }
    std::size_t end = i + 1;
    for (int open = 1; !name.empty() && end < lines.size(); ++end) {
      std::string ignored;
      if (lines[end] == "[/" + name + "]" && --open == 0) break;
      if (!lines[end].empty() && is_tag(lines[end], name, ignored)) ++open;
    }
    if (name.empty() || end >= lines.size() || depth >= depth_max) {
      plain.push_back(lines[i]);
      continue;
    }
    html += markdown(plain, state);
    plain.clear();
    const auto at = lines.begin();
    const std::string inside =
        blocks(Lines(at + static_cast<std::ptrdiff_t>(i) + 1, at + static_cast<std::ptrdiff_t>(end)), state, depth + 1);
    if (name == "quote") html += quote(value, inside, state);
    if (name == "spoiler") html += "<div class=\"spoiler\">\n" + inside + "</div>\n";
    if (name == "details") {
      html +=
          "<details>\n<summary>\n" + escape_html(value.empty() ? "Summary" : value) + "</summary>\n" + inside + "</details>\n";
    }
    i = end;
  }
  return html + markdown(plain, state);
}

}  // namespace

std::string cook(const std::string& raw, const State& state) {
  std::string html = blocks(split(raw), state, 0);
  while (!html.empty() && html.back() == '\n') html.pop_back();
  return html;
}

}  // namespace plein::simulators::discourse
