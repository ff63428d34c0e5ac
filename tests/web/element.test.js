// The element on its page: every attribute, set, changed and taken away at any time; values that are none; when it begins; and what
// is left behind when it goes.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { attributes, nameOf } from "../../web/attributes.js";
import { eventually } from "../bridge/relay-fixture.js";
import { launchChromium, watch } from "./chromium.js";
import { Site, strict } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */

const relay = new StubRelay();
/** What was asked of the relay. @type {URL[]} */
const asked = [];
const site = new Site({
  relay: {
    answer(request, response, url) {
      if (url.pathname.startsWith("/v1/")) asked.push(url);
      if (url.pathname === "/hostile.js") {
        response.setHeader("content-type", "text/javascript");
        const values = hostile.map((value) => `${JSON.stringify(value)}: ${value}`);
        response.end(`window.hostile = { __proto__: null, ${values} }`);
        return true;
      }
      return relay.answer(request, response, url);
    },
  },
  policy: strict,
  body: "<main></main>",
});
/** @type {BrowserContext} */
let browser;
/** @type {string[]} */
const problems = [];

before(async () => {
  relay.fill(30, 2);
  await site.start();
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  site.end();
});
afterEach(async () => {
  for (const page of browser.pages()) if (page.url() !== "about:blank") await page.close();
  assert.deepEqual(problems.splice(0), []);
});

/** @param {string} [html] what stands in the page's main @param {string} [hash] */
async function open(html = "", hash = "") {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await page.addInitScript(() => {
    Object.assign(window, { told: [] });
    for (const name of ["plein-ready", "plein-error", "plein-thread-open", "plein-thread-close", "plein-search"]) {
      document.addEventListener(name, (event) =>
        /** @type {any} */ (window).told.push([name, /** @type {any} */ (event).detail]),
      );
    }
  });
  asked.length = 0;
  await page.goto(site.url + "/" + hash);
  await page.waitForFunction(() => customElements.get("plein-feed"));
  if (html) await put(page, html);
  return page;
}

/** @param {Page} page @param {string} html of one element, as its page would write it */
const put = (page, html) =>
  page.evaluate((text) => {
    const [, tag, given] = /^<([\w-]+)(.*)>$/.exec(text) ?? [];
    const widget = document.createElement(tag);
    for (const [, name, value] of given.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) widget.setAttribute(name, value ?? "");
    document.querySelector("main")?.append(widget);
  }, html);

const feed = '<plein-feed relay="/" bridge="noordnet" lang="en">';
/** @param {Page} page */
const cards = (page) => page.locator("plein-feed [part=card]");
/** @param {Page} page @param {string} name @param {string | null} value */
const set = (page, name, value) =>
  page
    .locator("plein-feed")
    .evaluate(
      (widget, [each, to]) =>
        to === null ? widget.removeAttribute(String(each)) : widget.setAttribute(String(each), to),
      [name, value],
    );
/** @param {string} name @param {string} value */
const wasAsked = (name, value) => asked.some(({ searchParams }) => searchParams.get(name) === value);
/** @param {Page} page @param {string} name @returns {Promise<any[]>} details of the events of this name */
const told = (page, name) =>
  page.evaluate(
    (wanted) => /** @type {any} */ (window).told.filter((/** @type {any} */ [each]) => each === wanted),
    name,
  );

test("what to show and how much of it follows its attributes, at any time", async () => {
  const page = await open(feed);
  await eventually("ten threads are shown", async () => (await cards(page).count()) === 10);
  await set(page, "page-size", "4");
  await eventually("four are", async () => (await cards(page).count()) === 4);
  await set(page, "page-size", "25");
  await eventually("25 are", async () => (await cards(page).count()) === 25);
  await set(page, "page-size", null);
  await eventually("ten are again", async () => (await cards(page).count()) === 10);
  for (const [name, value] of [
    ["sort", "top"],
    ["place", "forum"],
    ["tag", "router"],
  ]) {
    await set(page, name, value);
    await eventually(`${name} is asked of the relay`, () => wasAsked(name, value));
    await set(page, name, null);
  }
  await set(page, "tag", "#mobiel");
  await eventually("a tag is asked without its #", () => wasAsked("tag", "mobiel"));
  await eventually("the list stands", async () => (await cards(page).count()) === 10);
});

