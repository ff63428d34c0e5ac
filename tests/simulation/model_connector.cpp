#include "simulation/model_connector.h"

#include <charconv>
#include <unordered_map>

namespace plein::simulation {
namespace {

// The same few texts come over and over.
Result<RichText> read_body(const std::string& json) {
  thread_local std::unordered_map<std::string, RichText> known;
  if (const auto found = known.find(json); found != known.end()) return found->second;
  auto body = rich_text_from_json(json);
  if (known.size() > 1000) known.clear();
  if (body) known.emplace(json, *body);
  return body;
}

Result<Change> read_post(const std::string& item) {
  const std::vector<std::string> f = split(item);
  if (f.size() != post_fields) return Error{ErrorCode::invalid_value, "post", "expected 10 fields"};
  Change change;
  change.kind = f[0] == "seen" ? Change::Kind::seen : f[0] == "hidden" ? Change::Kind::hidden : Change::Kind::removed;
  change.post = {RemoteId{f[1]}, f[3]};
  if (!f[2].empty()) change.parent = {RemoteId{f[2]}, f[3]};
  change.root = {RemoteId{f[3]}, f[3]};
  // Not every reading says which picture somebody has.
  const std::string picture = f[5].size() % 2 == 0 ? "" : "https://pictures.example/" + f[4] + "/" + f[5];
  change.author = {f[4], f[5], f[4], picture};
  change.title = f[6];
  if (!f[7].empty()) {
    auto body = read_body(f[7]);
    if (!body) return body.error();
    change.body = *std::move(body);
  }
  change.created_at = number(f[8]);
  change.edited_at = number(f[9]);
  return change;
}

Status read_posts(std::string_view body, std::vector<Change>& changes) {
  for (const std::string& item : split(body, item_end)) {
    if (item.empty()) continue;
    auto change = read_post(item);
    if (!change) return change.error();
    changes.push_back(*std::move(change));
  }
  return Nothing{};
}

std::string header(const HttpResponse& response, const char* name) {
  const auto found = response.headers.find(name);
  return found == response.headers.end() ? "" : found->second;
}

Outcome refusal(const Platform& platform, const Ask& ask, const HttpResponse& response) {
  Outcome outcome;
  outcome.reason = response.body;
  switch (response.status) {
    case 429:
      outcome.kind = Outcome::Kind::park;
      if (platform.throttle == Throttle::reset_time || platform.throttle == Throttle::points) {
        outcome.until = number(header(response, "reset"));
      } else if (platform.throttle != Throttle::bare) {
        outcome.wait_ms = number(header(response, "wait"));
      }
      break;
    case 400:
      // A forum that wants a pause between two posts says so in an ordinary refusal.
      if (platform.throttle == Throttle::writes_delay && !header(response, "wait").empty()) {
        outcome.kind = Outcome::Kind::park;
        outcome.wait_ms = number(header(response, "wait"));
        outcome.writes_only = true;
      } else {
        outcome.kind = writes(ask.kind) ? Outcome::Kind::refused : Outcome::Kind::retry;
      }
      break;
    case 401: outcome.kind = Outcome::Kind::reconnect; break;
    case 403: outcome.kind = Outcome::Kind::forbidden; break;
    case 404: outcome.kind = Outcome::Kind::gone; break;
    case 422: outcome.kind = Outcome::Kind::refused; break;
    default: outcome.kind = writes(ask.kind) ? Outcome::Kind::maybe_done : Outcome::Kind::retry;
  }
  return outcome;
}

void read_budget(const Platform& platform, const HttpResponse& response, Budget& budget) {
  if (platform.throttle == Throttle::percent && !header(response, "used").empty()) {
    budget.used_percent = static_cast<int>(number(header(response, "used")));
    budget.resets_in_ms = number(header(response, "regain"));
  }
  if (!header(response, "remaining").empty()) {
    budget.limit = number(header(response, "limit"));
    budget.remaining = number(header(response, "remaining"));
    budget.resets_at = number(header(response, "reset"));
    budget.of_writes = platform.throttle == Throttle::points;
  }
}

}  // namespace

std::string join(const std::vector<std::string>& fields, char end) {
  std::string text;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) text += end;
    text += fields[i];
  }
  return text;
}

