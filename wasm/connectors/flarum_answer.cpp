// Flarum: what it says of one thing that was asked or done: a write, a like, an accepted answer, a user.
#include "connectors/answer.h"
#include "connectors/flarum.h"
#include "text/text.h"

namespace plein::flarum {

void read_created(const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader made = root["data"];
  const std::string id = made["id"].id();
  if (!is_number(id)) made["id"].fail(ErrorCode::invalid_value, "a number");
  if (!made["attributes"]["isApproved"].flag_or(true)) {
    reading.outcome = answer::outcome(Outcome::Kind::held, "it waits for approval");
  } else if (ask.draft.parent.empty()) {
    std::string post = related(made, "firstPost");
    if (post.empty()) post = made["relationships"]["posts"]["data"].at(0)["id"].id();
    reading.written = {first_post(id), post};
  } else {
    reading.written = {reply(related(made, "discussion"), made["attributes"]["number"].id(), id), ""};
  }
  reading.writer = related(made, "user");
}

// In 1.x an attribute that no extension takes is passed over: whether it was taken shows in the answer. A like that is given
// twice is taken back (SaveLikesToDatabase), which shows in it too; our own like is the first of those that it lists.
void read_liked(const Identity& self, const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader post = root["data"];
  if (!post["attributes"]["likesCount"].present() && !post["attributes"]["canLike"].present()) {
    reading.outcome = answer::outcome(Outcome::Kind::refused, "The forum has no likes (flarum/likes)");
    return;
  }
  const JsonReader likes = post["relationships"]["likes"]["data"];
  bool liked = false;
  likes.each([&](JsonReader user) { liked = liked || user["id"].id() == self.id; });
  if (likes.present() && ask.kind == Ask::Kind::react && !liked) {
    reading.outcome = answer::outcome(Outcome::Kind::retry, "It was liked before, and Flarum took that back");
  }
}

void read_accepted(const Ask& ask, const JsonReader& root, Reading& reading) {
  const std::string best = read_discussion(root["data"]).best;
  if (best.empty()) {
    reading.outcome = answer::outcome(Outcome::Kind::refused, "The forum has no accepted answers (fof/best-answer)");
  } else if (best != (ask.kind == Ask::Kind::accept ? post_number_of(ask.post) : "0")) {
    reading.outcome = answer::outcome(Outcome::Kind::retry, "The discussion has another answer");
  }
}

// One's own profile has what is nobody else's business: an address with a key that is not accepted shows a guest's view.
void read_identity(const Place& place, const JsonReader& root, Reading& reading) {
  const JsonReader user = root["data"];
  const JsonReader said = user["attributes"];
  if (user["id"].id() != setting(place, "user")) {
    return user["id"].fail(ErrorCode::invalid_value, "the user of the settings");
  }
  if (!said["preferences"].present() && !said["unreadNotificationCount"].present()) {
    reading.outcome = answer::outcome(Outcome::Kind::reconnect, "Flarum takes us for a guest");
    return;
  }
  reading.identity = {user["id"].id(), said["username"].text()};
}

// fof/user-bio: as it was written, or rendered where the forum formats it. Without it nobody has said anything.
void read_profile(const Ask& ask, const JsonReader& root, Reading& reading) {
  const JsonReader user = root["data"];
  if (user["id"].id() != ask.author) return user["id"].fail(ErrorCode::invalid_value, "the author who was asked for");
  const std::string html = user["attributes"]["bioHtml"].text_or("");
  const std::string bio = user["attributes"]["bio"].text_or("");
  reading.profile.known = true;
  reading.profile.refuses = answer::has_nobridge(bio) || answer::has_nobridge(text::write_plain(text::read_html(html, "")));
}

}  // namespace plein::flarum
