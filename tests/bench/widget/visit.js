// A visit to a page that shows comments, by a browser whose processor is four times slower: when its first posts can be read, when
// it is at rest, what came over the line, what it holds; and when a thousand are shown.
import { follow } from "../../web/memory.js";

/** @import { BrowserContext, Page } from "playwright-core" */
/** @import { Peer, Where } from "./server.js" */

const slower = 4;
const quietMs = 1500;

/** In the page. @param {{ where: Where, least: number }} asked @returns {Promise<number>} when so many have been painted, in ms after the navigation began */
const shown = ({ where, least }) =>
  new Promise((resolve) => {
    const look = () => {
      const root = where.root ? document.querySelector(where.root)?.shadowRoot : document;
      const all = root?.querySelectorAll(where.selector) ?? [];
      if (all.length >= least && all[least - 1].textContent?.trim()) return requestAnimationFrame((at) => resolve(at));
      requestAnimationFrame(look);
    };
    look();
  });

/** In the page. @param {number} quietMs @returns {Promise<number>} when the last long task before a quiet while ended */
const atRest = (quietMs) =>
  new Promise((resolve) => {
    let last = 0;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) last = Math.max(last, startTime + duration);
    }).observe({ type: "longtask", buffered: true });
    const look = () => {
      const quietFor = performance.now() - Math.max(last, lastAnswer());
      if (quietFor > quietMs) resolve(last);
      else setTimeout(look, 100);
    };
    const lastAnswer = () =>
      Math.max(
        0,
        .../** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource")).map(
          ({ responseEnd }) => responseEnd,
        ),
      );
    look();
  });

/** @param {BrowserContext} context @param {string} url */
async function open(context, url) {
  const page = await context.newPage();
  const held = await follow(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(url, { waitUntil: "commit" });
  return { page, held, bytes: () => bytes };
}

/** @param {Page} page @param {Where} where @param {number} least */
const waitFor = (page, where, least) => page.evaluate(shown, { where, least });

/** @param {BrowserContext} context @param {string} url of the server @param {Peer} peer */
export async function firstVisit(context, url, { name, post }) {
  const { page, held, bytes } = await open(context, `${url}/page/${name}?size=20`);
  const readable = await waitFor(page, post, 20);
  const interactive = Math.max(readable, await page.evaluate(atRest, quietMs));
  const { heap, wasm, nodes } = await held();
  const figures = { readable, interactive, kB: bytes() / 1000, heap: heap / 1e6, wasm: wasm / 1e6, nodes };
  await page.close();
  return figures;
}

/** Page by page, a hundred at a time. @param {BrowserContext} context @param {string} url @param {Peer} peer @param {number} count */
export async function longVisit(context, url, { name, post, more }, count) {
  const { page, held } = await open(context, `${url}/page/${name}?size=100`);
  let thousand = 0;
  for (let least = 100; least <= count; least += 100) {
    if (least > 100) {
      await page.evaluate(async ({ root, selector }) => {
        const within = () => (root ? document.querySelector(root)?.shadowRoot : document);
        /** @returns {HTMLButtonElement | null | undefined} */
        const button = () => within()?.querySelector(selector);
        while (!button()?.checkVisibility() || button()?.disabled)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        button()?.click();
      }, more);
    }
    thousand = await waitFor(page, post, least);
  }
  const { heap, nodes } = await held();
  await page.close();
  return { thousand, heap1000: heap / 1e6, nodes1000: nodes };
}
