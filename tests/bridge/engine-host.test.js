// The rule a host must keep, and what it does when something underneath it gives way.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { pino } from "pino";
import { DamagedError, StoppedError } from "../../bridge/engine-error.js";
import { EngineHost } from "../../bridge/engine-host.js";
import { StoreError } from "../../bridge/store/errors.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { FakeEngine, fakeRequest } from "./fake-engine.js";

/** @typedef {import("../../wasm/engine.d.ts").HttpResponse} HttpResponse */

const folder = mkdtempSync(path.join(tmpdir(), "plein-host-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const log = pino({ level: "silent" });
const config = /** @type {any} */ ({ role: "relay", id: "a" });
const command = /** @type {any} */ ({ do: "post" });
const event = { seq: "e-1" };
let files = 0;

/** @param {SqliteStore} store */
const linesOf = (store) => [...store.records("a", 0)].flat().map(({ line }) => line);

/** @param {FakeEngine} engine @param {object} [options] @param {SqliteStore} [store] */
function hostOf(engine, options = {}, store = new SqliteStore(path.join(folder, `${++files}.db`))) {
  const send = async () => /** @type {HttpResponse} */ ({ status: 200, body: "{}" });
  return { store, host: new EngineHost(() => engine, { id: "a", config, log, store, send, ...options }) };
}

test("a batch is on disk before its request leaves, its events go out, and its command is answered", async () => {
  const engine = new FakeEngine({
    command: () => ({
      ok: true,
      result: "answer",
      effects: { append: ["r1", "r2"], requests: [fakeRequest("1")], events: [event] },
    }),
  });
  const file = path.join(folder, "order.db");
  const other = () => {
    const database = new DatabaseSync(file, { readOnly: true });
    const rows = database.prepare("SELECT line FROM record ORDER BY seq").all();
    database.close();
    return rows.map((row) => row.line);
  };
  /** @type {[string, unknown][]} */
  const seen = [];
  const send = async () => {
    seen.push(["request", other()]);
    return { status: 200 };
  };
  const { host } = hostOf(engine, { send }, new SqliteStore(file));
  await host.start();
  host.subscribe(() => seen.push(["event", other()]));
  assert.equal(await host.command(command), "answer");
  seen.push(["answer", other()]);
  const both = ["r1", "r2"];
  assert.deepEqual(seen, [
    ["request", both],
    ["event", both],
    ["answer", both],
  ]);
});

test("of a batch that cannot be kept nothing goes out, and the bridge stops acting", async () => {
  const engine = new FakeEngine({
    command: () => ({ ok: true, effects: { append: ["r"], requests: [fakeRequest("1")], events: [event] } }),
  });
  /** @type {string[]} */
  const out = [];
  const { host, store } = hostOf(engine, {
    send: async () => out.push("request"),
    onBroken: () => out.push("broken"),
  });
  await host.start();
  host.subscribe(() => out.push("event"));
  store.append = () => {
    throw new StoreError("database or disk is full");
  };
  await assert.rejects(host.command(command), StoreError);
  assert.deepEqual(out, ["broken"]);
  assert.throws(() => host.query({ view: "status" }), StoreError, "what is not durable is not shown");
  await assert.rejects(host.command(command), StoreError);
  assert.equal(engine.asked("command").length, 1, "the engine is not called again");
  await host.stop();
  assert.equal(store.snapshot("a"), null, "what is ahead of the records is not kept as a snapshot");
});

test("an engine that fails is not called again", async () => {
  const engine = new FakeEngine({
    query: () => {
      throw new WebAssembly.RuntimeError("unreachable");
    },
  });
  let broken = 0;
  const { host } = hostOf(engine, { onBroken: () => (broken += 1) });
  await host.start();
  assert.throws(() => host.query({ view: "status" }), StoppedError);
  assert.throws(() => host.query({ view: "status" }), StoppedError);
  assert.deepEqual([broken, engine.asked("query").length], [1, 1]);
});

test("a refused tick is tried again, and a far wish is kept in bounds", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1000 });
  let ticks = 0;
  const engine = new FakeEngine({
    start: () => ({ ok: true, effects: { wake_at: 1500 } }),
    tick: () => {
      ticks += 1;
      if (ticks === 1) return { ok: false, error: { code: "internal", path: "", message: "no" } };
      return { ok: true, effects: { wake_at: Date.now() + 2 ** 40 } };
    },
  });
  const { host } = hostOf(engine);
  await host.start();
  context.mock.timers.tick(500);
  assert.equal(ticks, 1);
  context.mock.timers.tick(5000);
  assert.equal(ticks, 2);
  context.mock.timers.tick(60000);
  assert.equal(ticks, 2, "a wish beyond a timer's reach does not fire at once");
});