test("compact shows titles, and no head", async () => {
  const page = await open(feed);
  await cards(page).first().waitFor();
  await page.locator("[part=head]").waitFor();
  // The engine's list takes the first one's place meanwhile: for a moment there may be no card.
  const high = await eventually("a card is high", async () => (await cards(page).first().boundingBox())?.height);
  await set(page, "compact", "");
  await page.locator("[part=head]").waitFor({ state: "detached" });
  await eventually(
    "cards are of one line",
    async () => ((await cards(page).first().boundingBox())?.height ?? 0) < high / 2,
  );
  await set(page, "compact", null);
  await page.locator("[part=head]").waitFor();
});

test("a thread stands alone and open, another when it is changed, and the list when it is taken away", async () => {
  const page = await open(`<plein-feed relay="/" bridge="noordnet" lang="en" thread="${idOf("b", 3)}">`);
  await page
    .locator("[part=post]")
    .getByText(`Text of ${idOf("c", 3001)}`)
    .waitFor();
  assert.equal(await cards(page).count(), 1);
  assert.equal(await page.locator("[part=head]").count(), 0);
  assert.equal(await page.locator("[part=close]").count(), 0);
  await page.keyboard.press("Escape");
  await set(page, "thread", idOf("b", 5));
  await page
    .locator("[part=post]")
    .getByText(`Text of ${idOf("c", 5001)}`)
    .waitFor();
  assert.equal(await cards(page).count(), 1);
  await set(page, "thread", null);
  await eventually("the list stands", async () => (await cards(page).count()) === 10);
  assert.equal(new URL(page.url()).hash, "");
});

test("relay, bridge, language and theme may come later, and change", async () => {
  const page = await open("<plein-feed>");
  await page.locator("[part=wrong]").waitFor();
  await set(page, "relay", site.url);
  await page.getByText("must name a conversation").waitFor();
  await set(page, "bridge", "noordnet");
  await cards(page).first().waitFor();
  await set(page, "lang", "nl");
  await page.getByText("Stel een vraag").waitFor();
  await set(page, "theme", "dark");
  await eventually("it is dark", () =>
    page.locator("plein-feed").evaluate((widget) => getComputedStyle(widget).colorScheme === "dark"),
  );
  await set(page, "theme", null);
  await eventually("it follows its page", () =>
    page.locator("plein-feed").evaluate((widget) => getComputedStyle(widget).colorScheme !== "dark"),
  );
  await set(page, "bridge", "other");
  await page.locator("plein-feed [part=feed]").getByText("kon niet worden geladen").waitFor();
  assert.equal((await told(page, "plein-error")).at(-1)[1].code, "not_found");
  await set(page, "bridge", "noordnet");
  await cards(page).first().waitFor();
  problems.length = 0; // Chromium reports what is not there
});

test("manual waits for its button, or for load()", async () => {
  const page = await open(feed.replace(">", ' loading="manual">'));
  const button = page.locator("plein-feed [part=load]");
  await button.waitFor();
  assert.deepEqual(asked, []);
  await button.click();
  await cards(page).first().waitFor();
  await page.locator("plein-feed").evaluate((widget) => widget.remove());
  await put(page, feed.replace(">", ' loading="manual">'));
  await button.waitFor();
  await page.locator("plein-feed").evaluate((widget) => /** @type {any} */ (widget).load());
  await cards(page).first().waitFor();
});

test("lazy waits until it is about to be seen; eager ends the waiting", async () => {
  const page = await open();
  await page.evaluate(() =>
    document.querySelector("main")?.append(Object.assign(document.createElement("div"), { id: "room" })),
  );
  await page.locator("#room").evaluate((room) => (room.style.height = "5000px"));
  await put(page, feed.replace(">", ' loading="lazy">'));
  await page.locator("plein-feed .skeletons").waitFor();
  assert.deepEqual(asked, []);
  await page.locator("plein-feed").evaluate((widget) => widget.scrollIntoView());
  await cards(page).first().waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await put(page, feed.replace(">", ' loading="lazy">'));
  const second = page.locator("plein-feed").nth(1);
  await second.locator(".skeletons").waitFor();
  await second.evaluate((widget) => widget.setAttribute("loading", "eager"));
  await second.locator("[part=card]").first().waitFor();
});

/** What no attribute can be, each a piece of script. */
const hostile = [
  "'javascript:alert(1)'",
  "'<img src=x onerror=alert(1)>'",
  "'\\u0000'",
  "'a'.repeat(100000)",
  "NaN",
  "-1",
  "1e400",
  "{}",
  "[]",
  "[1, 2]",
  "Symbol('x')",
  "12n",
  "() => 1",
  "null",
  "undefined",
  "true",
  "Object.create(null)",
  "({ toString() { throw new Error('no') } })",
  "new Proxy({}, { get() { throw new Error('no') } })",
  "document.body",
  "'../../../..//evil'",
  "'http://['",
  "'constructor'",
  "'__proto__'",
];

