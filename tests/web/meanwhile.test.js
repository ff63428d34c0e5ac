// What is told of a thread while a page of it is being read, or of a page that nobody has read: in the end everything is there, once, in
// its place, as it was said last.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { ThreadPages } from "../../web/session/thread-pages.js";
import { eventually } from "../bridge/relay-fixture.js";
import { launchChromium, watch } from "./chromium.js";
import { Site, strict } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */
/** @import { PostView } from "../../wasm/engine.js" */

const relay = new StubRelay();
const site = new Site({ relay, policy: strict });
/** @type {BrowserContext} */
let browser;
/** @type {string[]} */
const problems = [];
const busy = idOf("9", 0);
const at = Date.now() - 3_600_000;

/** @param {number} n @param {Partial<PostView>} [more] */
const busyReply = (n, more) =>
  postOf({
    id: idOf("9", n),
    thread: busy,
    parent: busy,
    depth: 1,
    created_at: at + n,
    body: [{ t: "p", c: [`Busy ${n}.`] }],
    ...more,
  });

before(async () => {
  relay.isPaged = true;
  relay.fill(3);
  relay.add(
    postOf({ id: busy, title: "A busy one", created_at: at - 2 }),
    Array.from({ length: 120 }, (_, n) => busyReply(n + 1)),
  );
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

/** @param {string} [hash] */
async function open(hash = "") {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await page.goto(site.url + "/" + hash);
  return page;
}

/** @param {Page} page @param {string} id */
const post = (page, id) => page.locator(`plein-feed [data-post="${id}"]`);
/** @param {Page} page */
const posts = (page) => page.locator("plein-feed .posts [part=post]");

/**
 * The next page of a thread is on its way, and older than what is told meanwhile.
 * @param {Page} page @param {() => Promise<unknown>} ask what has the page asked for @param {() => void} tell
 */
async function meanwhile(page, ask, tell) {
  await eventually("the stream is open", () => relay.streams.size === 1);
  /** @type {(() => void)[]} */
  const waiting = [];
  let isAnswered = false;
  /** @param {import("playwright-core").Route} route */
  const hold = async (route) => {
    const response = await route.fetch();
    isAnswered = true;
    await new Promise((resolve) => waiting.push(() => resolve(undefined)));
    await route.fulfill({ response });
  };
  await page.route(/\/threads\//, hold, { times: 1 });
  await ask();
  await eventually("it is answered", () => isAnswered);
  tell();
  const sign = `Told after event ${relay.seq}`;
  relay.tell({ ...relay.summary(idOf("b", 0)).root, title: sign });
  await page.getByText(sign).waitFor();
  for (const go of waiting) go();
}

/** @param {PostView} post @param {string} [after] id; default: at the end */
function tellAfter(post, after) {
  const all = relay.threads.get(post.thread) ?? [];
  all.splice(after ? all.findIndex(({ id }) => id === after) + 1 : all.length, 0, post);
  relay.tell(post);
}

/** @param {number} parent @param {number} n */
const tellUnder = (parent, n) => tellAfter(busyReply(n, { parent: idOf("9", parent), depth: 2 }), idOf("9", parent));

/** @param {Page} page */
const shownIds = (page) => posts(page).evaluateAll((all) => all.map((each) => each.getAttribute("data-post")));
/** @param {Page} page */
const later = (page) => page.locator("plein-feed [part=later]");

test("what is told while its thread is read is there, below what was not", async () => {
  const page = await open();
  const small = { id: idOf("7", 0), thread: idOf("7", 0), title: "A small one", created_at: at - 3 };
  const child = postOf({ id: idOf("7", 1), thread: small.id, parent: small.id, depth: 1, created_at: at });
  const grandchild = postOf({ id: idOf("7", 2), thread: small.id, parent: child.id, depth: 2, created_at: at + 1 });
  relay.add(postOf(small), [child, grandchild]);
  await page.reload();
  const last = { ...grandchild, id: idOf("7", 3), parent: grandchild.id, depth: 3, created_at: at + 2 };
  await meanwhile(
    page,
    () => page.getByText("A small one").click(),
    () => {
      relay.tell({ ...grandchild, body: [{ t: "p", c: ["Said otherwise"] }], edited_at: at + 5 });
      relay.tell({ ...last, body: [{ t: "p", c: ["Said last"] }] });
    },
  );
  await post(page, last.id).getByText("Said last").waitFor();
  await post(page, grandchild.id).getByText("Said otherwise").waitFor();
  assert.deepEqual(await shownIds(page), [small.id, child.id, grandchild.id, last.id]);
});

test("what is told of a page while it is read is there, each in its place, in the end", async () => {
  const page = await open();
  await page.getByText("A busy one").click();
  await eventually("fifty are there", async () => (await posts(page).count()) === 50);
  await meanwhile(
    page,
    () => later(page).click(),
    () => {
      tellUnder(60, 201);
      relay.tell(busyReply(70, { body: [{ t: "p", c: ["Busy 70, said otherwise."] }], edited_at: at + 900 }));
      tellUnder(110, 202);
      tellAfter(busyReply(203));
    },
  );
  await post(page, idOf("9", 201)).getByText("Busy 201.").waitFor();
  await post(page, idOf("9", 70)).getByText("said otherwise").waitFor();
  await meanwhile(
    page,
    () => later(page).click(),
    () => {
      tellAfter(busyReply(204));
      tellUnder(115, 205);
    },
  );
  await post(page, idOf("9", 205)).getByText("Busy 205.").waitFor();
  assert.equal(await later(page).count(), 0);
  assert.deepEqual(
    await shownIds(page),
    relay.threads.get(busy)?.map(({ id }) => id),
  );
});

test("what is told of an earlier page that was not read stands there, and not at the end", async () => {
  const all = () => relay.threads.get(busy)?.map(({ id }) => id) ?? [];
  const page = await open(`#plein=${idOf("9", 120)}`);
  await post(page, idOf("9", 120)).getByText("Busy 120.").waitFor();
  await eventually("the stream is open", () => relay.streams.size === 1);
  relay.tell(busyReply(10, { body: [{ t: "p", c: ["Busy 10, said otherwise."] }], edited_at: at + 901 }));
  tellAfter(busyReply(206));
  await post(page, idOf("9", 206)).getByText("Busy 206.").waitFor();
  assert.deepEqual((await shownIds(page)).slice(1), all().slice(100));
  await page.locator("plein-feed [part=earlier]").click();
  await eventually("the page before it has come", async () => (await posts(page).count()) > 60);
  await page.locator("plein-feed [part=earlier]").click();
  await post(page, idOf("9", 10)).getByText("said otherwise").waitFor();
  assert.deepEqual(await shownIds(page), all());
});

/** A stretch of the busy thread that begins below a reply of an earlier page. @param {object} [more] */
function stretch(more) {
  const [root, above] = [postOf({ id: busy }), busyReply(1)];
  const posts = [2, 3].map((n) => busyReply(n, { parent: idOf("9", 1), depth: 2 }));
  return new ThreadPages({
    root,
    above: [above],
    posts,
    previous: "before",
    next: "after",
    total: 9,
    seq: "1-5",
    ...more,
  });
}
/** @param {ThreadPages} pages */
const idsOf = (pages) => pages.view().posts.map(({ id }) => id);
const ids = (/** @type {number[]} */ ...all) => all.map((n) => idOf("9", n));

test("an older event changes nothing, a newer one does, and each new post counts once", () => {
  const pages = stretch();
  const said = (/** @type {string} */ text) => busyReply(2, { parent: idOf("9", 1), body: [text] });
  pages.fold(said("first"), "1-4");
  assert.deepEqual(pages.view().posts[2].body, busyReply(2).body);
  pages.fold(said("second"), "1-7");
  pages.fold(said("first"), "1-6");
  assert.deepEqual(pages.view().posts[2].body, ["second"]);
  for (let again = 0; again < 2; again++) pages.fold(busyReply(50), "1-8");
  assert.equal(pages.view().total, 10);
  assert.deepEqual(idsOf(pages), ids(0, 1, 2, 3));
});

test("a new post stands where it belongs in a stretch, or comes with its own page", () => {
  const under = (/** @type {number} */ parent, /** @type {number} */ n) =>
    busyReply(n, { parent: idOf("9", parent), created_at: at + n });
  const pages = stretch();
  pages.fold(under(2, 20), "1-6"); // below a reply that is here, before the next
  assert.deepEqual(idsOf(pages), ids(0, 1, 2, 20, 3));
  pages.fold(under(1, 21), "1-7"); // after the last reply that is here: others may stand between
  pages.fold(under(30, 22), "1-8"); // below one that is not
  assert.deepEqual(idsOf(pages), ids(0, 1, 2, 20, 3));
  const last = stretch({ next: null });
  last.fold(under(1, 21), "1-7");
  last.fold(under(0, 22), "1-8");
  last.fold(busyReply(1, { body: ["said otherwise"] }), "1-9"); // what it hangs under stays there
  assert.deepEqual(idsOf(last), ids(0, 1, 2, 3, 21, 22));
  assert.deepEqual(last.view().posts[1].body, ["said otherwise"]);
});

test("an answer of another page that is no answer any more is none here", () => {
  const accepted = busyReply(80, { accepted: true });
  const pages = stretch({ accepted });
  pages.fold({ ...accepted, body: ["said otherwise"] }, "1-6");
  assert.deepEqual(pages.view().accepted?.body, ["said otherwise"]);
  pages.fold({ ...accepted, accepted: undefined }, "1-7");
  assert.equal(pages.view().accepted, undefined);
});

test("of two answers about what was decided the one that was asked for last is shown, whichever comes first", async () => {
  const page = await open();
  /** @param {string} tag */
  const decided = (tag) => ({ announcements: [], threads: [{ thread: idOf("b", 2), tags: [tag] }] });
  /** @type {(() => void)[]} */
  const held = [];
  await page.route("**/community", async (route) => {
    const isFirst = held.length === 0;
    await new Promise((resolve) => held.push(() => resolve(undefined)));
    await route.fulfill({ json: decided(isFirst ? "before" : "after") });
  });
  await page.locator("plein-feed [part=card]").first().waitFor();
  await eventually("it listens", () => relay.streams.size === 1);
  for (const asked of [1, 2]) {
    for (const stream of relay.streams) stream.write("event: community\ndata: {}\n\n");
    await eventually("it asks", () => held.length === asked);
  }
  held[1]();
  const marks = page.locator("plein-feed [part=marks]");
  await marks.getByText("#after").waitFor();
  const overtaken = page.waitForResponse("**/community");
  held[0]();
  await (await overtaken).finished();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.equal(await marks.innerText(), "#after");
});
