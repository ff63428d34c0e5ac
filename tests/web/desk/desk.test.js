// What of the desk needs no browser: lists that do not move under who reads them, canned replies, periods, figures in words, what is believed of a
// relay, and the messages of both languages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf, readMessages } from "../../../scripts/messages.js";
import { filled, unfilledIn } from "../../../web/desk/canned.js";
import { changeOf, changeSentence, grouped, valueOf } from "../../../web/desk/figures.js";
import { named } from "../../../web/desk/language.js";
import { Listing } from "../../../web/desk/listing.js";
import { between, dayOf, ending, fitting, periodOf } from "../../../web/desk/periods.js";
import * as read from "../../../web/desk/readable.js";
import { isAtLeast } from "../../../web/desk/rights.js";
import { localOf, tomorrowMorning } from "../../../web/desk/snooze.js";
import { Language } from "../../../web/language.js";
import english from "../../../web/desk/messages/en.js";
import dutch from "../../../web/desk/messages/nl.js";
import { morning, now } from "./data.js";
import { figuresOf } from "./figures.js";

/** @import { DeskLanguage } from "../../../web/desk/language.js" */

/** @param {string} tag @param {object} messages */
function speaking(tag, messages) {
  const language = new Language(tag);
  Object.assign(language.messages, messages);
  return /** @type {DeskLanguage} */ (/** @type {unknown} */ (language));
}
const en = speaking("en", english);
const nl = speaking("nl", dutch);

/** @param {string[][]} answers ids, in turn @returns {Listing<{ id: string, says?: number }>} */
function listingOf(...answers) {
  let turn = 0;
  const ask = async () => {
    const ids = answers[Math.min(turn, answers.length - 1)];
    turn++;
    return { items: ids.map((id) => ({ id, says: turn })), next: null };
  };
  return new Listing(
    ask,
    ({ id }) => id,
    () => {},
  );
}
const ids = (/** @type {Listing<{ id: string }>} */ list) => list.items.map(({ id }) => id).join("");

test("a list is brought up to date where it stands; what is new waits until it is wanted", async () => {
  const list = listingOf(["a", "b"], ["a", "b"], ["c", "b", "a"]);
  await list.load();
  await list.refresh();
  assert.equal(ids(list), "ab");
  assert.equal(list.items[0].says, 2);
  await list.refresh();
  assert.equal(ids(list), "ab");
  assert.equal(list.items[0].says, 3);
  assert.equal(list.fresh, 1);
  list.take();
  assert.equal(ids(list), "cba");
  assert.equal(list.pending, undefined);
});

test("an empty list shows at once what comes, and a failed refresh leaves what stands, with why", async () => {
  let fails = false;
  /** @type {{ id: string }[]} */
  let items = [];
  const ask = async () => {
    if (fails) throw Object.assign(new Error("no"), { status: 503 });
    return { items, next: null };
  };
  const list = new Listing(
    ask,
    ({ id }) => id,
    () => {},
  );
  await list.load();
  items = [{ id: "a" }];
  await list.refresh();
  assert.equal(ids(list), "a");
  fails = true;
  await list.refresh();
  assert.deepEqual([ids(list), list.state, list.reason], ["a", "ready", "server"]);
  await list.load();
  assert.deepEqual([list.state, list.reason], ["failed", "server"]);
});

test("a refresh that is asked for while a list is read ends when what is so now is known", async () => {
  /** @type {((ids: string[]) => void)[]} */
  const answers = [];
  const ask = () =>
    new Promise((resolve) => {
      answers.push((ids) => resolve({ items: ids.map((id) => ({ id })), next: null }));
    });
  const list = new Listing(
    /** @type {() => Promise<{ items: { id: string }[], next: null }>} */ (ask),
    ({ id }) => id,
    () => {},
  );
  const loading = list.load();
  answers[0](["a"]);
  await loading;
  let ended = 0;
  const first = list.refresh();
  const others = [list.refresh(), list.refresh()].map((each) => each.then(() => ended++));
  answers[1](["a"]);
  await new Promise(setImmediate);
  assert.equal(ended, 0);
  assert.equal(answers.length, 3);
  answers[2](["a", "b"]);
  await Promise.all([first, ...others]);
  assert.equal(list.fresh, 1);
  assert.equal(answers.length, 3);
});

