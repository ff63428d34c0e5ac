// Both simulators behind HTTP on 127.0.0.1, and what people do there. A platform's rules are in C++; this file only
// carries requests to it. People act with tokens of their own and are spared the faults that the bridge meets.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createForum, createPage } from "./people.js";

/**
 * @typedef {object} Faults Each is set to what is named and stays otherwise (simulator.h says what they do).
 * @property {number} [lose_request_next]
 * @property {number} [throttle_next]
 * @property {number} [throttle_for_ms]
 * @property {number} [fail_next]
 * @property {number} [fail_status]
 * @property {number} [lose_answer_next]
 * @property {number} [fail_after_write_next]
 * @property {number} [malformed_next]
 * @property {number} [deep_next]
 * @property {number} [oversized_next]
 * @property {boolean} [approval_queue]
 * @property {boolean} [queue_everyone]
 * @property {number} [read_lag_ms]
 * @property {boolean} [unauthorised]
 *
 * @typedef {{ method: string, url: string, headers: Record<string, string>, body: string }} Request
 * @typedef {{ status: number, headers: Record<string, string>, body: string, failure: string }} Answer
 * @typedef {(call: Record<string, unknown>) => any} Call
 *
 * @typedef {object} Options
 * @property {number} [nodebbPort] 0, the default, is a free one.
 * @property {number} [blueskyPort]
 * @property {() => number} [now] The simulators' clock; default: Date.now.
 * @property {URL | string} [wasm] The folder with plein_simulator_host.js; default: build/wasm.
 * @property {Record<string, unknown>} [nodebbSettings] Of NodebbSettings: post_delay_ms, minimum_post_length ...
 * @property {Record<string, unknown>} [blueskySettings] Of BlueskySettings: access_ms, points_max ...
 * @property {string} [brand] Handle of the page; default: noordnet.test.
 * @property {string} [brandName] Default: Noordnet.
 * @property {string} [snapshot] What `snapshot()` gave: start from there.
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param {URL | string} folder @returns {Promise<Call>} */
async function loadHost(folder) {
  const base = new URL(String(folder).replace(/\/?$/, "/"), import.meta.url);
  const { default: load } = await import(new URL("plein_simulator_host.js", base).href);
  const wasmBinary = await readFile(new URL("plein_simulator_host.wasm", base));
  const { SimulatorHost } = await load({ wasmBinary });
  const host = new SimulatorHost();
  return (call) => {
    const reply = JSON.parse(decoder.decode(host.call(encoder.encode(JSON.stringify(call)))));
    if (reply.error && call.op !== "answer") throw new Error(`simulator: ${reply.error}`);
    return reply;
  };
}

/** @param {import("node:http").IncomingMessage} incoming @returns {Promise<string>} */
async function bodyOf(incoming) {
  const parts = [];
  for await (const part of incoming) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-allow-methods": "GET, POST, PUT, DELETE",
};

/**
 * @param {(request: Request) => Answer} answer
 * @returns {import("node:http").Server}
 */
function serverFor(answer) {
  return createServer(async (incoming, outgoing) => {
    if (incoming.method === "OPTIONS") return void outgoing.writeHead(204, cors).end();
    /** @type {Record<string, string>} */
    const headers = {};
    for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
    const body = await bodyOf(incoming);
    const reply = answer({ method: incoming.method ?? "GET", url: incoming.url ?? "/", headers, body });
    // A lost answer: the connection ends without one.
    if (reply.status === 0) return void incoming.socket.destroy();
    outgoing.writeHead(reply.status, { ...reply.headers, ...cors }).end(reply.body);
  });
}

/** @param {import("node:http").Server} server @param {number} port @returns {Promise<string>} */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${address && typeof address === "object" ? address.port : port}`);
    });
  });
}

/** @param {import("node:http").Server} server @returns {Promise<void>} */
function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** @param {Options} [options] */
export async function startSimulators(options = {}) {
  const clock = options.now ?? Date.now;
  const run = await loadHost(options.wasm ?? new URL("../../build/wasm/", import.meta.url));
  const brandHandle = options.brand ?? "noordnet.test";
  /** What was done, in order: enough to do it again, since the simulators are deterministic. @type {any[]} */
  const history = [];
  let faultsWereUsed = false;

  /** @param {Record<string, any>} call */
  const act = (call) => {
    // Reads change nothing, unless they use up a fault.
    if (call.op !== "answer" || call.request.method !== "GET" || faultsWereUsed) history.push(call);
    return run(call);
  };

  /** @type {Record<"nodebb" | "bluesky", number>} */
  const ids = { nodebb: -1, bluesky: -1 };
  const servers = {
    nodebb: serverFor((request) => act({ op: "answer", id: ids.nodebb, now: clock(), request })),
    bluesky: serverFor((request) => act({ op: "answer", id: ids.bluesky, now: clock(), request })),
  };
  const urls = {
    nodebb: await listen(servers.nodebb, options.nodebbPort ?? 0),
    bluesky: await listen(servers.bluesky, options.blueskyPort ?? 0),
  };
  for (const platform of /** @type {const} */ (["nodebb", "bluesky"])) {
    const settings = platform === "nodebb" ? options.nodebbSettings : options.blueskySettings;
    ids[platform] = run({ op: "create", platform, settings: { ...settings, url: urls[platform] } }).id;
  }
  if (options.snapshot) for (const call of JSON.parse(options.snapshot)) act(call);

  /** @param {"nodebb" | "bluesky"} platform @returns {import("./people.js").Access} */
  const access = (platform) => ({
    url: urls[platform],
    answer: (request, at) => act({ op: "answer", id: ids[platform], now: at ?? clock(), request, untroubled: true }),
    setUp: (call, at) => act({ op: "setup", id: ids[platform], now: at ?? clock(), call }),
    dump: () => run({ op: "dump", id: ids[platform] }),
  });
  const forum = createForum(access("nodebb"), options.snapshot ? history : []);
  const page = createPage(access("bluesky"), options.snapshot ? history : [], brandHandle);

  const year = 365 * 86_400_000;
  const admin = forum.person("admin", { admin: true, at: clock() - year });
  const bridge = forum.person("plein", { displayName: "Plein", exempt: true, at: clock() - year });
  const brand = page.person(brandHandle, { displayName: options.brandName ?? "Noordnet", at: clock() - year });

  return {
    nodebb: { url: urls.nodebb, masterToken: "master-token", admin, bridge, category: 2 },
    bluesky: { url: urls.bluesky, brand },
    forum,
    page,
    /** @param {"nodebb" | "bluesky"} platform @param {Faults} faults */
    faults(platform, faults) {
      faultsWereUsed = true;
      act({ op: "faults", id: ids[platform], faults });
    },
    /** Everything done so far, as text for `Options.snapshot`. */
    snapshot: () => JSON.stringify(history),
    async stop() {
      await Promise.all([close(servers.nodebb), close(servers.bluesky)]);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startSimulators>>} Simulators */
