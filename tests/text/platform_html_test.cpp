// HTML as Discourse and NodeBB write it: what people see of it, and where it leads.
#include <doctest/doctest.h>

#include "text/text.h"

using namespace plein;

namespace {

std::string tree(std::string_view html) { return to_json(text::read_html(html, "https://f.example")); }

}  // namespace

TEST_CASE("two line breaks in a row part paragraphs, where that is all that does") {
  CHECK(tree("a<br>b<br><br>c<br><br><br>") == R"([{"c":["a",{"t":"br"},"b"],"t":"p"},{"c":["c"],"t":"p"}])");
  CHECK(tree("<p><br></p><p>a</p><p><br/> <br/></p>") == R"([{"c":["a"],"t":"p"}])");
}

TEST_CASE("what a poll asks stands before it") {
  CHECK(tree(R"(<div class="poll" data-poll-name="poll"><div class="poll-container"><div class="poll-title">Welke?</div><ul>)"
             R"(<li data-poll-option-id="a">Rood</li><li data-poll-option-id="b">Blauw</li></ul></div>)"
             R"(<div class="poll-info"><span class="info-number">0</span> voters</div></div>)") ==
        R"([{"c":["Welke?"],"t":"p"},{"c":[{"s":"Rood","t":"opt"},{"s":"Blauw","t":"opt"}],"t":"poll"}])");
}

TEST_CASE("what NodeBB shows of a link is a card") {
  CHECK(tree(R"(<div class="card link-preview"><a href="https://x.example/b"><img src="/i.png"></a><div class="card-body">)"
             R"(<h5 class="card-title"><a href="https://x.example/b">T</a></h5><p class="card-text">D</p></div>)"
             R"(<a href="https://x.example/b" class="card-footer"><p>X</p></a></div>)") ==
        R"([{"c":["D"],"s":"T","t":"card","u":"https://x.example/b"}])");
}

TEST_CASE("what is torn, or stands in a table, loses no text") {
  CHECK(tree("<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>") == R"([{"c":["a b"],"t":"p"},{"c":["c"],"t":"p"}])");
  CHECK(tree("<svg><path d=1 />t<p>na</p>") == R"([{"c":["na"],"t":"p"}])");
}
