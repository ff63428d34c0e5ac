// A talk in which somebody who is a member of a place writes in the widget.
#pragma once

#include "sync/acting.h"
#include "sync/provenance.h"
#include "sync/scripted.h"

namespace plein::sync::scripted {

inline constexpr const char* site = "https://brand.example";

// A talk in which Wil, who is u7 in the place "b", writes in the widget.
struct Acted : Talk {
  Acted() {
    bridge.seal_key = "what the host keeps";
    bridge.site_url = site;
    bridge.site_name = "Brand";
    post();
  }
  void post() {
    NewPost wanted;
    wanted.key = "key-00000001";
    wanted.by = {"u1", "Wil", Role::ambassador, {{PlaceId{"b"}, "u7"}}};
    wanted.body = text::read_plain("Try a reset");
    last = Batch{};
    REQUIRE(synchroniser->post(now, wanted, last).ok());
    for (const Request& request : last.requests) {
      if (request.http.url == "create" && request.place.value == "b") written = request;
    }
  }
  // What stands in "b" as somebody wrote it, with a line that says `url`.
  static Change stands(const std::string& id, const std::string& author, const std::string& url) {
    Change seen = change(Change::Kind::seen, id);
    seen.author = {author, author, author, ""};
    seen.body = text::read_plain("Try a reset");
    seen.body.blocks.push_back(provenance_line("", "Brand", url));
    return seen;
  }
  std::string sealed(const std::string& member = "u7") const {
    return site_permalink(site, "key-00000001", false, seal_of(bridge, "b", member, "key-00000001"));
  }
  void see(const Change& seen) {
    Reading reading;
    reading.changes = {seen};
    Scripted::readings["seen"] = reading;
    push("seen", "b");
  }
  // The copy in "b"; null: none.
  const CopyRow* there() const {
    const std::uint32_t post = state.find_post(State::key_of("site", "key-00000001"));
    const std::uint32_t index = post == none ? none : state.copy_in(post, state.find_place("b"));
    return index == none ? nullptr : &state.copies[index];
  }
  bool own(const std::string& id) const { return state.find_post(State::key_of("b", id)) != none; }

  Request written;
};

}  // namespace plein::sync::scripted
