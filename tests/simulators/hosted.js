// Any simulator behind HTTP on 127.0.0.1. A platform's rules are in C++; this file only carries requests to it.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

/**
 * @typedef {{ method: string, url: string, headers: Record<string, string>, body: string }} Request
 * @typedef {{ status: number, headers: Record<string, string>, body: string, failure: string }} Answer
 * @typedef {(call: Record<string, unknown>) => any} Call
 * @typedef {import("../../wasm/engine.d.ts").Platform} Platform
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param {URL | string} folder @returns {Promise<Call>} */
export async function loadHost(folder) {
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

/**
 * @typedef {object} Hosting
 * @property {Call} run what loadHost gave
 * @property {() => number} clock
 * @property {number} [port] 0, the default, is a free one
 * @property {Record<string, unknown>} [settings] of the platform's simulator
 * @property {(request: Request) => Answer | Request | null} [before] what answers in the simulator's stead, or makes another request of it
 * @property {any[]} [history] what is done is put there, in order: enough to do it again, as simulators are deterministic
 */

export class HostedSimulator {
  #run;
  #clock;
  #history;
  #server;
  #id = -1;
  #faultsWereUsed = false;
  url = "";

  /** @param {Platform} platform @param {Hosting} hosting */
  static async start(platform, hosting) {
    const hosted = new HostedSimulator(hosting);
    hosted.url = await listen(hosted.#server, hosting.port ?? 0);
    hosted.#id = hosting.run({ op: "create", platform, settings: { ...hosting.settings, url: hosted.url } }).id;
    return hosted;
  }

  /** @param {Hosting} hosting */
  constructor({ run, clock, history = [], before = () => null }) {
    this.#run = run;
    this.#clock = clock;
    this.#history = history;
    this.#server = serverFor((request) => {
      const instead = before(request);
      if (instead && "status" in instead) return instead;
      return this.act({ op: "answer", now: this.#clock(), request: instead ?? request });
    });
  }

  get id() {
    return this.#id;
  }

  /** @param {Record<string, any>} call @returns {any} */
  act(call) {
    const whole = { ...call, id: this.#id };
    // Reads change nothing, unless they use up a fault.
    if (call.op !== "answer" || call.request.method !== "GET" || this.#faultsWereUsed) this.#history.push(whole);
    return this.#run(whole);
  }

  /** A person's request, spared the faults that the bridge meets. @param {Request} request @param {number} [at] @returns {Answer} */
  answer(request, at) {
    return this.act({ op: "answer", now: at ?? this.#clock(), request, untroubled: true });
  }

  /** @param {Record<string, unknown>} call @param {number} [at] @returns {any} */
  setUp(call, at) {
    return this.act({ op: "setup", now: at ?? this.#clock(), call });
  }

  /** @param {import("./host.js").Faults} faults */
  faults(faults) {
    this.#faultsWereUsed = true;
    this.act({ op: "faults", faults });
  }

  /** @returns {any} */
  dump() {
    return this.#run({ op: "dump", id: this.#id });
  }

  stop() {
    return close(this.#server);
  }
}
