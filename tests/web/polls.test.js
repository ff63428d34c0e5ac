// A poll as visitors meet it in the widget: loaded where there is one, by keys, live, and closed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { eventually, token } from "../bridge/relay-fixture.js";
import { violations } from "./axe.js";
import { watch } from "./chromium.js";
import { stageOfTests } from "./stage.js";
import { focused } from "./writer.js";

const stage = stageOfTests();
const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../build/web/manifest.json"), "utf8"));
const base = "/v1/bridges/noordnet";
/** @type {Record<string, string>} */
const tokens = {};
before(async () => {
  tokens.manager = await token({ sub: "mia", name: "Mia", role: "manager" });
  for (const sub of ["piet", "kim"]) tokens[sub] = await token({ sub, name: sub, role: "visitor" });
});

/** @param {string} as @param {string} route @param {object} body */
async function send(as, route, body) {
  const answer = await stage.relay.fetch(base + route, {
    method: "POST",
    headers: { authorization: `Bearer ${tokens[as]}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, `${route}: ${await answer.clone().text()}`);
  return answer.json();
}

/** @param {import("playwright-core").Page} page */
const loaded = (page) =>
  page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1) ?? ""));

test("one votes by keys, sees others vote, changes it, and sees it end", async () => {
  if (!stage.context) throw new Error("the stage is not set");
  const page = await stage.context.newPage();
  watch(page, stage.url ?? "", stage.problems);
  const live = page.waitForResponse((answer) => answer.url().includes("/events"));
  await page.goto(stage.url ?? "");
  await page.locator("plein-feed [part=card]").first().waitFor();
  await live;
  const parts = await loaded(page);
  assert.ok(!manifest.polls.some((/** @type {string} */ name) => parts.includes(name)), "nothing of it is loaded");

  const options = ["Maandag", "Woensdag <b>laat</b>", "Vrijdag"];
  const asked = { key: "welke-dag-01", title: "Welke dag?", text: "Kies er één.", options };
  const { post } = await send("manager", "/desk/polls", asked);
  await send("piet", `/posts/${post.id}/vote`, { choices: [0] });
  await page.goto(`${stage.url}#plein=${post.id}`);
  await page.reload();
  const poll = page.locator("plein-feed form[part=poll]");
  await poll.waitFor();
  assert.match(await poll.innerText(), /Kies er één[\s\S]*Woensdag <b>laat<\/b>[\s\S]*1 persoon heeft gestemd/);
  assert.equal(await page.locator("plein-feed ul.poll:visible").count(), 0, "its text says the options no second time");
  assert.match(await poll.locator("[part=vote]").innerText(), /Log in om te stemmen/);

  await page.getByText("Als klant Ana").click();
  const button = poll.locator("[part=vote]");
  await eventually("one can vote", async () => /^Stem$/.test((await button.innerText()).trim()));
  assert.ok(await button.isDisabled());
  await poll.locator("input").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await eventually("it counts", async () => /Vrijdag\s+1 stem · 50/.test(await poll.innerText()));
  await send("kim", `/posts/${post.id}/vote`, { choices: [0] });
  await eventually("others' votes come live", async () => /Maandag\s+2 stemmen · 67/.test(await poll.innerText()));
  assert.deepEqual(await violations(page, { within: "plein-feed" }), []);

  await poll.locator("input").first().check();
  await poll.getByText("Wijzig mijn stem").click();
  await eventually("it is changed", async () => /Maandag\s+3 stemmen · 100/.test(await poll.innerText()));
  await send("manager", `/desk/polls/${post.id}/end`, {});
  await eventually("it has ended", async () => /gesloten/.test(await poll.innerText()));
  assert.equal(await poll.locator("input").count(), 0);
  assert.match(await poll.innerText(), /Maandag jouw keuze/);
});

test("who votes before signing in is told so in words of its own, and comes back to what they chose", async () => {
  const said = { key: "welke-dag-02", title: "Welke week?", text: "Kies er één.", options: ["Deze", "De volgende"] };
  const { post } = await send("manager", "/desk/polls", said);
  if (!stage.context) throw new Error("the stage is not set");
  const page = await stage.context.newPage();
  watch(page, stage.url ?? "", stage.problems);
  /** @type {object[]} */
  let ways = [];
  await page.route("**/sign-in", (route) => route.fulfill({ json: { ways } }));
  await page.addInitScript(() => {
    window.open = (url) => {
      Object.assign(window, { opened: String(url) });
      return window;
    };
  });
  const begin = async () => {
    await page.goto(`${stage.url}#plein=${post.id}`);
    await page.reload();
    await page.locator("plein-feed form[part=poll] input").last().check();
    await page.locator("plein-feed [part=vote]").focus();
    await page.keyboard.press("Enter");
  };
  await begin();
  const prompt = page.locator("plein-feed [part=sign-in-prompt]");
  await prompt.getByText("dan kun je stemmen").waitFor();
  assert.equal(await prompt.getAttribute("aria-label"), "Log in om te stemmen");
  assert.deepEqual(await violations(page, { within: "plein-feed" }), []);
  await page.keyboard.press("Escape");
  await prompt.waitFor({ state: "detached" });
  await eventually("one is where one was", async () => (await focused(page)) === "vote");

  ways = [{ way: "forum", title: "Forum" }];
  await begin();
  await prompt.getByText("Wat je koos blijft hier staan").waitFor();
  await page.evaluate((token) => {
    const { origin, searchParams } = new URL(/** @type {any} */ (window).opened);
    const data = { request: searchParams.get("request"), token, expires_at: 0 };
    dispatchEvent(new MessageEvent("message", { origin, data }));
  }, tokens.kim);
  await eventually("one goes on choosing", async () => (await focused(page)) === "input");
  const poll = page.locator("plein-feed form[part=poll]");
  assert.ok(await poll.locator("input").last().isChecked(), "what was chosen is there");
  await poll.getByText("Stem", { exact: true }).click();
  await eventually("it counts", async () => /De volgende\s+1 stem · 100/.test(await poll.innerText()));
});

test("a pinned thread stands first when the list is opened, once; one that is pinned later, when one chooses anew", async () => {
  const { threads } = await stage.relay.get(`${base}/feed?page_size=100`);
  const last = threads.at(-1).root.id;
  await send("manager", `/desk/posts/${last}/pin`, {});
  const page = await stage.open();
  const ids = () =>
    page.locator("plein-feed [part=card]").evaluateAll((all) => all.map((one) => one.getAttribute("data-id")));
  await eventually("it stands first", async () => (await ids())[0] === last);
  assert.equal((await ids()).filter((id) => id === last).length, 1);

  const other = threads.find((/** @type {any} */ { root }) => root.id !== last).root.id;
  await send("manager", `/desk/posts/${other}/pin`, {});
  await page.locator(`plein-feed [part=card][data-id="${other}"] [part=mark]`).first().waitFor();
  assert.equal((await ids())[0], last, "nothing moves under who reads");
  const order = page.locator("plein-feed select[part=choice]").last();
  await order.selectOption("new");
  await order.selectOption("active");
  await eventually("it stands first once one chooses", async () => (await ids())[0] === other);
});
