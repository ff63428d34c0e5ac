#include "engine.h"

#include <optional>

#include "boundary/read.h"
#include "boundary/write.h"
#include "connectors/catalogue.h"
#include "store/log.h"
#include "store/snapshot.h"
#include "sync/compose.h"
#include "sync/fold.h"
#include "sync/targets.h"
#include "views/reader.h"

namespace plein {
namespace {

constexpr std::size_t page_size_max = 100;
constexpr std::size_t changes_max = 1000;

// Calls hold what a platform answered, up to 4 MiB, escaped once more; and a log's records by the thousand.
constexpr JsonLimits call_limits{64u << 20, 128};

}  // namespace

struct Engine::Impl {
  using Reply = Result<std::string>;
  using Handler = Reply (Impl::*)(const JsonReader& in, const JsonDocument& document);
  struct Operation {
    std::string_view name;
    Handler handler;
  };
  static const std::vector<Operation>& operations();
  using Query = Status (Impl::*)(const JsonReader& in, JsonWriter& out);
  struct NamedQuery {
    std::string_view name;
    Query query;
  };
  static const std::vector<NamedQuery>& queries();

  Reply configure(const JsonReader& in, const JsonDocument& document) {
    if (configured) return Error{ErrorCode::conflict, "$.op", "this engine is configured already"};
    const JsonReader config = in["config"];
    const std::string role = config["role"].text();
    if (role != "relay" && role != "reader") config["role"].fail(ErrorCode::invalid_value, "\"relay\" or \"reader\"");
    Bridge bridge = boundary::read_bridge(config);
    if (const Status status = document.status(); !status) return status.error();
    is_reader = role == "reader";
    reader.bridge = std::move(bridge);
    configured = true;
    return ok(0, nullptr, "");
  }

  Reply restore(const JsonReader& in, const JsonDocument& document) {
    if (synchroniser) return Error{ErrorCode::conflict, "$.op", "this engine has started already"};
    std::vector<Record> records;
    std::optional<Error> broken;
    in["records"].each([&](JsonReader line) {
      auto record = log::read(line.text());
      if (record)
        records.push_back(*std::move(record));
      else if (!broken)
        broken = Error{record.error().code, line.path(), record.error().message};
    });
    if (const Status status = document.status(); !status) return status.error();
    if (broken) return *broken;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const Status status = sync::fold(reader.state, records[i]);
      if (!status) return Error{status.error().code, "$.records[" + std::to_string(i) + "]", status.error().message};
    }
    return ok(0, nullptr, "");
  }

  Reply start(const JsonReader& in, const JsonDocument& document) {
    if (is_reader || synchroniser) return Error{ErrorCode::conflict, "$.op", "only a relay starts, and once"};
    const Milliseconds now = in["now"].integer();
    const std::string seed = in["seed"].text();
    if (const Status status = document.status(); !status) return status.error();
    synchroniser.emplace(reader.state, reader.bridge);
    return act([&](sync::Batch& batch) { synchroniser->start(now, seed, batch); });
  }

  Reply tick(const JsonReader& in, const JsonDocument& document) {
    const Milliseconds now = in["now"].integer();
    if (const Status status = started(document); !status) return status.error();
    return act([&](sync::Batch& batch) { synchroniser->tick(now, batch); });
  }

  Reply response(const JsonReader& in, const JsonDocument& document) {
    const Milliseconds now = in["now"].integer();
    const std::string id = in["id"].text();
    const HttpResponse answer = boundary::read_response(in["response"]);
    if (const Status status = started(document); !status) return status.error();
    return act([&](sync::Batch& batch) { synchroniser->response(now, id, answer, batch); });
  }

