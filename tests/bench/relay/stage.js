// A relay in a process of its own, as an operator runs it, between the bench's places.
import { Agent, request } from "undici";
import { RelayProcess } from "../../bridge/relay-process.js";
import { eventually, jwt, secrets, token } from "../../bridge/relay-fixture.js";
import { Part } from "./process.js";

export const now = () => Number(process.hrtime.bigint()) / 1e6; // as the other processes have it

/** @param {number[]} list @param {number} [share] 0.5: the median */
export function quantile(list, share = 0.5) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

const bridge = "noordnet";
const appSecret = "app-secret"; // the simulator's

/** @param {{page: string, forum: string, uid: number}} where */
const configOf = ({ page, forum, uid }) => ({
  listen: { port: 0 },
  database: "bench.db",
  limits: { writes: 0 }, // all posts are of one person
  bridges: [
    {
      id: bridge,
      language: "nl",
      site: { name: "noordnet.example", url: "https://noordnet.example/community" },
      sign_in: { jwt: { ...jwt, secret: { env: "JWT_SECRET" } } },
      places: [
        {
          id: "page",
          kind: "page",
          platform: "facebook",
          name: "Facebook",
          url: page,
          account: { token: { env: "PAGE_TOKEN" } },
          settings: { page: "700" },
          webhook: { secret: { env: "APP_SECRET" }, verify_token: { env: "PAGE_TOKEN" } },
        },
        {
          id: "forum",
          kind: "forum",
          platform: "nodebb",
          name: "Noordnet forum",
          url: forum,
          account: { token: { env: "FORUM_TOKEN" } },
          settings: { category: "2", uid: String(uid) },
        },
      ],
    },
  ],
});

export class Stage {
  #agent = new Agent({ connections: 16, pipelining: 1 });
  #token = "";

  /** @param {{ulimit?: string}} [options] of the relay */
  static async open(options) {
    const places = await Part.start("places.js");
    const env = { ...secrets, PAGE_TOKEN: "page-token", APP_SECRET: appSecret, PLEIN_LOG: "info" };
    const relay = new RelayProcess(configOf(await places.ask("where")), env, options);
    const stage = new Stage(places, relay);
    await stage.#begin();
    return stage;
  }

  /** @param {Part} places @param {RelayProcess} relay */
  constructor(places, relay) {
    this.places = places;
    this.relay = relay;
  }

  async #begin() {
    this.#token = await token();
    await this.relay.startAndWait();
    await eventually("every place has been read", async () => (await this.health()).adopted);
  }

  get events() {
    return `${this.relay.url}/v1/bridges/${bridge}/events`;
  }

  async health() {
    return (await this.#get("/healthz")).bridges[bridge];
  }

  /** Somebody posts in the widget. @param {string} key @param {string} text */
  async post(key, text) {
    const headers = { authorization: `Bearer ${this.#token}`, "content-type": "application/json" };
    const body = JSON.stringify({ key, title: text.slice(0, 40), text });
    await this.#send(`/v1/bridges/${bridge}/posts`, headers, body, 201);
  }

  /** What the Page's webhook sends. @param {{headers: Record<string, string>, body: string}} webhook */
  async webhook({ headers, body }) {
    await this.#send(`/webhooks/${bridge}/page`, headers, body, 200);
  }

  /** @param {string} route @returns {Promise<any>} */
  async #get(route) {
    const answer = await request(this.relay.url + route, { dispatcher: this.#agent });
    return answer.body.json();
  }

  /** @param {string} route @param {Record<string, string>} headers @param {string} body @param {number} expected */
  async #send(route, headers, body, expected) {
    const answer = await request(this.relay.url + route, { dispatcher: this.#agent, method: "POST", headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== expected) throw new Error(`POST ${route}: ${answer.statusCode} ${text}`);
  }

  async close() {
    await this.#agent.destroy();
    await this.relay.remove();
    this.places.end();
  }
}
