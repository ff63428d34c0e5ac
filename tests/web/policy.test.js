// A walk through everything under the strictest policy: nothing from elsewhere, no inline style or script, Trusted Types
// enforced. Nothing may be reported, neither to the page nor to where the policy says; and a violation would have been.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, token } from "../bridge/relay-fixture.js";
import { launchChromium, watch } from "./chromium.js";
import { Site, strict, tag } from "./site.js";
import { Stage } from "./stage.js";

const stage = new Stage();
const astray = `<plein-feed relay="/" bridge="nobody" lang="en" counting="off"></plein-feed><plein-feed lang="en"></plein-feed>`;
const site = new Site({ relay: "", policy: strict, body: tag + astray });
/** @type {import("playwright-core").BrowserContext} */
let context;

before(async () => {
  await stage.set(undefined, undefined, [await site.start()]);
  site.relay = stage.relay.url;
  context = await launchChromium();
});
after(async () => {
  await context?.close();
  site.end();
  await stage.end();
});

/** @type {string[]} */
const problems = [];

async function open() {
  const page = await context.newPage();
  watch(page, site.url, problems);
  await page.exposeFunction("violated", (/** @type {string} */ what) => problems.push(what));
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      /** @type {any} */ (window).violated(`${violatedDirective}: ${blockedURI} ${sample}`),
    ),
  );
  await page.goto(site.url);
  return { page, widget: page.locator("plein-feed").first() };
}

test("list, thread, composer, preview, reply, menu, search, question, errors, dark and from right to left", async () => {
  const { page, widget } = await open();
  await widget.locator("[part=card]").first().waitFor();
  await page.locator("plein-feed").nth(1).locator("[part=feed]").getByText("could not be loaded").waitFor();
  await page.locator("plein-feed").nth(2).getByText("not set up").waitFor();
  assert.match(problems.splice(0).join(), /404/, "the bridge that is not there");

  await widget.getByText("Roaming in Londen").click();
  await widget.locator("[part=post]").getByText("Ja, gewoon zoals thuis.").waitFor();
  await eventually("it listens", () => site.streams === 1);
  const tid = stage.simulators?.forum.posts().find(({ title }) => title === "Roaming in Londen")?.tid ?? 0;
  stage.simulators?.forum.reply("joris", tid, "Zie https://example.org en `dit`.\n\n> Een vraag\n\n- Een\n- Twee");
  await widget.locator("[part=post]").getByText("Een vraag").waitFor();

  const ana = await token({ sub: "ana", name: "Ana de Wit" });
  await widget.evaluate((each, ana) => each.setAttribute("token", ana), ana);
  const thread = widget.locator("[part=thread]");
  await thread.locator("textarea").fill("**Under** a `strict` policy.\n\n- And in\n- a list");
  await thread.locator("[part=preview-button]").click();
  await thread.locator("[part=preview]").waitFor();
  await thread.locator("[part=send]").click();
  await widget.locator("[part=post]").getByText("policy.").waitFor();
  await widget.locator("[part=post] [part=menu-button]").first().click();
  await widget.locator("[part=menu]").first().waitFor();
  await page.keyboard.press("Escape");
  await widget.locator("[part=close]").click();
  await widget.locator("[part=search]").fill("roaming");
  await widget.locator("[part=result]").first().waitFor();
  await widget.locator("[part=search]").fill("");
  await widget.locator("[part=ask]").click();
  await widget.locator("[part=composer] textarea").fill("A question");
  const changes = { theme: "dark", media: "click", sort: "new", "page-size": "1", compact: null, lang: "ar" };
  for (const [name, value] of Object.entries(changes)) {
    await widget.evaluate((each, [name, value]) => each.setAttribute(name ?? "", value ?? ""), [name, value]);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  await widget.evaluate((each) => each.removeAttribute("compact"));
  await widget.locator("[dir=rtl]").first().waitFor();
  await widget.getByText("اطرح سؤالًا").first().waitFor();
  assert.deepEqual([...problems, ...site.reports], []);

  await page.evaluate("document.body.innerHTML = 'x'").catch(() => {});
  await eventually("a violation is told to the page", () => problems.some((one) => one.includes("trusted-types")));
  await eventually("and to where the policy says", () => site.reports.some((one) => one.includes("trusted-types")));
});

test("widget and desk on one page, with a policy for each and no more", async () => {
  const both = new Site({
    relay: stage.relay.url,
    policy: strict.replace("lit-html", "lit-html plein-desk"),
    body: `${tag}<plein-desk relay="/" bridge="noordnet" lang="en"></plein-desk>`,
    head: '<script type="module" src="/plein/plein-desk.js"></script>',
  });
  await both.start();
  problems.length = 0;
  const page = await context.newPage();
  watch(page, both.url, problems);
  const manager = await token({ sub: "mia", name: "Mia", role: "manager" });
  await page.goto(both.url);
  await page.locator("plein-feed [part=card]").first().waitFor();
  await page.locator("plein-desk").evaluate((desk, value) => desk.setAttribute("token", value), manager);
  await page.locator("plein-desk [part=page-button]").first().waitFor();
  await page.locator("plein-feed").getByText("Roaming in Londen").first().click();
  await page.locator("plein-feed [part=post]").first().waitFor();
  assert.deepEqual([...problems, ...both.reports], []);
  await page.close();
  both.end();
});