  Reply command(const JsonReader& in, const JsonDocument& document) {
    const Milliseconds now = in["now"].integer();
    const JsonReader what = in["command"];
    const std::string name = what["do"].text();
    sync::Batch batch;
    const std::uint64_t before = reader.state.seq;
    JsonWriter result;
    if (name == "post") {
      const sync::NewPost post = boundary::read_post(what);
      if (const Status status = started(document); !status) return status.error();
      const auto outcome = synchroniser->post(now, post, batch);
      if (!outcome) return outcome.error();
      result.object().key("post");
      views::write_post(result, context(), outcome->post);
      result.flag("created", outcome->created).end_object();
    } else if (name == "retry") {
      const PostKey key = boundary::read_key(what["post"]);
      const std::string place = what["place"].text();
      if (const Status status = started(document); !status) return status.error();
      if (const Status status = synchroniser->retry(now, key, place, batch); !status) return status.error();
      result.object().key("post");
      views::write_post(result, context(), reader.state.find_post(key));
      result.end_object();
    } else {
      what["do"].fail(ErrorCode::unknown_name, "\"post\" or \"retry\"");
      return document.status().error();
    }
    return ok(before, &batch, result.str());
  }

  Reply query(const JsonReader& in, const JsonDocument& document) {
    const JsonReader what = in["query"];
    const std::string name = what["view"].text();
    for (const NamedQuery& each : queries()) {
      if (each.name != name) continue;
      JsonWriter result;
      const Status answered = (this->*each.query)(what, result);
      if (const Status status = document.status(); !status) return status.error();
      if (!answered) return answered.error();
      return ok(0, nullptr, result.str());
    }
    what["view"].fail(ErrorCode::unknown_name, "a view");
    return document.status().error();
  }

  Reply feed(const JsonReader& in, const JsonDocument& document) {
    if (!is_reader) return Error{ErrorCode::conflict, "$.op", "only a reader folds a feed"};
    Status status = Nothing{};
    in["events"].each([&](JsonReader event) {
      if (status) status = views::fold_event(reader, event, document);
    });
    if (status) status = document.status();
    if (!status) return status.error();
    return ok(0, nullptr, "");
  }

  Status view_feed(const JsonReader& in, JsonWriter& out) {
    const std::int64_t size = in["page_size"].integer_or(20);
    if (size < 1 || size > static_cast<std::int64_t>(page_size_max)) in["page_size"].fail(ErrorCode::invalid_value, "1 to 100");
    const std::size_t page = size < 1 ? 1 : std::min(static_cast<std::size_t>(size), page_size_max);
    return views::write_feed(out, context(), place_views(), in["after"].text_or(""), page);
  }
  Status view_thread(const JsonReader& in, JsonWriter& out) { return views::write_thread(out, context(), in["id"].text()); }
  Status view_post(const JsonReader& in, JsonWriter& out) { return views::write_one(out, context(), in["id"].text()); }
  Status view_changes(const JsonReader& in, JsonWriter& out) {
    const std::int64_t limit = in["limit"].integer_or(changes_max);
    if (limit < 1) in["limit"].fail(ErrorCode::invalid_value, "1 or more");
    views::write_changes(out, context(), in["since"].text(),
                         limit < 1 ? 1 : std::min(static_cast<std::size_t>(limit), changes_max));
    return Nothing{};
  }
  Status view_status(const JsonReader&, JsonWriter& out) {
    static const std::vector<sync::PlaceRun> nothing;
    boundary::write_status(out, reader.state, synchroniser ? synchroniser->runs() : nothing);
    return Nothing{};
  }
  Status view_state_hash(const JsonReader&, JsonWriter& out) {
    out.object().text("hash", boundary::state_hash(reader.state)).end_object();
    return Nothing{};
  }

  Status started(const JsonDocument& document) const {
    if (!synchroniser) return Error{ErrorCode::conflict, "$.op", "this engine has not started"};
    return document.status();
  }

  template <class Step>
  Reply act(const Step& step) {
    const std::uint64_t before = reader.state.seq;
    sync::Batch batch;
    step(batch);
    return ok(before, &batch, "");
  }

  // The reply to what went well; `before`: the public feed's number before the step.
  std::string ok(std::uint64_t before, const sync::Batch* batch, std::string_view result) {
    JsonWriter out;
    out.object().flag("ok", true);
    if (batch != nullptr) {
      out.key("effects").object();
      boundary::write_batch(out, *batch);
      write_events(out, before, batch->places_changed);
      out.end_object();
    }
    if (!result.empty()) out.raw("result", result);
    out.end_object();
    return out.take();
  }

