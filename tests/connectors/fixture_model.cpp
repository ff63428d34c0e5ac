// What connectors give, as JSON: only what says something.
#include "base/utf8.h"
#include "connectors/fixture.h"

namespace plein::fixtures {
namespace {

void add(Json& out, const char* name, const std::string& text) {
  if (!text.empty()) out[name] = utf8::repaired(text);
}
void add(Json& out, const char* name, std::int64_t number, std::int64_t unsaid = 0) {
  if (number != unsaid) out[name] = number;
}
void add(Json& out, const char* name, const RemoteRef& ref) {
  if (ref.empty()) return;
  if (ref.extra.empty())
    out[name] = ref.id.value;
  else
    out[name] = {{"id", ref.id.value}, {"extra", ref.extra}};
}

Json to_json(const Outcome& outcome) {
  static const char* kinds[] = {"ok", "retry", "park", "reconnect", "forbidden", "gone", "refused", "maybe_done", "held"};
  Json out;
  out["kind"] = kinds[static_cast<int>(outcome.kind)];
  add(out, "reason", outcome.reason);
  add(out, "wait_ms", outcome.wait_ms);
  add(out, "until", outcome.until);
  if (outcome.writes_only) out["writes_only"] = true;
  return out;
}

Json to_json(const Change& change) {
  static const char* kinds[] = {"seen", "sighted", "hidden", "removed", "renamed", "departed"};
  Json out;
  out["kind"] = kinds[static_cast<int>(change.kind)];
  add(out, "post", change.post);
  add(out, "parent", change.parent);
  add(out, "root", change.root);
  if (!(change.author == Author{})) {
    Json& author = out["author"] = Json::object();
    add(author, "id", change.author.id);
    add(author, "name", change.author.name);
    add(author, "handle", change.author.handle);
    add(author, "avatar_url", change.author.avatar_url);
  }
  add(out, "title", change.title);
  if (!change.body.empty()) out["body"] = Json::parse(plein::to_json(change.body));
  add(out, "created_at", change.created_at);
  add(out, "edited_at", change.edited_at);
  add(out, "reactions", change.reactions, -1);
  add(out, "accepted", change.accepted, -1);
  if (!change.addressed) out["addressed"] = false;
  return out;
}

Json to_json(const Budget& budget) {
  Json out = Json::object();
  add(out, "limit", budget.limit, -1);
  add(out, "remaining", budget.remaining, -1);
  add(out, "used_percent", budget.used_percent, -1);
  add(out, "resets_at", budget.resets_at);
  add(out, "resets_in_ms", budget.resets_in_ms);
  if (budget.of_writes) out["of_writes"] = true;
  return out;
}

}  // namespace

Json to_json(const std::vector<Change>& changes) {
  Json out = Json::array();
  for (const Change& change : changes) out.push_back(to_json(change));
  return out;
}

Json to_json(const Reading& reading) {
  Json out;
  out["outcome"] = to_json(reading.outcome);
  if (!reading.changes.empty()) out["changes"] = to_json(reading.changes);
  add(out, "next", reading.next);
  add(out, "mark", reading.mark);
  if (reading.identity.known()) out["identity"] = {{"id", reading.identity.id}, {"handle", reading.identity.handle}};
  add(out, "written", reading.written);
  add(out, "uploaded", reading.uploaded);
  if (reading.profile.known || reading.profile.gone)
    out["profile"] = {{"known", reading.profile.known}, {"refuses", reading.profile.refuses}, {"gone", reading.profile.gone}};
  if (reading.budget.known()) out["budget"] = to_json(reading.budget);
  if (reading.partial) out["partial"] = true;
  return out;
}

Json to_json(const Error& error) { return {{"error", {{"path", error.path}, {"message", error.message}}}}; }

Json to_json(const HttpRequest& request) {
  Json out;
  out["method"] = request.method;
  out["url"] = request.url;
  if (!request.headers.empty()) out["headers"] = request.headers;
  if (!request.body.empty()) {
    const Json body = Json::parse(request.body, nullptr, false);
    out["body"] = body.is_discarded() || !body.is_structured() ? Json(request.body) : body;
  }
  add(out, "upload", request.upload);
  add(out, "upload_field", request.upload_field);
  return out;
}

}  // namespace plein::fixtures
