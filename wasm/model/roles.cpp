#include "model/roles.h"

#include <algorithm>

namespace plein {

Role role_of(const State& state, const Bridge& bridge, const AuthorRow& author) {
  if (author.role == Role::brand || author.role == Role::ambassador) return author.role;
  if (state.community.find(Deed::appoint, author.key) != nullptr) return Role::ambassador;
  if (author.role != Role::unset) return author.role;
  const PlaceMemory& memory = state.places[author.place];
  const std::string_view id = state.text(author.id);
  if (memory.self.known() && memory.self.id == id) return Role::brand;
  const Place* place = bridge.find(memory.id);
  if (place == nullptr) return Role::visitor;
  const auto& list = place->ambassadors;
  const std::string_view handle = state.text(author.handle);
  const bool listed = std::any_of(list.begin(), list.end(), [&](const std::string& who) { return who == id || who == handle; });
  return listed ? Role::ambassador : Role::visitor;
}

std::vector<std::string> ourselves(const State& state) {
  std::vector<std::string> ids;
  for (const PlaceMemory& place : state.places) ids.push_back(place.self.id);
  return ids;
}

bool still(const State& state, const std::vector<std::string>& ids) {
  return std::equal(state.places.begin(), state.places.end(), ids.begin(), ids.end(),
                    [](const PlaceMemory& place, const std::string& id) { return place.self.id == id; });
}

}  // namespace plein
