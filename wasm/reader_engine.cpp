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
  const std::string_view op = in["op"].view();
  JsonWriter out;
  out.object().flag("ok", true);
  Status done = Nothing{};
  if (op == "configure") {
    done = configure(in, document);
  } else if (!configured_) {
    done = Error{ErrorCode::conflict, "$.op", "configure comes first"};
  } else if (op == "query") {
    done = query(in["query"], out);
  } else if (op == "feed") {
    done = feed(in, document, out);
  } else {
    in["op"].fail(ErrorCode::unknown_name, "configure, query or feed: this engine only reads");
  }
  if (const Status status = document.status(); !status) return error_reply(status.error());
  if (!done) return error_reply(done.error());
  out.end_object();
  return out.take();
}

Status ReaderEngine::configure(const JsonReader& in, const JsonDocument& document) {
  if (configured_) return Error{ErrorCode::conflict, "$.op", "this engine is configured already"};
  const JsonReader config = in["config"];
  config["id"].view();
  if (config["role"].view() != "reader") config["role"].fail(ErrorCode::invalid_value, "\"reader\": this engine only reads");
  const std::int64_t seed = in["seed"].integer_or(0);
  if (const Status status = document.status(); !status) return status;
  if (seed != 0) index_.emplace(static_cast<std::uint64_t>(seed));
  configured_ = true;
  return Nothing{};
}

Status ReaderEngine::query(const JsonReader& what, JsonWriter& out) {
  const views::Context context{reader_.state, reader_.bridge};
  Status answered = Nothing{};
  const std::string_view name = what["view"].view();
  out.key("result");
  if (name == "search" && index_) return search::write_search(out, context, *index_, what);
  if (!views::answer_query(name, what, context, reader_.places, out, answered)) {
    what["view"].fail(ErrorCode::unknown_name, "a view that readers have");
  }
  return answered;
}

Status ReaderEngine::feed(const JsonReader& in, const JsonDocument& document, JsonWriter& out) {
  Status status = Nothing{};
  out.key("result").object().key("left_out").array();
  in["events"].each([&](JsonReader event) {
    if (status) status = views::fold_event(reader_, event, document, out);
  });
  out.end_array().end_object();
  return status;
}

std::string ReaderEngine::save() const { return snapshot::save(reader_.state); }

std::string ReaderEngine::load(std::string_view bytes) {
  if (!reader_.state.posts.empty()) return error_reply({ErrorCode::conflict, "snapshot", "this engine holds a state already"});
  if (const Status loaded = snapshot::load(bytes, reader_.state); !loaded) return error_reply(loaded.error());
  return "{\"ok\":true}";
}

}  // namespace plein
