#include "boundary/deeds.h"

#include <algorithm>
#include <iterator>

#include "base/digits.h"
#include "base/hash.h"
#include "base/json_writer.h"
#include "boundary/read.h"
#include "community/decisions.h"
#include "community/polls.h"
#include "community/rules.h"
#include "model/pushing.h"

namespace plein::boundary {
namespace {

constexpr std::string_view ideas[] = {"new", "considered", "planned", "done", "declined"};
constexpr Milliseconds slow_max = 86400000;
constexpr Milliseconds ahead_max = 2 * 366LL * 86400000;

std::string bounded(const JsonReader& in, std::size_t bytes_max) {
  std::string text = in.text_or("");
  if (text.size() > bytes_max) in.fail(ErrorCode::too_large, "at most " + std::to_string(bytes_max) + " bytes");
  return text;
}

std::string needed(const JsonReader& in, std::size_t bytes_max, const char* what) {
  std::string text = bounded(in, bytes_max);
  if (text.empty()) in.fail(ErrorCode::invalid_value, what);
  return text;
}

struct DeedCommand : GivenCommand {
  using Answer = Result<std::string>;

  // `post` of what is about one; and the decision, unless it was so already.
  Answer answer(const Result<std::uint64_t>& number, PostKey post) const {
    if (!number) return number.error();
    JsonWriter out;
    out.object();
    if (post != 0) {
      out.key("post");
      views::write_post(out, context, state.find_post(post));
    }
    if (*number != 0 && !state.community.history.empty() && state.community.history.back().number == *number) {
      out.key("decision");
      community::write_decision(out, state, state.community.history.back(), now);
    }
    out.end_object();
    return out.take();
  }

  std::string read_value(Deed what) const {
    if (what == Deed::slow) {
      const std::int64_t every = in["every_ms"].integer();
      if (every < 1000 || every > slow_max) in["every_ms"].fail(ErrorCode::invalid_value, "1000 to 86400000");
      return digits(every);
    }
    if (what == Deed::tag) {
      std::string tag = needed(in["tag"], 100, "a tag");
      return tag[0] == '#' ? tag.substr(1) : tag;
    }
    if (what == Deed::same) return to_base32(read_key(in["other"]));
    if (what == Deed::idea) {
      const std::string status = in["status"].text();
      if (std::find(std::begin(ideas), std::end(ideas), status) == std::end(ideas))
        in["status"].fail(ErrorCode::invalid_value, "\"new\", \"considered\", \"planned\", \"done\" or \"declined\"");
      return status;
    }
    if (what == Deed::move) {
      if (in["under"].present()) {
        if (in["title"].present()) in["title"].fail(ErrorCode::invalid_value, "either a title or what it is to stand under");
        return to_base32(read_key(in["under"])) + "\n";
      }
      std::string title = needed(in["title"], 512, "a title, or the id of a post to stand under");
      if (title.find('\n') != std::string::npos) in["title"].fail(ErrorCode::invalid_value, "one line");
      return "\n" + title;
    }
    if (what == Deed::assign) {
      std::string to = needed(in["to"], 256, "a person's id") + "\n" + needed(in["name"], 256, "a person's name");
      if (std::count(to.begin(), to.end(), '\n') != 1) in["to"].fail(ErrorCode::invalid_value, "one line");
      return to;
    }
    return "";
  }

  Answer decide(Deed what, bool on) const {
    record::Decided wanted;
    wanted.what = what;
    wanted.on = on;
    const bool about_author = what == Deed::block || what == Deed::appoint || what == Deed::same;
    (about_author ? wanted.author : wanted.post) = read_key(in[about_author ? "author" : "post"]);
    if (what == Deed::hide) wanted.place.value = needed(in["place"], 32, "a place");
    if (on || what == Deed::tag || what == Deed::same) wanted.value = read_value(what);
    if (what == Deed::snooze && on) wanted.until = in["until"].integer();
    wanted.reason = bounded(in["reason"], 1000);
    const sync::Person by = read_person(in["by"]);
    if (const Status status = document.status(); !status) return status.error();
    return answer(synchroniser.decide(now, std::move(wanted), by, batch), about_author ? 0 : read_key(in["post"]));
  }

