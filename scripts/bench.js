// npm run bench -- engine: restore time, time per change and bytes a post, native and wasm, at 1,000 and 130,000 posts.
// npm run bench -- sync: time per change at 1,000, 100,000 and 1,000,000 posts, bytes a post, a full sweep of 130,000; native.
// npm run bench -- webhook: see bench-webhook.js.
// npm run bench -- relay: see bench-relay.js.
// npm run bench -- widget: see bench-widget.js.
// npm run bench -- text: time to read a megabyte of HTML that is made to be slow, and to fit a long text; native.
// npm run bench -- search: time and memory of an index of 130,000 posts (87 MB of text), and of searches in it; native.
// npm run bench -- insight: see bench-insight.js.
// Everything in one run on one machine: compare the ratios, not the figures of two days.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { root, run } from "./run.js";

const what = process.argv[2] ?? "engine";
if (!["engine", "sync", "webhook", "relay", "widget", "text", "search", "insight"].includes(what)) {
  console.error(
    `bench: there is no bench "${what}", expected engine, sync, webhook, relay, widget, text, search or insight`,
  );
  process.exit(2);
}
if (what === "sync") {
  run("node", ["scripts/build.js", "native"]);
  benchSync();
  process.exit(0);
}
if (what === "webhook") {
  run("node", ["scripts/build.js", "wasm"]);
  const { benchWebhook } = await import("./bench-webhook.js");
  await benchWebhook();
  process.exit(0);
}
if (what === "relay") {
  run("node", ["scripts/build.js", "wasm"]);
  const { benchRelay } = await import("./bench-relay.js");
  await benchRelay();
  process.exit(0);
}
if (what === "widget") {
  run("node", ["scripts/build.js", "wasm", "web"]);
  const { benchWidget } = await import("./bench-widget.js");
  await benchWidget();
  process.exit(0);
}
if (what === "insight") {
  run("node", ["scripts/build.js", "native", "wasm"]);
  const { benchInsight } = await import("./bench-insight.js");
  await benchInsight();
  process.exit(0);
}
if (what === "text" || what === "search") {
  run("node", ["scripts/build.js", "native"]);
  run(`build/native/${what}_bench`, []);
  process.exit(0);
}
run("node", ["scripts/build.js", "native", "wasm"]);
const { loadEngine } = await import("../wasm/engine.js");
const create = await loadEngine(/** @type {BufferSource} */ (await readFile(path.join(root, "build/wasm/plein.wasm"))));

/** @typedef {{posts: number, restore_ms: number, change_us: number, snapshot_bytes: number, memory: number, json_ms?: number}} Figures */

const config = {
  role: /** @type {const} */ ("relay"),
  id: "b",
  language: "nl",
  site: { name: "s", url: "https://s.example" },
  places: [
    {
      id: "page",
      kind: /** @type {const} */ ("page"),
      platform: /** @type {const} */ ("bluesky"),
      name: "P",
      url: "https://p.example",
      account: "a",
    },
    {
      id: "forum",
      kind: /** @type {const} */ ("forum"),
      platform: /** @type {const} */ ("nodebb"),
      name: "F",
      url: "https://f.example",
      account: "b",
      settings: { category: "2", uid: "1" },
    },
  ],
};

function benchSync() {
  /** @param {string[]} parameters @returns {Record<string, number>} */
  const measure = (...parameters) =>
    JSON.parse(execFileSync(path.join(root, "build/native/sync_bench"), parameters, { encoding: "utf8" }));
  const figures = [1000, 100000, 1000000].map((posts) => measure(String(posts)));
  console.log("posts      per change µs   to that of 1,000   bytes a post, text aside   text a post");
  for (const each of figures) {
    console.log(
      [
        String(each.posts).padStart(7),
        each.change_us.toFixed(1).padStart(16),
        (each.change_us / figures[0].change_us).toFixed(2).padStart(18),
        String(each.bytes_a_post).padStart(26),
        String(each.text_a_post).padStart(13),
      ].join(" "),
    );
  }
  const sweep = measure("130000", "sweep");
  console.log(
    `a sweep of ${sweep.threads} threads, ${sweep.posts} posts, nothing having changed: ${sweep.sweep_ms} ms`,
  );
}

/** The same text as in tests/bench/engine_bench.cpp. @param {number} i */
function textOf(i) {
  let text = `Bericht ${i}.`;
  for (let k = 0; text.length < 660; k++) text += ` woord${(i * 31 + k * 17) % 5000}`;
  return text;
}

/** @param {number} posts @returns {Figures} */
function wasmFigures(posts) {
  const changes = 2000;
  const engine = create();
  engine.call({ op: "configure", now: 0, config });
  engine.call({ op: "start", now: 1, seed: "s" });
  /** @param {number} i @param {string} [parent] */
  const post = (i, parent) => {
    const by = { id: `u${i % 65000}`, name: `Naam ${i % 65000}`, role: /** @type {const} */ ("visitor") };
    return {
      op: /** @type {const} */ ("command"),
      now: 1000 + i,
      command: { do: /** @type {const} */ ("post"), key: `bench-${1000000 + i}`, by, parent, text: textOf(i) },
    };
  };
  /** @type {any[]} */
  const views = [];
  let rootId = "";
  for (let i = 0; i < posts; i++) {
    const reply = /** @type {any} */ (engine.call(post(i, i % 5 === 0 ? undefined : rootId)));
    if (i % 5 === 0) rootId = reply.result.post.id;
    views.push(reply.result.post);
  }
  const calls = Array.from({ length: changes }, (_, i) => post(posts + i, rootId));
  const begin = performance.now();
  for (const call of calls) engine.call(call);
  const change_us = ((performance.now() - begin) * 1000) / changes;
  const snapshot = engine.save();
  const json = JSON.stringify(views);
  let restore_ms = Infinity;
  let json_ms = Infinity;
  for (let i = 0; i < 5; i++) {
    const restored = create();
    restored.call({ op: "configure", now: 0, config });
    const start = performance.now();
    if (!restored.load(snapshot).ok) throw new Error("the snapshot was not taken");
    restore_ms = Math.min(restore_ms, performance.now() - start);
    restored.close();
    const parsing = performance.now();
    JSON.parse(json);
    json_ms = Math.min(json_ms, performance.now() - parsing);
  }
  const status = /** @type {any} */ (engine.call({ op: "query", now: 0, query: { view: "status" } })).result;
  engine.close();
  return {
    posts: status.posts,
    restore_ms,
    change_us,
    snapshot_bytes: snapshot.length,
    memory: status.memory,
    json_ms,
  };
}

console.log(
  "build    posts    restore ms   per change µs   bytes a post (memory)   snapshot bytes a post   JSON.parse of the same, ms",
);
for (const posts of [1000, 130000]) {
  const native = /** @type {Figures} */ (
    JSON.parse(execFileSync(path.join(root, "build/native/engine_bench"), [String(posts)], { encoding: "utf8" }))
  );
  for (const [name, figures] of /** @type {const} */ ([
    ["native", native],
    ["wasm", wasmFigures(posts)],
  ])) {
    const a = (/** @type {number} */ total) => Math.round(total / figures.posts);
    console.log(
      [
        name.padEnd(8),
        String(figures.posts).padStart(6),
        figures.restore_ms.toFixed(2).padStart(12),
        figures.change_us.toFixed(1).padStart(15),
        String(a(figures.memory)).padStart(23),
        String(a(figures.snapshot_bytes)).padStart(23),
        (figures.json_ms?.toFixed(2) ?? "").padStart(28),
      ].join(" "),
    );
  }
}
