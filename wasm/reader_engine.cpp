#include "reader_engine.h"

#include "search/search_view.h"
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
  config["id"].view();
  if (config["role"].view() != "reader") config["role"].fail(ErrorCode::invalid_value, "\"reader\": this engine only reads");
  const std::int64_t seed = in["seed"].integer_or(0);
  if (const Status status = document.status(); !status) return status.error();
  if (seed != 0) index_.emplace(static_cast<std::uint64_t>(seed));
  configured_ = true;
  return std::string("{\"ok\":true}");
}

Result<std::string> ReaderEngine::query(const JsonReader& in, const JsonDocument& document) {
  const JsonReader what = in["query"];
  const views::Context context{reader_.state, reader_.bridge};
  JsonWriter out;
  out.object().flag("ok", true).key("result");
  Status answered = Nothing{};
  const std::string name = what["view"].text();
  if (name == "search" && index_) {
    answered = search::write_search(out, context, *index_, what);
  } else if (!views::answer_query(name, what, context, reader_.places, out, answered)) {
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
  if (const Status loaded = snapshot::load(bytes, reader_.state); !loaded) return error_reply(loaded.error());
  return "{\"ok\":true}";
}

}  // namespace plein
