#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iterator>

#include "base/hash.h"
#include "base/json_reader.h"
#include "store/log.h"
#include "store/log_names.h"

namespace plein::log {
namespace {

RemoteRef read_ref(const JsonReader& in) {
  if (!in.present()) return {};
  return {RemoteId{in.at(0).text()}, in.at(1).text()};
}

PostKey read_key(const JsonReader& in) {
  PostKey key = 0;
  if (!from_base32(in.text(), key)) in.fail(ErrorCode::invalid_value, "a post's id: 13 characters of base32");
  return key;
}

PostKey read_key_or_zero(const JsonReader& in) { return in.present() ? read_key(in) : 0; }

std::uint32_t read_count(const JsonReader& in, std::int64_t fallback) {
  const std::int64_t value = in.integer_or(fallback);
  if (value < 0 || value > UINT32_MAX) in.fail(ErrorCode::invalid_value, "0 to 4294967295");
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, UINT32_MAX));
}

template <class Enum, std::size_t count>
Enum read_name(const JsonReader& in, const std::string_view (&names)[count], const char* what) {
  const std::string name = in.text();
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) return in.fail(ErrorCode::invalid_value, what), Enum{};
  return static_cast<Enum>(found - std::begin(names));
}

Author read_author(const JsonReader& in) { return {in.at(0).text(), in.at(1).text(), in.at(2).text(), in.at(3).text_or("")}; }

std::vector<record::Account> read_accounts(const JsonReader& in) {
  std::vector<record::Account> accounts;
  in.each([&](JsonReader one) {
    accounts.push_back({PlaceId{one.at(0).text()}, one.at(1).text(), one.size() > 2 && one.at(2).flag()});
  });
  return accounts;
}

record::Posted read_posted(const JsonReader& in, const PlaceId& place) {
  record::Posted r;
  r.place = place;
  r.post = read_ref(in["post"]);
  r.parent = read_ref(in["parent"]);
  r.parent_place.value = in["parent_place"].text_or("");
  r.parent_key = read_key_or_zero(in["parent_key"]);
  r.author = read_author(in["author"]);
  const std::string role = in["role"].text_or("");
  for (int i = 0; i < 4; ++i) {
    if (role == roles[i]) r.role = static_cast<Role>(i);
  }
  r.title = in["title"].text_or("");
  r.body = in["body"].raw();
  r.created_at = in["at"].integer();
  r.edited_at = in["edited"].integer_or(0);
  r.as_of = in["as_of"].integer_or(0);
  r.old = in["old"].flag_or(false);
  r.accounts = read_accounts(in["accounts"]);
  return r;
}

record::Polled read_polled(const JsonReader& in) {
  record::Polled r;
  r.post = read_key(in["post"]);
  in["options"].each([&](JsonReader option) { r.options.push_back(option.text()); });
  r.several = in["several"].flag_or(false);
  r.after = in["after"].flag_or(false);
  r.until = in["until"].integer_or(0);
  r.reason = in["reason"].text_or("");
  r.by = in["by"].text_or("");
  r.name = in["name"].text_or("");
  r.made_at = in["at"].integer();
  return r;
}

record::Planned read_planned(const JsonReader& in) {
  record::Planned r;
  r.key = in["key"].text();
  r.title = in["title"].text_or("");
  r.text = in["text"].text_or("");
  r.markdown = in["markdown"].flag_or(false);
  in["without"].each([&](JsonReader place) { r.without.push_back(PlaceId{place.text()}); });
  r.at = in["when"].integer_or(0);
  if (in["stands"].present()) r.stands = read_name<record::Planned::Stands>(in["stands"], stands, "how it stands");
  r.reason = in["reason"].text_or("");
  r.by = in["by"].text_or("");
  r.name = in["name"].text_or("");
  r.made_at = in["at"].integer();
  return r;
}

record::Intended read_intended(const JsonReader& in, const PlaceId& place) {
  record::Intended r{read_key(in["post"]), place, in["at"].integer(), read_key(in["salt"])};
  r.tried_at = in["tried"].integer_or(0);
  if (in["op"].present()) r.op = read_name<Op>(in["op"], ops, "what is done to a copy");  // version 1 knew create alone
  r.copy = read_key_or_zero(in["copy"]);
  r.content = read_key_or_zero(in["content"]);
  r.said = read_count(in["said"], 0);
  r.correction = in["correction"].flag_or(false);
  r.as = in["as"].text_or("");
  return r;
}

