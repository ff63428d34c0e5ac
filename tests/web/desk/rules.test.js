// The rules of the desk: said as sentences, written with what is wrong by its field, and tried on the past month before they hold anything.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Draft } from "../../../web/desk/pages/rule-draft.js";
import { eventually } from "../../bridge/relay-fixture.js";
import { violations } from "../axe.js";
import { deskOfTests, has, part, says } from "./stage.js";

/** @import { Page } from "playwright-core" */

const stage = deskOfTests();
const { desk } = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../../build/web/manifest.json"), "utf8"));
const calls = (/** @type {string} */ address) => stage.relay.all("POST", address);

/** @param {import("./stage.js").How} [how] */
async function open(how) {
  const page = await stage.open({ role: "moderator", page: "rules", ...how });
  await page.locator(part("rules")).waitFor();
  return page;
}
/** @param {Page} page @param {string} key */
const rowOf = (page, key) => page.locator(`plein-desk [data-row="${key}"]`);

test("rules come when they are opened, each as a sentence, on or off, without a violation", async () => {
  const first = await stage.open({ role: "moderator" });
  await first.locator(part("row")).first().waitFor();
  const before = await first.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1) ?? ""),
  );
  assert.ok(desk.steering.length >= 2);
  assert.ok(!desk.steering.some((/** @type {string} */ name) => before.includes(name)));
  await first.close();
  const page = await open({ width: 360 });
  await rowOf(page, "rule-links").waitFor();
  const texts = await page.locator(part("row")).allInnerTexts();
  assert.match(texts[0], /Links of new people\s+on\s+Holds back posts with a link, of people who wrote fewer than 3/);
  assert.match(
    texts[1],
    /off\s+Holds back posts with one of 4 words \(“bitcoin”, “casino”, “gratis”…\), in every place/,
  );
  assert.match(texts[2], /of people who write more than 5 posts within an hour, in Noordnet forum\./);
  await rowOf(page, "rule-words").locator("summary").click();
  await rowOf(page, "rule-words").getByText("bitcoin, casino, gratis, winst").waitFor();
  assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  const dutch = await open({ lang: "nl" });
  await dutch.getByText("Houdt berichten tegen met een link, van wie eerder minder dan 3 berichten schreef").waitFor();
});

