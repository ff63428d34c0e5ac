#include "base/hash.h"
#include "boundary/write.h"
#include "sync/fold_posts.h"

namespace plein::boundary {
namespace {

constexpr std::size_t posts_max = 200;

// Here, or in a place of which it is known who they are there.
bool appointed(const State& state, std::uint64_t author) {
  if (state.community.find(Deed::appoint, author) != nullptr) return true;
  const std::uint32_t index = state.find_author(author);
  for (std::uint16_t place = 0; index != none && place < state.places.size(); ++place) {
    const std::uint32_t member = state.account_in(index, place).member;
    if (member != none && state.community.find(Deed::appoint, state.authors[member].key) != nullptr) return true;
  }
  return false;
}

}  // namespace

void write_mine(JsonWriter& out, const State& state, const JsonReader& query) {
  const std::uint64_t author = sync::author_key("site", query["by"].text());
  if (query["posts"].size() > posts_max) query["posts"].fail(ErrorCode::too_large, "at most 200 posts");
  out.object().text("author", to_base32(author)).key("liked").array();
  query["posts"].each([&](JsonReader id) {
    PostKey post = 0;
    // One that is not there is liked by nobody.
    if (from_base32(id.text(), post) && state.likes.count(State::like_key(post, author)) != 0) out.text(to_base32(post));
  });
  out.end_array();
  if (appointed(state, author)) out.flag("ambassador", true);
  out.end_object();
}

}  // namespace plein::boundary
