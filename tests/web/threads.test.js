// Reading a thread: its tree, the answer first, what is gone or hidden, pictures, long ones in pages, and addresses of posts. New posts
// never move what is being read.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { launchChromium, watch } from "./chromium.js";
import { Site, strict } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */
/** @import { PostView } from "../../wasm/engine.js" */

const relay = new StubRelay();
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** Paths that were asked for. @type {string[]} */
const asked = [];
const site = new Site({
  relay: {
    answer(request, response, url) {
      asked.push(url.pathname + url.search);
      if (/\/(avatars|images)\//.test(url.pathname)) {
        const isThere = !url.pathname.endsWith("/1");
        response.writeHead(isThere ? 200 : 404, { "content-type": "image/png" }).end(isThere ? picture : "");
        return true;
      }
      return relay.answer(request, response, url);
    },
  },
  policy: strict,
});
/** @type {BrowserContext} */
let browser;
/** @type {string[]} */
const problems = [];

const joris = {
  key: idOf("a", 2),
  name: "Joris Bakker",
  role: /** @type {const} */ ("ambassador"),
  avatar: "https://elsewhere.example/joris.png",
};
const [root, first, answer, below, gone, deep] = Array.from({ length: 6 }, (_, n) => idOf("e", n));
const long = idOf("f", 0);
const longLength = 230;
const at = Date.now() - 3_600_000;

/** @param {string} id @param {string} parent @param {Partial<PostView>} more */
const reply = (id, parent, more) =>
  postOf({ id, thread: root, parent, created_at: at + parseInt(id.slice(-2), 32) * 1000, ...more });

