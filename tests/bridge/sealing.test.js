// What is sealed stays unread and unchanged; another key is said to be one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Once } from "../../bridge/people/once.js";
import { SignInError, SignIns } from "../../bridge/people/sign-ins.js";
import { Keys, Sealer, SealError } from "../../bridge/sealing.js";
import { sealedKeeper } from "../../bridge/sessions/keeper.js";

test("a seal is opened with its key, for its purpose and context, and as it was made", () => {
  const sealer = new Sealer("a key", "purpose");
  const sealed = sealer.seal("refresh-token", "a/page");
  assert.equal(sealer.open(sealed, "a/page"), "refresh-token");
  assert.ok(!sealed.includes("refresh-token"));
  assert.notDeepEqual(sealer.seal("refresh-token", "a/page"), sealed);
  assert.throws(() => sealer.open(sealed, "b/page"), /damaged, or of something else/);
  assert.throws(() => new Sealer("another", "purpose").open(sealed, "a/page"), /sealed with another key/);
  assert.throws(() => new Sealer("a key", "other").open(sealed, "a/page"), /sealed with another key/);
  assert.throws(() => sealer.open(sealed.subarray(0, 20), "a/page"), /too short/);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.throws(() => sealer.open(changed, "a/page"), SealError, `byte ${at}`);
  }
  const next = Buffer.from(sealed);
  next[0] = 2;
  assert.throws(() => sealer.open(next, "a/page"), /version 2, expected 1/);
});

test("without a key nothing is sealed, and it is said", () => {
  assert.throws(() => new Sealer("", "purpose"), /no key to seal with, and nothing is kept/);
});

test("a session that was kept with another secret or key is not used, and the log says why", async () => {
  /** @type {Map<string, Uint8Array>} */
  const kept = new Map();
  const store = {
    session: (/** @type {string} */ account) => kept.get(account) ?? null,
    saveSession: (/** @type {string} */ account, /** @type {Uint8Array} */ sealed) => void kept.set(account, sealed),
  };
  /** @type {string[]} */
  const said = [];
  const log = { warn: (/** @type {any} */ what) => void said.push(what.reason) };
  await sealedKeeper(store, "a/page", "password", { log }).save("token-1");
  assert.equal(await sealedKeeper(store, "a/page", "password", { log }).load(), "token-1");
  assert.equal(await sealedKeeper(store, "a/page", "changed", { log }).load(), null);
  assert.equal(await sealedKeeper(store, "a/page", "password", { log, keys: new Keys("k".repeat(32)) }).load(), null);
  assert.deepEqual(said, ["it is sealed with another key", "it is sealed with another key"]);
  assert.equal(await sealedKeeper(store, "a/page", "password", { log, keys: new Keys(null) }).load(), "token-1");
});

test("what counts once counts once, until it would have ended; a full memory takes nothing more", () => {
  const once = new Once(2);
  assert.deepEqual([once.take("a", 100, 0), once.take("a", 100, 50), once.take("b", 100, 50)], [true, false, true]);
  assert.equal(once.take("c", 200, 50), false);
  assert.equal(once.take("c", 200, 150), true);
});

test("a sign-in comes back to its own bridge and way, once, and in time", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 1000000 });
  const keys = new Keys(null);
  const once = new Once(10);
  const spent = { take: async (/** @type {string} */ id, /** @type {number} */ until) => once.take(id, until) };
  const signIns = new SignIns(keys.of("a"), "a", spent);
  const begun = { way: "openid", origin: "https://www.noordnet.example", request: "r".repeat(20) };
  const state = signIns.begin(begun);
  assert.match(state, /^[A-Za-z0-9_-]+$/);
  const started = signIns.open(state, "openid");
  assert.deepEqual([started.origin, started.request], [begun.origin, begun.request]);
  for (const [other, way] of /** @type {[SignIns, string][]} */ ([
    [signIns, "discourse"],
    [new SignIns(keys.of("a"), "b", spent), "openid"],
    [new SignIns(keys.of("b"), "a", spent), "openid"],
  ]))
    assert.throws(() => other.open(state, way), /not begun here/);
  for (const bad of [undefined, "", "x", `${state}AAAA`, "x".repeat(3000)])
    assert.throws(() => signIns.open(bad, "openid"), SignInError);
  await signIns.use(started);
  // Whichever relay it is brought to.
  for (const relay of [signIns, new SignIns(keys.of("a"), "a", spent)])
    await assert.rejects(relay.use(relay.open(state, "openid")), /used already/);
  context.mock.timers.tick(600001);
  assert.throws(() => signIns.open(state, "openid"), /took too long/);
});
