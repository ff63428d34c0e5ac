#include "reader_engine.h"

#include "store/snapshot.h"
#include "views/queries.h"

namespace plein {

std::string error_reply(const Error& error) {
  JsonWriter out;
  out.object().flag("ok", false).key("error").object();
  out.text("code", to_string(error.code)).text("path", error.path).text("message", error.message).end_object().end_object();
  return out.take();
}

std::vector<std::string_view> ReaderEngine::operations() { return {"configure", "query", "feed"}; }

std::string ReaderEngine::call(std::string_view document) {
  const auto parsed = JsonDocument::parse(document, call_limits);
  return parsed ? call(*parsed) : error_reply(parsed.error());
}

std::string ReaderEngine::call(const JsonDocument& document) {
  const JsonReader in = document.root();
  const std::string op = in["op"].text();
  Result<std::string> reply = Error{ErrorCode::conflict, "$.op", "configure comes first"};
  if (op == "configure") {
    reply = configure(in, document);
  } else if (configured_ && op == "query") {
    reply = query(in, document);
  } else if (configured_ && op == "feed") {
    reply = feed(in, document);
  } else if (configured_) {
    in["op"].fail(ErrorCode::unknown_name, "configure, query or feed: this engine only reads");
    reply = document.status().error();
  }
  return reply ? *reply : error_reply(reply.error());
}

Result<std::string> ReaderEngine::configure(const JsonReader& in, const JsonDocument& document) {
  if (configured_) return Error{ErrorCode::conflict, "$.op", "this engine is configured already"};
  const JsonReader config = in["config"];
  reader_.bridge.id = config["id"].text();
  reader_.bridge.language = config["language"].text_or("");
  if (config["role"].text() != "reader") config["role"].fail(ErrorCode::invalid_value, "\"reader\": this engine only reads");
  if (const Status status = document.status(); !status) return status.error();
  configured_ = true;
  return std::string("{\"ok\":true}");
}

Result<std::string> ReaderEngine::query(const JsonReader& in, const JsonDocument& document) {
  const JsonReader what = in["query"];
  // Which posts are still to be copied is the relay's knowledge; addresses are in the rows.
  const views::Context context{
      reader_.state, reader_.bridge, nullptr, [](std::uint32_t, std::uint16_t) { return false; }, nullptr, true};
  JsonWriter out;
  out.object().flag("ok", true).key("result");
  Status answered = Nothing{};
  if (!views::answer_query(what["view"].text(), what, context, reader_.places, out, answered)) {
    what["view"].fail(ErrorCode::unknown_name, "a view that readers have");
  }
  if (const Status status = document.status(); !status) return status.error();
  if (!answered) return answered.error();
  out.end_object();
  return out.take();
}

Result<std::string> ReaderEngine::feed(const JsonReader& in, const JsonDocument& document) {
  Status status = Nothing{};
  JsonWriter out;
  out.object().flag("ok", true).key("result").object().key("left_out").array();
  in["events"].each([&](JsonReader event) {
    if (status) status = views::fold_event(reader_, event, document, out);
  });
  if (status) status = document.status();
  if (!status) return status.error();
  out.end_array().end_object().end_object();
  return out.take();
}

std::string ReaderEngine::save() const { return snapshot::save(reader_.state); }

std::string ReaderEngine::load(std::string_view bytes) {
  if (!reader_.state.posts.empty()) return error_reply({ErrorCode::conflict, "snapshot", "this engine holds a state already"});
  auto state = snapshot::load(bytes);
  if (!state) return error_reply(state.error());
  reader_.state = *std::move(state);
  return "{\"ok\":true}";
}

}  // namespace plein
