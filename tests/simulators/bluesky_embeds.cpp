#include "simulators/bluesky_embeds.h"

#include "simulators/bluesky_answers.h"
#include "simulators/bluesky_records.h"
#include "simulators/bluesky_simulator.h"

namespace plein::simulators {

using namespace bluesky;

namespace {

constexpr std::size_t pictures_max = 4;
constexpr std::int64_t picture_bytes_max = 1'000'000;
constexpr std::size_t upload_bytes_max = 5'242'880;
constexpr const char* start = "Invalid app.bsky.feed.post record: ";

HttpResponse invalid(const std::string& why) { return failed(400, "InvalidRequest", start + why); }

std::optional<HttpResponse> picture_refusal(const JsonReader& image, const Account& owner) {
  const JsonReader blob = image["image"];
  if (!image["alt"].is_text()) return invalid("Record/embed/images must have the property \"alt\"");
  const bool shaped = blob.is_object() && blob["$type"].is_text() && blob["ref"].is_object() && blob["ref"]["$link"].is_text() &&
                      blob["mimeType"].is_text() && blob["size"].is_integer();
  if (!shaped || blob["$type"].text() != "blob") return invalid("Record/embed/images/image must be a blob");
  const auto known = owner.blobs.find(blob["ref"]["$link"].text());
  if (known == owner.blobs.end()) {
    return failed(400, "BlobNotFound", "Could not find blob: " + blob["ref"]["$link"].text());
  }
  if (known->second.size != blob["size"].integer()) return failed(400, "InvalidSize", "Referenced Size does not match");
  if (known->second.mime_type != blob["mimeType"].text())
    return failed(400, "InvalidMimeType", "Referenced MimeType does not match");
  if (!known->second.mime_type.starts_with("image/")) return failed(400, "InvalidMimeType", "Wrong mimetype of file");
  if (known->second.size > picture_bytes_max) return failed(400, "BlobTooLarge", "This file is too large");
  return std::nullopt;
}

void picture_view(JsonWriter& json, const JsonReader& image, const std::string& cdn, const std::string& did) {
  const std::string of = "/plain/" + did + "/" + image["image"]["ref"]["$link"].text() + "@jpeg";
  json.object().text("thumb", cdn + "/img/feed_thumbnail" + of).text("fullsize", cdn + "/img/feed_fullsize" + of);
  json.text("alt", image["alt"].text()).end_object();
}

void quote_view(JsonWriter& json, const JsonReader& reference, const FindQuoted& find) {
  const std::string uri = reference["uri"].text();
  const Quoted quoted = find(uri);
  const std::string type = "app.bsky.embed.record#";
  json.object().text("$type", type + (quoted.absent.empty() ? "viewRecord" : quoted.absent)).text("uri", uri);
  if (quoted.absent == "viewNotFound") json.flag("notFound", true);
  if (quoted.absent == "viewBlocked") json.flag("blocked", true).raw("author", quoted.author);
  if (quoted.absent.empty()) {
    json.text("cid", reference["cid"].text()).raw("author", quoted.author).raw("value", quoted.value);
    json.text("indexedAt", quoted.indexed_at).key("labels").array().end_array();
  }
  json.end_object();
}

}  // namespace

namespace bluesky {

std::optional<HttpResponse> embed_refusal(const JsonReader& embed, const Account& owner) {
  if (!embed.is_object() || !embed["$type"].is_text())
    return invalid("Record/embed must be an object which includes a \"$type\"");
  const std::string type = embed["$type"].text();
  if (type == "app.bsky.embed.recordWithMedia") return embed_refusal(embed["media"], owner);
  if (type == "app.bsky.embed.external") {
    for (const char* name : {"uri", "title", "description"}) {
      const JsonReader member = embed["external"][name];
      if (!member.is_text()) return invalid("Record/embed/external must have the property \"" + std::string(name) + "\"");
    }
  }
  if (type != "app.bsky.embed.images") return std::nullopt;
  const JsonReader images = embed["images"];
  if (!images.is_array()) return invalid("Record/embed/images must be an array");
  if (images.size() > pictures_max) return invalid("Record/embed/images must not have more than 4 elements");
  for (std::size_t i = 0; i < images.size(); ++i) {
    if (auto refused = picture_refusal(images.at(i), owner)) return refused;
  }
  return std::nullopt;
}

void write_embed_view(JsonWriter& json, const JsonReader& embed, const std::string& cdn, const std::string& did,
                      const FindQuoted& find) {
  const std::string type = embed["$type"].text_or("");
  json.object().text("$type", type + "#view");
  if (type == "app.bsky.embed.images") {
    json.key("images").array();
    embed["images"].each([&](JsonReader image) { picture_view(json, image, cdn, did); });
    json.end_array();
  } else if (type == "app.bsky.embed.external") {
    const JsonReader of = embed["external"];
    json.key("external").object().text("uri", of["uri"].text()).text("title", of["title"].text());
    json.text("description", of["description"].text()).end_object();
  } else if (type == "app.bsky.embed.video") {
    json.text("cid", embed["video"]["ref"]["$link"].text()).text("playlist", cdn + "/video/playlist.m3u8");
    json.text_unless_empty("alt", embed["alt"].text_or(""));
  } else if (type == "app.bsky.embed.record") {
    json.key("record");
    quote_view(json, embed["record"], find);
  } else if (type == "app.bsky.embed.recordWithMedia") {
    json.key("media");
    write_embed_view(json, embed["media"], cdn, did, find);
    json.key("record").object().key("record");
    quote_view(json, embed["record"]["record"], find);
    json.end_object();
  }
  json.end_object();
}

}  // namespace bluesky

// The bytes are the body, whatever they are; here text stands for them. Their type is what the client says.
HttpResponse BlueskySimulator::upload(const Call& call, const HttpRequest& request) {
  const auto type = request.headers.find("content-type");
  if (type == request.headers.end())
    return failed(400, "InvalidRequest", "Request encoding (Content-Type) required but not provided");
  if (request.body.size() > upload_bytes_max) return failed(413, "PayloadTooLarge", "request entity too large");
  const std::string cid = "bafkrei" + cid_of(request.body).substr(7);
  const Blob blob{type->second, static_cast<std::int64_t>(request.body.size())};
  state_.accounts.at(call.did).blobs[cid] = blob;
  JsonWriter json;
  json.object().key("blob").object().text("$type", "blob").key("ref").object().text("$link", cid).end_object();
  json.text("mimeType", blob.mime_type).number("size", blob.size).end_object().end_object();
  return json_answer(200, json.take());
}

}  // namespace plein::simulators
