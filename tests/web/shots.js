// The widget to be looked at: feed, thread, composer on a narrow and a wide page, light, dark and Arabic, over the demo's five
// days. The page's clock stands still, so that every time reads the same.
import UPNG from "upng-js";
import { ambassadors, seedDemo } from "../../demo/places.js";
import { Stage } from "./stage.js";

/** @import { Page } from "playwright-core" */

/** @typedef {{ name: string, png: Uint8Array }} Shot */

const widths = [360, 1280];
const heightMax = 960;
const looks = [
  { name: "light", scheme: /** @type {const} */ ("light"), lang: "nl" },
  { name: "dark", scheme: /** @type {const} */ ("dark"), lang: "nl" },
  { name: "arabic", scheme: /** @type {const} */ ("light"), lang: "ar" },
];

const thread = "Roaming in het Verenigd Koninkrijk";
const hour = 3_600_000;
const part = (/** @type {string} */ name) => `plein-feed [part~=${name}]`;

/** @type {Record<string, (page: Page) => Promise<void>>} what is done before each is taken */
const scenes = {
  feed: async () => {},
  thread: async (page) => {
    await page.getByText(thread).click();
    await page.locator(part("post")).nth(2).waitFor();
  },
  composer: async (page) => {
    await page.evaluate(async () => {
      const { token } = await (await fetch("/demo/token?as=ana")).json();
      /** @type {any} */ (document.querySelector("plein-feed")).token = token;
    });
    await page.locator(part("ask")).click();
    await page.locator(`${part("composer")} input`).fill("Kan ik mijn nummer meenemen?");
    await page.locator(`${part("composer")} textarea`).fill("Ik kom van een andere aanbieder.\n\nHoe lang duurt dat?");
  },
};

/** A page with nothing but the widget, in a font that every Debian with a browser has. @param {string} lang */
const html = (lang) => `<!doctype html><html lang="${lang}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Plein</title>
<style>body { margin: 0; padding: 16px; font-family: "DejaVu Sans", sans-serif; background: Canvas }
plein-feed { max-inline-size: 800px; margin-inline: auto }</style>
<script type="module" src="/plein/plein.js"></script><plein-feed relay="/" bridge="noordnet" page-size="6"></plein-feed>`;

/** @returns {Promise<Shot[]>} each with few colours, as it is kept */
export async function takeShots() {
  const stage = new Stage();
  const now = Date.now();
  /** @type {Shot[]} */
  const shots = [];
  try {
    await stage.start((simulators) => seedDemo(simulators, now), ambassadors);
    await meet(stage, now);
    for (const [scene, act] of Object.entries(scenes))
      for (const look of looks)
        for (const width of widths) {
          const page = await open(stage, { ...look, width, now });
          await act(page);
          const name = `${scene}-${width}-${look.name}`;
          shots.push({ name, png: withFewColours(await take(page, width)) });
          await page.close();
        }
  } finally {
    await stage.end();
  }
  return shots;
}

/** A thread in which people of both places answer each other. @param {Stage} stage @param {number} now */
async function meet(stage, now) {
  const { forum, page } = /** @type {import("../simulators/host.js").Simulators} */ (stage.simulators);
  const before = (await stage.relay.status()).deliveries.sent;
  const topic = forum.posts().find(({ title }) => title === thread);
  const copy = page.posts().find(({ text }) => text.startsWith(thread));
  if (!topic || !copy) throw new Error("the thread does not stand in both places");
  page.reply("sanne.test", copy.uri, "En naar huis bellen, is dat dan ook gratis?", { at: now - 6 * hour });
  const answer = "Ja, bellen en sms'en naar Nederland zit in de bundel. Let op **servicenummers**: die tellen apart.";
  await stage.settled(before + 1);
  const asked = forum.posts().find(({ content }) => content.startsWith("En naar huis"));
  forum.reply("netwerk-niels", topic.tid, answer, asked?.pid, { at: now - 5 * hour });
  await stage.settled(before + 2);
  page.reply("sanne.test", copy.uri, "Top, dan kan mama gerust zijn.", { at: now - 4 * hour });
  await stage.settled(before + 3);
}

/** @param {Stage} stage @param {{ scheme: "light" | "dark", lang: string, width: number, now: number }} look */
async function open(stage, { scheme, lang, width, now }) {
  if (!stage.context) throw new Error("the stage is not set");
  const page = await stage.context.newPage();
  await page.clock.setFixedTime(now);
  await page.setViewportSize({ width, height: heightMax });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.route("**/shot", (route) => route.fulfill({ contentType: "text/html", body: html(lang) }));
  await page.goto(`${stage.url}/shot`);
  await page.locator(part("card")).nth(5).waitFor();
  await page.waitForLoadState("networkidle").catch(() => {});
  return page;
}

/** @param {Page} page @param {number} width */
async function take(page, width) {
  await page.evaluate(() => {
    scrollTo(0, 0);
    /** @type {any} */ (document.querySelector("plein-feed")).shadowRoot.activeElement?.blur();
  });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  return page.screenshot({ clip: { x: 0, y: 0, width, height: Math.min(height, heightMax) }, animations: "disabled" });
}

const coloursMax = 64;

/** @param {Buffer} png */
function withFewColours(png) {
  const image = UPNG.decode(new Uint8Array(png).buffer);
  return new Uint8Array(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, coloursMax));
}
