// A relay that people sign in to, with an engine that does nothing; and what a popup gets to see.
import { FakeEngine } from "./fake-engine.js";
import { configFor, RelayFixture } from "./relay-fixture.js";

export const website = "https://www.noordnet.example";
export const base = "/v1/bridges/noordnet";
export const request = "request-of-the-page";
/** Where people are sent back to, whatever address the relay listens at. */
export const address = "https://community.noordnet.example";

const places = /** @type {any} */ ({
  bluesky: { url: "http://127.0.0.1:1", brand: { handle: "brand.test" } },
  nodebb: { url: "http://127.0.0.1:2", category: 2, bridge: { uid: 1 } },
});
const forum = {
  id: "forum",
  kind: "forum",
  platform: "discourse",
  name: "Noordnet forum",
  url: "https://forum.noordnet.example",
  account: { key: { env: "FORUM_TOKEN" } },
  settings: { category: "4", username: "plein" },
};

export class SignInFixture {
  relay = new RelayFixture();
  engine = new FakeEngine({
    query: () => ({ ok: true, result: { complete: true, places: [], threads: [], seq: "e-1" } }),
    command: () => ({ ok: true, result: { post: { id: "0123456789abc" }, created: true } }),
  });

  /** @param {object} signIn @param {Record<string, string>} [env] @param {object} [more] of the configuration @param {string} [url] of the forum */
  async start(signIn, env = {}, more = {}, url = forum.url) {
    const config = /** @type {any} */ (configFor(places));
    config.bridges[0].sign_in = signIn;
    config.bridges[0].places[1] = { ...forum, url };
    await this.relay.start({ ...config, public_url: address, ...more }, { env, makeEngine: () => this.engine });
  }

  /** @param {string} way @param {{origin?: string, request?: string}} [asked] */
  begin(way, asked = {}) {
    const query = new URLSearchParams({ origin: website, request, ...asked });
    return this.relay.fetch(`${base}/sign-in/${way}?${query}`, { redirect: "manual" });
  }

  /** @param {string} way @param {Record<string, string>} came */
  async back(way, came) {
    const answer = await this.relay.fetch(`${base}/sign-in/${way}/return?${new URLSearchParams(came)}`);
    return { answer, ...handedOver(await answer.text()) };
  }

  /** @param {string} token */
  async post(token) {
    this.engine.calls.length = 0;
    const answer = await this.relay.fetch(`${base}/posts`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ key: "sign-in-test", text: "Hallo" }),
    });
    return { status: answer.status, by: this.engine.asked("command")[0]?.command.by };
  }

  /** @param {string} token @returns {Promise<any[]>} */
  async audit(token) {
    const headers = { authorization: `Bearer ${token}` };
    return (await (await this.relay.fetch(`${base}/audit`, { headers })).json()).entries;
  }
}

/** What the page gives to the one that opened it, and to whom. @param {string} page */
function handedOver(page) {
  const plain = (/** @type {string | undefined} */ text) =>
    text?.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const origin = plain(/ data-origin="([^"]*)"/.exec(page)?.[1]);
  const message = plain(/ data-answer="([^"]*)"/.exec(page)?.[1]);
  return { page, origin, message: message === undefined ? undefined : JSON.parse(message) };
}