std::vector<std::string> split(std::string_view text, char end) {
  std::vector<std::string> fields;
  for (std::size_t begin = 0;;) {
    const std::size_t at = text.find(end, begin);
    fields.emplace_back(text.substr(begin, at == std::string_view::npos ? at : at - begin));
    if (at == std::string_view::npos) return fields;
    begin = at + 1;
  }
}

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Result<HttpRequest> ModelConnector::request(const Place& place, const Identity&, const Ask& ask) const {
  HttpRequest request;
  const auto of = [&](const char* what, const std::vector<std::string>& fields) {
    request.method = writes(ask.kind) ? "POST" : "GET";
    request.url = place.url + "/" + what;
    request.body = join(fields);
  };
  const Draft& draft = ask.draft;
  const std::string key = std::to_string(draft.intended_at) + "-" + std::to_string(draft.salt);
  switch (ask.kind) {
    case Ask::Kind::identity: of("identity", {}); break;
    case Ask::Kind::stream: of("stream", {ask.cursor}); break;
    case Ask::Kind::thread: of("thread", {ask.thread.id.value, ask.cursor}); break;
    case Ask::Kind::create:
      of("create", {draft.parent.id.value, draft.root.id.value, draft.title, to_json(draft.body), key, ask.as});
      break;
    case Ask::Kind::find: of("find", {draft.root.id.value, ask.cursor, key}); break;
    case Ask::Kind::edit: of("edit", {ask.post.id.value, draft.title, to_json(draft.body)}); break;
    case Ask::Kind::remove: of("remove", {ask.post.id.value}); break;
    case Ask::Kind::hide: of("hide", {ask.post.id.value}); break;
    case Ask::Kind::unhide: of("unhide", {ask.post.id.value}); break;
    case Ask::Kind::lookup: of("lookup", {ask.post.id.value}); break;
    case Ask::Kind::followers: break;
    case Ask::Kind::profile: of("profile", {ask.author}); break;
    default: break;
  }
  return request;
}

Result<Reading> ModelConnector::read(const Place&, const Identity&, const Ask& ask, const HttpResponse& response) const {
  Reading reading;
  read_budget(platform_, response, reading.budget);
  if (response.status != 200) {
    reading.outcome = refusal(platform_, ask, response);
    return reading;
  }
  const std::string& body = response.body;
  switch (ask.kind) {
    case Ask::Kind::identity: reading.identity = {body, body}; break;
    case Ask::Kind::stream:
    case Ask::Kind::thread:
    case Ask::Kind::lookup:
      if (const Status status = read_posts(body, reading.changes); !status) return status.error();
      reading.next = header(response, "next");
      break;
    case Ask::Kind::find:
      if (platform_.repeat == Repeat::same_record) {
        reading.written = {RemoteId{body}, body};
      } else {
        if (const Status status = read_posts(body, reading.changes); !status) return status.error();
        reading.next = header(response, "next");
      }
      break;
    case Ask::Kind::create:
      if (body == "queued") {
        reading.outcome.kind = Outcome::Kind::held;
      } else {
        const auto f = split(body);
        if (f.size() != 2) return Error{ErrorCode::invalid_value, "created", "expected 2 fields"};
        reading.written = {RemoteId{f[0]}, f[1]};
      }
      break;
    case Ask::Kind::followers: break;
    case Ask::Kind::profile: reading.profile = {true, body == "refuses", body == "gone"}; break;
    default: break;
  }
  if (ask.kind == Ask::Kind::stream) {
    reading.mark = header(response, "mark");
    if (!ask.mark.empty() && header(response, "oldest") <= ask.mark) reading.next.clear();
  }
  return reading;
}

Result<std::vector<Change>> ModelConnector::pushed(const Place&, const Identity&, const Push& push) const {
  std::vector<Change> changes;
  if (!platform_.pushes) return Error{ErrorCode::invalid_value, "push", "this platform pushes nothing"};
  if (const Status status = read_posts(std::string(push.body), changes); !status) return status.error();
  return changes;
}

std::string ModelConnector::permalink(const Place& place, const RemoteId& id) const { return place.web + "/p/" + id.value; }

std::optional<RemoteId> ModelConnector::parse_permalink(const Place& place, std::string_view url) const {
  const std::string prefix = place.web + "/p/";
  if (url.substr(0, prefix.size()) != prefix) return std::nullopt;
  const std::string_view id = url.substr(prefix.size(), url.find('#') - prefix.size());
  return id.empty() ? std::nullopt : std::optional(RemoteId{std::string(id)});
}

}  // namespace plein::simulation
