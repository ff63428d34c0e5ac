#include "simulators/markdown_html.h"

#include <doctest/doctest.h>

namespace plein::simulators {
namespace {

std::string html(std::string_view markdown) {
  return markdown_to_html(markdown, {"https://forum.example", [](const std::string& name) {
                                       return name == "ana" || name == "Jan-Willem" ? "slug" : std::string();
                                     }});
}

}  // namespace

TEST_CASE("markdown becomes the HTML that NodeBB gives") {
  const std::pair<const char*, const char*> pairs[] = {
      {"a **b** c", "<p dir=\"auto\">a <strong>b</strong> c</p>\n"},
      {"*a* _b_ snake_case_name 2*3*4", "<p dir=\"auto\"><em>a</em> <em>b</em> snake_case_name 2<em>3</em>4</p>\n"},
      {"***a***", "<p dir=\"auto\"><em><strong>a</strong></em></p>\n"},
      {"**a *b* c**", "<p dir=\"auto\"><strong>a <em>b</em> c</strong></p>\n"},
      {"\\*a\\* \\[b\\](c) \\\\", "<p dir=\"auto\">*a* [b](c) \\</p>\n"},
      {"a\nb  \nc\\\nd", "<p dir=\"auto\">a<br />\nb<br />\nc<br />\nd</p>\n"},
      {"<b>&</b> \"x\"", "<p dir=\"auto\">&lt;b&gt;&amp;&lt;/b&gt; &quot;x&quot;</p>\n"},
      {"`a <b> *c*`", "<p dir=\"auto\"><code>a &lt;b&gt; *c*</code></p>\n"},
      {"```js\nlet a = 1 < 2;\n```", "<pre><code class=\"language-js\">let a = 1 &lt; 2;\n</code></pre>\n"},
      {"> a\n> b\n\nc", "<blockquote>\n<p dir=\"auto\">a<br />\nb</p>\n</blockquote>\n<p dir=\"auto\">c</p>\n"},
      {"- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"},
      {"3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
      {"## Kop", "<h2 dir=\"auto\">Kop</h2>\n"},
      {"[a *b*](https://x.example/p_(1)?q=1&r=2)",
       "<p dir=\"auto\"><a href=\"https://x.example/p_(1)?q=1&amp;r=2\" rel=\"nofollow ugc\">a <em>b</em></a></p>\n"},
      {"[own](https://forum.example/topic/3)", "<p dir=\"auto\"><a href=\"https://forum.example/topic/3\">own</a></p>\n"},
      {"zie https://x.example/a_b. En (https://y.example)",
       "<p dir=\"auto\">zie <a href=\"https://x.example/a_b\" rel=\"nofollow ugc\">https://x.example/a_b</a>. En (<a "
       "href=\"https://y.example\" rel=\"nofollow ugc\">https://y.example</a>)</p>\n"},
      {"[x](javascript:alert(1))", "<p dir=\"auto\">[x](javascript:alert(1))</p>\n"},
      {"hoi @ana, en @niemand",
       "<p dir=\"auto\">hoi <a class=\"plugin-mentions-user plugin-mentions-a\" href=\"/user/slug\" aria-label=\"Profile: "
       "ana\">@<bdi>ana</bdi></a>, en @niemand</p>\n"},
      {"mail a@ana", "<p dir=\"auto\">mail a@ana</p>\n"},
      {"", ""},
      {"**", "<p dir=\"auto\">**</p>\n"},
  };
  for (const auto& [markdown, expected] : pairs) {
    const std::string source = markdown;  // a structured binding cannot be captured
    INFO(source);
    CHECK(html(markdown) == expected);
  }
}

TEST_CASE("no input makes an element it did not ask for") {
  // Every text over a small alphabet of what is special: the answer's tags stay among the known ones.
  const std::string alphabet = "*_`[](<>\\\n !-1.@a#";
  std::string text(5, ' ');
  for (std::size_t n = 0; n < 60'000; ++n) {
    for (std::size_t i = 0, rest = n * 7919; i < text.size(); ++i, rest /= alphabet.size())
      text[i] = alphabet[rest % alphabet.size()];
    const std::string out = html(text);
    CHECK(out.find("<script") == std::string::npos);
    CHECK(out.find("<a>") == std::string::npos);
  }
}

TEST_CASE("summaries lose emphasis, code and lists") {
  CHECK(strip_summary_tags("<p dir=\"auto\"><em>a</em> <strong>b</strong> <code>c</code></p>\n<ul>\n<li>d</li>\n</ul>\n") ==
        "<p dir=\"auto\">a <strong>b</strong> c</p>\n\nd\n\n");
}

}  // namespace plein::simulators
