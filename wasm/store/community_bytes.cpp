#include "store/community_bytes.h"

#include <algorithm>

#include "store/log.h"

namespace plein::snapshot {
namespace {

// Visits a counted list of lines, each a record of the kind. False: one is not.
template <class Kind, class Visit>
bool each_line(In& in, const Visit& visit) {
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    const auto record = log::read(in.text());
    const Kind* kind = record ? std::get_if<Kind>(&*record) : nullptr;
    if (kind == nullptr) return false;
    visit(*kind);
  }
  return in.good();
}

void save_traffic(Out& out, const Traffic& traffic) {
  out.number(traffic.days.size());
  for (const auto& [number, day] : traffic.days) {
    out.number(static_cast<std::uint64_t>(number));
    out.number(day.visitors);
    out.table(day.registers);
    out.number(day.counts.size());
    for (const auto& [key, n] : day.counts) {
      const auto [thread, act, via] = key;
      out.number(thread);
      out.number(static_cast<std::uint64_t>(act));
      out.number(static_cast<std::uint64_t>(via));
      out.number(n);
    }
  }
}

bool load_traffic(In& in, Traffic& traffic) {
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    Traffic::Day& day = traffic.days[static_cast<std::int64_t>(in.number())];
    day.visitors = in.number();
    in.table(day.registers);
    const bool whole = day.registers.empty() || day.registers.size() == sketch::size;
    const auto possible = [](std::uint8_t held) { return held <= sketch::highest; };
    if (!whole || !std::all_of(day.registers.begin(), day.registers.end(), possible)) return false;
    for (std::uint64_t counts = in.number(); in.good() && counts > 0; --counts) {
      const PostKey thread = in.number();
      const std::uint64_t act = in.number(), via = in.number();
      if (act >= std::size(page_act_names) || via >= std::size(via_names)) return false;
      day.counts[{thread, static_cast<PageAct>(act), static_cast<Via>(via)}] = in.number();
    }
  }
  return in.good();
}

}  // namespace

void save_community(Out& out, const Community& community) {
  out.number(community.decided);
  out.number(community.standing.size());
  for (const auto& [key, decided] : community.standing) out.text(log::write(decided));
  out.number(community.history.size());
  for (const Community::Entry& entry : community.history) {
    out.number(entry.number);
    out.number(entry.undone ? 1 : 0);
    out.text(log::write(entry.decided));
  }
  std::size_t notes = 0;
  for (const auto& [post, list] : community.notes) notes += list.size();
  out.number(notes);
  for (const auto& [post, list] : community.notes) {
    for (const record::Noted& note : list) out.text(log::write(note));
  }
  out.number(community.canned.size());
  for (const auto& [key, canned] : community.canned) out.text(log::write(canned));
  out.number(community.rules.size());
  for (const auto& [key, rule] : community.rules) out.text(log::write(rule));
  save_traffic(out, community.traffic);
}

bool load_community(In& in, Community& community) {
  community.decided = in.number();
  const bool stands = each_line<record::Decided>(
      in, [&](const record::Decided& decided) { community.standing[Community::key_of(decided)] = decided; });
  if (!stands) return false;
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    Community::Entry entry;
    entry.number = in.number();
    entry.undone = in.number() != 0;
    const auto record = log::read(in.text());
    const record::Decided* decided = record ? std::get_if<record::Decided>(&*record) : nullptr;
    if (decided == nullptr) return false;
    entry.decided = *decided;
    community.history.push_back(std::move(entry));
  }
  return in.good() &&
         each_line<record::Noted>(in, [&](const record::Noted& note) { community.notes[note.post].push_back(note); }) &&
         each_line<record::Canned>(in, [&](const record::Canned& canned) { community.canned[canned.key] = canned; }) &&
         each_line<record::Ruled>(in, [&](const record::Ruled& rule) { community.rules[rule.key] = rule; }) &&
         load_traffic(in, community.traffic);
}

}  // namespace plein::snapshot