test("further pages are added once, also when one comes again", async () => {
  const pages = [
    { items: [{ id: "a" }, { id: "b" }], next: "b" },
    { items: [{ id: "b" }, { id: "c" }], next: null },
  ];
  /** @type {(string | null)[]} */
  const asked = [];
  const ask = async (/** @type {string | null} */ after) => {
    asked.push(after);
    return pages[asked.length - 1];
  };
  const list = new Listing(
    ask,
    ({ id }) => id,
    () => {},
  );
  await list.load();
  await list.more();
  assert.equal(ids(list), "abc");
  assert.deepEqual(asked, [null, "b"]);
  await list.more();
  assert.equal(asked.length, 2);
});

test("the fields of a canned reply are filled, and those that are left are named", () => {
  const text = "Hello {{name}}, {{ brand }} has “{{title}}”. {{time}} {{time}} {{}} {not}";
  const done = filled(text, { name: "Ana", brand: "Noordnet", title: "" });
  assert.equal(done, "Hello Ana, Noordnet has “{{title}}”. {{time}} {{time}} {{}} {not}");
  assert.deepEqual(unfilledIn(done), ["{{title}}", "{{time}}"]);
  assert.equal(filled("{{constructor}} {{__proto__}}", {}), "{{constructor}} {{__proto__}}");
});

test("tomorrow morning is nine o'clock where somebody is, and a moment is written as its field has it", () => {
  const at = new Date(tomorrowMorning(now));
  assert.deepEqual([at.getHours(), at.getMinutes(), at.getSeconds()], [9, 0, 0]);
  assert.equal(new Date(localOf(at.getTime())).getTime(), at.getTime());
});

test("periods are of whole days, and drawn in steps that the relay gives", () => {
  const { from, to } = ending("7", now);
  assert.equal(Math.round((to - from) / 86_400_000), 7);
  assert.ok(from < now && now < to);
  assert.equal(dayOf(to - 1), dayOf(now));
  assert.equal(between("2026-01-05", "2026-01-04"), undefined);
  assert.equal(between("", "2026-01-04"), undefined);
  const days = between("2026-01-05", "2026-01-05");
  assert.equal(Math.round(((days?.to ?? 0) - (days?.from ?? 0)) / 3_600_000), 24);
  assert.equal(fitting("day", { from: 0, to: 500 * 86_400_000 }), "week");
  assert.deepEqual(periodOf({ from: 0, to: 86_400_000 }, "day", ""), { from: 0, to: 86_400_000, step: 86_400_000 });
});

test("figures are said in words, in both languages; nothing to divide by is no number", () => {
  /** @type {(unit: string, value: number | null, previous: number | null) => any} */
  const figure = (unit, value, previous) => ({ name: "x", unit, value, previous, posts: false });
  assert.equal(valueOf(en, "share", 9005), "90.1%");
  assert.equal(valueOf(en, "per_thread", 473), "4.73");
  assert.equal(valueOf(en, "EUR", 123_45), "€123.45");
  assert.equal(valueOf(en, "ms", 3_660_000), "1 hr 1 min");
  assert.equal(valueOf(nl, "ms", 90_000_000), "1 dag 1 uur");
  assert.equal(valueOf(en, "count", null), "–");
  assert.equal(changeOf(en, figure("count", 12, 10)), "20% more than before (10).");
  assert.equal(changeOf(en, figure("count", 12, 0)), "12 more than before (0).");
  assert.equal(changeOf(nl, figure("share", 5000, 5500)), "5 procentpunt minder dan ervoor (55%).");
  assert.equal(changeOf(en, figure("ms", 60_000, 180_000)), "2 min shorter than before (3 min).");
  assert.equal(changeOf(en, figure("count", null, 3)), "Nothing to count in this time.");
  assert.equal(changeOf(en, figure("count", 3, null)), "There was nothing to compare with before.");
  assert.equal(changeOf(en, figure("count", 3, 3)), "As before (3).");
});