test("an answer without a wish leaves the earlier wish standing", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1000 });
  const engine = new FakeEngine({ start: () => ({ ok: true, effects: { wake_at: 1500 } }) });
  const { host } = hostOf(engine);
  await host.start();
  await host.command(command);
  context.mock.timers.tick(500);
  assert.equal(engine.asked("tick").length, 1);
});

test("the state comes from the snapshot and later records; an unreadable snapshot is passed over", async () => {
  const store = new SqliteStore(path.join(folder, "restore.db"));
  store.append("a", ["r1", "r2"]);
  store.saveSnapshot("a", 1, new Uint8Array([9]));
  const good = new FakeEngine();
  await hostOf(good, {}, store).host.start();
  assert.deepEqual(
    good.calls.map((call) => call.op),
    ["configure", "restore", "start"],
  );
  assert.deepEqual(good.asked("restore")[0].records, ["r2"]);
  assert.match(good.asked("start")[0].seed, /^[0-9a-f]{32}$/);
  const old = new FakeEngine({
    load: () => ({ ok: false, error: { code: "unsupported", path: "", message: "version" } }),
  });
  await hostOf(old, {}, store).host.start();
  assert.deepEqual(old.asked("restore")[0].records, ["r1", "r2"]);
});

test("records that cannot be read stop the start", async () => {
  const store = new SqliteStore(path.join(folder, "unread.db"));
  store.append("a", ["?", "r2"]);
  const engine = new FakeEngine({
    restore: () => ({ ok: false, error: { code: "invalid_value", path: "$.records[0]", message: "no record" } }),
  });
  await assert.rejects(hostOf(engine, {}, store).host.start(), DamagedError);
  assert.equal(engine.asked("start").length, 0);
});

test("stopping waits for answers under way and records them, sends nothing new, and may be asked twice", async () => {
  /** @type {(answer: HttpResponse) => void} */
  let answer = () => {};
  const sent = /** @type {string[]} */ ([]);
  const engine = new FakeEngine({
    command: () => ({ ok: true, effects: { append: ["intended"], requests: [fakeRequest("1")] } }),
    response: () => ({ ok: true, effects: { append: ["copied", "intended"], requests: [fakeRequest("2")] } }),
  });
  const { host, store } = hostOf(engine, {
    send: (/** @type {any} */ request) => {
      sent.push(request.id);
      return new Promise((resolve) => (answer = resolve));
    },
  });
  await host.start();
  await host.command(command);
  const stopped = [host.stop(), host.stop()];
  answer({ status: 200 });
  await Promise.all(stopped);
  assert.deepEqual(sent, ["1"]);
  assert.deepEqual(linesOf(store), ["intended", "copied", "intended"]);
  assert.equal(store.snapshot("a")?.seq, 3);
  assert.equal(engine.closed, 1);
});

test("stopping does not wait for ever, and an answer that comes later is left alone", async () => {
  /** @type {(answer: HttpResponse) => void} */
  let answer = () => {};
  const engine = new FakeEngine({ command: () => ({ ok: true, effects: { requests: [fakeRequest("1")] } }) });
  const { host } = hostOf(engine, { send: () => new Promise((resolve) => (answer = resolve)) });
  await host.start();
  await host.command(command);
  await host.stop(50);
  answer({ status: 200 });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(engine.asked("response").length, 0);
});

test("to the engine time never jumps, whatever somebody does to the wall clock", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
  const engine = new FakeEngine();
  const { host } = hostOf(engine);
  await host.start();
  for (const now of [2_000_000, 5, 3_000_000]) {
    context.mock.timers.setTime(now);
    host.query({ view: "status" });
  }
  const times = engine.calls.map((call) => ("now" in call ? call.now : NaN));
  assert.ok(
    times.every((time, i) => Number.isInteger(time) && time >= (times[i - 1] ?? 999_999) && time < 1_001_000),
    String(times),
  );
});