test("by keys: a rule that was never tried is tried before it is switched on, and it is undone", async () => {
  const page = await open();
  await rowOf(page, "rule-words").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await has(page, `[data-row="rule-words"]`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await has(page, `[data-row="rule-words"] [part=rule-toggle]`);
  await page.keyboard.press("Enter");
  await has(page, "#trial-title");
  await says(page, /It would have held 3 of 1,840 posts of the past month/);
  const trial = page.locator(part("trial"));
  assert.match(await trial.innerText(), /had not been tried yet[\s\S]*Crypto Kees[\s\S]*https:\/\/win\.example/);
  assert.equal(calls("/desk/rules").length, 0);
  assert.deepEqual(calls("/desk/rules/trial")[0].body.words, ["bitcoin", "casino", "gratis", "winst"]);
  assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
  await trial.locator("[part=rule-decide]").focus();
  await page.keyboard.press("Enter");
  const kept = await stage.askedOnce("POST", "/desk/rules");
  assert.deepEqual([kept.key, kept.on], ["rule-words", true]);
  await says(page, /The rule is on/);
  await has(page, `[data-row="rule-words"]`);
  await rowOf(page, "rule-words").getByText("on", { exact: true }).waitFor();
  await page.locator(part("undo")).click();
  await eventually("it is off again", () => stage.relay.rules[1].on === false);
});

test("what was tried leads to its case, and the rule stands as it was when one comes back", async () => {
  const page = await open();
  await rowOf(page, "rule-flood").locator("[part=rule-try]").click();
  const trial = page.locator(part("trial"));
  await trial.locator("[part=trial-open]").first().click();
  await page.locator(part("case")).waitFor();
  assert.match(await page.locator("#case-title").innerText(), /Moving house/);
  await page.getByRole("button", { name: "Rules" }).click();
  await trial.waitFor();
  await trial.locator("[part=trial-close]").click();
  await has(page, `[data-row="rule-flood"]`);
});

test("a rule is written: what is wrong stands by its field, of the relay's too, and what was typed is kept", async () => {
  const page = await open();
  await page.locator(part("rule-new")).click();
  await has(page, "#rule-name");
  await page.locator(part("submit")).click();
  await has(page, "#rule-name");
  assert.match(await page.locator("#rule-name-wrong").innerText(), /A name is needed/);
  assert.match(await page.locator("#rule-rule-wrong").innerText(), /Fill in at least one/);
  assert.equal(await page.locator("#rule-name").getAttribute("aria-invalid"), "true");
  await page.getByLabel("Name").fill("Flood");
  await page.getByLabel("They wrote more posts within an hour than").fill("many");
  await page.locator(part("submit")).click();
  await has(page, "#rule-per_hour");
  assert.match(await page.locator("#rule-per_hour-wrong").innerText(), /whole number from 1 to 1,000/);
  assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
  await page.getByLabel("They wrote more posts within an hour than").fill("5");
  await page.getByLabel("Words, one a line").fill("winst\n\nveel geld\nwinst");
  stage.relay.wrongRule = "$.query.rule.words[1]: found a text, expected one word of letters and digits";
  await page.locator("[part=rule-form] [part=rule-try]").click();
  await has(page, "#rule-words");
  assert.match(await page.locator("#rule-words-wrong").innerText(), /“veel geld” cannot be looked for/);
  assert.equal(stage.problems.splice(0).filter((each) => /422/.test(each)).length, 1);
  // Looking at something else meanwhile loses nothing.
  await page.getByRole("button", { name: "Inbox" }).click();
  await page.locator(part("row")).first().waitFor();
  await page.getByRole("button", { name: "Rules" }).click();
  assert.equal(await page.getByLabel("Words, one a line").inputValue(), "winst\n\nveel geld\nwinst");
  stage.relay.wrongRule = "";
  await page.getByLabel("Words, one a line").fill("winst\ngeld");
  await page.getByLabel("Bluesky").check();
  await page.locator(part("submit")).click();
  const { key, ...kept } = await stage.askedOnce("POST", "/desk/rules");
  assert.match(key, /^[A-Za-z0-9_-]{8,64}$/);
  assert.deepEqual(kept, { name: "Flood", on: false, per_hour: 5, words: ["winst", "geld"], places: ["page"] });
  await says(page, /kept, and off/);
  await has(page, `[data-row="${key}"]`);
});

test("a rule that is on and changes is tried as it will be before it is kept; it is saved and switched on at once where one wants", async () => {
  const page = await open();
  await rowOf(page, "rule-links").locator("[part=rule-change]").click();
  await page.getByLabel("The post has so many links, or more").fill("2");
  await page.locator(part("submit")).click();
  await has(page, "#trial-title");
  await page.locator(part("trial")).getByText("had not been tried like this").waitFor();
  assert.equal(calls("/desk/rules").length, 0);
  // Changed once more, what was tried says nothing of it.
  await page.getByLabel("The post has so many links, or more").fill("3");
  await page.locator(part("trial")).waitFor({ state: "detached" });
  await page.locator(part("submit")).click();
  await has(page, "#trial-title");
  await page.locator(part("rule-decide")).click();
  const kept = await stage.askedOnce("POST", "/desk/rules");
  assert.deepEqual([kept.links, kept.new_author, kept.on], [3, 3, true]);
  await rowOf(page, "rule-flood").locator("[part=rule-change]").click();
  await page.locator("[part=rule-form] [part=rule-try]").click();
  await page.getByRole("button", { name: "Save and switch on" }).click();
  await eventually("it is on", () => stage.relay.rules.find(({ key }) => key === "rule-flood")?.on === true);
});

test("what a relay says of a rule leads to the field, of the engine's words as of the relay's own", () => {
  const draft = new Draft();
  draft.words = "fine\ntwo words";
  /** @type {[message: string, field: string | undefined, word?: string][]} */
  const told = [
    ["$.command.rule.words[1]: found a text, expected one word of letters and digits", "words", "two words"],
    ["$.query.rule: found an object, expected new_author, links, per_hour or words", "rule"],
    ["body/words/0 must NOT have more than 50 characters", "words", "fine"],
    ["body/words must NOT have more than 500 items", "words"],
    ['$.command.rule.places[0]: found a text, expected a place\'s id, or "site"', "places"],
    ["body/links must be <= 1000", "links"],
    ["body/name must NOT have more than 60 characters", "name"],
    ["too many requests", undefined],
  ];
  for (const [message, field, word = ""] of told) {
    assert.equal(draft.refused({ message }), field, message);
    if (field) assert.deepEqual([draft.firstWrong, draft.wrong[draft.firstWrong ?? "rule"]?.word], [field, word]);
  }
});

test("five hundred words are one field to scroll; more are refused before they are sent", async () => {
  stage.relay.rules[1].words = Array.from({ length: 500 }, (_, n) => `word${n}`);
  const page = await open({ width: 360 });
  await rowOf(page, "rule-words").locator("summary").click();
  const shown = await page.locator("plein-desk .all-words").boundingBox();
  assert.ok(shown && shown.height < 300);
  await rowOf(page, "rule-words").locator("[part=rule-change]").click();
  await page.getByText("500 words").waitFor();
  const field = page.getByLabel("Words, one a line");
  const box = await field.boundingBox();
  assert.ok(box && box.height < 450);
  await field.fill(`${await field.inputValue()}\none-more`);
  await page.locator(part("submit")).click();
  await page.locator("#rule-words-wrong").getByText("at most 500").waitFor();
  assert.equal(calls("/desk/rules").length, 0);
});

test("a rule is removed once one has said so, and comes back; a trial that fails does not keep anybody from going on", async () => {
  const page = await open();
  await rowOf(page, "rule-flood").locator("[part=rule-remove]").click();
  const dialog = page.locator(part("dialog"));
  await dialog.getByText("“A flood on the forum” holds nothing any more").waitFor();
  await dialog.locator("[part=submit]").click();
  await stage.askedOnce("DELETE", "/desk/rules/rule-flood");
  await rowOf(page, "rule-flood").waitFor({ state: "detached" });
  await page.locator(part("undo")).click();
  await rowOf(page, "rule-flood").waitFor();
  stage.relay.refuses.set("POST /desk/rules/trial", 503);
  await rowOf(page, "rule-words").locator("[part=rule-toggle]").click();
  await page.locator(part("trial")).getByText("It could not be tried.").waitFor();
  await page.locator(part("rule-decide")).click();
  await eventually("it is on", () => stage.relay.rules.find(({ key }) => key === "rule-words")?.on === true);
  assert.equal(stage.problems.splice(0).filter((each) => /503/.test(each)).length, 1);
});