record::Decided read_decided(const JsonReader& in) {
  record::Decided r;
  const std::string what = in["what"].text();
  const auto named = [&](const DeedName& each) { return each.name == what; };
  const auto found = std::find_if(std::begin(deed_names), std::end(deed_names), named);
  if (found == std::end(deed_names)) return in["what"].fail(ErrorCode::newer_version, "a decision that this Plein knows"), r;
  r.what = static_cast<Deed>(found - std::begin(deed_names));
  r.on = in["on"].flag();
  r.post = read_key_or_zero(in["post"]);
  r.author = read_key_or_zero(in["author"]);
  r.place.value = in["in"].text_or("");
  r.value = in["value"].text_or("");
  r.until = in["until"].integer_or(0);
  r.reason = in["reason"].text_or("");
  r.by = in["by"].text_or("");
  r.name = in["name"].text_or("");
  r.made_at = in["at"].integer();
  r.undoes = static_cast<std::uint64_t>(in["undoes"].integer_or(0));
  r.was = in["was"].flag_or(false);
  r.was_value = in["was_value"].text_or("");
  r.was_until = in["was_until"].integer_or(0);
  return r;
}

record::Counted read_counted(const JsonReader& in) {
  record::Counted r;
  r.day = in["day"].integer();
  in["counts"].each([&](JsonReader one) {
    const std::string name = one.at(0).text();
    const auto named = [&](const PageActName& each) { return each.name == name; };
    const auto found = std::find_if(std::begin(page_act_names), std::end(page_act_names), named);
    if (found == std::end(page_act_names)) return one.at(0).fail(ErrorCode::newer_version, "what this Plein counts");
    const auto via =
        one.at(3).present() ? std::find(std::begin(via_names), std::end(via_names), one.at(3).view()) : std::begin(via_names);
    if (via == std::end(via_names)) return one.at(3).fail(ErrorCode::newer_version, "whence or whither, as this Plein counts it");
    r.tallies.push_back({static_cast<PageAct>(found - std::begin(page_act_names)), read_key_or_zero(one.at(2)),
                         read_count(one.at(1), 0), static_cast<Via>(via - std::begin(via_names))});
  });
  return r;
}

record::Sketched read_sketched(const JsonReader& in) {
  record::Sketched r;
  r.day = in["day"].integer();
  r.members = in["members"].flag_or(false);
  const JsonReader rises = in["rises"];
  for (std::size_t i = 0; i + 1 < rises.size(); i += 2) {
    const std::int64_t at = rises.at(i).integer(), to = rises.at(i + 1).integer();
    if (at < 0 || at >= static_cast<std::int64_t>(sketch::size)) rises.at(i).fail(ErrorCode::invalid_value, "a register");
    if (to < 1 || to > sketch::highest) rises.at(i + 1).fail(ErrorCode::invalid_value, "1 to 53");
    r.rises.push_back({static_cast<std::uint16_t>(at), static_cast<std::uint8_t>(to)});
  }
  return r;
}

