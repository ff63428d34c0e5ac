// A Mastodon page, and statuses of it as its API gives them.
#pragma once

#include "connectors/captures.h"
#include "connectors/mastodon.h"

namespace plein {

inline const Identity mastodon_self{"7", "brand"};

inline Place mastodon_page() {
  Place place;
  place.id.value = "page";
  place.platform = "mastodon";
  place.url = place.web = "https://social.example";
  return place;
}

// A status of ana's, which others change as they need.
inline nlohmann::json mastodon_status(const std::string& id, const std::string& content) {
  return {{"id", id},
          {"uri", "https://social.example/users/ana/statuses/" + id},
          {"url", "https://social.example/@ana/" + id},
          {"created_at", "2026-11-23T03:38:03.000Z"},
          {"edited_at", nullptr},
          {"in_reply_to_id", nullptr},
          {"in_reply_to_account_id", nullptr},
          {"content", content},
          {"visibility", "public"},
          {"sensitive", false},
          {"spoiler_text", ""},
          {"language", "nl"},
          {"account",
           {{"id", "9"},
            {"username", "ana"},
            {"acct", "ana"},
            {"display_name", "Ana"},
            {"avatar", "https://social.example/ana.png"}}},
          {"media_attachments", nlohmann::json::array()},
          {"mentions", nlohmann::json::array()},
          {"reblog", nullptr},
          {"poll", nullptr},
          {"card", nullptr},
          {"favourites_count", 2}};
}

inline HttpResponse mastodon_answer(const nlohmann::json& body, int status = 200) {
  HttpResponse response;
  response.status = status;
  response.body = body.dump();
  return response;
}

inline const Mastodon mastodon_connector;

inline Result<Reading> mastodon_read(const Ask& question, const HttpResponse& response, const Place& place = mastodon_page()) {
  return mastodon_connector.read(place, mastodon_self, question, response);
}

// Of one status, or of whoever wrote it.
inline Ask mastodon_ask(Ask::Kind kind, const std::string& post) {
  Ask question = ask(kind);
  question.post.id.value = question.thread.id.value = post;
  question.author = post;
  return question;
}

}  // namespace plein
