#include "base/hash.h"
#include "boundary/write.h"
#include "sync/fold_posts.h"

namespace plein::boundary {
namespace {

constexpr std::size_t posts_max = 200;

// Here, or as who else they are.
bool appointed(const State& state, const Persons& persons, std::uint64_t author) {
  const std::uint32_t index = state.find_author(author);
  if (index == none) return state.community.find(Deed::appoint, author) != nullptr;
  bool found = false;
  persons.each(index, [&](std::uint32_t each) {
    found = found || state.community.find(Deed::appoint, state.authors[each].key) != nullptr;
  });
  return found;
}

// Why something was decided about what they wrote: for them alone. `post`: theirs.
void write_told(JsonWriter& out, const State& state, PostKey post) {
  for (const Deed what : {Deed::hold, Deed::hide, Deed::move, Deed::lock, Deed::idea}) {
    const auto& standing = state.community.standing;
    for (auto each = standing.lower_bound({what, post, ""}); each != standing.end(); ++each) {
      const record::Decided& r = each->second;
      if (r.what != what || r.post != post) break;
      if (r.reason.empty()) continue;
      out.object().text("post", to_base32(post)).text("did", name_of(what).name).text("reason", r.reason);
      out.text_unless_empty("place", r.place.value);
      if (what == Deed::idea) out.text("value", r.value);
      out.end_object();
    }
  }
}

}  // namespace

void write_mine(JsonWriter& out, const State& state, const Persons& persons, const JsonReader& query) {
  const std::uint64_t author = sync::author_key("site", query["by"].text());
  if (query["posts"].size() > posts_max) query["posts"].fail(ErrorCode::too_large, "at most 200 posts");
  out.object().text("author", to_base32(author)).key("liked").array();
  query["posts"].each([&](JsonReader id) {
    PostKey post = 0;
    // One that is not there is liked by nobody.
    if (from_base32(id.text(), post) && state.likes.count(State::like_key(post, author)) != 0) out.text(to_base32(post));
  });
  out.end_array().key("told").array();
  query["posts"].each([&](JsonReader id) {
    PostKey key = 0;
    const std::uint32_t post = from_base32(id.text(), key) ? state.find_post(key) : none;
    if (post != none && state.authors[state.posts[post].author].key == author) write_told(out, state, key);
  });
  out.end_array();
  if (appointed(state, persons, author)) out.flag("ambassador", true);
  out.end_object();
}

}  // namespace plein::boundary
