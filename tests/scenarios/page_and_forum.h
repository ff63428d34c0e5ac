// One engine between a simulated Bluesky page ("page") and a simulated NodeBB forum ("forum"), with what both say of a post.
#pragma once

#include "scenarios/virtual_host.h"
#include "simulators/bluesky_simulator.h"
#include "simulators/nodebb_simulator.h"

namespace plein::scenarios {

struct ForumPost {
  std::int64_t pid = 0, tid = 0, to_pid = 0, uid = 0;
  std::string title, source;
};

struct PagePost {
  std::string uri, did, text, parent, root;
};

class PageAndForum final : public VirtualHost {
 public:
  PageAndForum();

  // People: ana.test and bert.test on the page; joris (an ambassador) and carla on the forum.
  std::string page_post(const std::string& handle, const std::string& text);  // mentions the brand
  std::string page_reply(const std::string& handle, const std::string& parent_uri, const std::string& text);
  std::pair<std::int64_t, std::int64_t> topic(const std::string& name, const std::string& title,
                                              const std::string& text);  // tid, pid
  std::int64_t reply(const std::string& name, std::int64_t tid, const std::string& text, std::int64_t to_pid = 0);

  std::vector<ForumPost> forum_posts() const;
  std::vector<PagePost> page_posts() const;

  simulators::BlueskySimulator& page;
  simulators::NodebbSimulator& forum;
  std::string brand_did;

 protected:
  Json config() const override;

 private:
  std::string token_of(const std::string& name) const;
};

}  // namespace plein::scenarios
