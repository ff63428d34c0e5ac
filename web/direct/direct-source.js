// What a session asks of a relay, answered by an engine in the page.
import { loadEngine } from "../../wasm/engine.js";
import { barredBy } from "./barred.js";
import { DirectError, DirectHost } from "./host.js";

/** @import { BridgeConfig, Feed, Search, ThreadView } from "../../wasm/engine.js" */

/** The build's name of plein_direct.wasm, beside this file. */
const wasmUrl = () => new URL(PLEIN_DIRECT_WASM, import.meta.url);

/** Gives a session what answers it as a relay would. @param {import("../session/session.js").Session} session */
export async function openInto(session) {
  const [config, create] = await Promise.all([
    readConfig(session.base_),
    loadEngine(fetch(wasmUrl(), { credentials: "omit", integrity: PLEIN_DIRECT_WASM_INTEGRITY })),
  ]);
  const host = new DirectHost(create(), config, () => session.live?.refreshSoon_());
  await firstRead(host);
  if (session.closed) return host.close();
  session.barredBy = barredBy;
  session.relay = /** @type {any} */ (new DirectSource(host));
}

const firstMs = { look: 100, most: 15_000 };

/** Until there is a list worth showing: all places were read once, or answered and something stands there, or none answers. @param {DirectHost} host */
async function firstRead(host) {
  for (let waited = 0; waited < firstMs.most && !host.closed; waited += firstMs.look) {
    /** @type {import("../../wasm/engine.js").Status} */
    const { adopted, places, posts } = host.ask({ view: "status" });
    const answered = places.every(({ state }) => state !== "starting");
    if (adopted || (answered && (posts > 0 || places.every(({ state }) => state === "failing")))) return;
    await new Promise((resolve) => setTimeout(resolve, firstMs.look));
  }
}

/** @param {string} address @returns {Promise<Omit<BridgeConfig, "role">>} */
async function readConfig(address) {
  const answer = await fetch(address, { credentials: "omit" });
  const where = { code: "misconfigured", path: address };
  if (!answer.ok) throw new DirectError({ ...where, message: `HTTP ${answer.status}` });
  const config = await answer.json().catch(() => undefined);
  if (!config?.places?.length) throw new DirectError({ ...where, message: "expected JSON with a list of “places”" });
  return {
    id: "direct",
    language: "en",
    horizon_days: 30,
    site: { name: document.title || "-", url: location.origin },
    ...config,
  };
}

class DirectSource {
  /** @param {DirectHost} host */
  constructor(host) {
    this.host_ = host;
  }

  /** @param {Parameters<import("../session/relay.js").Relay["feed"]>[0]} page @returns {Promise<Feed>} */
  async feed({ pageSize, after, ...selection }) {
    const query = { view: "feed", ...selection, after: after ?? undefined, page_size: pageSize };
    return this.host_.ask(/** @type {import("../../wasm/engine.js").Query} */ (query));
  }

  /** @param {Record<string, string | number | boolean | undefined>} wanted @returns {Promise<Search>} in all that was read */
  async search(wanted) {
    return this.host_.ask(/** @type {import("../../wasm/engine.js").Query} */ ({ view: "search", ...wanted }));
  }

  /** @param {string} id @returns {Promise<ThreadView>} whole: it is here */
  async thread(id) {
    return this.host_.ask({ view: "thread", id });
  }

  close() {
    this.host_.close();
  }
}