test("no value of any attribute or property throws, and each mistake is named", async () => {
  const page = await open(feed);
  await cards(page).first().waitFor();
  // As a script of the site's own: its policy forbids eval.
  await page.evaluate(() => import(/** @type {any} */ ("/hostile.js")));
  // A relay that is nowhere is asked all the same.
  const bothered = Object.keys(attributes).filter((name) => !["relay", "config", "messages"].includes(name));
  for (const property of bothered) {
    await page.locator("plein-feed").evaluate(
      async (widget, [name, attribute, values]) => {
        const before = /** @type {any} */ (widget)[String(name)];
        for (const value of /** @type {string[]} */ (values)) {
          const made = /** @type {any} */ (window).hostile[value];
          /** @type {any} */ (widget)[String(name)] = made;
          await /** @type {any} */ (widget).updateComplete;
          if (typeof made === "string") widget.setAttribute(String(attribute), made);
          await /** @type {any} */ (widget).updateComplete;
        }
        widget.removeAttribute(String(attribute));
        /** @type {any} */ (widget)[String(name)] = before;
      },
      [property, nameOf(property), hostile],
    );
  }
  await eventually("the list stands as before", async () => (await cards(page).count()) === 10);
  await set(page, "sort", "loudest");
  const line = page.locator("plein-feed [part=wrong]");
  await line.getByText("“sort” cannot be “loudest” (active, new, unanswered, top)").waitFor();
  assert.equal(await cards(page).count(), 10);
  assert.match((await told(page, "plein-error")).at(-1)[1].message, /loudest/);
  await set(page, "page-size", "0");
  await line.getByText("“page-size” cannot be “0” (1–100)").waitFor();
  await set(page, "sort", null);
  await set(page, "page-size", null);
  await line.waitFor({ state: "detached" });
  await set(page, "relay", "javascript:alert(1)");
  await line.getByText("must be the address of the relay").waitFor();
  // Some are names of conversations that are not there.
  for (const problem of problems.splice(0)) assert.match(problem, /status of 404/);
});

test("what was set on it before its script came counts", async () => {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await page.route("**/plein.js", async (route) => {
    await page.waitForFunction(() => document.querySelector("plein-feed"));
    await route.continue();
  });
  await page.goto(site.url, { waitUntil: "commit" });
  await page.waitForSelector("main", { state: "attached" });
  await page.evaluate(() => {
    const widget = /** @type {any} */ (document.createElement("plein-feed"));
    Object.assign(widget, { relay: "/", bridge: "noordnet", lang: "en", pageSize: 3 });
    document.querySelector("main")?.append(widget);
  });
  await eventually("it shows three", async () => (await cards(page).count()) === 3);
});

test("a second copy of its script on the page changes nothing", async () => {
  const page = await open(feed);
  await cards(page).first().waitFor();
  await page.evaluate(async () => {
    await import(/** @type {any} */ ("/plein/plein.js?another"));
    await import(/** @type {any} */ ("/plein/plein.js?and-another"));
  });
  await put(page, feed);
  await eventually("both stand", async () => (await cards(page).count()) === 20);
});

test("where the words of another language cannot be loaded, a thread is opened in those of before, and the page is told", async () => {
  const page = await open(feed);
  // All that it needs for a thread has come.
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("plein-feed")).visit);
  await page.route("**/plein-*.js", (route) => route.abort());
  await set(page, "lang", "nl");
  await cards(page).first().click();
  await eventually("it is open", async () => (await told(page, "plein-thread-open")).length === 1);
  assert.ok((await told(page, "plein-error")).every(([, { code }]) => code === "unreachable"));
  assert.equal((await told(page, "plein-error")).length, 1);
  await page.locator("plein-feed [part=post]").first().waitFor();
  // Chromium reports each file that does not come; beside that nothing has gone wrong.
  assert.deepEqual(
    problems.splice(0).filter((each) => !each.includes("net::ERR_FAILED")),
    [],
  );
});

