#include "boundary/command.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/hash.h"
#include "base/json_writer.h"
#include "boundary/deeds.h"
#include "boundary/read.h"

namespace plein::boundary {
namespace {

constexpr Milliseconds day_ms = 86400000;
constexpr std::int64_t count_max = 1000000;

struct Command : GivenCommand {
  using Answer = Result<std::string>;

  std::string post_view(std::uint32_t post, const bool* created = nullptr) const {
    JsonWriter out;
    out.object().key("post");
    views::write_post(out, context, post);
    if (created != nullptr) out.flag("created", *created);
    out.end_object();
    return out.take();
  }

  Answer of_post(PostKey post, const Status& done) const {
    if (!done) return done.error();
    return post_view(state.find_post(post));
  }

  Answer post() const {
    const sync::NewPost wanted = read_post(in);
    if (const Status status = document.status(); !status) return status.error();
    const auto outcome = synchroniser.post(now, wanted, batch);
    if (!outcome) return outcome.error();
    return post_view(outcome->post, &outcome->created);
  }

  Answer edit() const {
    const PostKey post = read_key(in["post"]);
    const sync::Person by = read_person(in["by"]);
    const std::string title = in["title"].text_or("");
    if (title.size() > 512) in["title"].fail(ErrorCode::too_large, "at most 512 bytes");
    const RichText body = read_text(in);
    if (const Status status = document.status(); !status) return status.error();
    return of_post(post, synchroniser.edit(now, post, by, title, body, batch));
  }

  Answer remove() const {
    const PostKey post = read_key(in["post"]);
    const sync::Person by = read_person(in["by"]);
    if (const Status status = document.status(); !status) return status.error();
    return of_post(post, synchroniser.remove(now, post, by, batch));
  }

  Answer opinion(Status (sync::Synchroniser::*act)(Milliseconds, PostKey, const sync::Person&, bool, sync::Batch&),
                 bool on) const {
    const PostKey post = read_key(in["post"]);
    const sync::Person by = read_person(in["by"]);
    if (const Status status = document.status(); !status) return status.error();
    return of_post(post, (synchroniser.*act)(now, post, by, on, batch));
  }

  Answer of_copy(Status (sync::Synchroniser::*act)(Milliseconds, PostKey, std::string_view, sync::Batch&)) const {
    const PostKey post = read_key(in["post"]);
    const std::string place = in["place"].text();
    if (const Status status = document.status(); !status) return status.error();
    return of_post(post, (synchroniser.*act)(now, post, place, batch));
  }

  Answer sweep() const {
    const PostKey post = read_key(in["post"]);
    if (const Status status = document.status(); !status) return status.error();
    return of_post(post, synchroniser.sweep(now, post, batch));
  }

  Answer opt_out(bool on) const {
    const std::uint64_t author = read_key(in["author"]);
    if (const Status status = document.status(); !status) return status.error();
    if (const Status done = synchroniser.opt_out(now, author, on, batch); !done) return done.error();
    return std::string();
  }

  // What readers did on the page: not a person's command, the relay's own.
  Answer count() const {
    std::vector<Tally> tallies;
    std::vector<std::uint64_t> visitors, members;
    in["counts"].each([&](JsonReader one) {
      const std::string what = one["what"].text();
      const auto named = [&](const PageActName& each) { return each.name == what; };
      const auto found = std::find_if(std::begin(page_act_names), std::end(page_act_names), named);
      if (found == std::end(page_act_names)) return one["what"].fail(ErrorCode::unknown_name, "what is counted (engine.d.ts)");
      const bool of_one = one["thread"].present();
      if (found->of_thread == PageActName::always && !of_one) one["thread"].fail(ErrorCode::missing, "a thread");
      if (found->of_thread == PageActName::never && of_one) one["thread"].fail(ErrorCode::invalid_value, "no thread");
      const auto act = static_cast<PageAct>(found - std::begin(page_act_names));
      const std::string via = one["via"].text_or(std::string(via_names[0]));
      const auto way = std::find(std::begin(via_names), std::end(via_names), via);
      if (way == std::end(via_names)) return one["via"].fail(ErrorCode::unknown_name, "whence or whither (engine.d.ts)");
      if (!has_via(act) && one["via"].present()) one["via"].fail(ErrorCode::invalid_value, "none: of visits and clicks alone");
      const std::int64_t n = one["n"].integer();
      if (n < 1 || n > count_max) one["n"].fail(ErrorCode::invalid_value, "1 to 1000000");
      PostKey thread = 0;
      if (of_one && !from_base32(one["thread"].text(), thread)) one["thread"].fail(ErrorCode::invalid_value, "a post's id");
      if (of_one && thread == 0) return;  // no post has it: as of any other that is not there
      tallies.push_back({act, thread, static_cast<std::uint64_t>(n), static_cast<Via>(way - std::begin(via_names))});
    });
    in["visitors"].each([&](JsonReader one) {
      std::uint64_t visitor = 0;
      if (!from_base32(one.text(), visitor)) one.fail(ErrorCode::invalid_value, "a hash: 13 characters of base32");
      visitors.push_back(visitor);
    });
    in["members"].each([&](JsonReader one) { members.push_back(read_key(one)); });
    const std::int64_t day = in["day"].integer_or(now / day_ms);
    if (const Status status = document.status(); !status) return status.error();
    if (const Status done = synchroniser.count(now, day, {tallies, visitors, members}, batch); !done) return done.error();
    return std::string();
  }

