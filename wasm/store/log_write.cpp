#include <cstdio>

#include "base/hash.h"
#include "base/json_writer.h"
#include "store/log.h"
#include "store/log_names.h"

namespace plein::log {
namespace {

void write_ref(JsonWriter& out, std::string_view name, const RemoteRef& ref) {
  if (ref.empty()) return;
  out.key(name).array().text(ref.id.value).text(ref.extra).end_array();
}

void write_author(JsonWriter& out, const Author& author) {
  out.key("author").array().text(author.id).text(author.name).text(author.handle);
  if (!author.avatar_url.empty()) out.text(author.avatar_url);
  out.end_array();
}

struct Writer {
  JsonWriter out;

  JsonWriter& begin(std::string_view kind) { return out.object().text("k", kind); }
  JsonWriter& begin(std::string_view kind, const PlaceId& place) { return begin(kind).text("place", place.value); }
  JsonWriter& begin(std::string_view kind, PostKey post, const PlaceId& place) {
    return begin(kind).text("post", to_base32(post)).text("place", place.value);
  }
  void number_unless_zero(std::string_view name, std::int64_t value) {
    if (value != 0) out.number(name, value);
  }
  void key_unless_zero(std::string_view name, std::uint64_t value) {
    if (value != 0) out.text(name, to_base32(value));
  }
  void flag_if(std::string_view name, bool value) {
    if (value) out.flag(name, true);
  }

