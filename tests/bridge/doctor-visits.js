// Visits to a platform that a test sets wrong on purpose: nothing is found where all is well, each thing wrong is, and no secret shows.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { env, troubles } from "./doctor-fixture.js";
import { PlatformStub } from "./platform-stub.js";

/** @typedef {import("./platform-stub.js").Routes} Routes */
/** @typedef {{place: any, routes: Routes, wrong: [string, (well: {place: any, routes: Routes}) => void, RegExp][]}} Platform */

export const stub = new PlatformStub();
export const path = "/webhooks/noordnet/place";
/** @param {unknown} body @param {number} [status] */
export const says = (body, status = 200) => ({ status, body });
/** @param {{routes: Routes}} well @param {string} route @returns {any} */
export const bodyOf = ({ routes }, route) => /** @type {import("./platform-stub.js").Answer} */ (routes[route]).body;

/** @param {Platform} platform @returns {{place: any, routes: Routes}} of its own, with the address of the stub */
function well({ place, routes }) {
  const own = Object.fromEntries(
    Object.entries(routes).map(([route, answer]) => [
      route,
      typeof answer === "function" ? answer : structuredClone(answer),
    ]),
  );
  return { place: { ...structuredClone(place), url: stub.url }, routes: own };
}

/** @param {Record<string, Platform>} platforms */
export function visitEach(platforms) {
  before(() => stub.start());
  after(() => stub.stop());
  beforeEach(() => (stub.asked.length = 0));
  for (const [name, platform] of Object.entries(platforms)) {
    test(`${name}: where all is well, nothing is found`, async () => {
      const { place, routes } = well(platform);
      stub.routes = routes;
      assert.deepEqual(await troubles(place), []);
      assert.ok(stub.asked.length >= 2);
      for (const { method, path: asked } of stub.asked)
        assert.ok(method === "GET" || /createSession|\/statuses|\/media/.test(asked), `${method} ${asked} writes`);
    });
    for (const [what, spoil, expected] of platform.wrong) {
      test(`${name}: ${what} is found`, async () => {
        const spoilt = well(platform);
        spoil(spoilt);
        stub.routes = spoilt.routes;
        const found = await troubles(spoilt.place);
        assert.ok(
          found.some((line) => expected.test(line)),
          `expected ${expected} among:\n${found.join("\n")}`,
        );
      });
    }
    test(`${name}: what its answers repeat of a secret is not shown, and what is no answer is said`, async () => {
      const { place } = well(platform);
      const echo = {
        status: 403,
        body: { message: `no ${env.TOKEN}`, error: { message: `no ${env.TOKEN}` }, errors: [`no ${env.TOKEN}`] },
      };
      for (const answer of [echo, { body: "<html>" }, { body: "null" }, { body: '[[[["deep"]]]]' }]) {
        stub.routes = new Proxy({}, { get: () => answer });
        const found = await troubles(place);
        assert.ok(found.length > 0, JSON.stringify(answer));
        assert.doesNotMatch(found.join("\n"), new RegExp(env.TOKEN));
      }
    });
  }
}
