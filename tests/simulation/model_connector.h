// The connector of the made-up platforms. Their wire is lean: a request's address names what is asked, fields are parted by
// U+001F, items of a list by U+001E.
#pragma once

#include <string>
#include <vector>

#include "simulation/platforms.h"

namespace plein::simulation {

inline constexpr char field_end = '\x1f';
inline constexpr char item_end = '\x1e';

std::string join(const std::vector<std::string>& fields, char end = field_end);
std::vector<std::string> split(std::string_view text, char end = field_end);
std::int64_t number(const std::string& text);

// One post as the wire has it: kind ("seen", "hidden", "removed"), id, parent, root, author, name, title, body, created, edited.
inline constexpr std::size_t post_fields = 10;

class ModelConnector final : public Connector {
 public:
  explicit ModelConnector(const Platform& platform) : platform_(platform) {}

  const Capabilities& capabilities() const override { return platform_.capabilities; }
  Result<HttpRequest> request(const Place& place, const Identity& self, const Ask& ask) const override;
  Result<Reading> read(const Place& place, const Identity& self, const Ask& ask, const HttpResponse& response) const override;
  Result<std::vector<Change>> pushed(const Place& place, const Identity& self, const Push& push) const override;
  std::string permalink(const Place& place, const RemoteId& id) const override;
  std::optional<RemoteId> parse_permalink(const Place& place, std::string_view url) const override;

 private:
  Platform platform_;
};

}  // namespace plein::simulation
