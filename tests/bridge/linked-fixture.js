// A relay where people link their own accounts, and what they do there over HTTP.
import { readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import assert from "node:assert/strict";
import { RelayFixture, eventually, token } from "./relay-fixture.js";

export const website = "https://www.noordnet.example";
export const base = "/v1/bridges/noordnet";
export const env = { RELAY_KEY: "a key that is kept for longer than the database" };
const popup = "request-of-the-page";

export class LinkedFixture {
  relay = new RelayFixture();
  /** @type {Record<string, string>} */
  tokens = {};
  /** All that was ever answered. @type {string[]} */
  answered = [];
  /** @type {object} */
  config = {};
  /** @type {Record<string, string>} */
  env = env;

  /** @param {object} config @param {Record<string, {role?: string, name?: string}>} people @param {Record<string, string>} [more] secrets */
  async start(config, people, more = {}) {
    this.env = { ...env, ...more };
    this.config = { ...config, key: { env: "RELAY_KEY" } };
    await this.#run();
    for (const [id, { role = "visitor", name = id }] of Object.entries(people))
      this.tokens[id] = await token({ sub: id, name, role });
  }

  async #run() {
    await this.relay.start(this.config, { env: this.env });
    await eventually("it has read what there is", async () => (await this.relay.status()).adopted, 30000);
  }

  /** A relay that starts with nothing of its database. */
  async loseDatabase() {
    await this.relay.stop();
    for (const end of ["", "-wal", "-shm"]) rmSync(path.join(this.relay.folder, `plein.db${end}`), { force: true });
    await this.#run();
  }

  async restart() {
    await this.relay.stop();
    await this.#run();
  }

  /** @param {string} as @param {string} method @param {string} route @param {object} [body] @param {Record<string, string>} [headers] */
  async ask(as, method, route, body, headers = {}) {
    const answer = await this.relay.fetch(base + route, {
      method,
      headers: {
        ...(this.tokens[as] && { authorization: `Bearer ${this.tokens[as]}` }),
        ...(body && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    this.answered.push(text, JSON.stringify([...answer.headers]));
    return { status: answer.status, json: text === "" ? null : JSON.parse(text) };
  }

  /** What is told of somebody's account in a place. @param {string} as @param {string} place */
  async standing(as, place) {
    const { json } = await this.ask(as, "GET", "/me/accounts");
    return json.accounts.find((/** @type {any} */ each) => each.place === place);
  }

  /** Where a popup goes. @param {string} as @param {string} place @param {string} [origin] */
  async begin(as, place, origin = website) {
    return this.ask(as, "POST", `/me/accounts/${place}/popup`, { origin, request: popup });
  }

  /** The popup comes back to the relay: what its page hands over, and to whom. @param {string} address of the public relay */
  async back(address) {
    const { pathname, search } = new URL(address);
    const answer = await this.relay.fetch(pathname + search);
    const page = await answer.text();
    this.answered.push(page);
    const plain = (/** @type {string | undefined} */ text) => text?.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
    const message = plain(/ data-answer="([^"]*)"/.exec(page)?.[1]);
    return {
      status: answer.status,
      origin: plain(/ data-origin="([^"]*)"/.exec(page)?.[1]),
      message: message === undefined ? undefined : JSON.parse(message),
    };
  }

  /** @param {string} as @param {string} key @param {string} text @param {string} [parent] @returns {Promise<any>} */
  async post(as, key, text, parent) {
    const { status, json } = await this.ask(as, "POST", "/posts", { key, text, ...(parent && { parent }) });
    assert.equal(status, 201, JSON.stringify(json));
    return json.post;
  }

  /** No file, log line or answer holds any of them. @param {string[]} secrets */
  sought(secrets) {
    const files = readdirSync(this.relay.folder).map((name) =>
      readFileSync(path.join(this.relay.folder, name), "latin1"),
    );
    const all = [...files, ...this.relay.log, ...this.answered];
    assert.ok(files.length > 0 && this.relay.log.length > 0 && this.answered.length > 5);
    for (const secret of secrets) {
      assert.ok(secret.length >= 8, secret);
      assert.ok(!all.some((text) => text.includes(secret)), `"${secret}" got out`);
    }
  }
}
