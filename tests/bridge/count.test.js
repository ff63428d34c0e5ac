// What readers do is counted, and who they are is nowhere.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, mock, test } from "node:test";
import { DaySalt, dayMs } from "../../bridge/counting/day-salt.js";
import { Readers, pageActs } from "../../bridge/counting/readers.js";
import { EngineError, StoppedError } from "../../bridge/engine-error.js";
import { Keys } from "../../bridge/sealing.js";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, token } from "./relay-fixture.js";

/** @typedef {import("../../bridge/counting/readers.js").PageEvent} PageEvent */

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";
/** @type {object} */
let config;
let thread = "";

before(async () => {
  simulators = await startSimulators({});
  simulators.forum.topic("carla", "De televisie doet het niet", "Alle zenders zijn weg.");
  config = { ...configFor(simulators), trust_proxy: ["127.0.0.1"] };
  await relay.start(config);
  await eventually("it has read the topic", async () => (await relay.get(`${base}/feed`)).threads.length === 1);
  thread = (await relay.get(`${base}/feed`)).threads[0].root.id;
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {unknown} events @param {Record<string, string>} [headers] */
const tell = (events, headers) =>
  relay.fetch(`${base}/count`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ events }),
  });
/** Of all days that a test may last over. @param {string} [more] */
async function figures(more = "") {
  const today = Math.floor(Date.now() / dayMs) * dayMs;
  const answer = await relay.fetch(`${base}/desk/insight?from=${today - dayMs}&to=${today + dayMs}${more}`, {
    headers: { authorization: `Bearer ${await token({ sub: "m", name: "M", role: "manager" })}` },
  });
  assert.equal(answer.status, 200);
  const { figures: all } = await answer.json();
  /** @type {(figure: any) => [string, number][]} */
  const each = ({ name, value, parts = [] }) => [
    [name, value],
    ...parts.map((/** @type {any} */ part) => [`${name}.${part.name}`, part.value]),
  ];
  return Object.fromEntries(all.flatMap(each));
}

test("what pages tell is in the figures, once the relay has told the engine, and of no reader anything is kept", async () => {
  const one = { "user-agent": "Leafreader/7", "x-forwarded-for": "192.0.2.71" };
  const all = Object.entries(pageActs).map(([what, of]) => ({ what, ...(of === "never" ? {} : { thread }) }));
  assert.equal((await tell(all, one)).status, 204);
  const page = { what: "visit", via: "facebook" };
  assert.equal((await tell([page, { what: "click" }], one)).status, 204);
  const more = [{ what: "visit" }, { what: "read", thread }, { what: "read", thread: "000000000000a" }];
  assert.equal((await tell(more, { ...one, "user-agent": "Other/1" })).status, 204);
  for (const wish of ["sec-gpc", "dnt"])
    assert.equal((await tell([{ what: "visit" }], { "user-agent": wish, [wish]: "1" })).status, 204);
  await relay.stop();
  await relay.start(config);
  const now = await figures();
  const counted = { visits: 6, impressions: 1, reads: 2, answer_reads: 1, searches: 1, clicks: 2, shares: 1 };
  for (const [name, value] of Object.entries({ ...counted, conversions: 1, muted: 1, left: 1, visitors: 2 }))
    assert.equal(now[name], value, name);
  assert.deepEqual([now.returning_share, now.reads_per_visit, now.deflection], [1666, 33, 10000]);
  assert.deepEqual([now["visits.facebook"], now["visits.unsaid"], now["clicks.unsaid"]], [1, 5, 2]);
  const there = await figures("&place=forum");
  assert.deepEqual([there.reads, there.clicks, there.visits, there.visitors], [2, 1, 0, 0]);
  assert.ok(!relay.log.some((line) => line.includes("not counted")), "the engine takes all that the relay does");
  for (const file of readdirSync(relay.folder)) {
    const kept = readFileSync(path.join(relay.folder, file)).toString("latin1");
    for (const trace of ["Leafreader", "192.0.2.71"]) assert.ok(!kept.includes(trace), `${file}: ${trace}`);
  }
  assert.ok(!relay.log.some((line) => /Leafreader|192\.0\.2\.71/.test(line)), "nor in the log");
});

test("what is not of the shape is refused, and so are other websites", async () => {
  const wrong = [
    [],
    [{ what: "read" }],
    [{ what: "visit", thread }],
    [{ what: "nonsense" }],
    [{ what: "read", thread: "zzzzzzzzzzzzz" }],
    [{ what: "visit", by: "me" }],
    [{ what: "visit", via: "myspace" }],
    [{ what: "search", via: "search" }],
    Array(51).fill({ what: "visit" }),
  ];
  for (const events of wrong) assert.equal((await tell(events)).status, 400, JSON.stringify(events).slice(0, 80));
  assert.equal((await tell([{ what: "visit" }], { origin: "https://elsewhere.example" })).status, 403);
  assert.equal((await tell([{ what: "visit" }], { origin: "https://www.noordnet.example" })).status, 204);
});

/** Readers of a host that takes what it is told, or not. @param {{now?: () => number, refuse?: () => Error | null}} [options] */
function readersOf({ now, refuse = () => null } = {}) {
  /** @type {any[]} */
  const told = [];
  /** @type {any} */
  const host = {
    command: async (/** @type {any} */ command) => {
      const error = refuse();
      if (error) throw error;
      told.push(command);
    },
  };
  const log = { warn: () => {} };
  return { told, readers: new Readers(host, { bridge: "b", keys: new Keys(null), log, ...(now && { now }) }) };
}
/** @param {string} address */
const somebody = (address) => ({ address, browser: "x" });
/** @type {PageEvent[]} */
const visit = [{ what: "visit" }];

