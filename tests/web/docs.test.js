// The documentation as pages: readable without a script, quiet under a strict policy, no wider than a phone; and the configurator, which
// writes the tag.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { addresses } from "../../demo/docs/book.js";
import { policyOf, snippetOfAll } from "../../scripts/snippet.js";
import { eventually } from "../bridge/relay-fixture.js";
import { violations } from "./axe.js";
import { Stage } from "./stage.js";
import { visit } from "./visit.js";

/** @import { Page } from "playwright-core" */

const stage = new Stage();
const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../build/web/manifest.json"), "utf8"));
before(() => stage.start());
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});
const quiet = () => assert.deepEqual(stage.problems.splice(0), []);

/** @param {Page} page */
const tag = (page) => page.locator("#tag").textContent();

test("every page stands at its address, with a strict policy, a title, a description and itself marked in the list", async () => {
  for (const address of ["", ...addresses]) {
    const answer = await fetch(`${stage.url}/docs/${address}`);
    assert.equal(answer.status, 200, address);
    const policy = answer.headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'self'/, address);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/, address);
    const html = await answer.text();
    assert.match(html, /<title>[^<]+ · Plein<\/title>/, address);
    assert.match(html, /<meta name="description" content="[^"]{20,}"/, address);
    assert.match(html, new RegExp(`<link rel="canonical" href="${stage.url}/docs/${address}"`), address);
    assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/, `${address}: nothing inline`);
    assert.equal((html.match(/aria-current="page"/g) ?? []).length, address === "" ? 0 : 1, address);
  }
  const sitemap = await (await fetch(`${stage.url}/docs/sitemap.xml`)).text();
  for (const address of addresses) assert.ok(sitemap.includes(`<loc>${stage.url}/docs/${address}</loc>`), address);
});

test("what is no page is not served", async () => {
  for (const asked of [
    "nope",
    "../package.json",
    "..%2fpackage.json",
    "decisions/../../README",
    "grafana.json",
    "images/",
  ])
    assert.equal((await fetch(`${stage.url}/docs/${asked}`)).status, 404, asked);
  assert.equal((await fetch(`${stage.url}/docs/`, { method: "POST" })).status, 405);
});

test("the snippet names the version that was built, and its hash", async () => {
  const page = await visit(stage, "/docs/widget/quick-start");
  const code = await page.locator("article pre").first().textContent();
  const { version, files } = manifest;
  assert.ok(code?.includes(`/plein/${version}/plein.js" integrity="${files["plein.js"].integrity}"`), code ?? "");
  assert.match(code ?? "", /<plein-feed relay="https:\/\/relay\.example"/);
  quiet();
});

