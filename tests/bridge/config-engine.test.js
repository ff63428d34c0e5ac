// What of a configuration reaches the engine, in its own words, and what stays with the host.
import assert from "node:assert/strict";
import { test } from "node:test";
import { engineConfig } from "../../bridge/config/for-engine.js";
import { checkConfig } from "../../bridge/config/load.js";
import { offsetsOf } from "../../bridge/config/webcare.js";
import { more, ofPlatform, placeOf, places } from "./config-fixture.js";
import { configFor } from "./relay-fixture.js";

test("what is said of reputation reaches the engine", () => {
  const config = configFor(places);
  const reputation = { accepted: 30, levels: { expert: 700 } };
  Object.assign(config.bridges[0] ?? {}, { reputation });
  const checked = checkConfig(config, "plein.json", "/");
  const [bridge] = checked.bridges;
  assert.ok(bridge);
  const told = engineConfig(checked, bridge).reputation;
  assert.equal(told?.accepted, 30);
  assert.deepEqual(told?.levels, { member: 10, regular: 100, expert: 700, ambassador: 1000 });
});

test("rules, corrections and the delay reach the engine; how people sign in, and secrets, do not", () => {
  const raw = configFor(places);
  const rules = [{ from: "site", to: "page", threads: "tagged", tag: "hulp", replies: "none", names: "first" }];
  Object.assign(/** @type {any} */ (raw.bridges[0]), { rules, corrections: "reply", delay_ms: 5000 });
  const config = checkConfig(raw, "plein.json", "/");
  const told = engineConfig(config, /** @type {any} */ (config.bridges[0]));
  assert.deepEqual([told.role, told.rules, told.corrections, told.delay_ms], ["relay", rules, "reply", 5000]);
  assert.equal(told.places[0]?.account, "noordnet/page");
  assert.doesNotMatch(JSON.stringify(told), /sign_in|PASSWORD|TOKEN|SECRET/);
});

test("a time to answer is told in milliseconds, with when clocks are changed where the brand is", () => {
  const raw = configFor(places);
  const webcare = {
    target_minutes: 60,
    places: { forum: 240 },
    hours: { mon: ["09:00", "17:30"] },
    holidays: ["2026-12-25"],
    time_zone: "Europe/Amsterdam",
  };
  Object.assign(/** @type {any} */ (raw.bridges[0]), { webcare });
  const config = checkConfig(raw, "plein.json", "/");
  const told = /** @type {any} */ (engineConfig(config, /** @type {any} */ (config.bridges[0])).webcare);
  assert.deepEqual([told.target_ms, told.places, told.holidays], [3600000, { forum: 14400000 }, [20812]]);
  assert.deepEqual(told.hours.slice(0, 2), [
    [540, 1050],
    [0, 0],
  ]);
  const now = Date.UTC(2026, 6, 1);
  assert.deepEqual(offsetsOf("Europe/Amsterdam", now).slice(0, 3), [
    { from: 0, minutes: 120 },
    { from: Date.UTC(2025, 9, 26, 1), minutes: 60 },
    { from: Date.UTC(2026, 2, 29, 1), minutes: 120 },
  ]);
  assert.deepEqual(offsetsOf("Asia/Kolkata", now), [{ from: 0, minutes: 330 }]);
});

test("how a place signs in, and what its webhooks are signed with, stays with the host", () => {
  for (const platform of Object.keys(ofPlatform)) {
    const raw = configFor(places);
    placeOf(platform, more[platform])(raw);
    const config = checkConfig(raw, "plein.json", "/");
    const told = engineConfig(config, /** @type {any} */ (config.bridges[0])).places[0];
    assert.equal(told?.account, "noordnet/page");
    assert.doesNotMatch(JSON.stringify(told), /webhook|secret|"env"|"file"|token/);
  }
});

test("bridges that act with one account are counted, however its secret is called", () => {
  const raw = /** @type {any} */ (configFor(places));
  const [first] = raw.bridges;
  const second = structuredClone(first);
  second.id = "second";
  second.places[0].account = { identifier: "@Brand.test", password: { file: "other" } };
  second.places[0].url += "/";
  second.places[1].settings.uid = "7";
  const third = structuredClone(first);
  third.id = "third";
  third.places[0].account.identifier = "another.test";
  third.places[1].url = "http://127.0.0.1:3";
  raw.bridges.push(second, third);
  const config = checkConfig(raw, "plein.json", "/");
  const shared = config.bridges.map((bridge) =>
    engineConfig(config, bridge).places.map((one) => one.account_shared_by),
  );
  assert.deepEqual(shared, [
    [2, 1],
    [2, 1],
    [1, 1],
  ]);
});
