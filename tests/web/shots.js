// The widget to be looked at: feed, thread, composer, search on a narrow and a wide page, light, dark and Arabic, over places as five
// days left them. The page's clock stands still, so that every time reads the same.
import UPNG from "upng-js";
import * as dutch from "../../demo/places.js";
import { eventually } from "../bridge/relay-fixture.js";
import * as arabic from "./arabic-places.js";
import { Stage } from "./stage.js";

/** @import { Page } from "playwright-core" */

/** @typedef {{ name: string, png: Uint8Array }} Shot */
/** @typedef {typeof dutchWords & Pick<typeof arabic, "people" | "threads" | "ambassadors">} Tongue */
/** @typedef {{ name: string, scheme: "light" | "dark" }} Look */

const widths = [360, 1280];
const heightMax = 880;
const hour = 3_600_000;
const part = (/** @type {string} */ name) => `plein-feed [part~=${name}]`;

const dutchWords = {
  lang: "nl",
  meeting: {
    thread: "Roaming in het Verenigd Koninkrijk",
    asks: { by: "sanne.test", text: "En naar huis bellen, is dat dan ook gratis?" },
    answers: {
      by: "netwerk-niels",
      text: "Ja, bellen en sms'en naar Nederland zit in de bundel. Let op **servicenummers**: die tellen apart.",
    },
    thanks: { by: "sanne.test", text: "Top, dan kan mama gerust zijn." },
  },
  question: { title: "Houd ik mijn nummer?", text: "Ik kom van een andere aanbieder.\n\nHoe lang duurt dat?" },
  wanted: "roaming",
};

/** @type {{ tongue: Tongue, looks: Look[] }[]} */
const tongues = [
  {
    tongue: { ...dutchWords, people: dutch.people, threads: dutch.threads, ambassadors: dutch.ambassadors },
    looks: [
      { name: "light", scheme: "light" },
      { name: "dark", scheme: "dark" },
    ],
  },
  { tongue: { ...arabic, lang: "ar" }, looks: [{ name: "arabic", scheme: "light" }] },
];

/** What is done before each is taken; from where on it is taken, unless from the top. @type {Record<string, (page: Page, tongue: Tongue) => Promise<string | void>>} */
const scenes = {
  feed: async () => {},
  thread: async (page, { meeting }) => {
    await signIn(page);
    await page.locator(part("title")).getByText(meeting.thread).first().click();
    await page.locator(part("post")).getByText(meeting.thanks.text).first().waitFor();
    await page.locator(part("composer")).waitFor();
    return `${part("card")}.open`;
  },
  composer: async (page, { question }) => {
    await signIn(page);
    await page.locator(part("ask")).click();
    await page.locator(`${part("composer")} input`).fill(question.title);
    await page.locator(`${part("composer")} textarea`).fill(question.text);
    const foreseen = async () => /[\d\u0660-\u0669]/.test(await page.locator(part("plan")).innerText());
    await eventually("it is known what becomes of it", foreseen);
  },
  search: async (page, { wanted }) => {
    await page.locator(part("search")).fill(wanted);
    await page.locator(`${part("results")}[aria-busy=false]`).waitFor();
    await page.locator(part("match")).first().waitFor();
  },
};

/** @param {Page} page */
async function signIn(page) {
  await page.evaluate(async () => {
    const { token } = await (await fetch("/demo/token?as=ana")).json();
    /** @type {any} */ (document.querySelector("plein-feed")).token = token;
  });
}

/** A page with nothing but the widget, in a font that every Debian with a browser has. @param {string} lang */
const html = (lang) => `<!doctype html><html lang="${lang}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Plein</title>
<style>body { margin: 0; padding: 16px; font-family: "DejaVu Sans", sans-serif; background: light-dark(#fff, #14171a) }
plein-feed { max-inline-size: 800px; margin-inline: auto }</style>
<script type="module" src="/plein/plein.js"></script><plein-feed relay="/" bridge="noordnet" page-size="6"></plein-feed>`;

