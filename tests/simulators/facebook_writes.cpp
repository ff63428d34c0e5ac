// What the app does with the Page's token: posts, comments, edits, hides, likes, removes.
#include <algorithm>

#include "simulators/facebook_simulator.h"
#include "simulators/facebook_views.h"

namespace plein::simulators {

using namespace facebook;

namespace {

constexpr std::int64_t post_max = 63206;
constexpr std::int64_t comment_max = 8000;
const std::string app = "4000";

bool is_web_address(const std::string& url) { return url.starts_with("https://") || url.starts_with("http://"); }

// What Facebook shows a preview of.
std::string first_link(const std::string& message) {
  const std::size_t begin = message.find("https://");
  return begin == std::string::npos ? "" : message.substr(begin, message.find_first_of(" \n", begin) - begin);
}

}  // namespace

Version& FacebookSimulator::next_version(Entry& entry, Milliseconds now) {
  Version next = entry.latest();
  next.at = now;
  entry.versions.push_back(std::move(next));
  return entry.versions.back();
}

std::string FacebookSimulator::post(Entry entry, const std::string& message, Milliseconds now) {
  entry.id = entry.post = state_.page + "_" + std::to_string(1000 + state_.next_number++);
  if (entry.author.empty()) entry.author = state_.page;
  entry.created_at = now;
  entry.versions.push_back(Version{.at = now, .message = message});
  state_.entries.push_back(entry);
  tell(entry, "add", now);
  return entry.id;
}

std::string FacebookSimulator::comment(Entry entry, const std::string& under, const std::string& message, Milliseconds now) {
  const Entry& above = *state_.find(under);
  entry.post = above.post;
  // People may answer a reply: it then stands beside that reply.
  if (!above.is_post()) entry.parent = above.parent.empty() ? above.id : above.parent;
  entry.id = entry.post.substr(entry.post.find('_') + 1) + "_" + std::to_string(1000 + state_.next_number++);
  if (entry.author.empty()) entry.author = state_.page;
  if (entry.picture.empty() && entry.link.empty()) entry.link = first_link(message);
  entry.created_at = now;
  entry.versions.push_back(Version{.at = now, .message = message});
  state_.entries.push_back(entry);
  tell(entry, "add", now);
  return entry.id;
}

void FacebookSimulator::remove(Entry& entry, Milliseconds now) {
  tell(entry, "remove", now);
  Version& gone = next_version(entry, now);
  gone.message.clear();
  gone.removed = true;
}

HttpResponse FacebookSimulator::write(Call& call) {
  const std::string id(call.parts.segment(0));
  const std::string_view edge = call.parts.segment(1);
  const std::string& method = call.parts.method;
  const std::string verb = method == "DELETE" ? "delete" : "post";
  if (method != "POST" && method != "DELETE")
    return failed({3, "(#3) Application does not have the capability to make this API call."});
  Entry* entry = state_.find(id);
  const bool there = entry != nullptr && Views(state_, true, std::nullopt).version(*entry) != nullptr;
  if (method == "POST" && edge == "comments") {
    if (!there) return failed(no_object(verb, id));
    if (!call.of_page) return failed({1705, "(#1705) Comments by this person are not allowed"});
    if (!entry->parent.empty()) return failed({100, "(#100) Can't reply to a reply"});
    return publish(call, id);
  }
  if (!call.of_page) return failed({200, "(#200) This needs the Page's access token", 0, 403});
  if (method == "POST" && id == state_.page && (edge == "feed" || edge == "photos")) return publish(call, "");
  if (!there) return failed(no_object(verb, id));
  if (edge == "likes") {
    const bool changed = method == "POST" ? entry->likes.insert(state_.page).second : entry->likes.erase(state_.page) > 0;
    if (changed) tell(*entry, method == "POST" ? "add" : "remove", call.now, state_.page);
    return done();
  }
  if (!edge.empty()) return failed({2500, "Unknown path components: /" + std::string(edge)});
  if (method == "POST") return update(call, *entry);
  remove(*entry, call.now);
  return done();
}

std::optional<GraphError> FacebookSimulator::text_refusal(const Call& call, const std::string& message,
                                                          const std::string& under) {
  const std::int64_t longest = under.empty() ? post_max : comment_max;
  if (code_points(message) > longest) return GraphError{100, "(#100) The message is too long"};
  while (!writes_.empty() && writes_.front() <= call.now - 60'000) writes_.pop_front();
  if (static_cast<std::int64_t>(writes_.size()) >= settings_.writes_max) {
    return GraphError{368, "We limit how often you can post", 1390008};
  }
  // The same text twice in a row, in one place.
  for (auto each = state_.entries.rbegin(); each != state_.entries.rend(); ++each) {
    const std::string& above = each->is_post() ? "" : each->parent.empty() ? each->post : each->parent;
    if (each->author != state_.page || above != under || each->latest().removed) continue;
    if (each->latest().message == message && !message.empty()) return GraphError{506, "(#506) Duplicate status message"};
    break;
  }
  return std::nullopt;
}

// `under`: what is commented on; "": a post.
HttpResponse FacebookSimulator::publish(Call& call, const std::string& under) {
  const JsonReader body = call.parts.body.root();
  const bool photo = call.parts.segment(1) == "photos";
  const std::string message = body[photo ? "caption" : "message"].text_or("");
  const JsonReader picture = body[photo ? "url" : "attachment_url"];
  const std::string url = picture.text_or("");
  if (!call.parts.body.status()) return failed({100, "(#100) A parameter is of the wrong type"});
  if (photo ? url.empty() : message.empty() && url.empty()) return failed({100, "(#100) Required one of params: message, url"});
  if (!url.empty() && !is_web_address(url)) return failed({324, "(#324) Missing or invalid image file"});
  if (const auto refused = text_refusal(call, message, under)) return failed(*refused);
  writes_.push_back(call.now);
  Entry entry;
  entry.app = app;
  if (!url.empty()) entry.picture = "https://scontent.example/" + std::to_string(state_.next_number) + ".jpg";
  const std::string id =
      under.empty() ? post(std::move(entry), message, call.now) : comment(std::move(entry), under, message, call.now);
  JsonWriter json;
  json.object().text("id", photo ? std::to_string(state_.next_number++) : id);
  if (photo) json.text("post_id", id);
  return json_answer(json.end_object().take());
}

HttpResponse FacebookSimulator::update(Call& call, Entry& entry) {
  const JsonReader body = call.parts.body.root();
  const bool own = entry.author == state_.page;
  const JsonReader message = body["message"];
  const JsonReader hidden = body["is_hidden"];
  const std::string text = message.text_or("");
  const bool hides = hidden.flag_or(false);
  if (!call.parts.body.status()) return failed({100, "(#100) A parameter is of the wrong type"});
  if (hidden.present()) {
    if (entry.is_post()) return failed({100, "(#100) The parameter is_hidden is not supported for this post"});
    if (own) return failed({200, "(#200) The Page cannot hide its own comment", 0, 403});
    if (entry.latest().hidden == hides) return done();
    next_version(entry, call.now).hidden = hides;
    tell(entry, hides ? "hide" : "unhide", call.now);
    return done();
  }
  if (!message.present()) return failed({100, "(#100) Required parameter is missing: message"});
  if (!own) return failed({200, "(#200) The Page did not write this", 0, 403});
  if (entry.is_post() && entry.app != app) return failed({200, "(#200) This post wasn't created by the application", 0, 403});
  const std::int64_t longest = entry.is_post() ? post_max : comment_max;
  if (text.empty() || code_points(text) > longest) return failed({100, "(#100) The message is empty or too long"});
  next_version(entry, call.now).message = text;
  tell(entry, "edited", call.now);
  return done();
}

}  // namespace plein::simulators
