// What the widget speaks, and in which direction: by its attribute, its page, and the page's own texts.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Stage } from "./stage.js";
import { checkedTexts } from "../../web/own-texts.js";
import { readMessages } from "../../scripts/messages.js";

/** @import { Page } from "playwright-core" */

const stage = new Stage();
before(() => stage.start());
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});
const quiet = () => assert.deepEqual(stage.problems.splice(0), []);

/** The widget, taken out of the page's own hands: without `lang`. */
async function open() {
  const page = await stage.open();
  await page.locator("plein-feed").evaluate((each) => each.removeAttribute("lang"));
  return page;
}

/** @param {Page} page @param {string} lang */
const speak = (page, lang) => page.evaluate((lang) => void (document.documentElement.lang = lang), lang);

/** @param {Page} page */
const root = (page) => page.locator("plein-feed").locator("[dir]").first();

const asks = {
  en: "Ask a question",
  nl: "Stel een vraag",
  de: "Frage stellen",
  fr: "Poser une question",
  ar: "اطرح سؤالًا",
};

test("it follows the page's language as it changes, and falls back to English", async () => {
  const page = await open();
  for (const [lang, ask] of Object.entries(asks)) {
    await speak(page, lang);
    await page.getByRole("button", { name: ask }).waitFor();
    assert.equal(await root(page).getAttribute("lang"), lang);
    assert.equal(await root(page).getAttribute("dir"), lang === "ar" ? "rtl" : "ltr");
  }
  for (const none of ["tlh", "not a language", "-"]) {
    await speak(page, "fr");
    await page.getByRole("button", { name: asks.fr }).waitFor();
    await speak(page, none);
    await page.getByRole("button", { name: asks.en }).waitFor();
  }
  quiet();
});

test("the attribute goes before the page, and so does the nearest element around it", async () => {
  const page = await open();
  await page.locator("#community").evaluate((each) => each.setAttribute("lang", "de-AT"));
  await page.getByRole("button", { name: asks.de }).waitFor();
  assert.equal(await root(page).getAttribute("lang"), "de-AT");
  await page.locator("plein-feed").evaluate((each) => each.setAttribute("lang", "ar"));
  await page.getByRole("button", { name: asks.ar }).waitFor();
  quiet();
});

test("numbers, plurals and times are the language's and the region's", async () => {
  const page = await open();
  const card = page.locator("plein-feed [part=card]").filter({ hasText: "Roaming in Londen" });
  for (const [lang, replies, year] of [
    ["ar-EG", "رد واحد", "٢٠"],
    ["ar-MA", "رد واحد", "20"],
    ["fr-CA", "1 réponse", "20"],
  ]) {
    await speak(page, lang);
    await card.getByText(replies).waitFor();
    assert.match((await card.locator("time").getAttribute("title")) ?? "", new RegExp(year), lang);
  }
  quiet();
});

test("every number that is shown is written in the digits of the language: counts of likes and of a poll too", async () => {
  const page = await open();
  /** @param {any} post */
  const likeIt = (post) => (post.reactions = { count: 1234 });
  await page.route(/\/v1\/bridges\/noordnet\/(feed|threads)/, async (route) => {
    const answer = await route.fetch();
    const json = await answer.json();
    for (const { root } of json.threads ?? []) likeIt(root);
    if (json.root) {
      for (const post of [json.root, ...json.posts]) likeIt(post);
      for (const post of json.posts) post.body = [{ t: "poll", c: [{ t: "opt", s: "ja", n: 5678 }] }];
    }
    await route.fulfill({ response: answer, json });
  });
  await page.reload();
  await page.locator("plein-feed").evaluate((each) => each.setAttribute("lang", "ar-EG"));
  const card = page.locator("plein-feed [part=card]").filter({ hasText: "Roaming in Londen" });
  await card.locator("[part=meta]").getByText("١٬٢٣٤").waitFor();
  await card.locator("[part=title] a").click();
  await card.locator("[part=poll]").getByText("٥٬٦٧٨").first().waitFor();
  await card.locator("footer").getByText("١٬٢٣٤").first().waitFor();
  assert.doesNotMatch(await card.innerText(), /\d/);
  quiet();
});

