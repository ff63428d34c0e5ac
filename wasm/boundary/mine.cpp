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
  out.end_array();
  if (appointed(state, persons, author)) out.flag("ambassador", true);
  out.end_object();
}

}  // namespace plein::boundary