before(async () => {
  relay.isPaged = true;
  relay.fill(3);
  relay.add(
    postOf({
      id: root,
      title: "Which router for fibre?",
      created_at: at,
      body: [
        { t: "p", c: ["See "] },
        { t: "p", c: [{ t: "img", u: "https://elsewhere.example/a.png", s: "A red lamp" }] },
        { t: "p", c: [{ t: "img", u: "https://elsewhere.example/b.png", s: "It cannot be had" }] },
        { t: "card", u: "https://elsewhere.example/manual", s: "The manual", c: ["How to set it up"] },
        {
          t: "poll",
          s: "Which one?",
          c: [
            { t: "opt", s: "The white one", n: 3 },
            { t: "opt", s: "The black one", n: 1 },
          ],
        },
        { t: "cw", s: "Spoiler", c: [{ t: "p", c: ["It was the cable"] }] },
      ],
    }),
    [
      reply(first, root, { depth: 1, body: [{ t: "p", c: ["First reply"] }], edited_at: at + 5000 }),
      reply(answer, root, { depth: 1, author: joris, accepted: true, body: [{ t: "p", c: ["The white one"] }] }),
      reply(below, answer, { depth: 2, body: [{ t: "p", c: ["That works"] }] }),
      reply(gone, below, { depth: 3, removed: true, body: [], author: { key: "", name: "", role: "visitor" } }),
      reply(deep, gone, { depth: 4, body: [{ t: "p", c: ["Far below"] }] }),
    ],
  );
  relay.add(
    postOf({ id: long, title: "A long one", created_at: at - 1 }),
    Array.from({ length: longLength - 1 }, (_, n) =>
      postOf({
        id: idOf("f", n + 1),
        thread: long,
        parent: long,
        depth: 1,
        created_at: at + n,
        body: [{ t: "p", c: [`Reply ${n + 1}.`] }],
      }),
    ),
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
  // What the browser says of a picture that cannot be had.
  assert.deepEqual(
    problems.splice(0).filter((problem) => !/status of 404/.test(problem)),
    [],
  );
});

/** @param {string} [hash] @param {Record<string, string>} [attributes] */
async function open(hash = "", attributes = {}) {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  asked.length = 0;
  await page.addInitScript((given) => {
    new MutationObserver((_, observer) => {
      const widget = document.querySelector("plein-feed");
      if (!widget) return;
      observer.disconnect();
      for (const [name, value] of Object.entries(given)) widget.setAttribute(name, value);
    }).observe(document, { childList: true, subtree: true });
  }, attributes);
  await page.goto(site.url + "/" + hash);
  return page;
}

/** @param {Page} page @param {string} id */
const post = (page, id) => page.locator(`plein-feed [data-post="${id}"]`);
/** @param {Page} page */
const posts = (page) => page.locator("plein-feed .posts [part=post]");

test("the accepted answer stands under the first post, and keeps its place in the tree where something hangs under it", async () => {
  const page = await open();
  await page.getByText("Which router for fibre?").click();
  const raised = page.locator("plein-feed [part=answer]");
  await raised.getByText("Answer by Joris Bakker, accepted").waitFor();
  assert.match(await raised.innerText(), /The white one/);
  await raised.getByText("Ambassador").waitFor();
  const texts = (await posts(page).allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
  assert.match(texts[0], /^CS? ?.*Carla Smit.*See/);
  assert.match(texts[1], /First reply/);
  assert.equal(texts[2], "Joris Bakker’s answer stands above.");
  assert.match(texts[3], /That works/);
  assert.equal(texts[4], "This post was removed.");
  assert.match(texts[5], /in reply to .*Far below/);
  const left = async (/** @type {string} */ id) => (await post(page, id).locator(".content").boundingBox())?.x ?? 0;
  assert.ok((await left(below)) > (await left(first)));
  assert.ok((await left(deep)) > (await left(below)));
  assert.match((await post(page, first).locator("header").innerText()) ?? "", /edited/);
});

test("warnings, polls and link cards are what they are; links are checked", async () => {
  const page = await open(`#plein=${root}`);
  const text = post(page, root).locator("[part=text]");
  await text.waitFor();
  assert.equal(await text.getByText("It was the cable").isVisible(), false);
  await text.getByText("Spoiler").click();
  assert.equal(await text.getByText("It was the cable").isVisible(), true);
  assert.deepEqual(
    await text
      .locator("[part=poll] meter")
      .evaluateAll((all) => all.map((each) => /** @type {HTMLMeterElement} */ (each).value)),
    [3, 1],
  );
  const card = text.locator("[part=link-card]");
  assert.equal(await card.locator("a").getAttribute("href"), "https://elsewhere.example/manual");
  assert.match(await card.innerText(), /How to set it up\s+elsewhere\.example/);
});

test("pictures come through the relay, in room that was kept for them; one that cannot be had is a link", async () => {
  const page = await open(`#plein=${root}`);
  const images = post(page, root).locator("[part=picture] img");
  await eventually("the first one is there", () =>
    images.first().evaluate((each) => /** @type {HTMLImageElement} */ (each).naturalWidth > 0),
  );
  assert.equal(await images.first().getAttribute("alt"), "A red lamp");
  assert.ok(asked.includes(`/v1/bridges/noordnet/posts/${root}/images/0`));
  await eventually("the second one gives way", async () => !(await images.nth(1).isVisible()));
  await page.getByRole("link", { name: "It cannot be had" }).waitFor();
  const faces = page.locator("plein-feed [part=answer] [part=avatar] img");
  assert.equal(await faces.getAttribute("src"), `${site.url}/v1/bridges/noordnet/avatars/${joris.key}`);
  assert.equal((await post(page, first).locator("[part=avatar]").innerText()).trim(), "CS");
  const heights = await page
    .locator("plein-feed [part=picture]")
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
  assert.ok(heights[0] > 100 && heights[0] === heights[1]);
});

test("after a click only, where the page wants that", async () => {
  const page = await open(`#plein=${root}`, { media: "click" });
  const button = page.getByRole("button", { name: "Show the image: A red lamp" });
  await button.waitFor();
  assert.equal(await page.locator("plein-feed img").count(), 0);
  await button.click();
  const image = page.locator("plein-feed [part=picture] img");
  await eventually("it is there", () =>
    image.evaluate((each) => /** @type {HTMLImageElement} */ (each).naturalWidth > 0),
  );
  assert.equal(asked.filter((path) => /images|avatars/.test(path)).length, 1);
});

test("an address leads to the very post, and its thread is read around it", async () => {
  const id = idOf("f", 120);
  const page = await open(`#plein=${id}`);
  await post(page, id).getByText("Reply 120.").waitFor();
  await eventually("it is on the screen, and has the focus", () =>
    post(page, id).evaluate((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight && each.matches(":focus");
    }),
  );
  assert.equal(await posts(page).count(), 51); // the first post, and its page
  await page.locator("plein-feed [part=earlier]").click();
  await eventually("the page before it has come", async () => (await posts(page).count()) === 101);
  await page.locator("plein-feed [part=later]").click();
  await eventually("and the one after it", async () => (await posts(page).count()) === 151);
  const order = await posts(page).evaluateAll((all) => all.map((each) => each.getAttribute("data-post")));
  assert.deepEqual(order, [long, ...Array.from({ length: 150 }, (_, n) => idOf("f", n + 50))]);
});

test("a long thread comes in pages, and all of it is there in the end, each post once", async () => {
  const page = await open();
  await page.getByText("A long one").click();
  await eventually("fifty are there", async () => (await posts(page).count()) === 50);
  for (const count of [100, 150, 200]) {
    await page.locator("plein-feed [part=later]").getByText("Show 50 more replies").click();
    await eventually(`${count} are there`, async () => (await posts(page).count()) === count);
  }
  await page.locator("plein-feed [part=later]").getByText("Show 30 more replies").click();
  await eventually("all are there", async () => (await posts(page).count()) === longLength);
  assert.equal(await page.locator("plein-feed [part=later]").count(), 0);
  const ids = await posts(page).evaluateAll((all) => all.map((each) => each.getAttribute("data-post")));
  assert.equal(new Set(ids).size, longLength);
});

test("what comes in among posts that are being read waits for the pill; what comes after them stands at once", async () => {
  const page = await open(`#plein=${root}`);
  await page.setViewportSize({ width: 1000, height: 900 });
  await post(page, deep).scrollIntoViewIfNeeded();
  await page.locator("plein-feed [part=thread]").waitFor();
  await eventually("the stream is open", () => relay.streams.size === 1);
  const y = async () => Math.round((await post(page, deep).boundingBox())?.y ?? 0);
  const before = await y();
  const early = reply(idOf("d", 31), first, {
    depth: 2,
    created_at: Date.now(),
    body: [{ t: "p", c: ["Right under the first"] }],
  });
  relay.tell(early);
  const pill = page.locator("plein-feed [part=pill]");
  await pill.getByText("1 new post").waitFor();
  assert.equal(await y(), before);
  assert.equal(await page.getByText("Right under the first").count(), 0);
  await pill.click();
  await post(page, early.id).getByText("Right under the first").waitFor();
  await eventually("it has the focus", () => post(page, early.id).evaluate((each) => each.matches(":focus")));
  await post(page, deep).scrollIntoViewIfNeeded();
  const late = reply(idOf("d", 32), root, {
    depth: 1,
    created_at: Date.now(),
    body: [{ t: "p", c: ["At the very end"] }],
  });
  relay.tell(late);
  await post(page, late.id).getByText("At the very end").waitFor();
  assert.equal(await pill.count(), 0);
});

test("an address that leads to what is gone says so, and lets itself be closed", async () => {
  const page = await open("#plein=0000000000000");
  const line = page.locator("plein-feed [part=gone]");
  await line.getByText("not here any more").waitFor();
  await line.getByRole("button").click();
  await line.waitFor({ state: "detached" });
  assert.equal(new URL(page.url()).hash, "");
  await page.locator("plein-feed [part=card]").first().waitFor();
});

test("on a phone what has the keyboard's focus is never under the composer, however high that is", async () => {
  const page = await open(`#plein=${long}`);
  await page.setViewportSize({ width: 360, height: 640 });
  const claims = Buffer.from(JSON.stringify({ sub: "eva", name: "Eva", exp: Date.now() })).toString("base64url");
  await page.locator("plein-feed").evaluate((each, token) => each.setAttribute("token", token), `e30.${claims}.x`);
  const composer = page.locator("plein-feed .thread > [part=composer]");
  await composer.locator("textarea").fill("one\ntwo\nthree\nfour\nfive\nsix");
  await post(page, idOf("f", 3)).locator("[part=reply]").focus();
  /** What has focus, and what is seen in the middle of it. */
  const look = () =>
    page.locator("plein-feed").evaluate((widget) => {
      const root = /** @type {ShadowRoot} */ (widget.shadowRoot);
      const focus = /** @type {Element} */ (root.activeElement);
      const { left, top, width, height } = focus.getBoundingClientRect();
      const seen = root.elementFromPoint(left + width / 2, top + height / 2);
      return {
        is: `${focus.getAttribute("part")} of ${focus.closest("[data-post]")?.getAttribute("data-post")}`,
        seen: seen?.closest("[part=composer]") ? "the composer" : focus.contains(seen) ? "it" : "neither",
      };
    });
  /** @type {Set<string>} */
  const walked = new Set();
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press(key);
      const { is, seen } = await look();
      assert.equal(seen, "it", `${key} ${i}: ${is}`);
      walked.add(is);
    }
  }
  assert.ok(walked.has(`reply of ${idOf("f", 9)}`), [...walked].join("\n"));
  // With a finger it stays at hand.
  await composer.locator("textarea").focus();
  assert.equal(await composer.evaluate((each) => getComputedStyle(each).position), "sticky");
});
