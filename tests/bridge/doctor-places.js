// A simulated Bluesky and NodeBB for the doctor to visit, with a configuration that is right until a test changes it, and a platform that says what a test wants.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { visited } from "./doctor-fixture.js";
import { PlatformStub } from "./platform-stub.js";
import { configFor, secrets } from "./relay-fixture.js";

export const root = mkdtempSync(path.join(tmpdir(), "plein-doctor-"));
export const stub = new PlatformStub();
/** @type {Awaited<ReturnType<typeof startSimulators>>} */
export let simulators;
/** @type {any} */
export let config;

/** The places of a file's tests: there before them, gone after. */
export function placesOfTests() {
  before(async () => {
    await stub.start();
    simulators = await startSimulators({ powerless: true });
    config = configFor(simulators);
    config.bridges[0].places[1].settings.uid = String(simulators.nodebb.admin.uid);
  });
  after(async () => {
    await stub.stop();
    await simulators.stop();
    rmSync(root, { recursive: true, force: true });
  });
}

/** @param {(config: any) => void} [change] @param {Record<string, string | undefined>} [given] @returns {Promise<string[]>} what is not well */
export async function found(change = () => {}, given = secrets) {
  const own = structuredClone(config);
  change(own);
  const findings = await visited(own, { env: given, folder: root });
  return findings.filter(({ level }) => level !== "ok").map(({ level, where, what }) => `${level} ${where}: ${what}`);
}
/** @param {string[]} lines @param {RegExp} expected */
export const has = (lines, expected) =>
  assert.ok(
    lines.some((line) => expected.test(line)),
    `expected ${expected} among:\n${lines.join("\n")}`,
  );
