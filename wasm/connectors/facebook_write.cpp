// Facebook: what is asked.
#include "base/json_writer.h"
#include "connectors/facebook.h"
#include "connectors/query_string.h"
#include "text/text.h"

namespace plein {

using facebook::is_id;
using facebook::is_post;
using facebook::page_of;

namespace {

// "@[id]" in a text of the Page calls whom it names (pages-api/comments-mentions), after a letter too, where write_addressed
// takes it for a mail address.
std::string calling_nobody(std::string text) {
  for (std::size_t at = text.find("@["); at != std::string::npos; at = text.find("@[", at)) text.insert(at + 1, "\xE2\x81\xA0");
  return text;
}

std::string message_of(const Draft& draft) { return calling_nobody(text::write_addressed(draft.body)); }

HttpRequest get(const Place& place, const std::string& path, QueryString query, const std::string& cursor) {
  HttpRequest request;
  request.url = place.url + "/" + path + query.str() + cursor;
  return request;
}

HttpRequest post(const Place& place, const std::string& path, JsonWriter& body) {
  HttpRequest request;
  request.method = "POST";
  request.url = place.url + "/" + path;
  request.headers["content-type"] = "application/json";
  request.body = body.take();
  return request;
}

HttpRequest remove(const Place& place, const std::string& path) {
  HttpRequest request;
  request.method = "DELETE";
  request.url = place.url + "/" + path;
  return request;
}

// Posts come in an order of their own; those that somebody commented on lately are told by their newest comments, which
// come along.
HttpRequest stream(const Place& place, const Ask& ask) {
  QueryString query;
  query.add("fields",
            "id,created_time,updated_time,"
            "comments.filter(stream).order(reverse_chronological).limit(5){id,created_time,parent{id}}");
  query.add("limit", "50");
  return get(place, page_of(place) + (ask.stream == "visitors" ? "/visitor_posts" : "/published_posts"), query, ask.cursor);
}

// The post with the first page of its comments, then the other pages. "stream": with the replies, which "toplevel" leaves out.
HttpRequest thread(const Place& place, const Ask& ask) {
  QueryString query;
  const std::string& id = ask.thread.id.value;
  if (ask.cursor.empty()) {
    query.add("fields", std::string(facebook::post_fields) + ",comments.filter(stream).order(chronological).limit(100){" +
                            facebook::comment_fields + "}");
    return get(place, id, query, "");
  }
  query.add("filter", "stream").add("order", "chronological").add("limit", "100").add("fields", facebook::comment_fields);
  return get(place, id + "/comments", query, ask.cursor);
}

HttpRequest find(const Place& place, const Ask& ask) {
  QueryString query;
  if (ask.draft.root.empty()) {
    query.add("fields", facebook::post_fields).add("limit", "25");
    return get(place, page_of(place) + "/published_posts", query, ask.cursor);
  }
  query.add("filter", "stream").add("order", "reverse_chronological").add("limit", "50").add("fields", facebook::comment_fields);
  return get(place, ask.draft.root.id.value + "/comments", query, ask.cursor);
}

// A post with a picture is a photo's post (page/photos). Facebook fetches the picture.
HttpRequest create(const Place& place, const Draft& draft) {
  JsonWriter out;
  out.object();
  const bool pictured = !draft.images.empty();
  if (!draft.parent.empty()) {
    out.text("message", message_of(draft));
    if (pictured) out.text("attachment_url", draft.images[0].url);
    return post(place, facebook::reply_target(place, draft.parent) + "/comments", out.end_object());
  }
  if (!pictured) return post(place, page_of(place) + "/feed", out.text("message", message_of(draft)).end_object());
  out.text("caption", message_of(draft)).text("url", draft.images[0].url);
  out.text_unless_empty("alt_text_custom", draft.images[0].alt).end_object();
  return post(place, page_of(place) + "/photos", out);
}

HttpRequest lookup(const Place& place, const Ask& ask) {
  QueryString query;
  query.add("fields", is_post(place, ask.post.id.value) ? facebook::post_fields : facebook::comment_fields);
  return get(place, ask.post.id.value, query, "");
}

// Errors: invalid_value when what is asked about cannot be named.
Status check(const Place& place, const Ask& ask) {
  const Draft& draft = ask.draft;
  const bool of_draft = ask.kind == Ask::Kind::create || ask.kind == Ask::Kind::find;
  if (of_draft && !draft.root.empty() && !is_post(place, draft.root.id.value)) {
    return Error{ErrorCode::invalid_value, "draft.root", "expected a post of the Page"};
  }
  if (ask.kind == Ask::Kind::create && !draft.parent.empty() && !is_id(facebook::reply_target(place, draft.parent))) {
    return Error{ErrorCode::invalid_value, "draft.parent", "expected a post's or a comment's id"};
  }
  if (ask.kind == Ask::Kind::thread && !is_post(place, ask.thread.id.value)) {
    return Error{ErrorCode::invalid_value, "thread", "expected a post of the Page"};
  }
  const bool of_post = (writes(ask.kind) && !of_draft) || ask.kind == Ask::Kind::lookup;
  if (of_post && !is_id(ask.post.id.value)) return Error{ErrorCode::invalid_value, "post", "expected a post's or a comment's id"};
  // A published post cannot be unpublished, and one hidden from the Page's timeline still stands at its address.
  const bool hiding = ask.kind == Ask::Kind::hide || ask.kind == Ask::Kind::unhide;
  if (hiding && is_post(place, ask.post.id.value)) {
    return Error{ErrorCode::invalid_value, "post", "Facebook hides comments, and no posts"};
  }
  return Nothing{};
}

}  // namespace

const Capabilities& Facebook::capabilities() const {
  static const Capabilities data = [] {
    Capabilities c;
    c.platform = "facebook";
    c.name = "Facebook";
    c.web = "https://www.facebook.com";
    c.graphemes_max = 8000;  // of a comment; a post takes 63,206
    c.bytes_max = 24000;     // 8,000 characters where each takes three bytes: a grapheme may be many
    c.reply_levels = 2;      // comments, and replies to them
    c.pushes = "webhook";
    c.edits = true;
    c.reacts = true;
    c.images_max = 1;  // attachment_url of a comment; url of a photo
    // A Page can hide what others say under its posts (can_hide), not what it said itself.
    c.hides = false;
    // Facebook promises no time after which a write has taken place or is to be read (it offers read-after-write because
    // there is none). These are far above what is seen.
    c.settle_ms = 60000;
    c.read_lag_ms = 60000;
    c.find_lag_ms = 60000;
    c.streams = {"posts", "visitors"};
    // 4,800 calls a day for each person who engages with the Page: webhooks tell sooner.
    c.poll_every_ms = 60000;
    return c;
  }();
  return data;
}

Result<HttpRequest> Facebook::request(const Place& place, const Identity&, const Ask& ask) const {
  if (!facebook::is_number(page_of(place))) {
    return Error{ErrorCode::invalid_value, "settings.page", "expected the Page's numeric id"};
  }
  if (const Status status = check(place, ask); !status) return status.error();
  const std::string& id = ask.post.id.value;
  JsonWriter out;
  out.object();
  switch (ask.kind) {
    case Ask::Kind::identity:
    case Ask::Kind::followers: {
      QueryString query;
      query.add("fields", ask.kind == Ask::Kind::identity ? "id,name" : "id,name,followers_count");
      return get(place, "me", query, "");
    }
    case Ask::Kind::stream: return stream(place, ask);
    case Ask::Kind::thread: return thread(place, ask);
    case Ask::Kind::create: return create(place, ask.draft);
    case Ask::Kind::find: return find(place, ask);
    case Ask::Kind::edit: return post(place, id, out.text("message", message_of(ask.draft)).end_object());
    case Ask::Kind::remove: return remove(place, id);
    case Ask::Kind::hide:
    case Ask::Kind::unhide: return post(place, id, out.flag("is_hidden", ask.kind == Ask::Kind::hide).end_object());
    case Ask::Kind::lookup: return lookup(place, ask);
    case Ask::Kind::react: return post(place, id + "/likes", out.end_object());
    case Ask::Kind::unreact: return remove(place, id + "/likes");
    case Ask::Kind::profile: return Error{ErrorCode::invalid_value, "ask", "a Page cannot read people's profiles"};
    case Ask::Kind::upload:
    case Ask::Kind::accept:
    case Ask::Kind::unaccept: break;
  }
  return Error{ErrorCode::internal, "ask", "a kind of question that Facebook does not know"};
}

}  // namespace plein
