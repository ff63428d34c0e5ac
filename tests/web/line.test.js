// The line along a thread: each stretch has the hue of the place its post came from, and where posts of two places meet it turns
// from the one into the other. As it is painted: in both themes, in either direction of writing, and where colours are forced.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { colord } from "colord";
import UPNG from "upng-js";
import { lineThrough } from "../../web/views/line.js";
import { tokens } from "../../web/styles/tokens.js";
import { launchChromium } from "./chromium.js";
import { Site, strict } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */

const relay = new StubRelay();
const site = new Site({ relay, policy: strict });
/** @type {BrowserContext} */
let browser;

const root = idOf("e", 0);
const at = Date.now() - 3_600_000;
/** @param {number} n @param {"forum" | "page"} place @param {number} depth */
const post = (n, place, depth) =>
  postOf({
    id: idOf("e", n),
    thread: root,
    parent: depth > 1 ? idOf("e", n - 1) : root,
    depth,
    place,
    created_at: at + n,
  });
const question = postOf({ id: root, title: "Which router?", created_at: at });
// Forum, page, forum under that, page again.
const replies = [post(1, "page", 1), post(2, "forum", 2), post(3, "page", 1)];

before(async () => {
  relay.add(question, replies);
  await site.start();
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  site.end();
});

/** @param {"light" | "dark"} theme @param {"forum" | "page"} place */
function hueOf(theme, place) {
  const [, light, dark] = new RegExp(`--place-${place}: .*light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens.cssText) ?? [];
  return theme === "light" ? light : dark;
}

const rise = 20;

/** @param {Page} page @param {string} id of a post @param {number[]} y below its top, at most 20 above it @param {number} x from where its column's line stands */
async function painted(page, id, y, x = 0) {
  const element = page.locator(`plein-feed .posts [data-post="${id}"]`);
  await element.scrollIntoViewIfNeeded();
  const from = await element.evaluate((each) => {
    const { top, left, right } = each.getBoundingClientRect();
    const rtl = getComputedStyle(each).direction === "rtl";
    const indent = parseFloat(getComputedStyle(each).paddingInlineStart);
    return { top, line: rtl ? right - 16 - indent : left + 16 + indent, forward: rtl ? -1 : 1 };
  });
  const clip = {
    x: Math.round(from.line + x * from.forward) - 1,
    y: Math.round(from.top) - rise,
    width: 2,
    height: 60 + rise,
  };
  const png = UPNG.decode(new Uint8Array(await page.screenshot({ clip })).buffer);
  const pixels = new Uint8Array(UPNG.toRGBA8(png)[0]);
  return y.map((row) => {
    const [r, g, b] = pixels.subarray((row + rise) * 8, (row + rise) * 8 + 3);
    return colord({ r, g, b }).toHex();
  });
}

/** @param {string} one @param {string} other */
function mixed(one, other) {
  const [a, b] = [colord(one).rgba, colord(other).rgba];
  return colord({ r: (a.r + b.r) / 2, g: (a.g + b.g) / 2, b: (a.b + b.b) / 2 }).toHex();
}

/** @param {string} colour @param {string} wanted @param {string} what */
function isNear(colour, wanted, what) {
  const [a, b] = [colord(colour).rgba, colord(wanted).rgba];
  const off = Math.max(Math.abs(a.r - b.r), Math.abs(a.g - b.g), Math.abs(a.b - b.b));
  assert.ok(off <= 12, `${what}: ${colour} is not ${wanted}`);
}

test("each stretch knows whose hue it comes from", () => {
  const line = lineThrough([question, ...replies]);
  assert.deepEqual(
    line.map(({ above, from }) => [above, from]),
    [
      ["none", "forum"],
      ["line", "forum"],
      ["elbow", "page"],
      ["line", "page"],
    ],
  );
  assert.deepEqual(line[2].passing, [{ column: 0, place: "page" }]);
  // Where what it answers is not here it comes from nowhere but itself.
  assert.equal(lineThrough([{ ...replies[1], depth: 3 }])[0].from, "forum");
});

/** @type {{ name: string, theme: "light" | "dark", lang: string, forcedColors: "active" | "none" }[]} */
const looks = [
  { name: "light", theme: "light", lang: "en", forcedColors: "none" },
  { name: "dark", theme: "dark", lang: "en", forcedColors: "none" },
  { name: "Arabic", theme: "light", lang: "ar", forcedColors: "none" },
  { name: "forced colours", theme: "light", lang: "en", forcedColors: "active" },
];

for (const { name, theme, lang, forcedColors } of looks) {
  test(`it turns from hue to hue where two places meet: ${name}`, async () => {
    const page = await browser.newPage();
    try {
      await page.emulateMedia({ colorScheme: theme, forcedColors, reducedMotion: "reduce" });
      await page.goto(`${site.url}/#plein=${root}`);
      const widget = page.locator("plein-feed");
      await widget.evaluate(
        (each, [lang, theme]) => (each.setAttribute("lang", lang), each.setAttribute("theme", theme)),
        [lang, theme],
      );
      await page.locator(`plein-feed [lang=${lang}] [part=post]`).nth(3).waitFor();
      const forum = hueOf(theme, "forum");
      const own = hueOf(theme, "page");
      // Out of the forum's, halfway, and what goes on below the face is the page's.
      const [begins, half, turned, below] = await painted(page, replies[0].id, [-18, -4, 6, 50]);
      isNear(begins, forum, "above where they meet");
      isNear(half, mixed(forum, own), "halfway");
      isNear(turned, own, "when it reaches the face");
      isNear(below, own, "below the face");
      // The branch leaves the line in the line's hue; the line passes by unbroken.
      const step = 28;
      const [branch, passing] = await painted(page, replies[1].id, [0, 50], -step);
      isNear(branch, own, "where it branches off");
      isNear(passing, own, "what passes by");
      const [last] = await painted(page, replies[2].id, [2]);
      isNear(last, own, "from page to page");
      const gradient = await page
        .locator(`plein-feed .posts [data-post="${replies[1].id}"]`)
        .evaluate((each) => getComputedStyle(each, "::before").backgroundImage);
      const rgb = (/** @type {string} */ hex) => colord(hex).toRgbString();
      assert.equal(gradient, `linear-gradient(${rgb(own)}, ${rgb(forum)})`);
    } finally {
      await page.close();
    }
  });
}
