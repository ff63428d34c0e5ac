// What npm start does at the desk before one looks: every page of it has something to show, by the relay's own API.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { workAtDesk } from "../../demo/desk-work.js";
import { earlier, historyBefore } from "../../demo/history.js";
import { ambassadors, people, seedDemo, threads } from "../../demo/places.js";
import { recordReaders } from "../../demo/readers.js";
import { newcomers, waiting } from "../../demo/waiting.js";
import { checkConfig } from "../../bridge/config/load.js";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, secrets, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const tokens = { manager: "", ambassador: "", customer: "" };

before(async () => {
  simulators = await startSimulators({});
  const now = Date.now();
  seedDemo(simulators, now, {
    people: [...people, ...newcomers, ...earlier],
    threads: [...historyBefore(now), ...threads, ...waiting],
  });
  const config = configFor(simulators);
  for (const place of config.bridges[0].places)
    place.ambassadors = ambassadors[/** @type {keyof typeof ambassadors} */ (place.id)];
  await relay.start(config);
  await relay.settled(1);
  await relay.stop();
  await recordReaders(checkConfig(config, "plein.json", relay.folder), secrets, now);
  await relay.start(config);
  tokens.manager = await token({ sub: "mia", name: "Mia", role: "manager" });
  tokens.ambassador = await token({ sub: "joris", name: "Joris", role: "ambassador" });
  tokens.customer = await token({ sub: "ana", name: "Ana", role: "visitor" });
  await workAtDesk(relay.url, tokens);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} path @returns {Promise<any>} */
async function read(path) {
  const headers = { authorization: `Bearer ${tokens.manager}` };
  return (await relay.fetch(`/v1/bridges/noordnet${path}`, { headers })).json();
}

test("questions wait, with urgent words and of different ages; one is claimed, one has a note", async () => {
  /** @type {import("../../wasm/engine.d.ts").Inbox} */
  const { cases } = await read("/desk/inbox?page_size=100");
  const words = new Set(cases.flatMap((each) => each.words ?? []));
  for (const word of ["storing", "opzeggen", "dringend", "klacht"]) assert.ok(words.has(word), word);
  assert.equal(cases.filter(({ claimed }) => claimed?.name === "Joris").length, 1);
  assert.equal(cases.flatMap(({ notes }) => notes).length, 1);
  const asked = cases.map(({ waiting_since: since = 0 }) => since);
  assert.ok(Math.max(...asked) - Math.min(...asked) > 48 * 3_600_000);
});

test("a post is held with a reason, an idea is planned, what is paid for says so, and an announcement stands", async () => {
  const { posts } = await read("/desk/held");
  assert.equal(posts.length, 1);
  assert.match(JSON.stringify(posts[0]), /Verdien € 500/);
  /** @type {{ decisions: { did: string, reason?: string }[] }} */
  const { decisions } = await read("/desk/decisions");
  assert.match(decisions.find(({ did }) => did === "hold")?.reason ?? "", /Reclame/);
  /** @type {import("../../wasm/engine.d.ts").Community} */
  const { announcements, threads: marked } = await read("/community");
  assert.deepEqual(
    announcements.map(({ title }) => title),
    ["Vannacht onderhoud in Assen"],
  );
  assert.deepEqual(marked.flatMap(({ idea }) => idea?.status ?? []).sort(), ["done", "new", "planned"]);
  assert.equal(marked.filter(({ tags = [] }) => tags.includes("app")).length, 2);
  assert.equal(marked.filter(({ sponsored }) => sponsored).length, 1);
  assert.equal(marked.find(({ featured }) => featured)?.tags?.[0], "instellingen");
  assert.equal((await read("/desk/canned")).replies.length, 3);
});

test("a rule is on, and one can be tried that would have held a hard word", async () => {
  /** @type {import("../../wasm/engine.d.ts").ModerationRules} */
  const { rules } = await read("/desk/rules");
  assert.equal(rules.filter(({ on }) => on).length, 1);
  const body = JSON.stringify(rules.find(({ on }) => !on));
  const headers = { authorization: `Bearer ${tokens.manager}`, "content-type": "application/json" };
  const trial = await eventually("the reply that has one has been read", async () => {
    const answer = await relay.fetch("/v1/bridges/noordnet/desk/rules/trial", { method: "POST", headers, body });
    /** @type {import("../../wasm/engine.d.ts").RuleTrial} */
    const tried = await answer.json();
    return tried.held > 0 && tried;
  });
  assert.equal(trial.held, 1);
  assert.match(JSON.stringify(trial.posts[0].body), /Schandalig/);
});

test("something is asked, of which two chose already, and a post is planned", async () => {
  const { polls } = await read("/desk/polls");
  assert.equal(polls.length, 1);
  assert.match(JSON.stringify(polls[0]), /Ook op zondag/);
  assert.equal(polls[0].people, 2);
  const { planned } = await read("/desk/calendar");
  assert.equal(planned.length, 1);
  assert.ok(planned[0].at > Date.now());
});

test("its figures have a past: who read, and of which threads, in the weeks before", async () => {
  const now = Date.now();
  const weeks = 28 * 86_400_000;
  /** @type {import("../../wasm/engine.d.ts").Insight} */
  const { figures } = await read(`/desk/insight?from=${now - weeks}&to=${now}`);
  const of = (/** @type {string} */ name) => figures.find((figure) => figure.name === name);
  for (const name of ["visits", "visitors", "impressions", "reads", "answer_reads", "searches", "clicks", "accepted"])
    assert.ok((of(name)?.value ?? 0) > 0, name);
  for (const name of ["visits", "impressions", "posts", "questions"]) assert.ok((of(name)?.previous ?? 0) > 0, name);
  assert.ok((of("visitors")?.value ?? 0) < (of("visits")?.value ?? 0));
});
