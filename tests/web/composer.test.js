// Writing in a browser: the field, its tools, what completes a word, the preview, and what is foreseen of the text place by place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { stageOfTests } from "./stage.js";
import { asPerson, focused, onForum, postOf, reply } from "./writer.js";

/** @import { Locator, Page } from "playwright-core" */

const stage = stageOfTests();

const part = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.locator(`plein-feed [part=thread] [part=${name}]`);
/** @param {Locator} field @param {number} start @param {number} [end] */
const select = (field, start, end = start) =>
  field.evaluate(
    (each, [from, to]) => /** @type {HTMLTextAreaElement} */ (each).setSelectionRange(from, to),
    [start, end],
  );
/** @param {Locator} field */
const height = async (field) => (await field.boundingBox())?.height ?? 0;

test("the field grows from one line with its text as far as the page has room, and back when it is sent", async () => {
  const { page, field } = await asPerson(stage, { sub: "eva", name: "Eva" });
  const line = await height(field);
  assert.ok(line < 60, String(line));
  await field.fill("een\ntwee\ndrie\nvier\nvijf");
  const five = await height(field);
  assert.ok(five > line * 2, `${five} after ${line}`);
  await field.fill("regel\n".repeat(200));
  const most = await page.evaluate(() => innerHeight * 0.4);
  assert.ok((await height(field)) <= most + 1 && (await height(field)) > five);
  assert.ok(await field.evaluate((each) => each.scrollHeight > each.clientHeight));
  await reply(page, "een\ntwee\ndrie");
  await eventually("it is one line again", async () => (await height(field)) === line);
});

test("text is formatted by keys and by buttons; the browser's own Undo takes it back and does it again", async () => {
  const { page, field } = await asPerson(stage, { sub: "bob", name: "Bob" });
  /** @type {[keys: string, button: string, text: string][]} */
  const tools = [
    ["Control+b", "Vet", "een **woord** hier"],
    ["Control+i", "Cursief", "een *woord* hier"],
    ["Control+k", "Link", "een [woord](https://) hier"],
    ["Control+e", "Code", "een `woord` hier"],
    ["Control+Shift+Digit7", "Genummerde lijst", "1. een woord hier"],
    ["Control+Shift+Digit8", "Lijst", "- een woord hier"],
    ["Control+Shift+Digit9", "Citaat", "> een woord hier"],
  ];
  await field.click();
  await page.keyboard.type("een woord hier");
  for (const [keys, name, text] of tools) {
    const button = page.locator("plein-feed [part=toolbar]").getByRole("button", { name, exact: true });
    for (const use of [() => page.keyboard.press(keys), () => button.click()]) {
      await select(field, 4, 9);
      await use();
      assert.equal(await field.inputValue(), text, name);
      assert.equal(await focused(page), "input", name);
      await page.keyboard.press("Control+z");
      assert.equal(await field.inputValue(), "een woord hier", name);
      await page.keyboard.press("Control+Shift+z");
      assert.equal(await field.inputValue(), text, name);
      await page.keyboard.press("Control+z");
    }
  }
  await select(field, 4, 9);
  await page.keyboard.press("Control+b");
  await eventually("the button says what the selection is", () =>
    page.getByRole("button", { name: "Vet", exact: true, pressed: true }).isVisible(),
  );
});

test("the preview shows the text as it will stand, and Escape leads back to it", async () => {
  const { page, field } = await asPerson(stage, { sub: "cas", name: "Cas" });
  await field.fill(
    "Met **nadruk** en <b>geen</b> HTML\n\n> een citaat\n\n[zie](javascript:alert(1)) https://noordnet.example/x",
  );
  await part(page, "preview-button").click();
  const preview = part(page, "preview");
  await preview.locator("strong").getByText("nadruk").waitFor();
  assert.equal(await preview.locator("blockquote").innerText(), "een citaat");
  assert.match(await preview.innerText(), /<b>geen<\/b>/);
  assert.deepEqual(await preview.locator("a").evaluateAll((all) => all.map((each) => each.getAttribute("href"))), [
    "https://noordnet.example/x",
  ]);
  assert.equal(await field.isVisible(), false);
  assert.equal(await focused(page), "preview");
  await page.keyboard.press("Escape");
  await eventually("one is in the text again", async () => (await focused(page)) === "input");
  assert.match(await field.inputValue(), /^Met \*\*nadruk/);
  assert.equal(await part(page, "preview").count(), 0);
});

test("a name is completed by keys and by a press; Escape leaves the word alone, and the thread open", async () => {
  const { page, field } = await asPerson(stage, { sub: "dirk", name: "Dirk" });
  const options = page.locator("plein-feed [role=option]");
  await field.pressSequentially("Dank @ca");
  await options.filter({ hasText: "carla" }).waitFor();
  await page
    .locator("plein-feed [role=status]")
    .getByText(/\d suggestie/)
    .waitFor({ state: "attached" });
  assert.equal(await field.getAttribute("aria-activedescendant"), await options.first().getAttribute("id"));
  await page.keyboard.press("Enter");
  assert.equal(await field.inputValue(), "Dank @carla ");
  await page.keyboard.type("en @");
  await eventually("everybody in the thread is offered", async () => (await options.count()) >= 2);
  const names = await options.allInnerTexts();
  await page.keyboard.press("ArrowUp");
  assert.equal(await options.last().getAttribute("aria-selected"), "true");
  await page.keyboard.press("Escape");
  await options.first().waitFor({ state: "detached" });
  await page.keyboard.type("j");
  assert.equal(await options.count(), 0, "it stays closed for this word");
  assert.equal((await part(page, "post").count()) > 0, true);
  await page.keyboard.press("Backspace");
  await page.keyboard.type(" @");
  await options.filter({ hasText: names[1] }).first().click();
  assert.match(await field.inputValue(), /^Dank @carla en @ @\S+ $/);
  assert.equal(await focused(page), "input");
});