/** @param {string} scene @param {number} width @param {Look} look */
const nameOf = (scene, width, look) => `${scene}-${width}-${look.name}`;

export const shotNames = tongues.flatMap(({ looks }) =>
  Object.keys(scenes).flatMap((scene) => looks.flatMap((look) => widths.map((width) => nameOf(scene, width, look)))),
);

/** @returns {Promise<Shot[]>} each with few colours, as it is kept */
export async function takeShots() {
  /** @type {Shot[]} */
  const shots = [];
  for (const { tongue, looks } of tongues) shots.push(...(await takeAll(tongue, looks)));
  return shots;
}

/** @param {Tongue} tongue @param {Look[]} looks */
async function takeAll(tongue, looks) {
  const stage = new Stage();
  const now = Date.now();
  /** @type {Shot[]} */
  const shots = [];
  try {
    await stage.start((simulators) => dutch.seedDemo(simulators, now, tongue), tongue.ambassadors);
    await meet(stage, now, tongue);
    for (const [scene, act] of Object.entries(scenes))
      for (const look of looks)
        for (const width of widths) {
          const page = await open(stage, { scheme: look.scheme, lang: tongue.lang, width, now });
          const from = await act(page, tongue);
          shots.push({ name: nameOf(scene, width, look), png: withFewColours(await take(page, from ?? "body")) });
          await page.close();
        }
  } finally {
    await stage.end();
  }
  return shots;
}

/** A thread in which people of both places answer each other. @param {Stage} stage @param {number} now @param {Tongue} tongue */
async function meet(stage, now, { meeting }) {
  const { thread, asks, answers, thanks } = meeting;
  const { forum, page } = /** @type {import("../simulators/host.js").Simulators} */ (stage.simulators);
  const before = (await stage.relay.status()).deliveries.sent;
  const topic = forum.posts().find(({ title }) => title === thread);
  const copy = page.posts().find(({ text }) => text.startsWith(thread));
  if (!topic || !copy) throw new Error("the thread does not stand in both places");
  const begins = (/** @type {string} */ text) => text.slice(0, 12);
  /** @param {string} text */
  const inForum = (text) => () => forum.posts().find(({ content }) => content.startsWith(begins(text)));
  page.reply(asks.by, copy.uri, asks.text, { at: now - 6 * hour });
  const asked = await eventually("what is asked stands in the forum", inForum(asks.text));
  forum.reply(answers.by, topic.tid, answers.text, asked.pid, { at: now - 5 * hour });
  await eventually("the answer stands on the page", () =>
    page.posts().find(({ text }) => text.startsWith(begins(answers.text))),
  );
  page.reply(thanks.by, copy.uri, thanks.text, { at: now - 4 * hour });
  await eventually("the thanks stand in the forum", inForum(thanks.text));
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
  await page.locator(part("card")).nth(4).waitFor();
  await page
    .locator(`${part("choices")} button`)
    .first()
    .waitFor();
  return page;
}

/** @param {Page} page @param {string} from where the picture begins */
async function take(page, from) {
  await page.mouse.move(0, 0);
  const top = await page.locator(from).evaluate(async (each) => {
    /** @type {any} */ (document.querySelector("plein-feed")).shadowRoot.activeElement?.blur();
    await document.fonts.ready;
    scrollTo(0, each === document.body ? 0 : scrollY + each.getBoundingClientRect().top - 16);
    return scrollY;
  });
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: document.body.scrollHeight }));
  const clip = { x: 0, y: 0, width, height: Math.min(height - Math.round(top), heightMax) };
  return page.screenshot({ clip, animations: "disabled" });
}

const coloursMax = 64;

/** @param {Buffer} png */
export function withFewColours(png) {
  const image = UPNG.decode(new Uint8Array(png).buffer);
  return new Uint8Array(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, coloursMax));
}