  // The brand's own, once more: a thread that was begun before is not counted against it.
  Status may_push(const sync::NewPost& wanted, const std::string& reason) const {
    if (wanted.by.role != Role::brand) return Error{ErrorCode::not_allowed, "$.command.by", "the brand does this"};
    if (state.find_post(State::key_of("site", wanted.key)) != none) return Nothing{};
    return confirmed(state, context.bridge, now, wanted.key, reason);
  }

  record::Polled read_poll(const JsonReader& poll) const {
    record::Polled asked;
    poll["options"].each([&](JsonReader option) {
      asked.options.push_back(needed(option, 200, "an option"));
      const auto same = std::count(asked.options.begin(), asked.options.end(), asked.options.back());
      if (same > 1) option.fail(ErrorCode::invalid_value, "an option that is not there yet");
    });
    const std::size_t count = asked.options.size();
    if (count < 2 || count > 10) poll["options"].fail(ErrorCode::invalid_value, "2 to 10 options");
    asked.several = poll["several"].flag_or(false);
    asked.after = poll["after"].flag_or(false);
    asked.until = poll["until"].integer_or(0);
    if (asked.until != 0 && asked.until <= now) poll["until"].fail(ErrorCode::invalid_value, "a time to come");
    asked.reason = bounded(in["reason"], 1000);
    return asked;
  }

  Answer poll_view(PostKey post, std::string_view person, community::Sees sees) const {
    JsonWriter out;
    out.object().key("poll");
    const Status written = community::write_poll_of(out, state, to_base32(post), person, now, sees);
    if (!written) return written.error();
    out.end_object();
    return out.take();
  }

  // A thread that asks.
  Answer poll() const {
    sync::NewPost wanted = read_post(in);
    if (wanted.title.empty()) in["title"].fail(ErrorCode::missing, "a question");
    if (wanted.parent != 0) in["parent"].fail(ErrorCode::invalid_value, "no parent: what is asked begins a thread");
    wanted.poll = read_poll(in);
    if (const Status status = document.status(); !status) return status.error();
    if (const Status may = may_push(wanted, wanted.poll->reason); !may) return may.error();
    const auto outcome = synchroniser.post(now, wanted, batch);
    if (!outcome) return outcome.error();
    return answer(std::uint64_t{0}, state.posts[outcome->post].key);
  }

  Answer end_poll() const {
    const PostKey post = read_key(in["post"]);
    const sync::Person by = read_person(in["by"]);
    if (const Status status = document.status(); !status) return status.error();
    if (const Status done = synchroniser.end_poll(now, post, by, batch); !done) return done.error();
    return poll_view(post, "", community::Sees::all);
  }

  Answer vote() const {
    const PostKey post = read_key(in["post"]);
    std::uint32_t choices = 0;
    if (in["choices"].size() > 10) in["choices"].fail(ErrorCode::too_large, "at most 10 choices");
    in["choices"].each([&](JsonReader choice) {
      const std::int64_t option = choice.integer();
      if (option < 0 || option > 9) return choice.fail(ErrorCode::invalid_value, "an option's number");
      choices |= 1u << option;
    });
    const sync::Person by = read_person(in["by"]);
    if (!in["choices"].is_array()) in["choices"].fail(ErrorCode::missing, "a list of choices");
    if (const Status status = document.status(); !status) return status.error();
    if (const Status done = synchroniser.vote(now, post, choices, by, batch); !done) return done.error();
    return poll_view(post, by.id, community::Sees::public_alone);
  }

  Answer plan(bool on) const {
    record::Planned planned;
    planned.key = needed(in["key"], 64, "a key");
    sync::Person by;
    if (on) {
      const sync::NewPost wanted = read_post(in);
      if (wanted.parent != 0) in["parent"].fail(ErrorCode::invalid_value, "no parent: what is planned begins a thread");
      planned.title = wanted.title;
      planned.text = in["text"].text();
      planned.markdown = in["format"].text_or("") == "markdown";
      if (in["without"].size() > 100) in["without"].fail(ErrorCode::too_large, "at most 100 places");
      in["without"].each([&](JsonReader place) { planned.without.push_back(PlaceId{needed(place, 32, "a place")}); });
      planned.at = in["at"].integer();
      if (planned.at > now + ahead_max) in["at"].fail(ErrorCode::invalid_value, "at most two years ahead");
      planned.reason = bounded(in["reason"], 1000);
      by = wanted.by;
    } else {
      by = read_person(in["by"]);
    }
    if (const Status status = document.status(); !status) return status.error();
    if (const Status done = synchroniser.plan(now, std::move(planned), by, batch); !done) return done.error();
    return std::string();
  }

