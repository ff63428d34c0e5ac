// The rule a host must keep, whatever call an engine answers: its records first, then all else; and nothing else where they cannot be kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pino } from "pino";
import { EngineHost } from "../../bridge/engine-host.js";
import { FakeEngine, fakeRequest } from "./fake-engine.js";

/** @typedef {import("../../wasm/engine.d.ts").Effects} Effects */
/** @typedef {import("../../wasm/engine.d.ts").HttpResponse} HttpResponse */

const log = pino({ level: "silent" });
const command = /** @type {any} */ ({ do: "post" });
/** @type {Effects} */
const effects = { append: ["r1", "r2"], requests: [fakeRequest("2")], events: [{ seq: "e-1" }] };
const none = /** @type {Effects} */ ({});

/**
 * A host whose store writes down what it is asked, among all that leaves.
 * @param {{[op: string]: Effects}} effectsOf by operation
 * @param {{full?: () => boolean}} [options] full: the store cannot keep what it is given
 */
function watched(effectsOf, { full = () => false } = {}) {
  /** @type {string[]} */
  const seen = [];
  /** @param {string} what */
  const keep = (what) => {
    if (full()) throw new Error("disk full");
    seen.push(what);
  };
  const store = /** @type {any} */ ({
    *records() {},
    snapshot: () => null,
    erasedUpTo: () => 0,
    lastSeq: () => 0,
    saveSnapshot() {},
    append: (/** @type {string} */ _bridge, /** @type {string[]} */ lines) => keep(`kept ${lines}`),
    erase: () => keep("erased"),
  });
  /** @param {string} op */
  const answer = (op) => () => ({ ok: /** @type {const} */ (true), result: op, effects: effectsOf[op] ?? none });
  const engine = new FakeEngine({
    start: answer("start"),
    tick: answer("tick"),
    response: answer("response"),
    command: answer("command"),
    push: answer("push"),
    look: answer("look"),
  });
  const host = new EngineHost(() => engine, {
    id: "a",
    config: /** @type {any} */ ({}),
    log,
    store,
    send: async (request) => {
      seen.push(`sent ${request.id}`);
      return /** @type {HttpResponse} */ (request.id === "1" ? { status: 200 } : await new Promise(() => {}));
    },
  });
  host.subscribe((events) => seen.push(`told ${events.map(({ seq }) => seq)}`));
  return { host, engine, seen };
}

/** What nobody waits for has happened. */
const settled = async () => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** Lets the host make the call, by whatever leads to it. @type {Record<string, (watch: ReturnType<typeof watched>, timers: any) => unknown>} */
const leads = {
  start: async ({ host }) => host.start(),
  command: async ({ host, seen }) => {
    await host.start();
    await host.command(command);
    seen.push("answered");
  },
  push: async ({ host, seen }) => {
    await host.start();
    await host.push("page", "{}");
    seen.push("answered");
  },
  look: async ({ host, seen }) => {
    await host.start();
    await host.look("page");
    seen.push("answered");
  },
  tick: async ({ host }, timers) => {
    await host.start();
    timers.tick(10);
    await settled();
  },
  response: async ({ host }) => {
    await host.start();
    await settled();
  },
};
/** @type {Record<string, Effects>} */
const before = { tick: { wake_at: 1005 }, response: { requests: [fakeRequest("1")] } };

for (const [op, lead] of Object.entries(leads)) {
  test(`${op}: what is to be kept is kept before anything leaves`, async (context) => {
    context.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1000 });
    const watch = watched({ start: before[op] ?? none, [op]: effects });
    await lead(watch, context.mock.timers);
    const first = op === "response" ? ["sent 1"] : [];
    const last = ["command", "push", "look"].includes(op) ? ["answered"] : [];
    assert.deepEqual(watch.seen, [...first, "kept r1,r2", "sent 2", "told e-1", ...last]);
  });

  test(`${op}: what cannot be kept does not leave, and nothing after it`, async (context) => {
    context.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1000 });
    const watch = watched({ start: before[op] ?? none, [op]: effects }, { full: () => true });
    try {
      await lead(watch, context.mock.timers);
    } catch (error) {
      assert.match(String(error), /disk full/);
    }
    assert.deepEqual(watch.seen, op === "response" ? ["sent 1"] : []);
    assert.match(watch.host.broken?.message ?? "", /disk full/);
    const calls = watch.engine.calls.length;
    await assert.rejects(watch.host.command(command), /disk full/);
    context.mock.timers.tick(100000);
    assert.equal(watch.engine.calls.length, calls, "the engine, ahead of what is kept, is not asked again");
  });
}

test("an erasure is kept before anything leaves, in the records' stead", async () => {
  const watch = watched({ command: { ...effects, erase: true } });
  await watch.host.start();
  await watch.host.command(command);
  assert.deepEqual(watch.seen, ["erased", "sent 2", "told e-1"]);
});

test("an erasure that cannot be done lets nothing leave", async () => {
  let full = false;
  const watch = watched({ command: { ...effects, erase: true } }, { full: () => full });
  await watch.host.start();
  full = true;
  await assert.rejects(watch.host.command(command), /disk full/);
  assert.deepEqual(watch.seen, []);
});
