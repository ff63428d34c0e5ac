// What the relay does, in figures for Prometheus: no content, no names of people. Given to who shows the token.
import { createHash, timingSafeEqual } from "node:crypto";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { HttpError } from "./errors.js";
import { Lag } from "./lag.js";
import { described, media } from "./openapi.js";

/** @typedef {import("../../wasm/engine.d.ts").Status} Status */

/** @param {string} text */
const digest = (text) => createHash("sha256").update(text).digest();

/** @param {Registry} registry @param {string} name @param {string} help @param {string[]} labelNames */
const gauge = (registry, name, help, labelNames) => new Gauge({ name, help, labelNames, registers: [registry] });

/** Of what only grows. @param {Registry} registry @param {string} name @param {string} help @param {string[]} labelNames */
const counter = (registry, name, help, labelNames) => new Counter({ name, help, labelNames, registers: [registry] });

/** What happens in the public feed, counted as it happens, and how long copies take. @param {Registry} registry @param {Map<string, import("./server.js").Bridge>} bridges */
function countChanges(registry, bridges) {
  const changes = counter(registry, "plein_changes_total", "changes of posts that readers were told", ["bridge"]);
  const copied = new Histogram({
    name: "plein_copy_seconds",
    help: "from when a post's copy in a place was to be made until it stood",
    labelNames: ["bridge", "place"],
    buckets: [0.5, 1, 2, 5, 15, 60, 300, 3600],
    registers: [registry],
  });
  for (const [bridge, { host }] of bridges) {
    changes.inc({ bridge }, 0);
    const lag = new Lag((place, seconds) => copied.observe({ bridge, place }, seconds));
    host.subscribe((events) => {
      changes.inc({ bridge }, events.length);
      lag.take(events);
    });
  }
}

/** @param {Registry} registry @param {Map<string, import("./server.js").Bridge>} bridges @param {(host: import("../host.d.ts").Host) => number} readers */
function gauges(registry, bridges, readers) {
  const up = gauge(registry, "plein_bridge_up", "1 while a bridge acts", ["bridge"]);
  const writes = gauge(registry, "plein_bridge_writes", "1 while this relay is the one that writes for a bridge", [
    "bridge",
  ]);
  const posts = gauge(registry, "plein_posts", "posts that are held", ["bridge"]);
  const deliveries = gauge(registry, "plein_deliveries", "copies by their state", ["bridge", "state"]);
  const failing = gauge(registry, "plein_place_failing", "1 while a place does not answer as it should", [
    "bridge",
    "place",
  ]);
  const answered = gauge(registry, "plein_place_last_answer_seconds", "when a place last answered, since 1970", [
    "bridge",
    "place",
  ]);
  const budgets = gauge(registry, "plein_budget_left", "what is left of what a place's account may ask, 1 being all", [
    "bridge",
    "place",
    "kind",
  ]);
  const renewed = gauge(registry, "plein_budget_resets_seconds", "when a budget is whole again, since 1970", [
    "bridge",
    "place",
    "kind",
  ]);
  const refused = gauge(registry, "plein_refused_changes", "copies that a place does not let us edit, hide or remove", [
    "bridge",
    "place",
  ]);
  const repairs = counter(registry, "plein_repairs_total", "what sweeps found and mended", ["bridge", "place", "kind"]);
  const streams = gauge(registry, "plein_readers", "open event streams", ["bridge"]);
  const calls = counter(registry, "plein_engine_calls_total", "calls of the engine", ["bridge"]);
  const time = counter(registry, "plein_engine_seconds_total", "time spent in the engine", ["bridge"]);
  const pushes = counter(registry, "plein_webhooks_total", "what platforms told, by what became of it", [
    "bridge",
    "place",
    "outcome",
  ]);
  return () => {
    for (const each of [deliveries, failing, answered, budgets, renewed, refused, repairs, calls, time, pushes])
      each.reset();
    for (const [bridge, { host, webhooks }] of bridges) {
      up.set({ bridge }, host.broken ? 0 : 1);
      writes.set({ bridge }, !host.broken && host.follows === null ? 1 : 0);
      streams.set({ bridge }, readers(host));
      calls.inc({ bridge }, host.spent.calls);
      time.inc({ bridge }, host.spent.ms / 1000);
      for (const [place, { counts }] of webhooks)
        for (const outcome of /** @type {const} */ (["taken", "unread", "refused"]))
          pushes.inc({ bridge, place, outcome }, counts[outcome]);
      if (host.broken) continue;
      /** @type {Status} */
      const status = host.query({ view: "status" });
      posts.set({ bridge }, status.posts);
      if (host.follows !== null) continue; // the rest the writer knows
      for (const [state, count] of Object.entries(status.deliveries)) deliveries.set({ bridge, state }, count);
      for (const { place, kind, count } of status.repairs) repairs.inc({ bridge, place, kind }, count);
      for (const { id: place, state, last_ok_at, budgets: known = [], refused: kept } of status.places) {
        refused.set({ bridge, place }, kept?.posts ?? 0);
        for (const { kind, left, resets_at } of known) {
          budgets.set({ bridge, place, kind }, left / 100);
          renewed.set({ bridge, place, kind }, resets_at / 1000);
        }
        failing.set({ bridge, place }, state === "failing" ? 1 : 0);
        if (last_ok_at !== undefined) answered.set({ bridge, place }, last_ok_at / 1000);
      }
    }
  };
}

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {{bridges: Map<string, import("./server.js").Bridge>, token: string | null, readers: (host: import("../host.d.ts").Host) => number}} options
 *   `token`: null where nobody is to see them
 */
export function metricRoutes(server, { bridges, token, readers }) {
  if (token === null) return;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  countChanges(registry, bridges);
  const collect = gauges(registry, bridges, readers);
  const requests = new Histogram({
    name: "plein_http_request_seconds",
    help: "HTTP requests by route and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  server.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    if (route.endsWith("/events")) return; // as long as somebody reads
    requests.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  const wanted = digest(`Bearer ${token}`);
  const url = "/metrics";
  const schema = described("operating", "figures for Prometheus, to who shows their token", {
    url,
    gives: { 200: media("text/plain", "one figure a line") },
    signedIn: true,
  });
  server.get(url, { schema }, async (request, reply) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ""), wanted))
      throw new HttpError(401, "unauthorized", "metrics are for who shows the token");
    collect();
    reply.header("cache-control", "no-store").type(registry.contentType);
    return registry.metrics();
  });
}
