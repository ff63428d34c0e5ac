// A page that stays open: ten thousand events in ten minutes of its time, and two hundred widgets that come, move and go.
// What it holds grows with what is said, not with how often it is told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { launchChromium, watch } from "./chromium.js";
import { randomFrom } from "./hostile/posts.js";
import { follow } from "./memory.js";
import { Site } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { BrowserContext } from "playwright-core" */

/** @type {BrowserContext} */
let context;
before(async () => (context = await launchChromium()));
after(() => context?.close());

/** @param {string} [body] */
async function setUp(body) {
  const relay = new StubRelay();
  relay.fill(30, 40);
  const site = new Site({ relay, body });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  await site.start();
  watch(page, site.url, problems);
  return { relay, site, page, problems, held: await follow(page) };
}

/** What happens in a busy conversation: mostly to what is there already. @param {StubRelay} relay @param {() => number} random @param {number} i */
function happen(relay, random, i) {
  const all = [...relay.threads.values()];
  const thread = all[Math.floor(random() * all.length)];
  const post = thread[Math.floor(random() * thread.length)];
  const chance = random();
  const now = post.created_at + i;
  if (chance < 0.4)
    relay.tell({ ...post, body: [{ t: "p", c: [`Edited ${i}: ${"words ".repeat(20)}`] }], edited_at: now });
  else if (chance < 0.7) relay.tell({ ...post, reactions: { count: i } });
  else if (chance < 0.9)
    relay.tell({
      ...post,
      copies: [{ place: "page", state: i % 2 ? "failed" : "sent", reason: `reason ${i}`, url: "" }],
    });
  else if (chance < 0.97)
    relay.say({ places: relay.places.map((place) => ({ ...place, ...(i % 2 && { failing: "down", since: now }) })) });
  else if (chance < 0.98) relay.tell({ ...post, ...(post.parent && { removed: true }) });
  else if (chance < 0.987) {
    const [root] = thread;
    relay.tell(postOf({ id: idOf("d", i), thread: root.id, parent: root.id, depth: 1, created_at: now }));
  } else if (chance < 0.99) relay.tell(postOf({ id: idOf("d", i), title: `New question ${i}`, created_at: now }));
}

test("10,000 events in ten minutes: it holds at the end what it held after the first 1,000", async () => {
  const { relay, site, page, problems, held } = await setUp();
  try {
    await page.clock.install();
    await page.goto(site.url);
    await page.locator("plein-feed [part=card]").first().waitFor();
    await eventually("it listens", () => relay.streams.size === 1, 60_000);
    await page.locator("plein-feed [part=title]").locator("a, button").first().click();
    await page.locator("plein-feed [part=post]").first().waitFor();
    const open = await page.locator("plein-feed [part=card]").first().getAttribute("data-id");
    const random = randomFrom(1);
    const batch = 200;
    /** @type {import("./memory.js").Held[]} */
    const seen = [];
    for (let i = 0; i < 10_000; i += batch) {
      for (let k = 1; k < batch; k++) happen(relay, random, i + k);
      const [root] = /** @type {PostView[]} */ (relay.threads.get(open ?? ""));
      relay.tell({ ...root, body: [`So many: ${i + batch}`] });
      await page
        .locator("plein-feed [part=post]")
        .getByText(`So many: ${i + batch}`)
        .waitFor();
      await page.clock.runFor((10 * 60_000 * batch) / 10_000);
      if ((i + batch) % 1000 === 0) seen.push(await held());
    }
    const [first, last] = [seen[0], seen[seen.length - 1]];
    assert.ok(last.bytes < first.bytes * 1.1, `${last.bytes} bytes after 10,000, ${first.bytes} after 1,000`);
    assert.ok(last.nodes < first.nodes * 1.1, `${last.nodes} nodes after 10,000, ${first.nodes} after 1,000`);
    assert.ok(last.listeners < first.listeners * 1.1, `${last.listeners} listeners, ${first.listeners} after 1,000`);
    assert.deepEqual(problems, []);
  } finally {
    await page.close();
    site.end();
  }
});

test("200 widgets that come, move and go leave nothing behind", async () => {
  const { relay, site, page, problems, held } = await setUp("<div></div><div></div>");
  try {
    await page.addInitScript(() => {
      const { addEventListener, removeEventListener } = window;
      /** @type {string[]} */
      const listeners = [];
      window.addEventListener = (/** @type {any[]} */ ...how) => {
        listeners.push(how[0]);
        return Reflect.apply(addEventListener, window, how);
      };
      window.removeEventListener = (/** @type {any[]} */ ...how) => {
        const at = listeners.indexOf(how[0]);
        if (at >= 0) listeners.splice(at, 1);
        return Reflect.apply(removeEventListener, window, how);
      };
      let streams = 0;
      window.EventSource = class extends EventSource {
        /** @param {string | URL} url */
        constructor(url) {
          super(url);
          streams++;
          this.addEventListener("open", () => document.dispatchEvent(new Event("stream-opened")));
        }
        close() {
          if (this.readyState !== EventSource.CLOSED) streams--;
          super.close();
        }
      };
      Object.assign(window, { held: () => ({ streams, listeners: [...listeners].sort() }) });
    });
    await page.goto(site.url);
    /** Of each ten, one stays until its engine has come. @param {number} count */
    const comeAndGo = (count) =>
      page.evaluate(async (count) => {
        const [left, right] = document.querySelectorAll("div");
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        /** @param {EventTarget} on @param {string} name */
        const event = (on, name) => new Promise((resolve) => on.addEventListener(name, resolve, { once: true }));
        for (let i = 0; i < count; i++) {
          const widget = document.createElement("plein-feed");
          widget.setAttribute("relay", "/");
          widget.setAttribute("bridge", "noordnet");
          const ready = event(widget, "plein-ready");
          const stream = i % 10 ? undefined : event(document, "stream-opened");
          left.append(widget);
          await ready;
          await stream;
          right.append(widget);
          await frame();
          widget.remove();
          await frame();
        }
      }, count);
    const counted = () => page.evaluate(() => /** @type {any} */ (window).held());
    /** What an answer or an idle moment still waits for, holds a widget until it has come: that is waited for too. @param {number} [nodesMax] */
    const atRest = async (nodesMax = Infinity) => {
      let now = await held();
      for (let looks = 0; looks < 5 && (looks < 2 || now.nodes > nodesMax); looks++) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        const next = await held();
        if (next.nodes <= now.nodes) now = next;
      }
      return { ...now, ...(await counted()) };
    };
    await comeAndGo(20);
    const first = await atRest();
    await comeAndGo(180);
    await eventually("the relay sees no stream", () => relay.streams.size === 0);
    const last = await atRest(first.nodes * 1.1);
    assert.equal(last.streams, 0);
    assert.deepEqual(last.listeners, first.listeners, "listeners on the window");
    assert.equal(last.wasm, first.wasm, "memory of engines");
    assert.ok(last.nodes < first.nodes * 1.1, `${last.nodes} nodes after 200, ${first.nodes} after 20`);
    assert.ok(last.bytes < first.bytes * 1.1, `${last.bytes} bytes after 200, ${first.bytes} after 20`);
    assert.deepEqual(problems, []);
  } finally {
    await page.close();
    site.end();
  }
});