test("readers are told together every ten seconds, and nothing is told where nobody read", async () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const { told, readers } = readersOf();
  readers.start();
  for (let i = 0; i < 100; i++) readers.take(visit, somebody(`192.0.2.${i % 7}`));
  mock.timers.tick(9999);
  assert.equal(told.length, 0);
  mock.timers.tick(1);
  await readers.flush();
  mock.timers.tick(20000);
  await readers.stop();
  mock.timers.reset();
  assert.deepEqual(
    told.map(({ counts, visitors }) => [counts, visitors.length]),
    [[[{ what: "visit", n: 100 }], 7]],
  );
});

test("what the bridge cannot be told now is told later, and what the engine refuses is let go", async () => {
  /** @type {Error | null} */
  let error = new StoppedError("not now");
  const { told, readers } = readersOf({ refuse: () => error });
  readers.take(visit, somebody("a"));
  await readers.flush();
  readers.take(visit, somebody("b"));
  await readers.flush();
  error = null;
  await readers.stop();
  assert.deepEqual([told[0].counts, told[0].visitors.length, told.length], [[{ what: "visit", n: 2 }], 2, 1]);
  error = new EngineError({ code: "invalid_value", path: "$.command", message: "no" });
  readers.take(visit, null);
  await readers.flush();
  error = null;
  await readers.flush();
  assert.equal(told.length, 1);
});

test("what a day is told of is that day's, and one that is long over is let go", async () => {
  let now = 20000 * dayMs - 1;
  /** @type {Error | null} */
  let error = new StoppedError("not now");
  const { told, readers } = readersOf({ now: () => now, refuse: () => error });
  readers.take(visit, somebody("a"));
  now += 1;
  readers.take(visit, somebody("a"));
  await readers.flush();
  error = null;
  now += dayMs;
  await readers.flush();
  assert.deepEqual(
    told.map(({ day }) => day),
    [20000],
  );
});

test("however much is told, so much is held, and is told in parts", async () => {
  const { told, readers } = readersOf();
  for (let i = 0; i < 30000; i += 50) {
    const events = Array.from({ length: 50 }, (_, j) => ({ what: "read", thread: String(i + j).padStart(13, "0") }));
    readers.take(/** @type {PageEvent[]} */ (events), null);
  }
  await readers.flush();
  assert.equal(
    told.reduce((sum, { counts }) => sum + counts.length, 0),
    20000,
  );
  assert.ok(told.every(({ counts }) => counts.length <= 2000));
});

test("a reader is the same one on a day, another the next, and somebody else elsewhere", () => {
  const one = new DaySalt(new Keys(null), "b");
  const here = one.visitor(20000, "192.0.2.1", "x");
  assert.match(here, /^[0-9a-f][0-9a-hjkmnp-tv-z]{12}$/);
  assert.equal(one.visitor(20000, "192.0.2.1", "x"), here);
  assert.notEqual(one.visitor(20000, "192.0.2.2", "x"), here);
  assert.notEqual(one.visitor(20000, "192.0.2.1", "y"), here);
  assert.notEqual(new DaySalt(new Keys(null), "b").visitor(20000, "192.0.2.1", "x"), here);
  const next = one.visitor(20001, "192.0.2.1", "x");
  assert.notEqual(next, here);
  assert.notEqual(one.visitor(20000, "192.0.2.1", "x"), here, "the salt of a day that is over is gone");
  const key = "k".repeat(32);
  const kept = new DaySalt(new Keys(key), "b").visitor(20000, "192.0.2.1", "x");
  assert.equal(new DaySalt(new Keys(key), "b").visitor(20000, "192.0.2.1", "x"), kept, "relays of one key agree");
  assert.notEqual(new DaySalt(new Keys(key), "b").visitor(20001, "192.0.2.1", "x"), kept);
  assert.notEqual(new DaySalt(new Keys(key), "c").visitor(20000, "192.0.2.1", "x"), kept);
});

test("who signs in is counted as having been there, once however often, and not the brand, nor who does not want it", async () => {
  /** @param {string} sub @param {string} role @param {Record<string, string>} [headers] */
  const comes = async (sub, role, headers) => {
    const bearer = await token({ sub, name: sub, role });
    const answer = await relay.fetch(`${base}/me`, { headers: { authorization: `Bearer ${bearer}`, ...headers } });
    assert.equal(answer.status, 200);
  };
  for (const [sub, role] of [
    ["reader-1", "visitor"],
    ["reader-1", "visitor"],
    ["reader-2", "member"],
    ["helper-1", "ambassador"],
    ["watch-1", "moderator"],
    ["chief-1", "manager"],
  ])
    await comes(sub, role);
  await comes("reader-3", "visitor", { dnt: "1" });
  await comes("reader-4", "visitor", { "sec-gpc": "1" });
  await relay.stop();
  await relay.start(config);
  assert.equal((await figures())["participation.spectators"], 3);
  assert.equal((await figures("&place=forum"))["participation.spectators"], 0);
  for (const file of readdirSync(relay.folder))
    assert.ok(!readFileSync(path.join(relay.folder, file)).includes("reader-1"), `${file} names nobody who only reads`);
});
