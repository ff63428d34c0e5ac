// A thread in pages: by posts and not by numbers, so that none is lost or comes twice while others arrive.
#include "sync/fold_posts.h"
#include "views/shelf.h"

using namespace plein;
using namespace plein::views;

namespace {

// 1 ─┬ 2 ─ 4 ─ 5
//    ├ 3 ─ 6
//    └ 7
struct Tree : Shelf {
  Tree() {
    add({});
    for (const char* parent : {"1", "1", "2", "4", "3", "1"}) add({.parent = parent});
  }
  std::string id(const std::string& remote) const { return to_base32(State::key_of("page", remote)); }

  struct Page {
    std::string root, accepted, above, posts, previous, next;
    std::int64_t total = 0;
  };
  std::string remote(const std::string& id) const {
    PostKey key = 0;
    return from_base32(id, key) ? std::string(state.text(state.posts[state.find_post(key)].remote)) : "";
  }
  Page page(const std::string& more) {
    const std::string answer = ask("{\"view\":\"thread\",\"id\":\"" + id("1") + "\"" + more + "}");
    const auto document = JsonDocument::parse(answer, {4 << 20, 100});
    if (!document.ok()) return {answer, "", "", "", "", "", 0};
    const JsonReader in = document->root();
    const auto list = [&](const char* name) {
      std::string found;
      in[name].each([&](JsonReader post) {
        found += (found.empty() ? "" : " ") + post["remote"].text() + "/" + std::to_string(post["depth"].integer());
      });
      return found;
    };
    return {in["root"]["remote"].text(),        in["accepted"]["remote"].text_or(""), list("above"),        list("posts"),
            remote(in["previous"].text_or("")), remote(in["next"].text_or("")),       in["total"].integer()};
  }
  std::string at(const char* where, const std::string& post, int size = 3) const {
    return ",\"" + std::string(where) + "\":\"" + id(post) + "\",\"page_size\":" + std::to_string(size);
  }
};

}  // namespace

TEST_CASE("whole unless a size is said") {
  Tree tree;
  const auto whole = tree.page("");
  CHECK(whole.posts == "1/0 2/1 4/2 5/3 3/1 6/2 7/1");
  CHECK(whole.total == 7);
  CHECK(whole.next + whole.previous + whole.above == "");
}

TEST_CASE("page by page, each with what it hangs under") {
  Tree tree;
  auto page = tree.page(",\"page_size\":3");
  CHECK(page.posts == "1/0 2/1 4/2");
  CHECK(page.above == "");
  CHECK(page.previous == "");
  page = tree.page(tree.at("after", page.next));
  CHECK(page.root == "1");
  CHECK(page.above == "2/1 4/2");
  CHECK(page.posts == "5/3 3/1 6/2");
  CHECK(page.total == 7);
  const auto last = tree.page(tree.at("after", page.next));
  CHECK(last.posts == "7/1");
  CHECK(last.next == "");
  page = tree.page(tree.at("before", last.previous));
  CHECK(page.posts == "5/3 3/1 6/2");
  page = tree.page(tree.at("before", page.previous, 2));
  CHECK(page.posts == "2/1 4/2");
  CHECK(page.previous == "2");
  CHECK(tree.page(tree.at("after", "7")).posts == "");
  CHECK(tree.page(tree.at("before", "1")).posts == "");
}

TEST_CASE("the page around a post, and the answer wherever it is") {
  Tree tree;
  tree.fold(record::Accepted{State::key_of("page", "5"), true, 9000000});
  auto page = tree.page(tree.at("around", "7"));
  CHECK(page.posts == "7/1");
  CHECK(page.accepted == "5");
  CHECK(page.above == "2/1 4/2");
  page = tree.page(tree.at("around", "5"));
  CHECK(page.posts == "5/3 3/1 6/2");
  CHECK(page.above == "2/1 4/2");
  tree.fold(record::Held{State::key_of("page", "5"), true});
  CHECK(tree.page(tree.at("around", "7")).accepted == "");
}

TEST_CASE("what arrives meanwhile shifts no page") {
  Tree tree;
  const auto first = tree.page(",\"page_size\":3");
  tree.add({.parent = "2"});                 // after 5
  tree.add({.parent = "1", .at = 1000500});  // before 2
  CHECK(tree.page(tree.at("after", first.next)).posts == "5/3 8/2 3/1");
}

TEST_CASE("a post of another thread begins no page") {
  Tree tree;
  tree.add({});
  CHECK(tree.page(tree.at("after", "8")).root == "invalid_value $.query");
  CHECK(tree.page(",\"around\":\"zzz\"").root == "invalid_value $.query");
  CHECK(tree.page(",\"page_size\":101").root == "invalid_value $.page_size");
}
TEST_CASE("an author's avatar is the latest that was said, and goes with them") {
  Shelf shelf;
  const auto say = [&](const std::string& id, const std::string& avatar, Milliseconds at) {
    record::Posted fact;
    fact.place.value = "page";
    fact.post.id.value = id;
    fact.author = {"ana", "Ana", "ana", avatar};
    fact.body = R"([{"t":"p","c":["x"]}])";
    fact.created_at = fact.as_of = at;
    shelf.fold(fact);
  };
  const std::uint64_t key = sync::author_key("page", "ana");
  const auto ask = [&] { return shelf.ask("{\"view\":\"author\",\"id\":\"" + to_base32(key) + "\"}"); };
  const std::string named = "{\"key\":\"" + to_base32(key) + "\",\"name\":\"Ana\",\"handle\":\"ana\",\"role\":\"visitor\"";
  CHECK(ask() == "unknown_name $.query.id");
  say("1", "", 5000);
  CHECK(ask() == named + "}");
  say("2", "https://page.example/2.png", 3000);  // said earlier, heard later, and the only one that was said
  CHECK(ask() == named + ",\"avatar\":\"https://page.example/2.png\"}");
  say("3", "https://page.example/1.png", 2000);
  say("4", "", 9000);
  CHECK(ask() == named + ",\"avatar\":\"https://page.example/2.png\"}");
  const std::string post = shelf.ask("{\"view\":\"post\",\"id\":\"" + to_base32(State::key_of("page", "1")) + "\"}");
  CHECK(post.find("\"avatar\":\"https://page.example/2.png\"") != std::string::npos);
  // Who has no post that can be seen is nobody.
  for (const char* id : {"1", "2", "3"}) shelf.fold(record::Held{State::key_of("page", id), true});
  CHECK(ask() == named + ",\"avatar\":\"https://page.example/2.png\"}");
  shelf.fold(record::Held{State::key_of("page", "4"), true});
  CHECK(ask() == "unknown_name $.query.id");
  shelf.fold(record::Held{State::key_of("page", "4"), false});
  shelf.fold(record::Silenced{key, AuthorRow::opted_out, true});
  CHECK(ask() == "unknown_name $.query.id");
  shelf.fold(record::Silenced{key, AuthorRow::opted_out, false});
  shelf.fold(record::Forgotten{key});
  CHECK(ask() == "unknown_name $.query.id");
  CHECK(shelf.state.texts.bytes().find("2.png") == std::string::npos);
}
