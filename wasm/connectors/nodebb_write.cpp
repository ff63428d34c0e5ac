// NodeBB: what is asked.
#include <algorithm>

#include "base/json_writer.h"
#include "connectors/nodebb.h"
#include "connectors/query_string.h"
#include "text/text.h"

namespace plein {
namespace {

// A topic's id is a number, or a UUID where it came from another server.
bool is_topic(std::string_view text) {
  return !text.empty() && text.size() < 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 16 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Local ids are numbers, those of other servers are addresses.
void write_id(JsonWriter& out, std::string_view name, std::string_view id) {
  if (is_number(id)) {
    out.raw(name, id);
  } else {
    out.text(name, id);
  }
}

// The cursor of the recent posts also counts empty pages: "<page> <empty ones in a row>".
std::string page_of(const Ask& ask) { return ask.cursor.empty() ? "1" : ask.cursor.substr(0, ask.cursor.find(' ')); }

HttpRequest recent(const Place& place, const Ask& ask) {
  HttpRequest request;
  QueryString query;
  query.add("page", page_of(ask)).add("_uid", nodebb::setting(place, "uid"));
  request.url = place.url + "/api/recent/posts/alltime" + query.str();
  return request;
}

HttpRequest topic(const Place& place, std::string_view tid, const Ask& ask, std::string_view sort) {
  HttpRequest request;
  QueryString query;
  query.add("page", page_of(ask)).add("sort", sort).add("_uid", nodebb::setting(place, "uid"));
  request.url = place.url + "/api/topic/" + std::string(tid) + query.str();
  return request;
}

// Shorter titles than three UTF-16 units are refused (minimumTitleLength); an empty one is made of the content.
std::string title_of(const Draft& draft) {
  const bool short_one = !draft.title.empty() && draft.title.size() < 5 && text::count_graphemes(draft.title) < 3;
  return short_one ? draft.title + " \xE2\x80\xA6" : draft.title;
}

HttpRequest create(const Place& place, const Draft& draft) {
  HttpRequest request;
  request.method = "POST";
  request.headers["content-type"] = "application/json";
  JsonWriter out;
  out.object();
  write_id(out, "_uid", nodebb::setting(place, "uid"));
  if (draft.parent.empty()) {
    write_id(out, "cid", nodebb::setting(place, "category"));
    out.text("title", title_of(draft));
  } else if (draft.parent.id != draft.root.id) {
    write_id(out, "toPid", draft.parent.id.value);
  }
  out.text("content", text::write_markdown(draft.body)).end_object();
  request.body = out.take();
  // Its refusals are translated; asked in English they can be told apart.
  request.url = place.url + "/api/v3/topics" + (draft.parent.empty() ? "" : "/" + draft.root.extra) + "?lang=en-GB";
  return request;
}

}  // namespace

const Capabilities& NodeBb::capabilities() const {
  static const Capabilities data = [] {
    Capabilities c;
    c.platform = "nodebb";
    c.titles = true;
    c.title_max = 200;        // maximumTitleLength is 255
    c.graphemes_max = 30000;  // maximumPostLength is 32,767, of Markdown
    c.bytes_max = 32000;
    c.formatting = true;
    c.edits = true;
    c.settle_ms = 2000;  // one database: what was under way when a connection broke is done by then
    c.streams = {"recent"};
    c.poll_every_ms = 5000;
    return c;
  }();
  return data;
}

Result<HttpRequest> NodeBb::request(const Place& place, const Identity&, const Ask& ask) const {
  for (const char* name : {"uid", "category"}) {
    if (!is_number(nodebb::setting(place, name))) {
      return Error{ErrorCode::invalid_value, "settings." + std::string(name),
                   "expected a number, as NodeBB shows it in the address"};
    }
  }
  const bool of_draft = ask.kind == Ask::Kind::create || ask.kind == Ask::Kind::find;
  const RemoteRef& of = of_draft ? ask.draft.root : ask.thread;
  if ((ask.kind == Ask::Kind::thread || (of_draft && !of.empty())) && !is_topic(of.extra)) {
    return Error{ErrorCode::invalid_value, of_draft ? "draft.root" : "thread", "expected a topic's id"};
  }
  HttpRequest request;
  switch (ask.kind) {
    case Ask::Kind::identity: {
      const std::string uid = nodebb::setting(place, "uid");
      QueryString query;
      query.add("_uid", uid);
      // Anywhere else a token that is not accepted reads as a guest does.
      request.url = place.url + "/api/self" + query.str();
      return request;
    }
    case Ask::Kind::stream: return recent(place, ask);
    case Ask::Kind::thread: return topic(place, ask.thread.extra, ask, "oldest_to_newest");
    case Ask::Kind::create: return create(place, ask.draft);
    case Ask::Kind::find:
      return ask.draft.root.empty() ? recent(place, ask) : topic(place, ask.draft.root.extra, ask, "newest_to_oldest");
  }
  return Error{ErrorCode::internal, "ask", "a kind of question that NodeBB does not know"};
}

std::string NodeBb::permalink(const Place& place, const RemoteId& id) const {
  return is_number(id.value) ? place.web + "/post/" + id.value : id.value;
}

std::optional<RemoteId> NodeBb::parse_permalink(const Place& place, std::string_view url) const {
  url = url.substr(0, url.find('#'));
  const std::string prefix = place.web + "/post/";
  if (url.substr(0, prefix.size()) != prefix) return std::nullopt;
  url.remove_prefix(prefix.size());
  return is_number(url) ? std::optional(RemoteId{std::string(url)}) : std::nullopt;
}

namespace nodebb {

std::string setting(const Place& place, const char* name) {
  const auto found = place.settings.find(name);
  return found == place.settings.end() ? "" : found->second;
}

}  // namespace nodebb
}  // namespace plein