test("the time of a post, which is its address, is large enough for a finger, however short it is", async () => {
  const page = await open(feed.replace(">", ` thread="${idOf("b", 2)}">`));
  const when = page.locator("plein-feed .when").first();
  await when.waitFor();
  const size = await when.evaluate((link) => {
    const time = /** @type {Element} */ (link.firstElementChild);
    time.textContent = "x";
    const { width, height } = link.getBoundingClientRect();
    return { width, height };
  });
  assert.ok(size.width >= 24 && size.height >= 24, JSON.stringify(size));
});

/** Counts what a page holds: event streams, listeners of the page, timers. @param {Page} page */
const count = (page) =>
  page.addInitScript(() => {
    const held = { streams: 0, begun: 0, listeners: /** @type {string[]} */ ([]), timers: 0 };
    Object.assign(window, { held });
    const Native = EventSource;
    window.EventSource = /** @type {any} */ (
      class extends Native {
        /** @param {string} url */
        constructor(url) {
          super(url);
          held.streams++;
          held.begun++;
        }
        close() {
          if (this.readyState !== Native.CLOSED) held.streams--;
          super.close();
        }
      }
    );
    for (const target of [window, document]) {
      const { addEventListener: add, removeEventListener: remove } = target;
      /** @type {Set<string>} */
      const known = new Set();
      const ids = new WeakMap();
      const key = (/** @type {string} */ type, /** @type {object} */ listener) => {
        if (!ids.has(listener)) ids.set(listener, Math.random());
        return `${type} ${ids.get(listener)}`;
      };
      target.addEventListener = (/** @type {any} */ ...given) => {
        known.add(key(given[0], given[1]));
        held.listeners = Array.from(known, (each) => each.split(" ")[0]).sort();
        return add.apply(target, given);
      };
      target.removeEventListener = (/** @type {any} */ ...given) => {
        known.delete(key(given[0], given[1]));
        held.listeners = Array.from(known, (each) => each.split(" ")[0]).sort();
        return remove.apply(target, given);
      };
    }
    const { setInterval: every, clearInterval: end } = window;
    /** @type {Set<number>} */
    const timers = new Set();
    window.setInterval = /** @type {any} */ (
      (/** @type {any} */ ...given) => {
        const id = every.apply(window, given);
        timers.add(Number(id));
        held.timers = timers.size;
        return id;
      }
    );
    window.clearInterval = (id) => {
      timers.delete(Number(id));
      held.timers = timers.size;
      end(id);
    };
  });
/** What it holds, and how many streams it has begun. @param {Page} page @returns {Promise<{ streams: number, begun: number, listeners: string[], timers: number }>} */
const held = (page) => page.evaluate(() => ({ .../** @type {any} */ (window).held }));

test("several of one conversation share a stream, also with other orders and filters; nothing is left when they go", async () => {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await count(page);
  await page.goto(site.url);
  await page.waitForFunction(() => customElements.get("plein-feed"));
  const before = await held(page);
  for (const more of ["", ' sort="top"', ' place="forum"', " compact", ` thread="${idOf("b", 2)}"`]) {
    await put(page, feed.replace(">", more + ">"));
  }
  await eventually("all are shown", async () => (await cards(page).count()) === 41);
  await eventually("one stream is open", async () => (await held(page)).streams === 1);
  const engines = () =>
    page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).length);
  assert.equal(await engines(), 1);
  // An event reaches each.
  relay.tell(postOf({ id: idOf("d", 1), thread: idOf("b", 2), parent: idOf("b", 2), created_at: Date.now() }));
  await page
    .locator("plein-feed[thread] [part=post]")
    .getByText(`Text of ${idOf("d", 1)}`)
    .waitFor();
  await page.evaluate(async () => {
    const widgets = [...document.querySelectorAll("plein-feed")];
    const homes = [document.querySelector("main"), document.body];
    for (let i = 0; i < 20; i++) {
      for (const widget of widgets) (i % 3 ? homes[i % 2] : widget.remove(), homes[i % 2])?.append(widget);
      if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  await eventually("all are shown again", async () => (await cards(page).count()) === 41);
  // It is the first one still: who is moved has not left.
  const { streams, begun } = await held(page);
  assert.deepEqual({ streams, begun }, { streams: 1, begun: 1 });
  assert.equal(relay.streams.size, 1);
  await page.evaluate(() => document.querySelectorAll("plein-feed").forEach((widget) => widget.remove()));
  const left = async () => ({ ...(await held(page)), begun: 0 });
  const same = () => left().then((now) => JSON.stringify(now) === JSON.stringify(before));
  await eventually("nothing is held any more", same).catch(async () => assert.deepEqual(await left(), before));
  await eventually("and no stream is open", () => relay.streams.size === 0);
});