  void write_events(JsonWriter& out, std::uint64_t before, bool places_changed) {
    if (reader.state.seq == before && !places_changed) return;
    JsonWriter events;
    views::write_events(events, context(), before);
    std::string list = events.take();
    if (places_changed) {
      JsonWriter event;
      event.object().text("seq", views::sequence(reader.state, reader.state.seq)).key("places");
      views::write_places(event, place_views());
      event.end_object();
      list.pop_back();
      list += (list.size() > 1 ? "," : "") + event.str() + "]";
    }
    out.raw("events", list);
  }

  std::vector<views::PlaceView> place_views() const {
    if (is_reader) return reader.places;
    static const std::vector<sync::PlaceRun> nothing;
    return boundary::place_views(reader.bridge, synchroniser ? synchroniser->runs() : nothing);
  }

  views::Context context() const {
    views::Context context{reader.state, reader.bridge, nullptr, nullptr, is_reader};
    context.permalink = [this](std::uint16_t place, std::string_view remote) { return permalink(place, remote); };
    context.wanted = [this](std::uint32_t post, std::uint16_t place) {
      if (is_reader) return false;
      const auto standing = sync::target_of(reader.state, post, place).standing;
      return standing == sync::Target::Standing::ready || standing == sync::Target::Standing::waiting;
    };
    return context;
  }

  std::string permalink(std::uint16_t place, std::string_view remote) const {
    if (place == 0) return sync::site_permalink(reader.bridge.site_url, remote);
    const Place* known = reader.bridge.find(reader.state.places[place].id);
    const Connector* connector = known != nullptr ? find_connector(known->platform) : nullptr;
    return connector != nullptr ? connector->permalink(*known, RemoteId{std::string(remote)}) : "";
  }

  bool configured = false;
  bool is_reader = false;
  views::Reader reader;  // the state and the bridge, of relays too
  std::optional<sync::Synchroniser> synchroniser;
};

const std::vector<Engine::Impl::Operation>& Engine::Impl::operations() {
  static const std::vector<Operation> table{
      {"configure", &Impl::configure}, {"restore", &Impl::restore}, {"start", &Impl::start}, {"tick", &Impl::tick},
      {"response", &Impl::response},   {"command", &Impl::command}, {"query", &Impl::query}, {"feed", &Impl::feed}};
  return table;
}

const std::vector<Engine::Impl::NamedQuery>& Engine::Impl::queries() {
  static const std::vector<NamedQuery> table{{"feed", &Impl::view_feed},     {"thread", &Impl::view_thread},
                                             {"post", &Impl::view_post},     {"changes", &Impl::view_changes},
                                             {"status", &Impl::view_status}, {"state_hash", &Impl::view_state_hash}};
  return table;
}

Engine::Engine() : impl_(std::make_unique<Impl>()) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;

std::string Engine::call(std::string_view document) {
  const auto parsed = JsonDocument::parse(document, call_limits);
  if (!parsed) return boundary::error_reply(parsed.error());
  const JsonReader in = parsed->root();
  const std::string op = in["op"].text();
  for (const Impl::Operation& operation : Impl::operations()) {
    if (operation.name != op) continue;
    if (!impl_->configured && op != "configure")
      return boundary::error_reply({ErrorCode::conflict, "$.op", "configure comes first"});
    const auto reply = (impl_.get()->*operation.handler)(in, *parsed);
    return reply ? *reply : boundary::error_reply(reply.error());
  }
  in["op"].fail(ErrorCode::unknown_name, "an operation");
  return boundary::error_reply(parsed->status().error());
}

std::string Engine::save() const { return snapshot::save(impl_->reader.state); }

std::string Engine::load(std::string_view bytes) {
  if (impl_->synchroniser || !impl_->reader.state.posts.empty()) {
    return boundary::error_reply({ErrorCode::conflict, "snapshot", "this engine holds a state already"});
  }
  auto state = snapshot::load(bytes);
  if (!state) return boundary::error_reply(state.error());
  impl_->reader.state = *std::move(state);
  return "{\"ok\":true}";
}

std::vector<std::string_view> Engine::operations() {
  std::vector<std::string_view> names;
  for (const Impl::Operation& operation : Impl::operations()) names.push_back(operation.name);
  return names;
}

std::vector<std::string_view> Engine::query_names() {
  std::vector<std::string_view> names;
  for (const Impl::NamedQuery& query : Impl::queries()) names.push_back(query.name);
  return names;
}

}  // namespace plein
