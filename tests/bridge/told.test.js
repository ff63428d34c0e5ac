// What is told may be ahead of what is durable; the numbers that a reader goes on from never are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pino } from "pino";
import { EngineHost } from "../../bridge/engine-host.js";
import { clipped } from "../../bridge/told.js";
import { FakeEngine } from "./fake-engine.js";

const event = (/** @type {number} */ number) => ({ seq: `a-b-${number}` });

test("while all is durable a view is told as it is", () => {
  const view = { seq: "a-b-9", events: [event(9)], more: true };
  assert.equal(clipped(view, []), view);
  assert.equal(clipped(view, [[], []]), view, "batches without events");
  assert.equal(clipped(view, [[event(10)]]), view);
  assert.equal(clipped(undefined, [[event(1)]]), undefined);
});

test("what is not durable has no number yet", () => {
  const open = [[], [event(8), event(9)], [event(11)]];
  const changes = { seq: "a-b-11", events: [event(6), event(7), event(8), event(11)], reset: false, more: false };
  assert.deepEqual(clipped(changes, open), { ...changes, seq: "a-b-7", events: [event(6), event(7)] });
  assert.deepEqual(clipped({ seq: "a-b-11", threads: [1] }, open), { seq: "a-b-7", threads: [1] });
});

test("a host tells the number of what is durable, and later that of all", async () => {
  let number = 4;
  const engine = new FakeEngine({
    command: () => ({ ok: true, effects: { append: [`r${++number}`], events: [event(number)] } }),
    query: () => ({ ok: true, result: { seq: `a-b-${number}`, threads: [] } }),
  });
  /** @type {(() => void)[]} */
  const kept = [];
  const store = /** @type {any} */ ({
    *records() {},
    snapshot: () => null,
    erasedUpTo: () => 0,
    lastSeq: () => 0,
    saveSnapshot() {},
    append: () => new Promise((resolve) => kept.push(() => resolve(undefined))),
  });
  const options = { id: "a", config: /** @type {any} */ ({}), log: pino({ level: "silent" }), store };
  const host = new EngineHost(() => engine, { ...options, send: async () => ({ status: 200 }) });
  await host.start();
  const shown = () => host.query({ view: "feed" }).seq;
  assert.equal(shown(), "a-b-4");
  /** @type {string[]} */
  const told = [];
  host.subscribe((events) => told.push(...events.map(({ seq }) => seq)));
  const first = host.command(/** @type {any} */ ({ do: "post" }));
  while (kept.length < 1) await new Promise((resolve) => setImmediate(resolve));
  const second = host.command(/** @type {any} */ ({ do: "post" }));
  assert.deepEqual([shown(), told], ["a-b-4", []]);
  kept[0]?.();
  await first;
  assert.deepEqual([shown(), told], ["a-b-5", ["a-b-5"]]);
  while (kept.length < 2) await new Promise((resolve) => setImmediate(resolve));
  kept[1]?.();
  await second;
  assert.deepEqual([shown(), told], ["a-b-6", ["a-b-5", "a-b-6"]]);
  await host.stop();
});
