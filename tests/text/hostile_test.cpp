// Nothing that could run, and no attribute that a tree has not, comes through: whatever is read, by whichever reader, and
// however it is written and read again.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "text/text.h"
#include "text/typed.h"

using namespace plein;

namespace {

// What browsers were ever made to run, in its disguises.
const std::vector<std::string> addresses = {"javascript:alert(1)",
                                            "JAVASCRIPT:alert(1)",
                                            "JaVaScRiPt:alert(1)",
                                            " javascript:alert(1)",
                                            "\tjavascript:alert(1)",
                                            "\njavascript:alert(1)",
                                            "java\tscript:alert(1)",
                                            "java\nscript:alert(1)",
                                            "java\rscript:alert(1)",
                                            "\x01javascript:alert(1)",
                                            "\x1Fjavascript:alert(1)",
                                            "javascript\t:alert(1)",
                                            "javascript&colon;alert(1)",
                                            "javascript&#58;alert(1)",
                                            "javascript&#x3a;alert(1)",
                                            "&#106;avascript:alert(1)",
                                            "&#x6A;avascript:alert(1)",
                                            "&#0000106avascript:alert(1)",
                                            "java&#9;script:alert(1)",
                                            "java&Tab;script:alert(1)",
                                            "java&NewLine;script:alert(1)",
                                            "java&#10;script:alert(1)",
                                            "javascript://https://x.example/%0Aalert(1)",
                                            "javascript:/*https://x*/alert(1)",
                                            "data:text/html,<script>alert(1)</script>",
                                            "data:text/html;base64,PHNjcmlwdD4=",
                                            "DATA:image/svg+xml,<svg onload=alert(1)>",
                                            "d&#97;ta:text/html,x",
                                            "vbscript:msgbox(1)",
                                            "VBScript:x",
                                            "file:///etc/passwd",
                                            "blob:https://x.example/1",
                                            "filesystem:https://x.example/1",
                                            "about:blank",
                                            "view-source:https://x.example",
                                            "ftp://x.example",
                                            "ws://x.example",
                                            "tel:112",
                                            "sms:112",
                                            "intent://x#Intent;end",
                                            "jar:https://x!/",
                                            "ms-word:ofe|u|https://x",
                                            "chrome://settings",
                                            "livescript:x",
                                            "mocha:x",
                                            "feed:javascript:alert(1)",
                                            "x-javascript:alert(1)",
                                            "\xE2\x80\x8Bjavascript:alert(1)",
                                            "\xEF\xBB\xBFjavascript:alert(1)",
                                            "\xC2\xA0javascript:alert(1)",
                                            "javascript\xEF\xBC\x9A"
                                            "alert(1)",
                                            "https://x.example/\"onmouseover=alert(1)",
                                            "https://x.example/<script>",
                                            "https://x.example/\xE2\x80\xAEgpj.exe",
                                            "https://\"x",
                                            "http://x\\@y",
                                            "https:///x",
                                            "https://",
                                            "//",
                                            "https://x.example/`",
                                            "\xFFjavascript:alert(1)"};

// Where an address may stand; % is it.
const std::vector<std::string> places = {"<a href=\"%\">x</a>",
                                         "<a href='%'>x</a>",
                                         "<a href=%>x</a>",
                                         "<a/href=\"%\">x</a>",
                                         "<A HREF=\"%\">x",
                                         "<img src=\"%\" alt=x>",
                                         "<a class=mention href=\"%\">@x</a>",
                                         "<a class=hashtag href=\"%\">#x</a>",
                                         "<aside class=onebox data-onebox-src=\"%\"><h3><a href=\"%\">t</a></h3>d</aside>",
                                         "<a class=lightbox href=\"%\"><img src=\"%\" alt=a></a>",
                                         "<a href=x href=\"%\">y</a>"};

// Markup that runs something, or shows more than it says.
const std::vector<std::string> snippets = {"<script>alert(1)</script>",
                                           "<SCRIPT SRC=//x></SCRIPT>",
                                           "<script/x>alert(1)</script>",
                                           "<script\n>alert(1)</script\n>",
                                           "<<script>alert(1);//<</script>",
                                           "<scr<script>ipt>alert(1)</script>",
                                           "<script",
                                           "<script>",
                                           "</script><script>alert(1)",
                                           "<img src=x onerror=alert(1)>",
                                           "<img src=x:x onerror=alert(1)//",
                                           "<img/src=x/onerror=alert(1)>",
                                           "<img \"\"\"><script>alert(1)</script>\">",
                                           "<img src=`x` onerror=alert(1)>",
                                           "<img srcset=\"javascript:alert(1) 1x\">",
                                           "<img src=https://x.example/a onload=alert(1)>",
                                           "<svg onload=alert(1)>",
                                           "<svg><script>alert(1)</script></svg>",
                                           "<svg/onload=alert(1)//",
                                           "<svg><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
                                           "<svg><animate onbegin=alert(1)>",
                                           "<svg><foreignObject><iframe srcdoc=x>",
                                           "<svg><style><img src=x onerror=alert(1)></style>",
                                           "<math><mtext><script>alert(1)</script>",
                                           "<math><a xlink:href=javascript:alert(1)>x",
                                           "<math><annotation-xml encoding=text/html><script>x",
                                           "<iframe src=javascript:alert(1)></iframe>",
                                           "<iframe srcdoc=\"<script>alert(1)</script>\">",
                                           "<iframe onload=alert(1)>",
                                           "<object data=javascript:alert(1)>",
                                           "<embed src=javascript:alert(1)>",
                                           "<applet code=x>",
                                           "<base href=javascript:alert(1)//><a href=x>y</a>",
                                           "<link rel=stylesheet href=javascript:alert(1)>",
                                           "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
                                           "<form action=javascript:alert(1)><input type=submit>",
                                           "<button formaction=javascript:alert(1)>x</button>",
                                           "<input onfocus=alert(1) autofocus>",
                                           "<input type=image src=javascript:alert(1)>",
                                           "<select onfocus=alert(1) autofocus>",
                                           "<textarea onfocus=alert(1)></textarea>",
                                           "<keygen onfocus=alert(1)>",
                                           "<isindex action=javascript:alert(1)>",
                                           "<video onerror=alert(1)><source></video>",
                                           "<video poster=javascript:alert(1)>",
                                           "<audio src=x onerror=alert(1)>",
                                           "<body onload=alert(1)>",
                                           "<body background=javascript:alert(1)>",
                                           "<frameset onload=alert(1)>",
                                           "<table background=javascript:alert(1)>",
                                           "<div style=\"background:url(javascript:alert(1))\">x</div>",
                                           "<div style=\"width:expression(alert(1))\">x</div>",
                                           "<p onclick=alert(1)>x</p>",
                                           "<b onmouseover=alert(1)>x</b>",
                                           "<b id=x name=y style=z class=w>x</b>",
                                           "<details open ontoggle=alert(1)>x",
                                           "<details><summary onclick=alert(1)>x<script>y</script></summary>z</details>",
                                           "<marquee onstart=alert(1)>x</marquee>",
                                           "<style>@import 'javascript:alert(1)';</style>",
                                           "<style>*{background:url(javascript:alert(1))}</style>",
                                           "<style><!--</style><script>x</script>",
                                           "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
                                           "<!--><script>alert(1)</script>-->",
                                           "<!--[if gte IE 4]><script>x</script><![endif]-->",
                                           "<![CDATA[<script>alert(1)</script>]]>",
                                           "<?xml version=\"1.0\"?><script>x</script>",
                                           "<!DOCTYPE html><script>x</script>",
                                           "<!ENTITY x 'y'>",
                                           "<xss style=\"behavior:url(x)\">x",
                                           "<x onclick=alert(1)>x",
                                           "<a onclick=alert(1) href=https://x.example>x</a>",
                                           "<a href=\"https://x.example\" target=_top rel=opener ping=//x>x</a>",
                                           "<a href=https://x.example style=position:fixed>x</a>",
                                           "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                                           "<template><script>alert(1)</script></template>",
                                           "<title><img src=x onerror=alert(1)></title>",
                                           "<plaintext><script>x",
                                           "<xmp><script>x</script></xmp>",
                                           "<listing>&lt;script&gt;</listing>",
                                           "&lt;script&gt;alert(1)&lt;/script&gt;",
                                           "&#60;script&#62;alert(1)",
                                           "&#x3C;script&#x3E;",
                                           "\\u003cscript\\u003e",
                                           "%3Cscript%3E",
                                           "<\x00script>alert(1)</script>",
                                           "<scri\x00pt>alert(1)",
                                           "\xC0\xBCscript\xC0\xBE",
                                           "\xE0\x80\xBCscript>",
                                           "<img src=x\x00 onerror=alert(1)>",
                                           "[x](javascript:alert(1))",
                                           "![x](javascript:alert(1))",
                                           "<javascript:alert(1)>",
                                           "[x]: javascript:alert(1)",
                                           "[x](<javascript:alert(1)>)",
                                           "[x](java\nscript:alert(1))",
                                           "[a](https://x.example \"onload=alert(1)\")",
                                           "`</code><script>x</script>`",
                                           "```\n</code></pre><script>x\n```",
                                           "[quote=\"ana\"]x[/quote]",
                                           "[url=javascript:alert(1)]x[/url]",
                                           "[img]javascript:alert(1)[/img]",
                                           "[poll]\n* a\n[/poll]",
                                           "[details=x]y[/details]",
                                           "[b]x[/b]",
                                           "[code]</code><script>x[/code]",
                                           "||x|| >! y !<",
                                           "$$\\href{javascript:alert(1)}{x}$$",
                                           "{{constructor.constructor('x')()}}",
                                           "<%= x %>",
                                           "${alert(1)}",
                                           "@everyone @here <@1>",
                                           "<ul class=poll><li onclick=alert(1)>x<data value=\"1 onload=x\">",
                                           "<p title='\"><script>x</script>'>y",
                                           "<a href=\"https://x.example/?a=<script>\">x</a>",
                                           "<span class=\"spoiler\" onclick=\"removeAttribute('style')\">x</span>",
                                           "<div class=\"poll\" onclick=x><li>a</div>",
                                           "<pre onclick=x><code class=\"x\"><script>alert(1)</script></code></pre>",
                                           "<code><img src=x onerror=y></code>"};

bool listed(const std::string& url) {
  if (url.empty()) return true;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20 || std::string_view("\"<>\\`").find(c) != std::string_view::npos) return false;
  }
  return url.rfind("https://", 0) == 0 || url.rfind("http://", 0) == 0 || url.rfind("mailto:", 0) == 0;
}

