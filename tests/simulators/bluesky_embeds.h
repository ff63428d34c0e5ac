// What is embedded in posts: what the PDS refuses of it, and how the AppView shows it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "model/http.h"
#include "simulators/bluesky_state.h"

namespace plein::simulators::bluesky {

// Nothing when the PDS takes it: pictures are blobs that the account uploaded, at most four of at most 1,000,000 bytes each.
std::optional<HttpResponse> embed_refusal(const JsonReader& embed, const Account& owner);

// The members of a view. `absent` says what a quoted post is to who looks: "viewNotFound", "viewBlocked", or "" where it stands.
struct Quoted {
  std::string absent;
  std::string author;  // JSON
  std::string value;   // JSON
  std::string indexed_at;
};
using FindQuoted = std::function<Quoted(const std::string& uri)>;
void write_embed_view(JsonWriter& json, const JsonReader& embed, const std::string& cdn, const std::string& did,
                      const FindQuoted& find);

}  // namespace plein::simulators::bluesky