  // What was forgotten, and where copies of it stood: told before it is gone.
  Answer forget() const {
    const std::uint64_t author = read_key(in["author"]);
    if (const Status status = document.status(); !status) return status.error();
    JsonWriter out;
    out.object().text("author", to_base32(author)).key("copies").array();
    std::int64_t posts = 0;
    const std::uint32_t known = state.find_author(author);
    for (std::uint32_t post = known == none ? none : state.authors[known].first_post; post != none;
         post = state.posts[post].next_by_author) {
      ++posts;
      for (std::uint32_t copy = state.posts[post].first_copy; copy != none; copy = state.copies[copy].next) {
        const CopyRow& row = state.copies[copy];
        if (row.state != CopyState::sent) continue;
        const std::string_view remote = state.text(row.remote);
        out.object().text("place", state.places[row.place].id).text("remote", remote);
        out.text("url", context.known->permalink(row.place, remote)).end_object();
      }
    }
    out.end_array().number("posts", posts).end_object();
    if (const Status done = synchroniser.forget(now, author, batch); !done) return done.error();
    return out.take();
  }
};

struct Entry {
  std::string_view name;
  Result<std::string> (*run)(const Command&);
};

constexpr Entry commands[] = {{"post", [](const Command& c) { return c.post(); }},
                              {"edit", [](const Command& c) { return c.edit(); }},
                              {"remove", [](const Command& c) { return c.remove(); }},
                              {"accept", [](const Command& c) { return c.opinion(&sync::Synchroniser::accept, true); }},
                              {"unaccept", [](const Command& c) { return c.opinion(&sync::Synchroniser::accept, false); }},
                              {"react", [](const Command& c) { return c.opinion(&sync::Synchroniser::like, true); }},
                              {"unreact", [](const Command& c) { return c.opinion(&sync::Synchroniser::like, false); }},
                              {"opt_out", [](const Command& c) { return c.opt_out(true); }},
                              {"opt_in", [](const Command& c) { return c.opt_out(false); }},
                              {"forget", [](const Command& c) { return c.forget(); }},
                              {"retry", [](const Command& c) { return c.of_copy(&sync::Synchroniser::resend); }},
                              {"resend", [](const Command& c) { return c.of_copy(&sync::Synchroniser::resend); }},
                              {"dismiss", [](const Command& c) { return c.of_copy(&sync::Synchroniser::dismiss); }},
                              {"sweep", [](const Command& c) { return c.sweep(); }},
                              {"count", [](const Command& c) { return c.count(); }}};

}  // namespace

Result<std::string> run_command(const GivenCommand& given) {
  const JsonReader what = given.in["do"];
  const std::string name = what.text();
  const Command command{given};
  std::string known;
  for (const Entry& entry : commands) {
    if (entry.name == name) return entry.run(command);
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  if (const auto answer = run_deed(name, given)) return *answer;
  what.fail(ErrorCode::unknown_name, "one of " + known + ", " + deed_commands());
  return given.document.status().error();
}

}  // namespace plein::boundary