bool sound(const std::vector<Node>& nodes) {
  for (const Node& node : nodes) {
    if (!listed(node.url) || !sound(node.children)) return false;
  }
  return true;
}

// Every tag that is written is one of these, letter by letter.
bool allowed(const std::string& html) {
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    std::string tag = html.substr(at, html.find('>', at) - at + 1);
    if (tag.rfind("<a href=\"", 0) == 0) {
      const std::size_t end = tag.find('"', 9);
      const std::string url = tag.substr(9, end - 9);
      if (!listed(url) || tag.substr(end) != "\" rel=\"nofollow ugc noopener\">") return false;
      continue;
    }
    if (tag.rfind("</", 0) == 0) tag.erase(1, 1);
    bool known = false;
    for (const char* each : {"<p>", "<br>", "<blockquote>", "<ul>", "<ol>", "<li>", "<strong>", "<em>", "<code>", "<pre>", "<a>",
                             "<details>", "<summary>"})
      known = known || tag == each;
    if (!known) return false;
  }
  return true;
}

void check(const RichText& tree, int again = 1) {
  CHECK(sound(tree.blocks));
  const auto stored = rich_text_from_json(to_json(tree));
  REQUIRE(stored.ok());
  CHECK(*stored == tree);
  const std::string html = text::write_html(tree);
  CAPTURE(html);
  CHECK(allowed(html));
  for (const text::Facet& facet : text::write_faceted(tree).facets) CHECK(listed(facet.value));
  if (again == 0) return;
  check(text::read_html(html, "https://f.example"), again - 1);
  check(text::read_html(text::write_markdown(tree), "https://f.example"), again - 1);
  check(text::read_plain(text::write_addressed(tree)), again - 1);
  check(text::read_faceted(text::write_faceted(tree), ""), again - 1);
}

