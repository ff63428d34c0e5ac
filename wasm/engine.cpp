#include "engine.h"

#include <optional>

#include "base/hash.h"
#include "boundary/command.h"
#include "boundary/preview.h"
#include "boundary/read.h"
#include "boundary/write.h"
#ifndef PLEIN_DIRECT
#include "community/judge.h"
#include "community/queries.h"
#include "community/reputation_view.h"
#include "insight/plan.h"
#endif
#include "reader_engine.h"
#include "search/search_view.h"
#include "store/log.h"
#include "store/snapshot.h"
#include "sync/fold.h"
#include "sync/links.h"
#include "sync/reconcile.h"
#include "views/queries.h"
#include "views/thread_index.h"
#ifndef PLEIN_DIRECT
#include "insight/insight_view.h"
#endif

namespace plein {
struct Engine::Impl : views::Known {
  using Reply = Result<std::string>;
  using Handler = Reply (Impl::*)(const JsonReader& in, const JsonDocument& document);
  struct Operation {
    std::string_view name;
    Handler handler;
  };
  static const std::vector<Operation>& operations();
  Reply configure(const JsonReader& in, const JsonDocument& document) {
    if (configured) return Error{ErrorCode::conflict, "$.op", "this engine is configured already"};
    const JsonReader config = in["config"];
    const std::string role = config["role"].text();
    if (role != "relay" && role != "direct") config["role"].fail(ErrorCode::invalid_value, "\"relay\", \"reader\" or \"direct\"");
    Bridge read = boundary::read_bridge(config);
#ifndef PLEIN_DIRECT
    insight::Plan wanted = insight::read_plan(config["plan"]);
    insight::Worth books = insight::read_worth(config["returns"]);
#endif
    if (const Status status = document.status(); !status) return status.error();
    bridge = std::move(read);
#ifndef PLEIN_DIRECT
    plan = std::move(wanted);
    worth = std::move(books);
#endif
    // In the configuration's order, whichever place answers first: a restored state equals the one that ran.
    for (const Place& place : bridge.places) state.intern_place(place.id.value);
    configured = true;
    return ok(0, nullptr, "");
  }

#ifndef PLEIN_DIRECT  // which has no log
  Reply restore(const JsonReader& in, const JsonDocument& document) {
    if (const Status status = fold_records(in, document); !status) return status.error();
    return ok(0, nullptr, "");
  }

  // What another engine decided: the readers of this one are told the same, by the same numbers.
  Reply follow(const JsonReader& in, const JsonDocument& document) {
    const std::string seed = in["seed"].text();
    const std::uint64_t before = state.seq;
    if (const Status status = fold_records(in, document); !status) return status.error();
    if (!index) index.emplace(hash64({"search", seed}));
    const sync::Batch batch;
    return ok(before, &batch, "");
  }

  // None of them is folded where one cannot be read.
  Status fold_records(const JsonReader& in, const JsonDocument& document) {
    if (synchroniser) return Error{ErrorCode::conflict, "$.op", "this engine has started already"};
    std::vector<Record> records;
    std::optional<Error> broken;
    if (!in["records"].is_array()) in["records"].fail(ErrorCode::wrong_type, "a list of records");
    in["records"].each([&](JsonReader line) {
      auto record = log::read(line.text());
      if (record)
        records.push_back(*std::move(record));
      else if (!broken)
        broken = Error{record.error().code, line.path(), record.error().message};
    });
    if (const Status status = document.status(); !status) return status;
    if (broken) return *broken;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const Status status = sync::fold(state, records[i]);
      if (!status) return Error{status.error().code, "$.records[" + std::to_string(i) + "]", status.error().message};
    }
    return Nothing{};
  }
#endif

  Reply start(const JsonReader& in, const JsonDocument& document) {
    if (synchroniser) return Error{ErrorCode::conflict, "$.op", "this engine has started already"};
    const Milliseconds now = in["now"].integer();
    const std::string seed = in["seed"].text();
    if (const Status status = document.status(); !status) return status.error();
#ifdef PLEIN_DIRECT
    synchroniser.emplace(state, bridge);
#else
    synchroniser.emplace(state, bridge, &judge);
#endif
    if (!index) index.emplace(hash64({"search", seed}));
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
#ifdef PLEIN_DIRECT
    static_cast<void>(in), static_cast<void>(document);
    return Error{ErrorCode::not_allowed, "$.op", "without a relay nothing is written"};
#else
    if (bridge.direct) return Error{ErrorCode::not_allowed, "$.op", "without a relay nothing is written"};
    const Milliseconds now = in["now"].integer();
    if (const Status status = started(document); !status) return status.error();
    sync::Batch batch;
    const std::uint64_t before = state.seq;
    const auto result = boundary::run_command({in["command"], document, now, state, context(), *synchroniser, batch});
    if (!result) return result.error();
    return ok(before, &batch, *result);
#endif
  }

