#include "store/log.h"

#include <cstdio>

#include "base/hash.h"
#include "base/json_reader.h"
#include "base/json_writer.h"

namespace plein::log {
namespace {

constexpr std::string_view roles[] = {"", "visitor", "ambassador", "brand"};
constexpr std::string_view states[] = {"waiting", "sending", "sent", "held", "unknown", "failed", "withheld"};

void write_ref(JsonWriter& out, std::string_view name, const RemoteRef& ref) {
  if (ref.empty()) return;
  out.key(name).array().text(ref.id.value).text(ref.extra).end_array();
}

RemoteRef read_ref(const JsonReader& in) {
  if (!in.present()) return {};
  return {RemoteId{in.at(0).text()}, in.at(1).text()};
}

PostKey read_key(const JsonReader& in) {
  PostKey key = 0;
  if (!from_base32(in.text(), key)) in.fail(ErrorCode::invalid_value, "a post's id: 13 characters of base32");
  return key;
}

struct Writer {
  JsonWriter out;

  void begin(std::string_view kind) { out.object().text("k", kind); }

  void operator()(const record::Begun& r) {
    begin("begun");
    out.text("epoch", r.epoch).number("at", r.at);
  }
  void operator()(const record::Identified& r) {
    begin("identified");
    out.text("place", r.place.value).text("id", r.identity.id).text("handle", r.identity.handle);
  }
  void operator()(const record::Posted& r) {
    begin("posted");
    out.text("place", r.place.value);
    write_ref(out, "post", r.post);
    write_ref(out, "parent", r.parent);
    out.text_unless_empty("parent_place", r.parent_place.value);
    out.key("author").array().text(r.author.id).text(r.author.name).text(r.author.handle).end_array();
    out.text_unless_empty("role", roles[static_cast<int>(r.role)]).text_unless_empty("title", r.title).raw("body", r.body);
    out.number("at", r.created_at);
    if (r.edited_at != 0) out.number("edited", r.edited_at);
    if (r.old) out.flag("old", true);
  }
  void operator()(const record::Removed& r) {
    begin("removed");
    out.text("place", r.place.value).text("post", r.post.value);
  }
  void operator()(const record::Copied& r) {
    begin("copied");
    out.text("origin", to_base32(r.origin)).text("place", r.place.value);
    write_ref(out, "copy", r.copy);
  }
  void operator()(const record::Intended& r) {
    begin("intended");
    out.text("post", to_base32(r.post)).text("place", r.place.value).number("at", r.at).text("salt", to_base32(r.salt));
  }
  void operator()(const record::Unsettled& r) {
    begin("unsettled");
    out.text("post", to_base32(r.post)).text("place", r.place.value).text("state", states[static_cast<int>(r.state)]);
    out.text_unless_empty("reason", r.reason);
  }
  void operator()(const record::Marked& r) {
    begin("marked");
    out.text("place", r.place.value).text("stream", r.stream).text("mark", r.mark);
  }
  void operator()(const record::LookDue& r) {
    begin("look");
    out.text("place", r.place.value);
    write_ref(out, "thread", r.thread);
  }
  void operator()(const record::Looked& r) {
    begin("looked");
    out.text("place", r.place.value).text("thread", r.thread.value);
  }
  void operator()(const record::Adopted& r) {
    begin("adopted");
    out.text("place", r.place.value);
  }
};

record::Posted read_posted(const JsonReader& in, const PlaceId& place) {
  record::Posted r;
  r.place = place;
  r.post = read_ref(in["post"]);
  r.parent = read_ref(in["parent"]);
  r.parent_place.value = in["parent_place"].text_or("");
  const JsonReader author = in["author"];
  r.author.id = author.at(0).text();
  r.author.name = author.at(1).text();
  r.author.handle = author.at(2).text();
  const std::string role = in["role"].text_or("");
  for (int i = 0; i < 4; ++i) {
    if (role == roles[i]) r.role = static_cast<Role>(i);
  }
  r.title = in["title"].text_or("");
  r.body = in["body"].raw();
  r.created_at = in["at"].integer();
  r.edited_at = in["edited"].integer_or(0);
  r.old = in["old"].flag_or(false);
  return r;
}

record::Unsettled read_unsettled(const JsonReader& in, const PlaceId& place) {
  record::Unsettled r{read_key(in["post"]), place, CopyState::unknown, in["reason"].text_or("")};
  const std::string state = in["state"].text();
  for (int i = 0; i < 7; ++i) {
    if (state == states[i]) {
      r.state = static_cast<CopyState>(i);
      return r;
    }
  }
  in["state"].fail(ErrorCode::invalid_value, "a copy's state");
  return r;
}

Record read_record(const JsonReader& in) {
  const std::string kind = in["k"].text();
  if (kind == "begun") return record::Begun{in["epoch"].text(), in["at"].integer()};
  const PlaceId place{in["place"].text()};
  if (kind == "posted") return read_posted(in, place);
  if (kind == "copied") return record::Copied{read_key(in["origin"]), place, read_ref(in["copy"])};
  if (kind == "intended") {
    return record::Intended{read_key(in["post"]), place, in["at"].integer(), read_key(in["salt"])};
  }
  if (kind == "unsettled") return read_unsettled(in, place);
  if (kind == "removed") return record::Removed{place, RemoteId{in["post"].text()}};
  if (kind == "marked") return record::Marked{place, in["stream"].text(), in["mark"].text()};
  if (kind == "look") return record::LookDue{place, read_ref(in["thread"])};
  if (kind == "looked") return record::Looked{place, RemoteId{in["thread"].text()}};
  if (kind == "identified") return record::Identified{place, {in["id"].text(), in["handle"].text()}};
  if (kind == "adopted") return record::Adopted{place};
  in["k"].fail(ErrorCode::newer_version, "a kind of record that this Plein knows");
  return record::Begun{};
}

}  // namespace

std::string write(const Record& record) {
  Writer writer;
  std::visit(writer, record);
  writer.out.end_object();
  const std::string json = writer.out.take();
  char head[16];
  std::snprintf(head, sizeof head, "1 %08x ", crc32c(json));
  return head + json;
}

Result<Record> read(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || space == 0 || line.size() < space + 11 || line[space + 9] != ' ') {
    return Error{ErrorCode::damaged, "", "found no record, expected \"1 <checksum> <json>\""};
  }
  if (line.substr(0, space) != "1") {
    return Error{ErrorCode::newer_version, "",
                 "found a record of version " + std::string(line.substr(0, space)) + ", this Plein reads version 1"};
  }
  const std::string_view json = line.substr(space + 10);
  char checksum[9];
  std::snprintf(checksum, sizeof checksum, "%08x", crc32c(json));
  if (line.substr(space + 1, 8) != checksum) {
    return Error{ErrorCode::damaged, "",
                 "the record's checksum is " + std::string(line.substr(space + 1, 8)) + ", its bytes give " + checksum};
  }
  auto document = JsonDocument::parse(json);
  if (!document) return document.error();
  Record record = read_record(document->root());
  if (const Status status = document->status(); !status) return status.error();
  return record;
}

}  // namespace plein::log
