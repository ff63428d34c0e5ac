// Writes what a host is to do (shapes in engine.d.ts).
#pragma once

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "model/persons.h"
#include "sync/synchroniser.h"
#include "views/feed_view.h"

namespace plein::boundary {

// The members of Effects but `events`.
void write_batch(JsonWriter& out, const sync::Batch& batch);

// The website, then the places as configured, with how they stand.
std::vector<views::PlaceView> place_views(const Bridge& bridge, const std::vector<sync::PlaceRun>& runs);
// Of the places that tell of changes over a WebSocket: where.
void write_sockets(JsonWriter& out, const State& state, const Bridge& bridge);
// `synchroniser`: null while another engine decides.
void write_status(JsonWriter& out, const State& state, const sync::Synchroniser* synchroniser);

// What a person needs to know of what is theirs (Mine in engine.d.ts). Errors: of the query, to be asked for by the caller.
void write_mine(JsonWriter& out, const State& state, const Persons& persons, const JsonReader& query);

// Of all that is folded, in one order, so that equal states give equal hashes.
void write_platforms(JsonWriter& out);
std::string state_hash(const State& state);

}  // namespace plein::boundary