test("an emoji is completed by its name, by keys and by a press, and Undo gives the name back", async () => {
  const { page, field } = await asPerson(stage, { sub: "eef", name: "Eef" });
  const options = page.locator("plein-feed [role=option]");
  await field.pressSequentially("Mooi :thumbsu");
  await options.first().waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await field.inputValue(), "Mooi 👍");
  await page.keyboard.press("Control+z");
  assert.equal(await field.inputValue(), "Mooi :thumbsu");
  await select(field, 0, 99);
  await page.keyboard.type("En :hear");
  await options.nth(1).click();
  assert.match(await field.inputValue(), /^En \p{Extended_Pictographic}/u);
  await page.keyboard.type(" om 12:30");
  assert.equal(await options.count(), 0);
});

test("for each place it is said what becomes of the text: what fits, where it is cut, what is lost, whose name it bears", async () => {
  const { page, field } = await asPerson(stage, { sub: "fem", name: "Fem" });
  const plan = (/** @type {string} */ place) => part(page, "plan").locator("li").filter({ hasText: place });
  await field.click();
  await plan("Bluesky").getByText("als noordnet.example, voor Fem").waitFor();
  await field.fill("Kort");
  await plan("Bluesky")
    .getByText(/past, nog \d+ · als noordnet\.test|past, nog \d+ · als/)
    .waitFor();
  await plan("forum").getByText(/past/).waitFor();
  const left = async () => Number(/nog (\d+)/.exec(await plan("Bluesky").innerText())?.[1]);
  const before = await left();
  await field.fill("Kort, en tien");
  await eventually("each letter counts", async () => (await left()) === before - 9);
  await field.fill("**Nadruk**");
  await plan("Bluesky").getByText("zonder opmaak").waitFor();
  assert.doesNotMatch(await plan("forum").innerText(), /zonder opmaak/);
  await field.fill("woord ".repeat(80));
  await plan("Bluesky")
    .getByText(/ingekort na “.*woord…?”, met een link/)
    .waitFor();
  assert.doesNotMatch(await plan("forum").innerText(), /ingekort/);
  await page
    .locator("plein-feed [role=status]")
    .getByText("Op Bluesky wordt de tekst ingekort.")
    .waitFor({ state: "attached" });
});

test("a text that is far too long stays within the field and the page, and is sent as far as it goes", async () => {
  const { page, field } = await asPerson(stage, { sub: "gijs", name: "Gijs" });
  await page.setViewportSize({ width: 320, height: 640 });
  await field.click();
  await page.keyboard.insertText("Lang".repeat(6_000));
  assert.equal((await field.inputValue()).length, 20_000);
  await part(page, "plan")
    .getByText(/ingekort/)
    .first()
    .waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.keyboard.press("Control+Enter");
  await eventually("it stands on the forum", () => onForum(stage, "Lang".repeat(100)) === 1);
  await eventually("and in the thread", async () => (await postOf(page, "LangLang").count()) === 1);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

test("text from right to left is written, shown ahead and read from right to left, in a page that is not", async () => {
  const { page, field } = await asPerson(stage, { sub: "hans", name: "Hans" });
  const direction = (/** @type {Locator} */ of) => of.evaluate((each) => getComputedStyle(each).direction);
  assert.equal(await direction(field), "ltr");
  await field.fill("مرحبا، هل يعمل هذا؟");
  assert.equal(await direction(field), "rtl");
  await part(page, "preview-button").click();
  await part(page, "preview").getByText("مرحبا").waitFor();
  assert.equal(await direction(part(page, "preview").getByText("مرحبا")), "rtl");
  await part(page, "preview-button").click();
  const post = await reply(page, "مرحبا، هل يعمل هذا؟");
  assert.equal(await direction(post.locator("[part=text]").getByText("مرحبا")), "rtl");
});

test("keys that belong to a word being composed send nothing, choose nothing and close nothing", async () => {
  const { page, field } = await asPerson(stage, { sub: "iris", name: "Iris" });
  const protocol = await page.context().newCDPSession(page);
  await field.click();
  await protocol.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
  assert.equal(await field.inputValue(), "にほん");
  /** @param {{ key: string, ctrlKey?: boolean }} init */
  const press = (init) =>
    field.evaluate(
      (each, given) =>
        each.dispatchEvent(
          new KeyboardEvent("keydown", {
            isComposing: true,
            bubbles: true,
            composed: true,
            cancelable: true,
            ...given,
          }),
        ),
      init,
    );
  for (const init of [
    { key: "Enter" },
    { key: "Enter", ctrlKey: true },
    { key: "Escape" },
    { key: "b", ctrlKey: true },
  ])
    assert.equal(await press(init), true, `${init.key}: the browser's own`);
  await protocol.send("Input.insertText", { text: "日本" });
  assert.equal(await field.inputValue(), "日本");
  assert.equal(await part(page, "post").filter({ hasText: "日本" }).count(), 0);
  await page.keyboard.press("Control+Enter");
  await postOf(page, "日本").waitFor();
  await eventually("it was sent once", () => onForum(stage, "日本") === 1);
});