  // A thread of the brand's, told to everybody until it ends.
  Answer announce() const {
    sync::NewPost wanted = read_post(in);
    if (in["poll"].present()) wanted.poll = read_poll(in["poll"]);
    record::Decided announced;
    announced.what = Deed::announce;
    announced.until = in["until"].integer_or(0);
    if (wanted.title.empty()) in["title"].fail(ErrorCode::missing, "a title");
    if (wanted.parent != 0) in["parent"].fail(ErrorCode::invalid_value, "no parent: what is announced begins a thread");
    if (announced.until != 0 && announced.until <= now) in["until"].fail(ErrorCode::invalid_value, "a time to come");
    announced.reason = bounded(in["reason"], 1000);
    if (const Status status = document.status(); !status) return status.error();
    if (const Status may = may_push(wanted, announced.reason); !may) return may.error();
    const auto outcome = synchroniser.post(now, wanted, batch);
    if (!outcome) return outcome.error();
    const PostKey post = state.posts[outcome->post].key;
    announced.post = post;
    return answer(synchroniser.decide(now, std::move(announced), wanted.by, batch), post);
  }

  Answer undo() const {
    std::uint64_t number = 0;
    if (!read_digits(in["decision"].text(), number)) in["decision"].fail(ErrorCode::invalid_value, "a decision's id");
    const sync::Person by = read_person(in["by"]);
    if (const Status status = document.status(); !status) return status.error();
    return answer(synchroniser.undo(now, number, by, batch), 0);
  }

  Answer note(bool on) const {
    record::Noted note;
    note.post = read_key(in["post"]);
    note.key = needed(in["key"], 64, "a key");
    if (on) note.text = needed(in["text"], 8000, "a note");
    const sync::Person by = read_person(in["by"]);
    if (const Status status = document.status(); !status) return status.error();
    if (const Status done = synchroniser.note(now, std::move(note), by, batch); !done) return done.error();
    return std::string();
  }

  Answer keep_reply(bool on) const {
    record::Canned canned;
    canned.key = needed(in["key"], 64, "a key");
    if (on) canned.title = needed(in["title"], 512, "a title");
    if (on) canned.text = needed(in["text"], 32000, "a reply");
    const sync::Person by = read_person(in["by"]);
    if (const Status status = document.status(); !status) return status.error();
    if (const Status done = synchroniser.keep_reply(now, std::move(canned), by, batch); !done) return done.error();
    return std::string();
  }

  Answer keep_rule(bool on) const {
    record::Ruled kept;
    if (on) {
      const community::ModerationRule rule = community::read_rule(in["rule"], context.bridge);
      kept = {rule.key, community::to_json(rule)};
    } else {
      kept.key = needed(in["key"], 64, "a key");
    }
    const sync::Person by = read_person(in["by"]);
    if (const Status status = document.status(); !status) return status.error();
    if (const Status done = synchroniser.keep_rule(now, std::move(kept), by, batch); !done) return done.error();
    return std::string();
  }
};

}  // namespace

std::optional<Result<std::string>> run_deed(std::string_view name, const GivenCommand& given) {
  const DeedCommand command{given};
  if (name == "announce") return command.announce();
  if (name == "undo") return command.undo();
  if (name == "note" || name == "unnote") return command.note(name == "note");
  if (name == "canned" || name == "uncanned") return command.keep_reply(name == "canned");
  if (name == "rule" || name == "unrule") return command.keep_rule(name == "rule");
  if (name == "poll") return command.poll();
  if (name == "end_poll") return command.end_poll();
  if (name == "vote") return command.vote();
  if (name == "plan" || name == "unplan") return command.plan(name == "plan");
  for (std::size_t i = 0; i < std::size(deed_names); ++i) {
    const DeedName& deed = deed_names[i];
    if (name == deed.on || name == deed.off) return command.decide(static_cast<Deed>(i), name == deed.on);
  }
  return std::nullopt;
}

std::string deed_commands() {
  std::string known = "announce, undo, note, unnote, canned, uncanned, rule, unrule, poll, end_poll, vote, plan, unplan";
  for (const DeedName& deed : deed_names) known += ", " + std::string(deed.on) + ", " + std::string(deed.off);
  return known;
}

}  // namespace plein::boundary
