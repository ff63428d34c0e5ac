// Two hundred hostile posts: from a relay that means ill, straight into the widget, on a page without any policy that would
// save it; and through a real relay, from people in the places. Nothing runs, nothing leaks, nothing breaks out, and the page
// stays of use.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { RelayFixture, configFor, eventually, token } from "../bridge/relay-fixture.js";
import { startSimulators } from "../simulators/host.js";
import { launchChromium, watch } from "./chromium.js";
import { hostilePosts, noPosts } from "./hostile/posts.js";
import { beyond, strayIn } from "./hostile/rendered.js";
import { addresses, markup, writing } from "./hostile/strings.js";
import { Site } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */
/** @import { Simulators } from "../simulators/host.js" */

const body = `<plein-feed relay="/" bridge="noordnet" lang="en" page-size="100"></plein-feed>`;
/** @type {BrowserContext} */
let context;
before(async () => (context = await launchChromium()));
after(() => context?.close());

/** @param {Site} site */
async function open(site) {
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  watch(page, site.url, problems);
  await page.exposeFunction("ran", () => problems.push("a script ran"));
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(site.url);
  return { page, problems, widget: page.locator("plein-feed") };
}

/** @param {Page} page @param {string} what is shown @param {string} [part] of the widget; default: all of it */
async function check(page, what, part = "") {
  const shown = page.locator(`plein-feed ${part}`);
  assert.deepEqual(await shown.evaluate(strayIn), [], what);
  assert.deepEqual(await shown.evaluate(beyond), [], what);
  assert.equal(await page.evaluate("({}).ran"), undefined, `${what}: a prototype is polluted`);
}

/** @param {string} id */
const cardOf = (id) => `[part=card][data-id="${id}"]`;

/** Opens a thread by its card, which may have no words to click on. @param {Page} page @param {string} id */
async function openThread(page, id) {
  const card = page.locator(`plein-feed ${cardOf(id)}`);
  const title = card.locator("[part=title]").locator("a, button").first();
  await title.evaluate((each) => /** @type {HTMLElement} */ (each).click());
  await card.locator("[part=post]").first().waitFor();
  return card.locator("[part=post]");
}

/** A good question among them is read and answered. @param {Page} page @param {string} id */
async function useIt(page, id) {
  await page.locator("plein-feed").evaluate((widget, token) => widget.setAttribute("token", token), await token());
  await openThread(page, id);
  await page.locator("plein-feed").getByText("A good answer").waitFor();
  await page.locator("plein-feed [part=thread] textarea").fill("One can still write here.");
}

test("200 posts of a hostile relay, in the first list, in threads and as events", async () => {
  const relay = new StubRelay();
  const posts = hostilePosts();
  const roots = posts.filter(({ parent }) => !parent);
  for (const root of roots) {
    relay.add(
      root,
      posts.filter(({ thread, parent }) => parent && thread === root.id),
    );
  }
  const good = postOf({ id: idOf("b", 1), title: "A good question" });
  relay.add(good, [postOf({ id: idOf("c", 1), thread: good.id, parent: good.id, depth: 1, body: ["A good answer"] })]);
  relay.noPosts = noPosts();
  const site = new Site({ relay, body });
  await site.start();
  try {
    const { page, problems, widget } = await open(site);
    const cards = widget.locator("[part=card]");
    await cards.first().waitFor();
    assert.equal(await cards.count(), roots.length + 1);
    await eventually("it listens", () => relay.streams.size === 1, 30_000);
    await check(page, "the first list");
    for (const post of posts) relay.tell({ ...post, edited_at: post.created_at + 2 });
    for (const post of relay.noPosts)
      relay.say({ post, summary: { thread: good.id, replies: 1, last_at: 1, answered_by: null } });
    for (const event of [null, 7, { seq: null }, { summary: 7 }, { places: [null, { id: "__proto__" }] }])
      relay.say(event);
    relay.tell({ ...good, body: ["The last of all events"] });
    await widget.getByText("The last of all events").waitFor();
    await check(page, "the list after events");
    // A thread that was removed before anybody replied is in no list.
    const listed = roots.filter(({ id, removed }) => !removed || (relay.threads.get(id)?.length ?? 0) > 1);
    assert.deepEqual(
      (await cards.evaluateAll((all) => all.map((card) => card.getAttribute("data-id")))).toSorted(),
      [good.id, ...listed.map(({ id }) => id)].toSorted(),
    );
    for (const root of listed.slice(0, roots.length / 2)) {
      const shown = await openThread(page, root.id);
      // An answer under which others hang stands above, and keeps its place below.
      const ids = await shown.evaluateAll((all) => all.map((post) => post.getAttribute("data-post")));
      assert.equal(new Set(ids).size, relay.threads.get(root.id)?.length);
      await check(page, `${root.id}: ${JSON.stringify(root.body).slice(0, 100)}`, cardOf(root.id));
    }
    await useIt(page, good.id);
    await check(page, "the composer");
    // It is an older relay, which foresees nothing.
    assert.deepEqual(
      problems.filter((problem) => !/status of 404/.test(problem)),
      [],
    );
  } finally {
    site.end();
  }
});

/**
 * Each string as a topic, a reply and a post on the page, by somebody who is called that.
 * @param {Simulators} simulators @param {number} tid where to reply @returns {number} how many the places took
 */
function postEverything({ forum, page }, tid) {
  const strings = [...markup, ...writing, ...addresses].map((text) => Buffer.from(text).toString());
  let taken = 0;
  /** @param {() => unknown} write */
  const attempt = (write) => {
    try {
      write();
      taken++;
    } catch {
      // The place itself refuses it: too long, or empty.
    }
  };
  strings.forEach((text, i) => {
    const by = `person${i}`;
    forum.person(by, { displayName: i % 10 ? text : text.padEnd(10_240, "N") });
    attempt(() => forum.topic(by, text.slice(0, 200), text));
    attempt(() => forum.reply(by, tid, `${text}\n\n> ${text}\n\n- ${text}\n\n[${text}](${text}) ![${text}](${text})`));
    attempt(() => page.post("ana.test", text.slice(0, 250), { mentionBrand: true }));
  });
  return taken;
}

test("200 hostile posts through a relay, from people on the forum and the page", async () => {
  const simulators = await startSimulators({});
  const fixture = new RelayFixture();
  const site = new Site({ relay: "", body });
  try {
    const { forum } = simulators;
    const { tid } = forum.topic("carla", "A good question", "Who knows?");
    forum.reply("carla", tid, "A good answer");
    assert.ok(postEverything(simulators, tid) >= 200);
    site.relay = await fixture.start({ ...configFor(simulators), origins: [await site.start()] });
    await eventually("200 are read", async () => (await fixture.status()).posts >= 200, 60_000);
    const { page, problems, widget } = await open(site);
    const cards = widget.locator("[part=card]");
    await cards.first().waitFor();
    await check(page, "the first list");
    const ids = await cards.evaluateAll((all) => all.map((card) => card.getAttribute("data-id") ?? ""));
    for (const id of ids.filter((_, i) => i % 5 === 0)) {
      await openThread(page, id);
      await check(page, id, cardOf(id));
    }
    const { threads } = await fixture.get("/v1/bridges/noordnet/feed?page_size=100");
    const good = threads.find((/** @type {any} */ { root }) => root.title === "A good question");
    await useIt(page, good.root.id);
    await check(page, "the thread with every string");
    assert.ok((await widget.locator("[part=post]").count()) >= 50, "the first page of it");
    assert.deepEqual(problems, []);
  } finally {
    site.end();
    await fixture.remove();
    await simulators.stop();
  }
});