test("what changed most is a sentence, up or down, in the figure's own unit", () => {
  const counted = { name: "replies", unit: "count", value: 180, previous: 120 };
  assert.equal(changeSentence(en, counted), "What changed most: Replies, up by 50%, from 120 to 180.");
  assert.equal(
    changeSentence(nl, { ...counted, value: 60 }),
    "Het meest veranderd: Reacties, 50% omlaag, van 120 naar 60.",
  );
  const share = { name: "answered_share", unit: "share", value: 9000, previous: 8500 };
  assert.match(changeSentence(en, share), /up by 5 percentage points, from 85% to 90%\.$/);
});

test("of a plan, what is no figure is left out, and what is no change is none", () => {
  const figure = { name: "posts", unit: "count", value: 4, previous: 2, series: [1, null] };
  const plan = { from: 0, to: now, goals: [{ goal: "traffic", figures: [figure, { ...figure, value: "4" }] }, {}] };
  assert.deepEqual(read.readPlan(plan), {
    from: 0,
    to: now,
    goals: [{ goal: "traffic", figures: [figure] }],
    changed: undefined,
  });
  const changed = { name: "posts", unit: "count", value: 4, previous: 2 };
  assert.deepEqual(read.readPlan({ ...plan, changed })?.changed, changed);
  assert.equal(read.readPlan({ ...plan, changed: { ...changed, previous: null } })?.changed, undefined);
  assert.equal(read.readPlan({ goals: [] }), undefined);
});

test("figures stand by what they tell; those that the desk does not know stand last, under the relay's name for them", () => {
  const figures = figuresOf({ from: now - 7 * 86_400_000, to: now, step: 86_400_000 });
  const groups = grouped(figures);
  assert.equal(groups[0].group, "conversations");
  assert.deepEqual(
    groups.at(-1)?.figures.map(({ name }) => name),
    ["coffee_drunk"],
  );
  assert.equal(groups.flatMap((group) => group.figures).length, figures.length);
  assert.equal(named(en, "figure", "coffee_drunk"), "coffee drunk");
  assert.equal(named(en, "figure", "constructor"), "constructor");
  assert.equal(named(en, "candidate", "accepted", { n: 1 }), "1 answer was accepted");
});

test("what is no answer of a relay is none, and what is wrong in one is left out", () => {
  assert.equal(read.readInbox({}), undefined);
  assert.equal(read.readInbox(null), undefined);
  assert.equal(read.readWholeCase({ thread: {} }), undefined);
  const { cases } = morning();
  const wrong = [
    null,
    7,
    { ...cases[0], risk: "high" },
    { ...cases[0], claimed: "me" },
    { ...cases[0], due_at: 1e300 },
  ];
  const { items, counts } = read.readInbox({ cases: [cases[0], ...wrong], counts: { open: "x" } }) ?? {};
  assert.equal(items?.length, 1);
  assert.equal(counts?.open, 0);
  assert.equal(read.readInsight({ from: 0, to: 1 }), undefined);
  const insight = read.readInsight({
    from: 0,
    to: 1,
    previous_from: -1,
    figures: [{ name: "x" }, { name: "y", unit: "count", value: null, previous: 1, posts: true, series: [null, 1] }],
  });
  assert.deepEqual(
    insight?.figures.map(({ name }) => name),
    ["y"],
  );
  assert.deepEqual(read.readCommunity("no"), { threads: [], announcements: [] });
  assert.equal(read.readDecision({ id: 1 }), undefined);
  assert.equal(read.readMe({ person: { id: "a", name: "b" } }), undefined);
});

test("each role may what those below it may", () => {
  assert.ok(isAtLeast("manager", "ambassador"));
  assert.ok(isAtLeast("moderator", "moderator"));
  assert.ok(!isAtLeast("ambassador", "moderator"));
  assert.ok(!isAtLeast(/** @type {any} */ ("brand"), "ambassador"));
  assert.ok(!isAtLeast(undefined, "ambassador"));
});

test("Dutch says all that English says", async () => {
  const languages = await readMessages("web/desk/messages");
  assert.deepEqual(Object.keys(languages).sort(), ["en", "nl"]);
  assert.deepEqual(problemsOf(languages, "web/desk/messages"), []);
});
