// What a browser keeps of what somebody writes: drafts, and what waits to be sent; across reloads and tabs, for who wrote it, and where
// the browser keeps nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { stageOfTests } from "./stage.js";
import { asPerson, onForum, openThread, postOf, reply, signIn } from "./writer.js";

/** @import { Page } from "playwright-core" */

const stage = stageOfTests();

const other = "mijn router knippert rood";
/** @param {Page} page */
const note = (page) => page.locator("plein-feed [part=thread] [part=draft-note]");
/** What is kept in this browser, of a kind. @param {Page} page @param {"draft" | "post"} kind @returns {Promise<{ by: string, text?: string }[]>} */
const kept = (page, kind) =>
  page.evaluate(async (wanted) => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "plein")) return [];
    const database = await new Promise((resolve) => {
      const request = indexedDB.open("plein");
      request.onsuccess = () => resolve(request.result);
    });
    const store = /** @type {IDBDatabase} */ (database).transaction("kept").objectStore("kept");
    const [keys, values] = await Promise.all(
      [store.getAllKeys(), store.getAll()].map(
        (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result))),
      ),
    );
    /** @type {IDBDatabase} */ (database).close();
    return keys.flatMap((/** @type {string[]} */ key, /** @type {number} */ at) =>
      key[1] === wanted ? [values[at]] : [],
    );
  }, kind);
/** @param {Page} page @param {string} text */
const isKept = (page, text) =>
  eventually("it is kept", async () => (await kept(page, "draft")).some((draft) => draft.text === text));

test("a draft of each thread and of a question is there after a reload, said to be one, and gone when it is sent", async () => {
  const eva = { sub: "eva", name: "Eva" };
  const { page, field } = await asPerson(stage, eva);
  await field.fill("Half een antwoord");
  await (await openThread(page, other)).fill("Iets over de router");
  await page.locator("plein-feed [part=ask]").click();
  await page.locator("plein-feed .asking input").fill("Een vraag");
  await page.locator("plein-feed .asking textarea").fill("Nog niet af");
  await isKept(page, "Nog niet af");
  await page.goto(String(stage.url));
  await signIn(page, eva);
  const again = await openThread(page);
  await eventually("the reply is there", async () => (await again.inputValue()) === "Half een antwoord");
  await note(page).getByText("Concept teruggehaald.").waitFor();
  const elsewhere = await openThread(page, other);
  assert.equal(await elsewhere.inputValue(), "Iets over de router");
  await page.locator("plein-feed [part=ask]").click();
  await page.locator("plein-feed .asking input").waitFor();
  assert.equal(await page.locator("plein-feed .asking input").inputValue(), "Een vraag");
  assert.equal(await page.locator("plein-feed .asking textarea").inputValue(), "Nog niet af");
  await page.locator("plein-feed .asking [part=cancel]").click();
  await elsewhere.press("Control+Enter");
  await eventually("it stands on the forum", () => onForum(stage, "Iets over de router") === 1);
  await page.reload();
  await signIn(page, eva);
  const sent = await openThread(page);
  await eventually("the other one is still there", async () => (await sent.inputValue()) === "Half een antwoord");
  const texts = (await kept(page, "draft")).map(({ text }) => text);
  assert.deepEqual(texts.sort(), ["Half een antwoord", "Nog niet af"]);
});

test("a draft that is thrown away can be had back, and then is kept no more", async () => {
  const bob = { sub: "bob", name: "Bob" };
  const { page, field } = await asPerson(stage, bob);
  await field.fill("Weg ermee");
  await isKept(page, "Weg ermee");
  await page.reload();
  await signIn(page, bob);
  await note(page).getByRole("button", { name: "Weggooien" }).click();
  assert.equal(await field.inputValue(), "");
  await note(page).getByText("Concept weggegooid.").waitFor();
  await note(page).getByRole("button", { name: "Ongedaan maken" }).click();
  assert.equal(await field.inputValue(), "Weg ermee");
  await isKept(page, "Weg ermee");
  await field.fill("");
  await eventually("it is gone", async () => !(await kept(page, "draft")).some(({ by }) => by === "bob"));
});