test("no page is wider than its window, on a phone and on a desktop, and nothing is said against its policy", async () => {
  const page = await visit(stage, "/docs/", { width: 320, scheme: "dark" });
  for (const address of ["", ...addresses]) {
    await page.goto(`${stage.url}/docs/${address}`, { waitUntil: "domcontentloaded" });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await eventually(`${address} is no wider than a phone`, async () => (await over()) <= 0);
  }
  const desktop = await visit(stage, "/docs/platforms"); // the widest table
  assert.ok((await desktop.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  quiet();
});

for (const scheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing on any page: ${scheme}`, async () => {
    const page = await visit(stage, "/docs/", { scheme });
    const found = [];
    for (const address of ["", ...addresses]) {
      await page.goto(`${stage.url}/docs/${address}`);
      if (address === "configurator") await page.locator("plein-feed [part=card]").first().waitFor();
      for (const each of await violations(page)) found.push(`/docs/${address} ${each}`);
    }
    assert.deepEqual(found, []);
    quiet();
  });
}

test("on a phone the list of pages is closed until asked for; on a desktop it stands beside the page", async () => {
  const phone = await visit(stage, "/docs/widget/events", { width: 360 });
  const link = phone.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Styling" });
  assert.equal(await link.isVisible(), false);
  await phone.getByText("All pages").click();
  await link.click();
  await phone.waitForURL("**/widget/styling");
  const desktop = await visit(stage, "/docs/widget/events");
  await desktop.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Styling" }).waitFor();
  quiet();
});

test("light or dark is chosen, and kept", async () => {
  const page = await visit(stage, "/docs/");
  const back = () => page.evaluate(() => getComputedStyle(document.body).colorScheme);
  await page.getByLabel("Light or dark").selectOption("dark");
  assert.equal(await back(), "dark");
  await page.goto(`${stage.url}/docs/widget/limits`);
  assert.equal(await back(), "dark");
  await page.getByLabel("Light or dark").selectOption("auto");
  quiet();
});

test("the configurator: what is chosen is seen in the widget and stands in the tag, with version and hash", async () => {
  const page = await visit(stage, "/docs/configurator");
  const widget = page.locator("plein-feed");
  await widget.locator("[part=card]").first().waitFor();
  await page.getByLabel("Language").selectOption("nl");
  await page.getByLabel("Threads a page").fill("1");
  await page.getByLabel("First come").selectOption("unanswered");
  await widget.getByText("Stel een vraag").waitFor();
  assert.equal(await widget.getAttribute("sort"), "unanswered");
  await eventually("one card is shown", async () => (await widget.locator("[part=card]").count()) === 1);
  const { version, files } = manifest;
  assert.equal(
    await tag(page),
    `<script type="module" src="${stage.url}/plein/${version}/plein.js" integrity="${files["plein.js"].integrity}" crossorigin></script>\n` +
      `<plein-feed relay="${stage.url}" bridge="noordnet" lang="nl" sort="unanswered" page-size="1"></plein-feed>`,
  );
  await page.getByLabel("The script").selectOption("all");
  const modules = expectedModules(["nl"]);
  assert.ok(modules > 2);
  assert.equal((await tag(page))?.match(/rel="modulepreload"/g)?.length, modules);
  const hash = await policyOf((await tag(page)) ?? "");
  await page.locator("#policy").getByText(String(hash)).waitFor();
  await page.getByLabel("The script").selectOption("latest");
  assert.match((await tag(page)) ?? "", /^<script type="module" src="[^"]+\/plein\/plein\.js"><\/script>/);
  await page.getByText("Everything as it was").click();
  await eventually("the tag is the shortest", async () =>
    /<plein-feed relay="[^"]+" bridge="noordnet"><\/plein-feed>$/.test((await tag(page)) ?? ""),
  );
  quiet();
});

/** @param {string[]} languages */
const expectedModules = (languages) => snippetOfAll(manifest, "", languages).match(/modulepreload/g)?.length ?? 0;

test("the configurator: colours are worn at once, and what is not legible is said, in words", async () => {
  const page = await visit(stage, "/docs/configurator");
  await page.getByText("Light: every pair passes WCAG AA. Dark: every pair passes WCAG AA.").waitFor();
  await page.getByLabel("Accent, light", { exact: true }).fill("#ffcc00");
  await page.getByText(/Light: too low: Accent on surface 1\.\d+ \(at least 4\.5\)/).waitFor();
  assert.equal(
    await page.locator("#sheet").textContent(),
    "plein-feed {\n  --plein-accent: light-dark(#ffcc00, #86a4ff);\n}",
  );
  const worn = page.locator("plein-feed [part=ask]");
  await worn.waitFor();
  assert.equal(await worn.evaluate((button) => getComputedStyle(button).backgroundColor), "rgb(255, 204, 0)");
  quiet();
});

test("the configurator: what one types cannot leave its place in the tag", async () => {
  const page = await visit(stage, "/docs/configurator");
  await page.getByLabel("Bridge").fill(`x" onclick="alert(1)"><script>alert(2)</script>`);
  const written = (await tag(page)) ?? "";
  const attributes = await page.evaluate((html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    return [
      [...(parsed.querySelector("plein-feed")?.attributes ?? [])].map(({ name }) => name),
      parsed.querySelectorAll("script").length,
    ];
  }, written);
  assert.deepEqual(attributes, [["relay", "bridge"], 1]);
  stage.problems.length = 0; // the widget says that this is no name
});

test("the configurator by keyboard: from field to field in order, and the tag is copied by its button", async () => {
  const page = await visit(stage, "/docs/configurator");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByLabel("Relay").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("other");
  const at = () =>
    page.evaluate(() => document.activeElement?.getAttribute("name") ?? document.activeElement?.textContent);
  /** @type {(string | null | undefined)[]} */
  const walked = [];
  for (let steps = 0; steps < 60 && walked.at(-1) !== "Copy"; steps++) {
    await page.keyboard.press("Tab");
    walked.push(await at());
  }
  assert.deepEqual(walked.slice(0, 5), ["place", "tag", "thread", "lang", "theme"]);
  assert.ok(walked.includes("light-accent") && walked.includes("pinned"), walked.join());
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /bridge="other"><\/plein-feed>$/);
  stage.problems.length = 0; // the relay has no such bridge
});

test("the brand's second page: one compact tag, of one topic, in both of the site's languages", async () => {
  stage.simulators?.forum.topic("carla", "Zolder", "Hoe krijg ik bereik op zolder? #wifi");
  const page = await visit(stage, "/wifi", { width: 360, scheme: "dark" });
  const cards = page.locator("plein-feed [part=card]");
  await cards.first().waitFor();
  assert.equal(await cards.count(), 1);
  await page.getByRole("button", { name: "EN", exact: true }).click();
  await page.getByRole("heading", { name: "Wi-Fi extender" }).waitFor();
  assert.equal(await page.locator("plein-feed").getAttribute("lang"), "en");
  await page.goto(`${stage.url}/`);
  await page.getByRole("heading", { name: "Internet that simply works" }).waitFor();
  await page.getByRole("button", { name: "NL", exact: true }).click();
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, String(width));
  }
  await page.getByRole("link", { name: "Documentatie van Plein" }).click();
  await page.waitForURL("**/docs/");
  quiet();
});