  Reply push(const JsonReader& in, const JsonDocument& document) {
    const Milliseconds now = in["now"].integer();
    const std::string place = in["place"].text();
    const std::string body = in["body"].text();
    Push push{{}, body};
    in["headers"].members([&](const std::string& name, JsonReader value) { push.headers[name] = value.text(); });
    if (const Status status = started(document); !status) return status.error();
    sync::Batch batch;
    const std::uint64_t before = state.seq;
    if (const Status status = synchroniser->push(now, place, push, batch); !status) return status.error();
    return ok(before, &batch, "");
  }

  Reply look(const JsonReader& in, const JsonDocument& document) {
    const Milliseconds now = in["now"].integer();
    const std::string place = in["place"].text();
    if (const Status status = started(document); !status) return status.error();
    sync::Batch batch;
    const std::uint64_t before = state.seq;
    if (const Status status = synchroniser->look(now, place, batch); !status) return status.error();
    return ok(before, &batch, "");
  }

#ifndef PLEIN_DIRECT
  // Kept in memory too: what is not known any more is to be found out anew.
  Reply distrust(const JsonReader& in, const JsonDocument& document) {
    if (synchroniser) return Error{ErrorCode::conflict, "$.op", "this engine has started already"};
    const Milliseconds now = in["now"].integer();
    if (const Status status = document.status(); !status) return status.error();
    sync::Batch batch;
    batch.records.push_back(record::Distrusted{std::max(now, state.clock)});
    if (const Status status = sync::fold(state, batch.records[0]); !status) return status.error();
    return ok(state.seq, &batch, "");
  }
#endif

  Reply query(const JsonReader& in, const JsonDocument& document) {
    const JsonReader what = in["query"];
    const std::string name = what["view"].text();
    JsonWriter result;
    Status answered = Nothing{};
    if (name == "status") {
      boundary::write_status(result, state, synchroniser ? &*synchroniser : nullptr);
    } else if (name == "sockets") {
      boundary::write_sockets(result, state, bridge);
    } else if (name == "platforms") {
      boundary::write_platforms(result);
    } else if (name == "search") {
      if (!index) return Error{ErrorCode::conflict, "$.op", "this engine neither acts nor follows"};
      answered = search::write_search(result, context(), *index, what);
#ifndef PLEIN_DIRECT
    } else if (name == "mine") {
      persons.catch_up(state);
      boundary::write_mine(result, state, persons, what);
    } else if (name == "preview") {
      if (bridge.direct) return Error{ErrorCode::not_allowed, "$.query.view", "without a relay nothing is written"};
      static const std::vector<sync::PlaceRun> nothing;
      answered = boundary::write_preview(result, state, bridge, synchroniser ? synchroniser->runs() : nothing, what, document);
    } else if (community::answer_query(name, what, context(), inbox, result, answered)) {
      // done
    } else if (community::answer_reputation(name, what, context(), *reputation, result, answered)) {
      // done
    } else if (name == "insight") {
      answered = insight::write_insight(result, context(), insight, worth, what, document);
    } else if (name == "plan") {
      const Milliseconds at = what["at"].integer();
      if (at < 0 || at > 253402300800000) what["at"].fail(ErrorCode::invalid_value, "a time from 1970 until the year 10000");
      if (const Status status = document.status(); !status) return status.error();
      insight::write_plan(result, context(), insight, plan, worth, at);
    } else if (name == "insight_posts") {
      answered = insight::write_insight_posts(result, context(), insight, what, document);
    } else if (name == "state_hash") {
      result.object().text("hash", boundary::state_hash(state)).end_object();
#endif
    } else if (!views::answer_query(name, what, context(), place_views(), result, answered)) {
      what["view"].fail(ErrorCode::unknown_name, "a view");
    }
    if (const Status status = document.status(); !status) return status.error();
    if (!answered) return answered.error();
    return ok(0, nullptr, result.str());
  }

  Status started(const JsonDocument& document) const {
    if (!synchroniser) return Error{ErrorCode::conflict, "$.op", "this engine has not started"};
    return document.status();
  }

  template <class Step>
  Reply act(const Step& step) {
    const std::uint64_t before = state.seq;
    sync::Batch batch;
    step(batch);
    return ok(before, &batch, "");
  }

  // The reply to what went well; `before`: the public feed's number before the step.
  std::string ok(std::uint64_t before, const sync::Batch* batch, std::string_view result) {
    JsonWriter out;
    out.object().flag("ok", true);
    if (batch != nullptr) {
      if (batch->erase && index) index->clear();
      out.key("effects").object();
      boundary::write_batch(out, *batch);
      write_events(out, before, batch->places_changed);
#ifndef PLEIN_DIRECT
      const std::uint64_t version = state.community.version + state.community.votes;
      if (told != version) out.flag("desk", true);
      told = version;
#endif
      out.end_object();
    }
    if (!result.empty()) out.raw("result", result);
    out.end_object();
    return out.take();
  }

