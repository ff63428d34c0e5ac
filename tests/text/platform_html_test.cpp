// HTML as Mastodon, Discourse, Flarum and NodeBB write it: what people see of it, and where it leads.
#include <doctest/doctest.h>

#include "text/text.h"

using namespace plein;

namespace {

std::string tree(std::string_view html) { return to_json(text::read_html(html, "https://f.example")); }

}  // namespace

TEST_CASE("Mastodon: shortened links lead where they led, mentions and tags are such") {
  CHECK(tree(R"(<a href="https://x.example/very/long/path"><span class="invisible">https://</span>)"
             R"(<span class="ellipsis">x.example/very</span><span class="invisible">/long/path</span></a> x)") ==
        R"([{"c":[{"c":["x.example/very…"],"t":"a","u":"https://x.example/very/long/path"}," x"],"t":"p"}])");
  CHECK(tree(R"(<a href="https://x.example/"><span class="invisible">https://</span><span class="">x.example</span></a>)") ==
        R"([{"c":[{"c":["x.example"],"t":"a","u":"https://x.example/"}],"t":"p"}])");
  CHECK(tree(R"(<span class="invisible">a</span><span class="ellipsis">b</span>)") == R"([{"c":["ab"],"t":"p"}])");
  CHECK(tree(R"(<p><span class="h-card"><a href="https://m.example/@ana" class="u-url mention">@<span>ana</span></a></span> )"
             R"(<a href="https://m.example/tags/fiets" class="mention hashtag" rel="tag">#<span>fiets</span></a></p>)") ==
        R"([{"c":[{"s":"@ana","t":"@","u":"https://m.example/@ana"}," ",)"
        R"({"s":"#fiets","t":"#","u":"https://m.example/tags/fiets"}],"t":"p"}])");
  CHECK(tree("a<br>b<br><br>c<br><br><br>") == R"([{"c":["a",{"t":"br"},"b"],"t":"p"},{"c":["c"],"t":"p"}])");
  CHECK(tree("<p><br></p><p>a</p><p><br/> <br/></p>") == R"([{"c":["a"],"t":"p"}])");
}

TEST_CASE("Discourse: quotes, oneboxes, pictures, mentions, tags, polls and what is hidden") {
  CHECK(tree(R"(<aside class="quote no-group" data-username="ana"><div class="title"><div class="quote-controls"></div>)"
             R"(<img alt="" src="/a.png" class="avatar"> ana:</div><blockquote><p>hoi</p></blockquote></aside><p>ja</p>)") ==
        R"([{"c":[{"c":["hoi"],"t":"p"}],"t":"quote"},{"c":["ja"],"t":"p"}])");
  CHECK(tree(R"(<aside class="onebox allowlistedgeneric" data-onebox-src="https://x.example/a"><header class="source">)"
             R"(<img src="/f.ico" class="site-icon"><a href="https://x.example/a">X</a></header><article class="onebox-body">)"
             R"(<img class="thumbnail" src="/t.png"><h3><a href="https://x.example/a">Titel</a></h3><p>Wat er <b>staat</b></p>)"
             R"(</article><div class="onebox-metadata">m</div><div style="clear: both"></div></aside><p>na</p>)") ==
        R"([{"c":["Wat er staat"],"s":"Titel","t":"card","u":"https://x.example/a"},{"c":["na"],"t":"p"}])");
  CHECK(tree(R"(<aside class="onebox"><h3>Titel</h3><p>staat</p></aside>)") ==
        R"([{"c":["Titel"],"t":"p"},{"c":["staat"],"t":"p"}])");
  CHECK(
      tree(R"(<div class="lightbox-wrapper"><a class="lightbox" href="/full.jpg" title="foto"><img src="/thumb.jpg" alt="foto">)"
           R"(<div class="meta"><svg><use></use></svg><span class="filename">foto</span></div></a></div>x)") ==
      R"([{"c":[{"s":"foto","t":"img","u":"https://f.example/full.jpg"}],"t":"p"},{"c":["x"],"t":"p"}])");
  CHECK(
      tree(R"(<a class="mention" href="/u/ana">@ana</a> <span class="mention">@niemand</span> <span class="spoiler">x</span>)") ==
      R"([{"c":[{"s":"@ana","t":"@","u":"https://f.example/u/ana"}," ",{"s":"@niemand","t":"@"}," ",)"
      R"({"c":["x"],"t":"hide"}],"t":"p"}])");
  CHECK(
      tree(R"(<a class="hashtag-cooked" href="/tag/x" data-type="tag"><span class="hashtag-icon-placeholder"><svg></svg></span>)"
           R"(<span>x</span></a> <a class="hashtag-cooked" href="/c/1" data-type="category"><span>Hulp</span></a>)") ==
      R"([{"c":[{"s":"#x","t":"#","u":"https://f.example/tag/x"}," ",)"
      R"({"c":["Hulp"],"t":"a","u":"https://f.example/c/1"}],"t":"p"}])");
  CHECK(tree(R"(<div class="poll" data-poll-name="poll"><div class="poll-container"><div class="poll-title">Welke?</div><ul>)"
             R"(<li data-poll-option-id="a">Rood</li><li data-poll-option-id="b">Blauw</li></ul></div>)"
             R"(<div class="poll-info"><span class="info-number">0</span> voters</div></div>)") ==
        R"([{"c":["Welke?"],"t":"p"},{"c":[{"s":"Rood","t":"opt"},{"s":"Blauw","t":"opt"}],"t":"poll"}])");
  CHECK(tree("<div class=\"spoiler\"><p>weg</p></div><details><summary>Meer <b>info</b></summary><p>a</p></details>z") ==
        R"([{"c":[{"c":["weg"],"t":"p"}],"t":"cw"},{"c":[{"c":["a"],"t":"p"}],"s":"Meer info","t":"cw"},{"c":["z"],"t":"p"}])");
}

TEST_CASE("Flarum and NodeBB: mentions of people and posts, emoji, previews") {
  CHECK(tree(R"(<p><a href="/u/ana" class="UserMention">@Ana</a> <a href="/d/5/2" class="PostMention" data-id="9">Ana</a> )"
             R"(<img alt="X" class="emoji" src="/e.svg"></p>)") ==
        R"([{"c":[{"s":"@Ana","t":"@","u":"https://f.example/u/ana"}," ",)"
        R"({"s":"@Ana","t":"@","u":"https://f.example/d/5/2"}," X"],"t":"p"}])");
  CHECK(
      tree(
          R"(<div class="spoiler"><div class="spoiler-header"><button>Show</button></div><div class="spoiler-content">a</div></div>)") ==
      R"([{"c":[{"c":["a"],"t":"p"}],"t":"cw"}])");
  CHECK(tree(R"(<div class="card link-preview"><a href="https://x.example/b"><img src="/i.png"></a><div class="card-body">)"
             R"(<h5 class="card-title"><a href="https://x.example/b">T</a></h5><p class="card-text">D</p></div>)"
             R"(<a href="https://x.example/b" class="card-footer"><p>X</p></a></div>)") ==
        R"([{"c":["D"],"s":"T","t":"card","u":"https://x.example/b"}])");
}

TEST_CASE("formats go on where a paragraph ends within them") {
  CHECK(tree("<b><p>x</p></b>y") == R"([{"c":[{"c":["x"],"t":"b"}],"t":"p"},{"c":["y"],"t":"p"}])");
  CHECK(tree("<a href=\"/x\"><div>in</div></a>") == R"([{"c":[{"c":["in"],"t":"a","u":"https://f.example/x"}],"t":"p"}])");
  CHECK(tree("<p>a<b>b<p>c</b>d") == R"([{"c":["a",{"c":["b"],"t":"b"}],"t":"p"},{"c":[{"c":["c"],"t":"b"},"d"],"t":"p"}])");
  CHECK(tree("<b><b>x</b></b>") == R"([{"c":[{"c":["x"],"t":"b"}],"t":"p"}])");
  CHECK(tree("<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>") == R"([{"c":["a b"],"t":"p"},{"c":["c"],"t":"p"}])");
  CHECK(tree("<svg><path d=1 />t<p>na</p>") == R"([{"c":["na"],"t":"p"}])");
}