  void operator()(const record::Begun& r) { begin("begun").text("epoch", r.epoch).number("at", r.at); }
  void operator()(const record::Identified& r) {
    begin("identified", r.place).text("id", r.identity.id).text("handle", r.identity.handle);
  }
  void posted(std::string_view kind, const record::Posted& r) {
    begin(kind, r.place);
    write_ref(out, "post", r.post);
    write_ref(out, "parent", r.parent);
    out.text_unless_empty("parent_place", r.parent_place.value);
    key_unless_zero("parent_key", r.parent_key);
    write_author(out, r.author);
    out.text_unless_empty("role", roles[static_cast<int>(r.role)]).text_unless_empty("title", r.title).raw("body", r.body);
    out.number("at", r.created_at);
    number_unless_zero("edited", r.edited_at);
    number_unless_zero("as_of", r.as_of);
    flag_if("old", r.old);
    write_accounts(r.accounts);
  }
  void write_accounts(const std::vector<record::Account>& accounts) {
    if (accounts.empty()) return;
    out.key("accounts").array();
    for (const record::Account& account : accounts) {
      out.array().text(account.place.value).text(account.id);
      if (account.own) out.flag(true);
      out.end_array();
    }
    out.end_array();
  }
  void operator()(const record::Posted& r) { posted("posted", r); }
  void operator()(const record::Parked& r) { posted("parked", r.reply); }
  void operator()(const record::Unparked& r) { begin("unparked", r.place).text("parent", r.parent.value); }
  void operator()(const record::Removed& r) { begin("removed", r.place).text("post", r.post.value); }
  void operator()(const record::Shown& r) {
    begin("shown", r.place).text("post", r.post.value).flag("hidden", r.hidden).number("as_of", r.as_of);
  }
  void operator()(const record::Reacted& r) {
    begin("reacted", r.place).text("post", r.post.value).number("count", r.reactions);
    flag_if("accepted", r.accepted);
    out.number("as_of", r.as_of);
  }
  void operator()(const record::Renamed& r) {
    begin("renamed", r.place);
    write_author(out, r.author);
    out.number("as_of", r.as_of);
  }
  void operator()(const record::Departed& r) { begin("departed", r.place).text("author", r.author); }
  void operator()(const record::Profiled& r) {
    begin("profiled", r.place).text("author", r.author).flag("refuses", r.refuses).number("at", r.at);
    if (r.followers != 0) out.number("followers", r.followers);
  }
  void operator()(const record::Held& r) { begin("held").text("post", to_base32(r.post)).flag("held", r.held); }
  void operator()(const record::Silenced& r) {
    begin("silenced").text("author", to_base32(r.author)).number("why", r.why).flag("on", r.on);
  }
  void operator()(const record::Forgotten& r) { begin("forgotten").text("author", to_base32(r.author)); }
  void operator()(const record::Copied& r) {
    begin("copied").text("origin", to_base32(r.origin)).text("place", r.place.value);
    write_ref(out, "copy", r.copy);
    number_unless_zero("made", r.made_at);
    number_unless_zero("said", r.said);
    flag_if("correction", r.correction);
    number_unless_zero("at", r.at);
    out.text_unless_empty("from", r.from.value).text_unless_empty("from_id", r.from_id.value).text_unless_empty("as", r.as);
  }
  void operator()(const record::Intended& r) {
    begin("intended", r.post, r.place).number("at", r.at).text("salt", to_base32(r.salt));
    number_unless_zero("tried", r.tried_at);
    out.text("op", ops[static_cast<int>(r.op)]);
    key_unless_zero("copy", r.copy);
    key_unless_zero("content", r.content);
    number_unless_zero("said", r.said);
    flag_if("correction", r.correction);
    out.text_unless_empty("as", r.as);
  }
  void operator()(const record::Done& r) {
    begin("done", r.post, r.place).text("copy", to_base32(r.copy)).text("op", ops[static_cast<int>(r.op)]).number("at", r.at);
  }
  void operator()(const record::Refused& r) {
    begin("refused", r.post, r.place).text("copy", to_base32(r.copy)).text("op", ops[static_cast<int>(r.op)]);
    out.text_unless_empty("reason", r.reason);
  }
  void operator()(const record::Unsettled& r) {
    begin("unsettled", r.post, r.place).text("state", states[static_cast<int>(r.state)]).text_unless_empty("reason", r.reason);
    flag_if("final", r.final);
    flag_if("correction", r.correction);
  }
  void operator()(const record::Rendered& r) {
    begin("rendered", r.post, r.place).text("copy", to_base32(r.copy)).number("said", r.said);
    key_unless_zero("content", r.content);
  }
  void operator()(const record::Marked& r) { begin("marked", r.place).text("stream", r.stream).text("mark", r.mark); }
  void operator()(const record::LookDue& r) {
    begin("look", r.place);
    write_ref(out, "thread", r.thread);
    flag_if("one", r.one);
  }
  void operator()(const record::Looked& r) {
    begin("looked", r.place).text("thread", r.thread.value);
    flag_if("one", r.one);
  }
  void operator()(const record::Adopted& r) { begin("adopted", r.place); }
  void operator()(const record::Distrusted& r) { begin("distrusted").number("at", r.at); }
  void operator()(const record::Accepted& r) {
    begin("accepted").text("post", to_base32(r.post)).flag("on", r.on).number("at", r.at);
  }
  void operator()(const record::Liked& r) {
    begin("liked").text("post", to_base32(r.post)).text("person", r.person).flag("on", r.on).number("at", r.at);
  }
  void operator()(const record::Decided& r) {
    begin("decided").text("what", name_of(r.what).name).flag("on", r.on);
    key_unless_zero("post", r.post);
    key_unless_zero("author", r.author);
    out.text_unless_empty("in", r.place.value).text_unless_empty("value", r.value);
    number_unless_zero("until", r.until);
    out.text_unless_empty("reason", r.reason)
        .text_unless_empty("by", r.by)
        .text_unless_empty("name", r.name)
        .number("at", r.made_at);
    number_unless_zero("undoes", static_cast<std::int64_t>(r.undoes));
    flag_if("was", r.was);
    out.text_unless_empty("was_value", r.was_value);
    number_unless_zero("was_until", r.was_until);
  }
  void operator()(const record::Noted& r) {
    begin("noted").text("post", to_base32(r.post)).text("key", r.key).text_unless_empty("text", r.text);
    out.text_unless_empty("by", r.by).text_unless_empty("name", r.name).number("at", r.made_at);
  }
  void operator()(const record::Canned& r) {
    begin("canned")
        .text("key", r.key)
        .text_unless_empty("title", r.title)
        .text_unless_empty("text", r.text)
        .number("at", r.made_at);
  }
  void operator()(const record::Ruled& r) {
    begin("ruled").text("key", r.key).text_unless_empty("rule", r.rule).number("at", r.made_at);
  }
  void operator()(const record::Polled& r) {
    begin("polled").text("post", to_base32(r.post)).key("options").array();
    for (const std::string& option : r.options) out.text(option);
    out.end_array();
    flag_if("several", r.several);
    flag_if("after", r.after);
    number_unless_zero("until", r.until);
    out.text_unless_empty("reason", r.reason)
        .text_unless_empty("by", r.by)
        .text_unless_empty("name", r.name)
        .number("at", r.made_at);
  }
  void operator()(const record::Voted& r) {
    begin("voted").text("post", to_base32(r.post)).text("person", r.person).number("choices", r.choices);
    write_accounts(r.accounts);
    out.number("at", r.made_at);
  }
  void operator()(const record::Planned& r) {
    begin("planned").text("key", r.key).text_unless_empty("title", r.title).text_unless_empty("text", r.text);
    flag_if("markdown", r.markdown);
    if (!r.without.empty()) {
      out.key("without").array();
      for (const PlaceId& place : r.without) out.text(place.value);
      out.end_array();
    }
    number_unless_zero("when", r.at);
    if (r.stands != record::Planned::Stands::waiting) out.text("stands", stands[static_cast<int>(r.stands)]);
    out.text_unless_empty("reason", r.reason)
        .text_unless_empty("by", r.by)
        .text_unless_empty("name", r.name)
        .number("at", r.made_at);
  }
  void operator()(const record::Counted& r) {
    begin("counted").number("day", r.day).key("counts").array();
    for (const Tally& tally : r.tallies) {
      out.array().text(name_of(tally.act).name).number(static_cast<std::int64_t>(tally.n));
      const bool via = tally.via != Via::unsaid;
      if (tally.thread != 0)
        out.text(to_base32(tally.thread));
      else if (via)
        out.null();
      if (via) out.text(via_names[static_cast<std::size_t>(tally.via)]);
      out.end_array();
    }
    out.end_array();
  }
  void operator()(const record::Sketched& r) {
    begin("sketched").number("day", r.day).key("rises").array();
    for (const sketch::Rise rise : r.rises) out.number(rise.at).number(rise.to);
    out.end_array();
    flag_if("members", r.members);
  }
  void operator()(const record::Followed& r) {
    begin("followed", r.place).number("day", r.day).number("followers", static_cast<std::int64_t>(r.followers));
  }
};

}  // namespace

std::string write(const Record& record) {
  Writer writer;
  std::visit(writer, record);
  writer.out.end_object();
  const std::string json = writer.out.take();
  char head[16];
  std::snprintf(head, sizeof head, "%d %08x ", version, crc32c(json));
  return head + json;
}

}  // namespace plein::log
