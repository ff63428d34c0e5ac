// The main path in Debian's own Firefox, over WebDriver BiDi, on a page with the strictest policy: the list, an open thread, a
// live reply, a reply of one's own that stands in both places, and all of it there after a reload.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { eventually, token } from "../bridge/relay-fixture.js";
import { Site, strict } from "./site.js";
import { Stage } from "./stage.js";

const stage = new Stage();
const site = new Site({ relay: "", policy: strict });
/** @type {import("puppeteer-core").Browser} */
let browser;

before(async () => {
  await stage.set(undefined, undefined, [await site.start()]);
  site.relay = stage.relay.url;
  const executablePath = "/usr/bin/firefox-esr";
  browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, timeout: 120_000 });
});
after(async () => {
  await browser?.close();
  site.end();
  await stage.end();
});

/** @param {string} text */
const onForum = (text) => stage.simulators?.forum.posts().filter((post) => post.content.includes(text)).length;
/** @param {string} text */
const onPage = (text) => stage.simulators?.page.posts().filter((post) => post.text.includes(text)).length;

test("the list, a thread, a live reply, and one's own in both places, which a reload keeps", async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(/** @type {Error} */ (error).message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  /** Within the widget. @param {string} what */
  const find = (what) => page.locator(`plein-feed >>> ${what}`).wait();
  /** @param {string} text */
  const postsWith = (text) =>
    page.$$eval(
      "plein-feed >>> [part=post]",
      (all, text) => all.filter((post) => post.textContent?.includes(text)).length,
      text,
    );
  /** @param {string} text */
  const shown = (text) => eventually(`"${text}" is shown`, async () => (await postsWith(text)) === 1, 60_000);

  await page.goto(site.url);
  await find("[part=card]");
  assert.equal((await page.$$("plein-feed >>> [part=card]")).length, 2);
  await page.locator("plein-feed >>> [part=title] ::-p-text(Roaming in Londen)").click();
  await shown("Ja, gewoon zoals thuis.");

  const tid = stage.simulators?.forum.posts().find(({ title }) => title === "Roaming in Londen")?.tid ?? 0;
  await eventually("it listens", () => site.streams === 1, 60_000);
  stage.simulators?.forum.reply("joris", tid, "Zet wel dataroaming aan.");
  await shown("Zet wel dataroaming aan.");

  const ana = await token({ sub: "ana", name: "Ana de Wit" });
  await page.$eval("plein-feed", (widget, ana) => widget.setAttribute("token", ana), ana);
  await page.locator("plein-feed >>> [part=thread] textarea").fill("Dank, dat wilde ik weten.");
  await page.locator("plein-feed >>> [part=thread] [part=send]").click();
  await shown("Dank, dat wilde ik weten.");
  const stands = () => onForum("dat wilde ik weten") === 1 && onPage("dat wilde ik weten") === 1;
  await eventually("it stands in both places", stands, 60_000);

  await page.reload();
  await shown("Dank, dat wilde ik weten.");
  await shown("Zet wel dataroaming aan.");
  assert.deepEqual(problems, []);
  assert.deepEqual(site.reports, [], "violations of the policy");
  // And that a violation would have been reported.
  await page.evaluate("document.body.innerHTML = 'x'").catch(() => {});
  await eventually("Firefox reports it", () => site.reports.some((report) => report.includes("trusted-types")), 60_000);
});