test("two tabs show the same draft; one that is being written in keeps its own; what one sends is no draft in the other", async () => {
  const cas = { sub: "cas", name: "Cas" };
  const [one, two] = [await asPerson(stage, cas), await asPerson(stage, cas)];
  await one.field.fill("Uit de ene tab");
  await eventually("the other has it", async () => (await two.field.inputValue()) === "Uit de ene tab");
  await two.field.fill("Uit de ene tab, en de andere");
  await eventually("and back", async () => (await one.field.inputValue()) === "Uit de ene tab, en de andere");
  await one.field.press("Control+Enter");
  await eventually("it is sent", () => onForum(stage, "Uit de ene tab, en de andere") === 1);
  await eventually("and no draft any more", async () => (await two.field.inputValue()) === "");
  assert.deepEqual(await kept(one.page, "draft").then((all) => all.filter(({ by }) => by === "cas")), []);
});

test("somebody else in the same browser sees neither draft nor note", async () => {
  const { page, field } = await asPerson(stage, { sub: "dirk", name: "Dirk" });
  await field.fill("Alleen voor Dirk");
  await isKept(page, "Alleen voor Dirk");
  await signIn(page, { sub: "els", name: "Els" });
  await eventually("Els has an empty field", async () => (await field.inputValue()) === "");
  assert.equal(await note(page).count(), 0);
  await signIn(page, { sub: "dirk", name: "Dirk" });
  await eventually("Dirk has it back", async () => (await field.inputValue()) === "Alleen voor Dirk");
});

test("without a network one goes on writing; what was sent waits, and goes out once when the network is back", async () => {
  const { page, field } = await asPerson(stage, { sub: "fem", name: "Fem" });
  let sent = 0;
  page.on("request", (request) => (sent += Number(request.method() === "POST" && request.url().endsWith("/posts"))));
  await stage.context?.setOffline(true);
  try {
    await field.fill("Vanuit een tunnel");
    await field.press("Control+Enter");
    await page.getByText("Het wacht hier").waitFor();
    await field.fill("En verder");
    await isKept(page, "En verder");
    assert.equal((await kept(page, "post")).length, 1);
  } finally {
    await stage.context?.setOffline(false);
  }
  await eventually("it stands on the forum", () => onForum(stage, "Vanuit een tunnel") === 1);
  await page.locator("plein-feed [data-state=failed]").waitFor({ state: "detached" });
  assert.equal(await postOf(page, "Vanuit een tunnel").count(), 1);
  assert.equal(await field.inputValue(), "En verder");
  await eventually("nothing waits", async () => !(await kept(page, "post")).length);
  assert.ok(sent <= 2, `${sent}`);
  stage.problems.length = 0; // the browser says of each request that there is no network
});

/** @type {[what: string, spoil: () => void][]} each in the page, before anything else */
const refusals = [
  [
    "refuses to open a database",
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("not here", "SecurityError");
      };
    },
  ],
  [
    "has no room left",
    () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    },
  ],
  ["knows no databases", () => void Object.defineProperty(window, "indexedDB", { value: undefined })],
];
for (const [what, spoil] of refusals) {
  test(`a browser that ${what} is no error: one writes, sends, and sends again`, async () => {
    const page = await stage.open();
    await page.addInitScript(spoil);
    await page.reload();
    await signIn(page, { sub: "gijs", name: "Gijs" });
    const field = await openThread(page);
    await field.fill("Wordt niet bewaard");
    assert.equal(await field.inputValue(), "Wordt niet bewaard");
    const text = `Uit een browser die ${what}.`;
    let fails = true;
    await page.route("**/posts", (route) => (fails ? route.abort() : route.continue()));
    await reply(page, text);
    await page.getByText("Er is geen verbinding").waitFor();
    fails = false;
    await page.locator("plein-feed [data-state=failed]").getByRole("button", { name: "Opnieuw" }).click();
    await eventually("it stands on the forum", () => onForum(stage, text) === 1);
    await page.locator("plein-feed [data-state=failed]").waitFor({ state: "detached" });
    assert.equal(await postOf(page, text).count(), 1);
    assert.deepEqual(
      stage.problems.splice(0).filter((problem) => !/ERR_FAILED/.test(problem)),
      [],
    );
  });
}
