// What a desk reads of the relay that stands in for one: cases, threads, who helps, figures.
import { now } from "./data.js";
import { figuresOf } from "./figures.js";
import { idOf, postOf } from "../stub-relay.js";

/** @import { DeskRelay } from "./relay.js" */

/** @param {DeskRelay} relay @param {string} area @param {string} id @param {Record<string, string>} query @returns {unknown} */
export function read(relay, area, id, query) {
  const { data } = relay;
  if (area === "community")
    return { threads: [...data.marks, ...relay.ideas.marks], announcements: data.announcements };
  if (area === "threads") {
    const wished = relay.ideas.posts.filter((post) => post.id === id);
    const posts = [...data.threads.values(), wished].find((all) => all.some((post) => post.id === id));
    return posts && { root: posts[0], posts, total: posts.length, seq: "1-1", next: null, previous: null };
  }
  if (area === "posts") return find(relay, id);
  if (area === "search") return search(relay, query.text);
  if (area === "reports") return { reports: data.reports.filter(({ post }) => !relay.closed.has(post)), next: null };
  if (area === "desk/inbox") return inbox(relay, query);
  if (area === "desk/cases") {
    const found = data.cases.find(({ thread }) => data.threads.get(thread.root.id)?.some((post) => post.id === id));
    const root = relay.ideas.posts.find((post) => post.id === id);
    if (root)
      return {
        thread: { root, replies: 0, last_at: root.created_at, answered_by: null },
        notes: [],
        similar: [],
      };
    return found && { ...found, similar: data.similar };
  }
  if (area === "desk/canned") return { replies: data.canned };
  if (area === "desk/polls") return { polls: relay.polls };
  if (area === "desk/calendar") return { planned: relay.planned };
  if (area === "desk/pushing") return relay.pushing;
  if (area === "desk/rules") return { rules: relay.rules };
  if (area === "desk/held") return { posts: data.held, next: null };
  if (area === "desk/decisions") return { decisions: data.decisions, next: null };
  if (area === "desk/candidates") {
    const people = data.people.filter(({ candidate }) => candidate);
    return { people: people.map((each) => ({ ...each, why_candidate: data.whyCandidate })) };
  }
  if (area === "desk/people" && id) {
    const person = data.people.find(({ author }) => author.key === id);
    return person && { ...person, reasons: data.reasons };
  }
  if (area === "desk/people") {
    /** @type {Record<string, number>} */
    const levels = {};
    for (const { level } of data.people) levels[level] = (levels[level] ?? 0) + 1;
    return { people: data.people.filter(({ level }) => !query.level || level === query.level), next: null, levels };
  }
  if (area === "desk/insight" && id === "posts") {
    return { posts: [...data.threads.values()].slice(0, 2).map(([root]) => root), next: null, total: 2 };
  }
  if (area === "desk/plan") return data.plan;
  if (area === "desk/insight") {
    const [from, to, step] = [Number(query.from), Number(query.to), Number(query.step)];
    return {
      from,
      to,
      previous_from: from - (to - from),
      figures: figuresOf({ from, to, step, place: query.place }),
    };
  }
  return undefined;
}

/** @param {DeskRelay} relay @param {Record<string, string>} query */
function inbox({ data }, { filter, place }) {
  const { cases } = data;
  const open = cases.filter(({ snoozed_until: until }) => !until);
  const by = {
    open,
    mine: open.filter(({ claimed, assigned }) => claimed?.by === "mira" || assigned?.to === "mira"),
    overdue: open.filter(({ overdue }) => overdue),
    snoozed: cases.filter(({ snoozed_until: until }) => until),
    all: cases,
  };
  const counts = Object.fromEntries(Object.entries(by).map(([name, some]) => [name, some.length]));
  const wanted = by[/** @type {keyof typeof by} */ (filter)].filter(
    ({ thread }) => !place || thread.root.place === place,
  );
  return { cases: wanted, next: null, counts };
}

/** @param {DeskRelay} relay @param {string} text */
function search({ data }, text) {
  const post = postOf({ id: idOf("b", 40), title: data.similar[0].title, place: "forum" });
  const results = post.title?.toLowerCase().includes(text.toLowerCase())
    ? [{ post, title: post.title, replies: 2, last_at: now, answered_by: "Joris van Dam", excerpt: [] }]
    : [];
  return { results, total: results.length, next: null, relaxed: false, complete: true };
}

/** @param {DeskRelay} relay @param {string} id */
export function find({ data, ideas }, id) {
  const { threads, reported } = data;
  return [...threads.values(), ideas.posts].flat().find((post) => post.id === id) ?? reported.get(id);
}
