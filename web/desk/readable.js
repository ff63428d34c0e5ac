// What comes from a relay, made readable, as web/session/readable.js does for posts: what is not of the right kind is left out, and what is behind
// this door need not look again.
import { readPost, readText } from "../session/readable.js";

/** @import { Announcement, Behind, Canned, Case, Community, Decision, Held, Inbox, Insight, Marks, Me, Page, People, PersonStanding, Plan, Report, WholeCase, WholeStanding } from "./shapes.js" */

/** @typedef {(value: any) => boolean} Is */

const object = (/** @type {any} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const text = (/** @type {any} */ value) => typeof value === "string";
export const whole = (/** @type {any} */ value) => Number.isSafeInteger(value);
export const time = (/** @type {any} */ value) => whole(value) && Math.abs(value) <= 8.64e15;
const flag = (/** @type {any} */ value) => typeof value === "boolean";
/** @param {Is} is @returns {Is} */
export const maybe = (is) => (value) => value === undefined || is(value);
/** @param {Is} is @returns {Is} */
const orNull = (is) => (value) => value === null || is(value);
/** @param {Is} is @returns {Is} */
export const listOf = (is) => (value) => Array.isArray(value) && value.every(is);
/** @param {Record<string, Is>} members @returns {Is} */
export const like = (members) => (value) =>
  object(value) && Object.entries(members).every(([name, is]) => is(value[name]));

/** @param {any} list @param {Is} is @returns {any[]} */
export const those = (list, is) => (Array.isArray(list) ? list.filter(is) : []);
/** @param {any} next @returns {string | null} */
const nextOf = (next) => (text(next) || whole(next) ? String(next) : null);

const isNote = like({ id: text, by: text, name: text, at: time, text });
const isCase = like({
  waiting_since: maybe(time),
  risk: maybe(whole),
  due_at: maybe(time),
  snoozed_until: maybe(time),
  claimed: maybe(like({ by: text, name: text })),
  assigned: maybe(like({ to: text, name: text })),
});
const areCounts = like({ replies: whole, last_at: time, answered_by: orNull(text) });
const isSimilar = like({ post: text, title: text, answered_by: orNull(text) });

/** @param {any} given @returns {Case[]} one, or none */
export function readCase(given) {
  if (!isCase(given) || !areCounts(given.thread)) return [];
  return readPost(given.thread.root).map((root) => ({
    ...given,
    risk: given.risk ?? 0,
    thread: { ...given.thread, root },
    reasons: those(given.reasons, like({ why: text, points: whole })),
    words: those(given.words, text),
    notes: those(given.notes, isNote),
  }));
}

/** @param {any} given @returns {WholeCase | undefined} */
export function readWholeCase(given) {
  const [read] = readCase(given);
  return read && { ...read, similar: those(given.similar, isSimilar) };
}

/** @param {any} given @returns {Inbox | undefined} */
export function readInbox(given) {
  if (!object(given) || !Array.isArray(given.cases)) return undefined;
  const of = (/** @type {string} */ name) => (whole(given.counts?.[name]) ? given.counts[name] : 0);
  const counts = { open: of("open"), mine: of("mine"), overdue: of("overdue"), snoozed: of("snoozed") };
  return { items: given.cases.flatMap(readCase), next: nextOf(given.next), counts };
}

/** @template T @param {any} given @param {string} name @param {(one: any) => T[]} read @returns {Page<T> | undefined} */
function pageOf(given, name, read) {
  if (!object(given) || !Array.isArray(given[name])) return undefined;
  return { items: given[name].flatMap(read), next: nextOf(given.next) };
}

/** @param {Is} is @returns {(one: any) => any[]} one, or none */
const only = (is) => (one) => (is(one) ? [one] : []);

const isDecision = like({
  id: text,
  did: text,
  on: flag,
  name: text,
  at: time,
  undoable: flag,
  post: maybe(text),
  author: maybe(text),
  author_name: maybe(text),
  thread: maybe(text),
  title: maybe(text),
  words: maybe(text),
  under: maybe(text),
  place: maybe(text),
  value: maybe(text),
  reason: maybe(text),
  until: maybe(time),
});

/** @param {any} given @returns {Decision | undefined} */
export const readDecision = (given) => (isDecision(given) ? given : undefined);
/** @param {any} given @returns {Page<Decision> | undefined} */
export const readDecisions = (given) => pageOf(given, "decisions", only(isDecision));
/** @param {any} given @returns {Page<Report> | undefined} */
export const readReports = (given) =>
  pageOf(given, "reports", only(like({ id: whole, at: time, post: text, by: text, reason: text })));