void check_all(const std::string& hostile) {
  CAPTURE(hostile);
  check(text::read_html(hostile, "https://f.example"));
  check(text::read_html("<ul><li><b>" + hostile, ""));
  check(text::read_plain(hostile));
  check(text::read_markdown(hostile));
  for (const auto kind : {text::Facet::Kind::link, text::Facet::Kind::mention, text::Facet::Kind::tag})
    check(text::read_faceted({"x" + hostile, {{0, 1, kind, hostile}}}, ""));
}

}  // namespace

TEST_CASE("no address but of a web page or a mailbox comes through, wherever it stands") {
  for (const std::string& address : addresses) {
    check_all(address);
    for (std::string html : places) {
      for (std::size_t at = html.find('%'); at != std::string::npos; at = html.find('%', at + address.size()))
        html.replace(at, 1, address);
      check_all(html);
    }
  }
}

TEST_CASE("no markup comes through that is not the tree's own") {
  CHECK(addresses.size() + snippets.size() >= 170);
  CHECK(addresses.size() * places.size() + snippets.size() >= 200);
  for (const std::string& snippet : snippets) check_all(snippet);
}

TEST_CASE("a tree with addresses that no reader gives is written without them") {
  for (const std::string& address : addresses) {
    RichText tree;
    Node line{Node::Kind::paragraph};
    for (const auto kind : {Node::Kind::link, Node::Kind::image, Node::Kind::mention, Node::Kind::tag}) {
      Node node{kind, "x", address};
      if (kind == Node::Kind::link) node.children.push_back(Node{Node::Kind::text, "x"});
      line.children.push_back(node);
    }
    tree.blocks.push_back(line);
    tree.blocks.push_back(Node{Node::Kind::card, "t", address});
    CAPTURE(address);
    const std::string html = text::write_html(tree);
    CAPTURE(html);
    CHECK(allowed(html));
  }
}