test("in Arabic everything is mirrored, and each text has the direction of its script", async () => {
  const page = await open();
  await speak(page, "ar");
  await page.getByRole("button", { name: asks.ar }).waitFor();
  const [head, ask, title] = await Promise.all(
    ["[part=head]", "[part=ask]", "[part=heading]"].map((part) => page.locator(`plein-feed ${part}`).boundingBox()),
  );
  assert.ok(head && ask && title && ask.x < title.x, "the button stands at the left, the title at the right");
  assert.ok(title.x + title.width > head.x + head.width - 2);
  await page.getByText("Roaming in Londen").click();
  const text = page.locator("plein-feed [part=text]").first();
  await text.waitFor();
  assert.equal(await text.evaluate((each) => getComputedStyle(each).direction), "ltr", "Dutch stays Dutch");
  const avatar = await page.locator("plein-feed [part=avatar]").first().boundingBox();
  const words = await text.boundingBox();
  assert.ok(avatar && words && avatar.x > words.x, "the avatar stands at the right");
  quiet();
});

test("the page's own texts go before ours, and what is wrong in them is told once", async () => {
  const page = await open();
  const file = {
    title: "Noordnet vraagbaak",
    colour: "red",
    replies: "veel",
    nl: { ask: "Vraag het {name}" },
    de: { ask: "Frag Noordnet" },
  };
  await page.route("**/texts.json", (route) => route.fulfill({ json: file }));
  await page.evaluate(() => {
    document.addEventListener("plein-error", (event) => {
      const { code, message } = /** @type {CustomEvent} */ (event).detail;
      document.body.append(Object.assign(document.createElement("output"), { textContent: `${code} ${message}` }));
    });
    document.querySelector("plein-feed")?.setAttribute("messages", "/texts.json");
  });
  await page.getByText("Noordnet vraagbaak").waitFor();
  await page.getByRole("button", { name: asks.nl }).waitFor();
  await page.getByText("Roaming in Londen").click();
  await page.locator("plein-feed [part=post]").first().waitFor();
  const told = await page.locator("output").allTextContents();
  assert.equal(told.length, 1, told.join("\n"));
  assert.match(told[0], /^messages http:\S+\/texts.json: colour is unknown; replies must be plurals/);
  assert.match(told[0], /ask has \{name\}, which is not known there/);
  await speak(page, "de");
  await page.getByRole("button", { name: "Frag Noordnet" }).waitFor();
  await page.locator("plein-feed").evaluate((each) => each.removeAttribute("messages"));
  await page.getByRole("button", { name: asks.de }).waitFor();
  quiet();
});

test("own texts that do not come are told, and ours are said", async () => {
  const page = await open();
  await page.route("**/texts.json", (route) => route.fulfill({ body: "<p>not JSON" }));
  const told = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener("plein-error", (event) => resolve(/** @type {CustomEvent} */ (event).detail.code)),
      ),
  );
  await page.locator("plein-feed").evaluate((each) => each.setAttribute("messages", "/texts.json"));
  assert.equal(await told, "messages");
  await page.getByRole("button", { name: asks.nl }).waitFor();
  quiet();
});

test("own texts of every wrong kind are left out by name", async () => {
  const nl = (await readMessages()).nl;
  const language = { base: "nl", messages: Object.assign({}, ...Object.values(nl)) };
  for (const data of [null, 7, "title", ["title"]]) {
    assert.deepEqual(checkedTexts(data, language), { texts: {}, problems: ["expected an object of texts"] });
  }
  assert.deepEqual(checkedTexts({ nl: 3 }, language).problems, ["expected an object of texts"]);
  const wrong = JSON.parse(
    `{"__proto__": "a", "constructor": "b", "title": 3, "replies": {"one": "x"}, "newPosts": {"other": "{n}", "few": "{n}"}, "close": "${"x".repeat(1001)}"}`,
  );
  const { texts, problems } = checkedTexts(wrong, language);
  assert.deepEqual(texts, {});
  assert.deepEqual(problems, [
    "__proto__ is unknown",
    "constructor is unknown",
    "title must be a text",
    "replies must be plurals with “other”",
    "newPosts has no plural “few” that is a text here",
    "close is longer than 1000 characters",
  ]);
  const good = { title: "T", replies: { other: "{n} keer" }, nl: { title: "N" }, de: { nonsense: 1 } };
  assert.deepEqual(checkedTexts(good, language), {
    texts: { title: "N", replies: { other: "{n} keer" } },
    problems: [],
  });
});