/** @param {any} given @returns {Page<import("../../wasm/engine.js").PostView> | undefined} */
export const readPosts = (given) => pageOf(given, "posts", readPost);
const isHeld = like({ author: object, reason: maybe(text), by: maybe(text), at: maybe(time) });

/** Of a held post less is told than of one that everybody sees. @param {any} given @returns {Page<Held> | undefined} */
export const readHeld = (given) =>
  pageOf(given, "posts", (one) => {
    if (!isHeld(one)) return [];
    const author = { role: "visitor", ...one.author };
    const { reason, by, at } = one;
    return readPost({ remote: "", url: "", copies: [], ...one, author }).map((post) => ({ post, reason, by, at }));
  });
/** @param {any} given @returns {Canned[]} */
export const readCanned = (given) => those(given?.replies, like({ id: text, title: text, text }));

/** @param {any} given @returns {Me | undefined} */
export const readMe = (given) => (like({ id: text, name: text, role: text })(given?.person) ? given.person : undefined);

const isReason = like({
  post: text,
  title: text,
  at: time,
  what: text,
  points: whole,
  counts: whole,
  damped: maybe(text),
});

/** @param {any} given @returns {PersonStanding[]} one, or none */
function readStanding(given) {
  if (!like({ author: like({ key: text, name: text, role: text }), points: whole, level: text })(given)) return [];
  return [
    {
      ...given,
      accounts: those(given.accounts, like({ place: text, key: text, name: text, joined: maybe(text) })),
      badges: those(given.badges, text),
      answers: whole(given.answers) ? given.answers : 0,
      accepted: whole(given.accepted) ? given.accepted : 0,
      why_candidate: those(given.why_candidate, text),
    },
  ];
}

/** @param {any} given @returns {People | undefined} */
export function readPeople(given) {
  const page = pageOf(given, "people", readStanding);
  const levels = Object.entries(object(given?.levels) ? given.levels : {}).filter(([, count]) => whole(count));
  return page && { ...page, levels: Object.fromEntries(levels) };
}

/** @param {any} given @returns {WholeStanding | undefined} */
export function readWholeStanding(given) {
  const [read] = readStanding(given);
  return read && { ...read, reasons: those(given.reasons, isReason) };
}

const isFigure = like({
  name: text,
  unit: text,
  value: orNull(whole),
  previous: orNull(whole),
  posts: flag,
  series: maybe(listOf(orNull(whole))),
  parts: maybe(listOf(like({ name: text, value: whole }))),
});

/** @param {any} given @returns {Insight | undefined} */
export function readInsight(given) {
  if (!like({ from: time, to: time, previous_from: time })(given)) return undefined;
  return { ...given, figures: those(given.figures, isFigure) };
}

const isPlanned = like({
  name: text,
  unit: text,
  value: orNull(whole),
  previous: orNull(whole),
  series: listOf(orNull(whole)),
  target: maybe(whole),
  met: maybe(flag),
});

const isChanged = like({ name: text, unit: text, value: whole, previous: whole });

/** @param {any} given @returns {Plan | undefined} */
export function readPlan(given) {
  if (!like({ from: time, to: time })(given)) return undefined;
  const goals = those(given.goals, like({ goal: text })).map((each) => ({
    goal: each.goal,
    figures: those(each.figures, isPlanned),
  }));
  const { from, to, changed } = given;
  return { from, to, goals, changed: isChanged(changed) ? changed : undefined };
}

/** @param {any} given @returns {Behind | undefined} */
export function readBehind(given) {
  const page = readPosts(given);
  return page && { ...page, total: whole(given.total) ? given.total : page.items.length };
}

const isMarks = like({
  thread: text,
  slow_ms: maybe(whole),
  tags: maybe(listOf(text)),
  idea: maybe(like({ status: text, reason: maybe(text) })),
});
const isAnnouncement = like({ post: text, title: text, at: time, until: maybe(time) });

/** @param {any} given @returns {Community} */
export function readCommunity(given) {
  /** @type {Marks[]} */
  const threads = those(given?.threads, isMarks);
  /** @type {Announcement[]} */
  const announcements = those(given?.announcements, isAnnouncement);
  return { threads, announcements: announcements.map((one) => ({ ...one, text: readText(one.text) })) };
}
