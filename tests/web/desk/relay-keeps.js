// What a desk keeps at the relay that stands in for one: who is who, decisions undone, polls, rules, what is planned, announcements, canned replies.
import { now } from "./data.js";
import { idOf } from "../stub-relay.js";

/** @import { Call, DeskRelay } from "./relay.js" */

/** @param {DeskRelay} relay @param {Call} call @returns {unknown} undefined: there is none; null: nothing */
export function keep(relay, { method, area, id, act, body }) {
  const { data } = relay;
  if (area === "authors") return null;
  if (area === "desk/decisions") {
    data.decisions = data.decisions.map((each) => (each.id === id ? { ...each, undone: true } : each));
    return {};
  }
  if (area === "desk/people" && (act === "same" || act === "unsame")) {
    const other = data.people.find(({ author }) => author.key === body.other)?.accounts[0];
    data.people = data.people.map((each) => {
      if (act === "unsame")
        return {
          ...each,
          accounts: each.accounts.filter(({ key, joined }) => !joined || ![key, joined].includes(id)),
        };
      if (each.author.key !== id) return each;
      const accounts = each.accounts.filter(({ key }) => key !== other?.key);
      return { ...each, accounts: other ? [...accounts, { ...other, joined: id }] : accounts };
    });
    return {};
  }
  if (area === "desk/people") {
    const level = act === "appoint" ? "ambassador" : "expert";
    data.people = data.people.map((each) => (each.author.key === id ? { ...each, level, candidate: undefined } : each));
    return {};
  }
  if (area === "desk/polls" && act === "end") {
    relay.polls = relay.polls.map((each) => (each.post === id ? { ...each, ended: true } : each));
    return { poll: relay.polls.find((each) => each.post === id) };
  }
  if (area === "desk/polls") {
    const { key: _, text: __, ...said } = body;
    relay.polls.unshift({ ...said, post: idOf("b", 80), at: now, name: "Mira", people: 0, counts: [] });
    return {};
  }
  if (area === "desk/rules" && id === "trial") return relay.trial;
  if (area === "desk/rules") {
    const others = relay.rules.filter(({ key }) => key !== (body?.key ?? id));
    const at = relay.rules.findIndex(({ key }) => key === body?.key);
    relay.rules = body ? (at < 0 ? [...others, body] : relay.rules.with(at, body)) : others;
    return null;
  }
  if (area === "desk/calendar" && method === "POST") {
    const { key } = body;
    const planned = { title: "", format: "plain", ...body, stands: "waiting", name: "Mira" };
    relay.planned = [...relay.planned.filter((each) => each.key !== key), planned];
    return null;
  }
  if (area === "desk/calendar") {
    relay.planned = relay.planned.filter(({ key }) => key !== id);
    return null;
  }
  if (area === "desk/announcements" && method === "DELETE") {
    data.announcements = data.announcements.filter(({ post }) => post !== id);
    return { decision: { ...data.decisions[0], id: "ended", undoable: true } };
  }
  if (area === "desk/announcements") {
    const { title, text, until } = body;
    data.announcements.push({
      post: idOf("b", 70),
      title,
      text: [{ t: "p", c: [text] }],
      at: now,
      ...(until && { until }),
    });
    return {};
  }
  if (area === "desk/canned" && method === "POST") {
    data.canned.push({ id, ...body });
    return {};
  }
  if (area === "desk/canned") {
    data.canned = data.canned.filter((each) => each.id !== id);
    return {};
  }
  return undefined;
}
