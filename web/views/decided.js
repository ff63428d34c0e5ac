// How the brand marked a thread: on its card without taking any room, so that nothing moves when a mark comes or goes; in the opened thread
// with what there is to say of it; and in place of the composer, or over it, where not everybody may write, or not at once.
import { html, nothing } from "lit";
import { asking, decidedIn, loadAsking } from "../session/decided.js";
import { announcements } from "./announcement.js";
import { prepare } from "./prepared.js";

/** @import { IdeaStatus, ThreadSummary } from "../../wasm/engine.js" */
/** @import { PleinFeed } from "../feed-element.js" */
/** @import { MessageKey } from "../language.js" */
/** @import { Marks } from "../session/decided.js" */
/** @import { View } from "./view.js" */

const tagsOnCard = 3;

/** @type {Record<IdeaStatus, MessageKey>} */
const ideas = {
  new: "ideaNew",
  considered: "ideaConsidered",
  planned: "ideaPlanned",
  done: "ideaDone",
  declined: "ideaDeclined",
};

/** @param {View} view @param {string} id of a thread */
const marksOf = (view, id) => (prepare(view) ? decidedIn(view.base).marks.get(id) : undefined);

/** @param {View} view @param {string} id of a thread */
export function cardMarks(view, id) {
  const marks = marksOf(view, id);
  if (!marks) return nothing;
  const { say } = view.language;
  const words = [
    marks.pinned && say("pinned"),
    marks.featured && say("featured"),
    marks.poll && say("asked"),
    marks.idea && say(ideas[marks.idea.status]),
    ...marks.tags.slice(0, tagsOnCard).map((tag) => `#${tag}`),
  ].filter(Boolean);
  if (!marks.sponsored && !words.length) return nothing;
  return html`<p class="marks" part="marks">
    ${marks.sponsored ? html`<b part="sponsored">${say("sponsored")}</b>` : nothing}${words.map(
      (word) => html`<span part="mark"><bdi>${word}</bdi></span>`,
    )}
  </p>`;
}

/**
 * What was pinned when a widget's list was shown: what is pinned later would push what is being read, and comes first once somebody chooses
 * another order, or has what is new shown.
 * @type {WeakMap<PleinFeed, { of: string, waiting: number, pinned: ThreadSummary[] }>}
 */
const shownPinned = new WeakMap();

/** What stands over the list, which begins with what is pinned. @param {View} view @param {{ threads: ThreadSummary[] }} state of the list, which is shown after it */
export function above(view, state) {
  state.threads = pinnedFirst(view, state.threads);
  return announcements(view);
}

/** Each once, where the list shows what is active, and nothing less than all. @param {View} view @param {ThreadSummary[]} threads */
function pinnedFirst({ base, selection, session, visit, widget }, threads) {
  const { sort, place, tag, status } = selection;
  const of = [base, sort, place, tag, status].join();
  const waiting = visit?.shown.waiting.size ?? 0;
  const isShown = widget.ready_ === base;
  // A list that was shown before anything was decided began with nothing pinned.
  const before = shownPinned.get(widget) ?? (isShown && { of, waiting, pinned: [] });
  const isSame = isShown && before && before.of === of && before.waiting <= waiting;
  const { pinned } = isSame ? before : decidedIn(base);
  shownPinned.set(widget, { of, waiting, pinned });
  if ((sort && sort !== "active") || place || tag || status || !pinned.length || !threads.length) return threads;
  const ids = new Set(pinned.map(({ root }) => root.id));
  const now = (/** @type {ThreadSummary} */ one) =>
    threads.find(({ root }) => root.id === one.root.id) ?? session?.store.summary(one.root.id) ?? one;
  return [...pinned.map(now), ...threads.filter(({ root }) => !ids.has(root.id))];
}

/** What the opened thread said of itself when it was opened: what changes of it meanwhile would push what is being read. @type {WeakMap<PleinFeed, { id: string, marks: Marks | undefined }>} */
const opened = new WeakMap();

/** How threads stood when who began them was last told why. @type {Map<string, string>} */
const stood = new Map();

/** Whoever began a thread is told why it is locked, and what became of their idea. @param {View} view @param {string} id @param {Marks | undefined} marks */
function tellWhy({ writing }, id, marks) {
  const myself = writing?.pen?.outbox.myself;
  if (!myself?.own.has(id)) return;
  const now = JSON.stringify([marks?.locked || false, marks?.idea]);
  if (now !== (stood.get(id) ?? "[false,null]")) void myself.tell();
  stood.set(id, now);
}

/** @param {View} view @param {string} id of the opened thread */
export function aboutThread(view, id) {
  const known = marksOf(view, id);
  tellWhy(view, id, known);
  const before = opened.get(view.widget);
  const { marks } = before?.id === id ? before : { marks: known };
  if (before?.id !== id) opened.set(view.widget, { id, marks });
  const { say } = view.language;
  const { idea, sponsored, tags = [] } = marks ?? {};
  const poll = known?.poll ? asked(view, id, known.poll) : nothing;
  if (!idea && !sponsored && !tags.length) return poll;
  return html`<div class="about" part="about">
      ${sponsored ? html`<p>${say("sponsoredWhy")}</p>` : nothing}
      ${idea ? html`<p part="idea"><b>${say(ideas[idea.status])}</b> <span dir="auto">${idea.reason}</span></p>` : nothing}
      ${tags.length ? html`<p class="soft" dir="auto">${tags.map((tag) => `#${tag} `)}</p>` : nothing}
    </div>
    ${poll}`;
}

/** @param {View} view @param {string} id @param {unknown} told */
function asked(view, id, told) {
  if (asking) return asking.vote(view, id, told);
  void loadAsking().then((loaded) => loaded && view.widget.requestUpdate());
  return nothing;
}

/** @param {View} view @param {string} id of the opened thread @param {unknown} composer */
export function writingPlace(view, id, composer) {
  const { language, places, writing } = view;
  const marks = marksOf(view, id);
  const { role = "visitor" } = writing?.person ?? {};
  if (!marks || role !== "visitor") return composer;
  const brand = [...places.values()].find(({ kind }) => kind === "site")?.name ?? "";
  if (marks.locked) return html`<p class="notice locked" part="locked">${language.say("locked", { brand })}</p>`;
  return marks.slowMs ? html`${slowLine(view, id, marks.slowMs)}${composer}` : composer;
}

/** How often one may reply, and when next. @param {View} view @param {string} id @param {number} every in ms */
function slowLine({ language, now, session, writing }, id, every) {
  const thread = session.thread(id);
  const myself = writing?.pen?.outbox.myself;
  const own =
    typeof thread === "object" && myself ? thread.posts.filter((post) => post.parent && myself.wrote(post)) : [];
  const until = Math.max(...own.map(({ created_at: at }) => at + every));
  return html`<p class="notice slow" part="slow">
    ${language.say("slow", { time: lasting(language.tag, every) })}
    ${until > now ? html`<b>${language.say("slowUntil", { time: lasting(language.tag, until - now) })}</b>` : nothing}
  </p>`;
}

/** @param {string} tag @param {number} ms @returns {string} as people say it, rounded up */
function lasting(tag, ms) {
  const [unit, length] = ms < 60_000 ? ["second", 1000] : ms < 7_200_000 ? ["minute", 60_000] : ["hour", 3_600_000];
  const format = new Intl.NumberFormat(tag, { style: "unit", unit: String(unit), unitDisplay: "long" });
  return format.format(Math.ceil(ms / Number(length)));
}