  void write_events(JsonWriter& out, std::uint64_t before, bool places_changed) {
    if (state.seq == before && !places_changed) return;
    JsonWriter events;
    views::write_events(events, context(), before);
    std::string list = events.take();
    if (places_changed) {
      JsonWriter event;
      event.object().text("seq", views::sequence(state, state.seq)).key("places");
      views::write_places(event, place_views());
      event.end_object();
      list.pop_back();
      list += (list.size() > 1 ? "," : "") + event.str() + "]";
    }
    out.raw("events", list);
  }

  std::vector<views::PlaceView> place_views() const {
    static const std::vector<sync::PlaceRun> nothing;
    return boundary::place_views(bridge, synchroniser ? synchroniser->runs() : nothing);
  }

  views::Context context() const { return {state, bridge, this, threads.get()}; }

  std::string permalink(std::uint16_t place, std::string_view remote) const override {
    return sync::permalink(state, bridge, place, remote);
  }
  bool wanted(std::uint32_t post, std::uint16_t place) const override {
    if (bridge.direct) return false;
    const auto what = sync::need_of(state, bridge, post, place, now()).what;
    return what == sync::Need::What::create || what == sync::Need::What::wait;
  }
  Milliseconds in_sync_since(std::uint32_t root) const override { return sync::in_sync_since(state, bridge, root, now()); }

  Milliseconds now() const { return synchroniser ? synchroniser->time() : state.clock; }

  bool configured = false;
  State state;
  Bridge bridge;
  std::optional<sync::Synchroniser> synchroniser;
  std::unique_ptr<views::ThreadIndex> threads = std::make_unique<views::ThreadIndex>();
  std::optional<search::Index> index;  // made when it is asked for
#ifndef PLEIN_DIRECT
  std::unique_ptr<community::Reputation> reputation = std::make_unique<community::Reputation>();
  community::Inbox inbox;
  community::RuleJudge judge{state, bridge};
  Persons persons;  // likewise made when they are asked for
  insight::Plan plan;
  insight::Worth worth;
  std::uint64_t told = 0;  // Community::version, as hosts know it
  insight::Index insight;  // likewise
#endif
};

const std::vector<Engine::Impl::Operation>& Engine::Impl::operations() {
  static const std::vector<Operation> table{
      {"configure", &Impl::configure}, {"start", &Impl::start},       {"tick", &Impl::tick},       {"response", &Impl::response},
      {"push", &Impl::push},           {"look", &Impl::look},         {"command", &Impl::command}, {"query", &Impl::query},
#ifndef PLEIN_DIRECT
      {"restore", &Impl::restore},     {"distrust", &Impl::distrust}, {"follow", &Impl::follow}
#endif
  };
  return table;
}

Engine::Engine() : impl_(std::make_unique<Impl>()) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;

std::string Engine::call(std::string_view bytes) {
  const auto document = JsonDocument::parse(bytes, call_limits);
  if (!document) return error_reply(document.error());
  if (reader_) return reader_->call(*document);
  const JsonReader in = document->root();
  const std::string op = in["op"].text();
  if (op == "configure" && in["config"]["role"].text() == "reader") {
    reader_ = std::make_unique<ReaderEngine>();
    return reader_->call(*document);
  }
  for (const Impl::Operation& operation : Impl::operations()) {
    if (operation.name != op) continue;
    if (!impl_->configured && op != "configure") return error_reply({ErrorCode::conflict, "$.op", "configure comes first"});
    const auto reply = (impl_.get()->*operation.handler)(in, *document);
    return reply ? *reply : error_reply(reply.error());
  }
  in["op"].fail(ErrorCode::unknown_name, "an operation of a relay");
  return error_reply(document->status().error());
}

#ifdef PLEIN_DIRECT
std::string Engine::save() const { return reader_ ? reader_->save() : ""; }

std::string Engine::load(std::string_view bytes) {
  if (reader_) return reader_->load(bytes);
  return error_reply({ErrorCode::not_allowed, "snapshot", "without a relay nothing is kept"});
}
#else
std::string Engine::save() const { return reader_ ? reader_->save() : snapshot::save(impl_->state); }

std::string Engine::load(std::string_view bytes) {
  if (reader_) return reader_->load(bytes);
  if (impl_->synchroniser || !impl_->state.posts.empty()) {
    return error_reply({ErrorCode::conflict, "snapshot", "this engine holds a state already"});
  }
  if (const Status loaded = snapshot::load(bytes, impl_->state); !loaded) return error_reply(loaded.error());
  return "{\"ok\":true}";
}
#endif

std::vector<std::string_view> Engine::operations() {
  std::vector<std::string_view> names = {"feed"};
  for (const Impl::Operation& operation : Impl::operations()) names.push_back(operation.name);
  return names;
}

std::vector<std::string_view> Engine::query_names() {
  std::vector<std::string_view> names = views::query_names();
  names.insert(names.end(), {"mine", "status", "sockets", "platforms"});
#ifndef PLEIN_DIRECT
  names.insert(names.end(), {"insight", "insight_posts", "plan", "state_hash"});
  for (const std::string_view name : community::query_names()) names.push_back(name);
  for (const std::string_view name : community::reputation_queries()) names.push_back(name);
#endif
  return names;
}

}  // namespace plein
