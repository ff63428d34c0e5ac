// A page and a forum, and the widget over both: what somebody writes in it, and what then stands in each.
#pragma once

#include <doctest/doctest.h>

#include "scenarios/virtual_host.h"

namespace plein::scenarios {

class Widget : public VirtualHost {
 public:
  Widget(std::string_view page, std::string_view forum) : VirtualHost(places(page, forum)) {
    start();
    REQUIRE(rest());
  }

  ActedPlace& page() { return place(0); }
  ActedPlace& forum() { return place(1); }
  bool rest() { return settle(180000, 200000); }

  // A question of a customer on the page, known everywhere; the id of its thread.
  std::string asked() {
    page().ask("ana", "Mijn router knippert rood. Wat kan ik doen?", now);
    REQUIRE(rest());
    return query({{"view", "feed"}})["threads"][0]["root"]["id"];
  }

  // What stands there and has these words.
  static std::vector<ActedPlace::Standing> saying(ActedPlace& in, std::string_view words) {
    std::vector<ActedPlace::Standing> found;
    for (ActedPlace::Standing& each : in.standing()) {
      if (each.text.find(words) != std::string::npos) found.push_back(std::move(each));
    }
    return found;
  }

 protected:
  // `parent`: "": a new thread. Gives the post's id.
  std::string write_as(const Json& by, const std::string& key, const std::string& text, const std::string& parent) {
    Json said{{"do", "post"}, {"key", key}, {"text", text}, {"by", by}};
    if (!parent.empty()) said["parent"] = parent;
    const Json reply = command(said);
    CAPTURE(reply.dump());
    REQUIRE(reply["ok"] == true);
    return reply["result"]["post"]["id"];
  }

 private:
  static std::vector<std::unique_ptr<ActedPlace>> places(std::string_view page, std::string_view forum) {
    std::vector<std::unique_ptr<ActedPlace>> list;
    list.push_back(act_in(page, people_came_at));
    list.push_back(act_in(forum, people_came_at));
    return list;
  }
};

}  // namespace plein::scenarios
