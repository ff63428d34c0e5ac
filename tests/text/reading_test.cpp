// What comes in: HTML of any kind, plain text, addresses.
#include <doctest/doctest.h>

#include <ctime>

#include "text/text.h"

using namespace plein;

namespace {

std::string tree(std::string_view html) { return to_json(text::read_html(html, "https://f.example")); }

int depth_of(const Node& node) {
  int deepest = 0;
  for (const Node& child : node.children) deepest = std::max(deepest, depth_of(child));
  return deepest + 1;
}

}  // namespace

TEST_CASE("HTML is read for what it says") {
  CHECK(tree("<p dir=\"auto\">a <strong>b</strong></p>\n") == R"([{"c":["a ",{"c":["b"],"t":"b"}],"t":"p"}])");
  CHECK(tree("a<br>b<br/>") == R"([{"c":["a",{"t":"br"},"b"],"t":"p"}])");
  CHECK(tree("<b><i>x</b>y") == R"([{"c":[{"c":[{"c":["x"],"t":"i"}],"t":"b"},"y"],"t":"p"}])");
  CHECK(tree("<ul><li>a<li>b</ul>") ==
        R"([{"c":[{"c":[{"c":["a"],"t":"p"}],"t":"li"},{"c":[{"c":["b"],"t":"p"}],"t":"li"}],"t":"ul"}])");
  CHECK(tree("<pre><code>x\n  y\n</code></pre>") == R"([{"s":"x\n  y","t":"pre"}])");
  CHECK(tree("<a class=\"plugin-mentions-user\" href=\"/user/ana\">@<bdi>ana</bdi></a> lukt het?") ==
        R"([{"c":[{"s":"@ana","t":"@","u":"https://f.example/user/ana"}," lukt het?"],"t":"p"}])");
  CHECK(tree("<img class=\"emoji\" alt=\"\xF0\x9F\x98\xA2\" src=\"/e.png\"><img src=\"/a.png\" alt=\"een foto\">") ==
        "[{\"c\":[\"\xF0\x9F\x98\xA2\",{\"s\":\"een foto\",\"t\":\"img\",\"u\":\"https://f.example/a.png\"}],\"t\":\"p\"}]");
  CHECK(tree("&lt;b&gt; &amp; &eacute; &#233; &#xE9; &unknown; &#0;") ==
        "[{\"c\":[\"<b> & \xC3\xA9 \xC3\xA9 \xC3\xA9 &unknown; \xEF\xBF\xBD\"],\"t\":\"p\"}]");
}

TEST_CASE("what is torn or malformed loses no text") {
  CHECK(tree("<ul><details><summary>s</summary><li>a</li><li>b</li></details></ul>") ==
        R"([{"c":[{"c":[{"c":[{"c":[{"c":[{"c":["a"],"t":"p"}],"t":"li"},{"c":[{"c":["b"],"t":"p"}],"t":"li"}],"t":"ul"}],)"
        R"("s":"s","t":"cw"}],"t":"li"}],"t":"ul"}])");
  CHECK(tree("<pre>a<br>b") == R"([{"s":"a\nb","t":"pre"}])");
  CHECK(tree("<code>a<br>b</code>") == R"([{"c":[{"s":"a\nb","t":"code"}],"t":"p"}])");
  CHECK(tree("<b =x>hallo</b> daar") == R"([{"c":[{"c":["hallo"],"t":"b"}," daar"],"t":"p"}])");
  CHECK(tree("<a href=\"/1\">x<a href=\"/2\">y</a>") ==
        R"([{"c":[{"c":["x"],"t":"a","u":"https://f.example/1"},{"c":["y"],"t":"a","u":"https://f.example/2"}],"t":"p"}])");
}

TEST_CASE("words made to be slow are read in time, and addresses that deceive are none") {
  std::string repeated;
  for (int i = 0; i < 200000; ++i) repeated += "http://";
  const std::clock_t begin = std::clock();
  for (const std::string& word : {repeated, "http://a" + std::string(1 << 20, ')'), std::string(1 << 20, '\n')})
    text::read_plain(word);
  CHECK(std::clock() - begin < 5 * CLOCKS_PER_SEC);
  for (const char* url : {"https://x.example/\xE2\x80\xAEgpj.exe",
                          "https://x.example/\xC2\xA0"
                          "a",
                          "https://x.example/\xE3\x80\x80", "https://x.example/\xC2\x85", "https://x.example/\xE2\x81\xA0"}) {
    CAPTURE(url);
    CHECK(text::safe_url(url, "") == "");
  }
  CHECK(text::safe_url("https://x.example/\xC3\xA9", "") != "");
  // Control characters show nothing, and a lone carriage return begins a line in Markdown.
  CHECK(text::write_plain(text::read_faceted({"a\r- b\x01\x7F", {}}, "")) == "a- b");
}

TEST_CASE("nothing that could run comes through") {
  for (const char* html : {"<script>alert(1)</script>", "<style>p{}</style>", "<!-- x -->", "<script>",
                           "<svg onload=alert(1)></svg>", "<iframe src=\"https://x\"></iframe>"}) {
    CHECK(tree(html) == "[]");
  }
  for (const char* url :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
        "vbscript:x", "file:///etc/passwd", "\x01javascript:alert(1)", "javascript&colon;alert(1)"}) {
    const std::string html = "<a href=\"" + std::string(url) + "\">x</a>";
    CAPTURE(html);
    CHECK(tree(html) == R"([{"c":["x"],"t":"p"}])");
  }
}

TEST_CASE("hostile nesting is neither deep nor slow") {
  std::string nested;
  for (int i = 0; i < 100000; ++i) nested += "<b>";
  std::string quotes;
  for (int i = 0; i < 100000; ++i) quotes += "<blockquote><ul><li>";
  for (const std::string& html :
       {nested + "x", quotes + "x", std::string(1 << 20, '<'), std::string(1 << 20, '&'), "<a " + std::string(1 << 20, '=')}) {
    const std::clock_t begin = std::clock();
    const RichText text = text::read_html(html, "");
    CHECK(std::clock() - begin < 10 * CLOCKS_PER_SEC);
    for (const Node& block : text.blocks) CHECK(depth_of(block) < 100);
  }
}

TEST_CASE("plain text is read with its paragraphs, line ends and addresses") {
  const auto plain = [](std::string_view text) { return to_json(text::read_plain(text)); };
  CHECK(plain("a\r\nb\n\n\nc  \n") == R"([{"c":["a",{"t":"br"},"b"],"t":"p"},{"c":["c"],"t":"p"}])");
  CHECK(plain("zie https://x.example/a_(b).") ==
        R"x([{"c":["zie ",{"c":["https://x.example/a_(b)"],"t":"a","u":"https://x.example/a_(b)"},"."],"t":"p"}])x");
  CHECK(plain("(http://x.example)") ==
        R"x([{"c":["(",{"c":["http://x.example"],"t":"a","u":"http://x.example"},")"],"t":"p"}])x");
  CHECK(plain("shttp://x.example https://") == R"([{"c":["shttp://x.example https://"],"t":"p"}])");
  CHECK(plain(" \n ") == "[]");
  CHECK(plain("a\xFF"
              "b") ==
        "[{\"c\":[\"a\xEF\xBF\xBD"
        "b\"],\"t\":\"p\"}]");
}

TEST_CASE("only http, https and mailto are addresses") {
  CHECK(text::safe_url("HTTPS://x.example/a", "") == "https://x.example/a");
  CHECK(text::safe_url("/a", "https://f.example/forum") == "https://f.example/a");
  CHECK(text::safe_url("//x.example/a", "https://f.example") == "https://x.example/a");
  CHECK(text::safe_url("mailto:a@b.example", "") == "mailto:a@b.example");
  for (const char* url :
       {"", "https://", "https:///x", "http://a b", "http://a\"b", "ftp://x", "x", "http://a<b", "http://\xFF"}) {
    CAPTURE(url);
    CHECK(text::safe_url(url, "") == "");
  }
}

TEST_CASE("what is read is always a tree that can be stored") {
  for (const char* html :
       {"<ul><pre>x</pre></ul>", "<ol><li>a<pre>b</pre></ol>", "<pre>\nx\r\ny</p></ul></pre>z", "<!-->after",
        "<script>a</scripty>b</script>c", "<a href=\"https://x.example\"><img src=\"https://y.example/i.png\" alt=\"i\"></a>"}) {
    CAPTURE(html);
    const RichText read = text::read_html(html, "https://f.example");
    const auto stored = rich_text_from_json(to_json(read));
    REQUIRE(stored.ok());
    CHECK(*stored == read);
    const text::Faceted written = text::write_faceted(read);
    for (std::size_t i = 1; i < written.facets.size(); ++i) CHECK(written.facets[i].begin >= written.facets[i - 1].end);
  }
  CHECK(tree("<!-->after") == R"([{"c":["after"],"t":"p"}])");
  CHECK(tree("<script>a</scripty>b</script>c") == R"([{"c":["c"],"t":"p"}])");
  CHECK(tree("<pre>\nx\r\ny</ul></pre>") == R"([{"s":"x\ny","t":"pre"}])");
}

TEST_CASE("links are read as people see them, and lead where they led") {
  CHECK(tree("<p>Zie <a href=\"https://x.example/a/b/c\"><span class=\"invisible\">https://</span><span "
             "class=\"ellipsis\">x.example/a"
             "</span><span class=\"invisible\">/b/c</span></a> nu</p>") ==
        "[{\"c\":[\"Zie \",{\"c\":[\"x.example/a\xE2\x80\xA6\"],\"t\":\"a\",\"u\":\"https://x.example/a/b/c\"},\" "
        "nu\"],\"t\":\"p\"}]");
  CHECK(
      tree(
          "<span class=\"h-card\"><a href=\"https://m.example/@ana\" class=\"u-url mention\">@<span>ana</span></a></span> hoi") ==
      R"([{"c":[{"s":"@ana","t":"@","u":"https://m.example/@ana"}," hoi"],"t":"p"}])");
  CHECK(tree("<a href=\"https://m.example/tags/plein\" class=\"mention hashtag\" rel=\"tag\">#<span>plein</span></a>") ==
        R"([{"c":[{"s":"#plein","t":"#","u":"https://m.example/tags/plein"}],"t":"p"}])");
  CHECK(tree("<a href=\"/d/4/2\" class=\"PostMention\" data-id=\"58\">Ana</a>") ==
        R"([{"c":[{"s":"Ana","t":"@","u":"https://f.example/d/4/2"}],"t":"p"}])");
}

TEST_CASE("of quotes, previews and pictures the furniture is no text") {
  CHECK(
      tree("<aside class=\"quote no-group\" data-post=\"1\"><div class=\"title\"><img class=\"avatar\" src=\"/a.png\">ana:</div>"
           "<blockquote><p>Hoe dan?</p></blockquote></aside><p>Zo.</p>") ==
      R"([{"c":[{"c":["Hoe dan?"],"t":"p"}],"t":"quote"},{"c":["Zo."],"t":"p"}])");
  CHECK(
      tree("<aside class=\"onebox allowlistedgeneric\" data-onebox-src=\"https://x.example/a\"><header class=\"source\"><a "
           "href=\"https://x.example/\">x.example</a></header><article class=\"onebox-body\"><h3><a href=\"https://x.example/a\">"
           "Titel</a></h3><p>Wat er staat</p></article><div class=\"onebox-metadata\">1</div></aside><p>na</p>") ==
      R"([{"c":["Wat er staat"],"s":"Titel","t":"card","u":"https://x.example/a"},{"c":["na"],"t":"p"}])");
  CHECK(tree("<div class=\"lightbox-wrapper\"><a class=\"lightbox\" href=\"/groot.png\" title=\"foto\"><img src=\"/klein.png\" "
             "alt=\"een foto\"><div class=\"meta\"><svg><use></use></svg><span>foto.png</span></div></a></div>") ==
        R"([{"c":[{"s":"een foto","t":"img","u":"https://f.example/klein.png"}],"t":"p"}])");
}

TEST_CASE("what is hidden until one asks for it stays so") {
  CHECK(tree("Het was <span class=\"spoiler\">de <b>butler</b></span>.") ==
        R"([{"c":["Het was ",{"c":["de ",{"c":["butler"],"t":"b"}],"t":"hide"},"."],"t":"p"}])");
  CHECK(tree("<details><summary>Het <b>einde</b></summary><p>Iedereen leeft.</p></details><p>na</p>") ==
        R"([{"c":[{"c":["Iedereen leeft."],"t":"p"}],"s":"Het einde","t":"cw"},{"c":["na"],"t":"p"}])");
  CHECK(tree("<div class=\"spoiler\"><div>binnen</div></div><p>na</p>") ==
        R"([{"c":[{"c":["binnen"],"t":"p"}],"t":"cw"},{"c":["na"],"t":"p"}])");
  CHECK(tree("<div class=\"poll\"><div class=\"poll-container\"><ul><li data-poll-option-id=\"1\">ja</li><li>nee</li></ul></div>"
             "<div class=\"poll-info\">3 stemmen</div></div>na") ==
        R"([{"c":[{"s":"ja","t":"opt"},{"s":"nee","t":"opt"}],"t":"poll"},{"c":["na"],"t":"p"}])");
}
