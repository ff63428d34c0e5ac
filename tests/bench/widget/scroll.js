// Scrolling through one opened thread, at once from its beginning on, frame by frame: how long a step takes, and whether anything
// keeps the page from answering.
import { Site } from "../../web/site.js";
import { StubRelay, idOf, postOf } from "../../web/stub-relay.js";
import { benchPosts } from "./posts.js";

/** @import { BrowserContext } from "playwright-core" */
/** @typedef {{ opened: number, step: number, worst: number, long: number }} Scrolled in ms; `long`: tasks over 50 ms */

const steps = 160;
const pixels = 600;

/** @param {BrowserContext} context @param {number} count of posts @returns {Promise<Scrolled>} */
export async function scrollVisit(context, count) {
  const relay = new StubRelay();
  const texts = benchPosts();
  const root = idOf("b", 0);
  const reply = (/** @type {number} */ n) => {
    const { text, name } = texts[n % texts.length];
    const author = { key: idOf("a", n % 6), name, role: /** @type {const} */ ("visitor") };
    const place = n % 3 ? "forum" : "page";
    return postOf({
      id: idOf("c", n),
      thread: root,
      parent: root,
      depth: 1,
      author,
      place,
      created_at: n,
      body: [{ t: "p", c: [text] }],
    });
  };
  relay.add(
    postOf({ id: root, title: "A long one" }),
    Array.from({ length: count - 1 }, (_, n) => reply(n)),
  );
  const site = new Site({ relay });
  const page = await context.newPage();
  try {
    await page.goto(await site.start());
    await page.locator("plein-feed [part=card]").first().waitFor();
    return await page.evaluate(scrollThrough, { count, steps, pixels });
  } finally {
    await page.close();
    site.end();
  }
}

/** In the page. @param {{ count: number, steps: number, pixels: number }} how @returns {Promise<Scrolled>} */
async function scrollThrough({ count, steps, pixels }) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const root = /** @type {ShadowRoot} */ (document.querySelector("plein-feed")?.shadowRoot);
  const began = performance.now();
  /** @type {HTMLElement} */ (root.querySelector("[part=title] a")).click();
  while (root.querySelectorAll("[part=post]").length < count) await frame();
  await frame();
  const opened = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  /** @type {number[]} */
  const tasks = [];
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration)));
  observer.observe({ type: "longtask" });
  /** @type {number[]} */
  const taken = [];
  for (let n = 0, down = 1; n < steps; n++) {
    const end = document.documentElement.scrollHeight - innerHeight;
    if (scrollY >= end - 1) down = -1;
    else if (scrollY <= 0) down = 1;
    const from = performance.now();
    scrollBy(0, pixels * down);
    document.documentElement.getBoundingClientRect();
    await frame();
    taken.push(performance.now() - from);
  }
  observer.disconnect();
  taken.sort((a, b) => a - b);
  return { opened, step: taken[Math.floor(steps / 2)], worst: taken[steps - 1], long: tasks.length };
}
