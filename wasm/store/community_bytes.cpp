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

bool is_sketch(const sketch::Registers& registers) {
  const auto possible = [](std::uint8_t held) { return held <= sketch::highest; };
  const bool whole = registers.empty() || registers.size() == sketch::size;
  return whole && std::all_of(registers.begin(), registers.end(), possible);
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
    if (!is_sketch(day.registers)) return false;
    for (std::uint64_t counts = in.number(); in.good() && counts > 0; --counts) {
      const PostKey thread = in.number();
      const std::uint64_t act = in.number(), via = in.number();
      if (act >= std::size(page_act_names) || via >= std::size(via_names)) return false;
      day.counts[{thread, static_cast<PageAct>(act), static_cast<Via>(via)}] = in.number();
    }
  }
  return in.good();
}

// Beside the days' counts, since version 7.
void save_people(Out& out, const Community& community) {
  const Traffic& traffic = community.traffic;
  const auto came = [](const auto& each) { return !each.second.members.empty(); };
  out.number(static_cast<std::uint64_t>(std::count_if(traffic.days.begin(), traffic.days.end(), came)));
  for (const auto& [number, day] : traffic.days) {
    if (day.members.empty()) continue;
    out.number(static_cast<std::uint64_t>(number));
    out.table(day.members);
  }
  out.number(traffic.followers.size());
  for (const auto& [place, days] : traffic.followers) {
    out.text(place);
    out.number(days.size());
    for (const auto& [day, followers] : days) {
      out.number(static_cast<std::uint64_t>(day));
      out.number(followers);
    }
  }
  out.number(community.opinions.size());
  for (const auto& [person, days] : community.opinions) {
    out.number(person);
    out.number(days.size());
    for (const std::int64_t day : days) out.number(static_cast<std::uint64_t>(day));
  }
  out.number(community.followed.size());
  for (const auto& [author, followers] : community.followed) out.number(author), out.number(followers);
}

bool load_people(In& in, Community& community) {
  Traffic& traffic = community.traffic;
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    sketch::Registers& members = traffic.days[static_cast<std::int64_t>(in.number())].members;
    in.table(members);
    if (!is_sketch(members)) return false;
  }
  for (std::uint64_t places = in.number(); in.good() && places > 0; --places) {
    auto& days = traffic.followers[std::string(in.text())];
    for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
      const auto day = static_cast<std::int64_t>(in.number());
      days[day] = in.number();
    }
    if (days.empty()) return false;
  }
  for (std::uint64_t people = in.number(); in.good() && people > 0; --people) {
    auto& days = community.opinions[in.number()];
    for (std::uint64_t count = in.number(); in.good() && count > 0; --count) days.insert(static_cast<std::int64_t>(in.number()));
  }
  for (std::uint64_t authors = in.number(); in.good() && authors > 0; --authors) {
    const std::uint64_t author = in.number();
    community.followed[author] = static_cast<std::uint32_t>(in.number());
  }
  return in.good();
}

// Votes of who was forgotten are in the counts alone.
void save_asked(Out& out, const Community& community) {
  out.number(community.polls.size());
  for (const auto& [post, poll] : community.polls) {
    out.text(log::write(poll.asked));
    out.number(poll.people);
    for (const std::uint64_t count : poll.counts) out.number(count);
    out.number(poll.votes.size());
    for (const auto& [by, vote] : poll.votes) {
      out.number(by);
      out.number(vote.choices);
      out.number(static_cast<std::uint64_t>(vote.made_at));
      out.number(vote.known.size());
      for (const std::uint64_t author : vote.known) out.number(author);
    }
  }
  out.number(community.planned.size());
  for (const auto& [key, planned] : community.planned) out.text(log::write(planned));
}

bool load_poll(In& in, Poll& poll) {
  poll.people = in.number();
  poll.counts.resize(poll.asked.options.size());
  for (std::uint64_t& count : poll.counts) count = in.number();
  for (std::uint64_t votes = in.number(); in.good() && votes > 0; --votes) {
    Poll::Vote vote;
    vote.by = in.number();
    vote.choices = static_cast<std::uint32_t>(in.number());
    vote.made_at = static_cast<Milliseconds>(in.number());
    for (std::uint64_t known = in.number(); in.good() && known > 0; --known) {
      const std::uint64_t author = in.number();
      vote.known.insert(author);
      poll.by_author[author] = vote.by;
    }
    poll.votes[vote.by] = std::move(vote);
  }
  return in.good();
}

bool load_asked(In& in, Community& community) {
  for (std::uint64_t count = in.number(); in.good() && count > 0; --count) {
    const auto record = log::read(in.text());
    const record::Polled* asked = record ? std::get_if<record::Polled>(&*record) : nullptr;
    if (asked == nullptr) return false;
    Poll& poll = community.polls[asked->post];
    poll.asked = *asked;
    if (!load_poll(in, poll)) return false;
  }
  return in.good() &&
         each_line<record::Planned>(in, [&](const record::Planned& planned) { community.planned[planned.key] = planned; });
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
  save_asked(out, community);
  save_people(out, community);
}

bool load_community(In& in, Community& community, int found) {
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
         load_traffic(in, community.traffic) && (found < 6 || load_asked(in, community)) &&
         (found < 7 || load_people(in, community));
}

}  // namespace plein::snapshot