Record read_of_place(const std::string& kind, const JsonReader& in) {
  const PlaceId place{in["place"].text()};
  const auto post = [&] { return RemoteId{in["post"].text()}; };
  if (kind == "posted") return read_posted(in, place);
  if (kind == "parked") return record::Parked{read_posted(in, place)};
  if (kind == "unparked") return record::Unparked{place, RemoteId{in["parent"].text()}};
  if (kind == "copied") {
    record::Copied r{read_key(in["origin"]), place, read_ref(in["copy"]), in["made"].integer_or(0), read_count(in["said"], 0)};
    r.correction = in["correction"].flag_or(false);
    r.at = in["at"].integer_or(0);
    r.from.value = in["from"].text_or("");
    r.from_id.value = in["from_id"].text_or("");
    r.as = in["as"].text_or("");
    return r;
  }
  if (kind == "intended") return read_intended(in, place);
  if (kind == "done") {
    return record::Done{read_key(in["post"]), place, read_key(in["copy"]),
                        read_name<Op>(in["op"], ops, "what was done to a copy"), in["at"].integer()};
  }
  if (kind == "refused") {
    return record::Refused{read_key(in["post"]), place, read_key(in["copy"]),
                           read_name<Op>(in["op"], ops, "what is not to be done to a copy"), in["reason"].text_or("")};
  }
  if (kind == "unsettled") {
    return record::Unsettled{read_key(in["post"]),
                             place,
                             read_name<CopyState>(in["state"], states, "a copy's state"),
                             in["reason"].text_or(""),
                             in["final"].flag_or(false),
                             in["correction"].flag_or(false)};
  }
  if (kind == "rendered") {
    return record::Rendered{read_key(in["post"]), place, read_key(in["copy"]), read_count(in["said"], 0),
                            read_key_or_zero(in["content"])};
  }
  if (kind == "removed") return record::Removed{place, post()};
  if (kind == "shown") return record::Shown{place, post(), in["hidden"].flag(), in["as_of"].integer()};
  if (kind == "reacted") {
    return record::Reacted{place, post(), read_count(in["count"], 0), in["accepted"].flag_or(false), in["as_of"].integer()};
  }
  if (kind == "renamed") return record::Renamed{place, read_author(in["author"]), in["as_of"].integer()};
  if (kind == "departed") return record::Departed{place, in["author"].text()};
  if (kind == "profiled") {
    return record::Profiled{place, in["author"].text(), in["refuses"].flag(), in["at"].integer(), read_count(in["followers"], 0)};
  }
  if (kind == "marked") return record::Marked{place, in["stream"].text(), in["mark"].text()};
  if (kind == "look") return record::LookDue{place, read_ref(in["thread"]), in["one"].flag_or(false)};
  if (kind == "looked") return record::Looked{place, RemoteId{in["thread"].text()}, in["one"].flag_or(false)};
  if (kind == "identified") return record::Identified{place, {in["id"].text(), in["handle"].text()}};
  if (kind == "adopted") return record::Adopted{place};
  if (kind == "followed")
    return record::Followed{place, in["day"].integer(), static_cast<std::uint64_t>(in["followers"].integer())};
  in["k"].fail(ErrorCode::newer_version, "a kind of record that this Plein knows");
  return record::Begun{};
}

Record read_record(const JsonReader& in) {
  const std::string kind = in["k"].text();
  if (kind == "begun") return record::Begun{in["epoch"].text(), in["at"].integer()};
  if (kind == "held") return record::Held{read_key(in["post"]), in["held"].flag()};
  if (kind == "silenced") {
    const std::int64_t why = in["why"].integer();
    if (why != AuthorRow::opted_out && why != AuthorRow::blocked) in["why"].fail(ErrorCode::invalid_value, "1 or 2");
    return record::Silenced{read_key(in["author"]), static_cast<AuthorRow::Silence>(why), in["on"].flag()};
  }
  if (kind == "forgotten") return record::Forgotten{read_key(in["author"])};
  if (kind == "accepted") return record::Accepted{read_key(in["post"]), in["on"].flag(), in["at"].integer()};
  if (kind == "liked") return record::Liked{read_key(in["post"]), in["person"].text(), in["on"].flag(), in["at"].integer()};
  if (kind == "decided") return read_decided(in);
  if (kind == "noted") {
    return record::Noted{read_key(in["post"]), in["key"].text(),       in["text"].text_or(""),
                         in["by"].text_or(""), in["name"].text_or(""), in["at"].integer()};
  }
  if (kind == "canned")
    return record::Canned{in["key"].text(), in["title"].text_or(""), in["text"].text_or(""), in["at"].integer()};
  if (kind == "ruled") return record::Ruled{in["key"].text(), in["rule"].text_or(""), in["at"].integer()};
  if (kind == "polled") return read_polled(in);
  if (kind == "voted") {
    return record::Voted{read_key(in["post"]), in["person"].text(), read_accounts(in["accounts"]), read_count(in["choices"], 0),
                         in["at"].integer()};
  }
  if (kind == "planned") return read_planned(in);
  if (kind == "counted") return read_counted(in);
  if (kind == "sketched") return read_sketched(in);
  if (kind == "distrusted") return record::Distrusted{in["at"].integer()};
  return read_of_place(kind, in);
}

}  // namespace

Result<Record> read(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || space == 0 || line.size() < space + 11 || line[space + 9] != ' ') {
    return Error{ErrorCode::damaged, "", "found no record, expected \"<version> <checksum> <json>\""};
  }
  int found = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + space, found);
  if (error != std::errc() || end != line.data() + space || found < 1)
    return Error{ErrorCode::damaged, "", "found no record, expected \"<version> <checksum> <json>\""};
  if (found > version) {
    return Error{
        ErrorCode::newer_version, "",
        "found a record of version " + std::to_string(found) + ", this Plein reads up to version " + std::to_string(version)};
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
