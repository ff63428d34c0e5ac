// What a session asks of a relay, answered by an engine in the page.
import { loadEngine } from "../../wasm/direct.js";
import { DirectError, DirectHost } from "./host.js";

export { barredBy } from "./barred.js";

/** @import { BridgeConfig, Feed, ThreadView } from "../../wasm/engine.js" */

/** The build's name of plein_direct.wasm, beside this file. */
const wasmUrl = () => new URL(PLEIN_DIRECT_WASM, import.meta.url);

/**
 * @param {string} address of the configuration: JSON, a BridgeConfig without `role`
 * @param {() => void} changed
 */
export async function openDirectSource(address, changed) {
  const [config, create] = await Promise.all([
    readConfig(address),
    loadEngine(fetch(wasmUrl(), { credentials: "omit", integrity: PLEIN_DIRECT_WASM_INTEGRITY })),
  ]);
  const host = new DirectHost(create(), config, changed);
  await firstRead(host);
  return new DirectSource(host);
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

  /** @param {{ after?: string, pageSize?: number }} page @returns {Promise<Feed>} */
  async feed({ after, pageSize }) {
    return this.host_.ask({ view: "feed", after, page_size: pageSize });
  }

  /** @param {string} id @returns {Promise<ThreadView>} */
  async thread(id) {
    return this.host_.ask({ view: "thread", id });
  }

  close() {
    this.host_.close();
  }
}
