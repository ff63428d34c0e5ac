// Reads what a host hands in (shapes in engine.d.ts). Total, like JsonReader: ask the document for its status afterwards.
#pragma once

#include "base/json_reader.h"
#include "model/bridge.h"
#include "model/http.h"
#include "sync/synchroniser.h"

namespace plein::boundary {

// Checks names and uniqueness of places, and that their platforms exist.
Bridge read_bridge(const JsonReader& config);

HttpResponse read_response(const JsonReader& response);
sync::NewPost read_post(const JsonReader& command);
sync::NewPost read_said(const JsonReader& in);  // likewise, without a key
sync::Person read_person(const JsonReader& by);
RichText read_text(const JsonReader& in);  // its `text`, read as its `format` says; that says something
PostKey read_key(const JsonReader& id);

}  // namespace plein::boundary
