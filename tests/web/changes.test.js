// What one changes about posts that stand: at once, undone if one thinks better of it, and back as it was where the relay refuses.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { undoMs } from "../../web/session/changes.js";
import { eventually } from "../bridge/relay-fixture.js";
import { Stage } from "./stage.js";
import { asPerson, choose, focused, onForum, onPage as standsOn, postOf, reply } from "./writer.js";

const stage = new Stage();
before(() => stage.start());
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});

const onPage = (/** @type {string} */ text) => standsOn(stage, text);

test("one's own post is edited in its place, with its formatting, and the edit is undone", async () => {
  const { page } = await asPerson(stage, { sub: "eva", name: "Eva" });
  await reply(page, "Eerst stond hier dit.");
  await eventually("it stands on the forum", () => onForum(stage, "Eerst stond hier dit") === 1);
  await choose(page, "Eerst stond hier dit", "Bewerk");
  const field = page.locator("plein-feed [part=post] textarea");
  assert.equal(await field.inputValue(), "Eerst stond hier dit.");
  await field.fill("Nu staat hier iets anders.");
  await field.press("Control+Enter");
  const post = postOf(page, "Nu staat hier iets anders");
  await post.getByText("Bewaard.").waitFor();
  await eventually(
    "the forum has it",
    () => onForum(stage, "iets anders") === 1 && onForum(stage, "Eerst stond") === 0,
  );
  await post.locator("[part=undo]").click();
  await postOf(page, "Eerst stond hier dit").waitFor();
  await eventually("the forum has the old one", () => onForum(stage, "Eerst stond") === 1);
  assert.equal(await page.locator("plein-feed [part=post] textarea").count(), 0);
});

test("an edit that is given up leaves the post and its menu button where one was; Escape does too", async () => {
  const { page } = await asPerson(stage, { sub: "eva", name: "Eva" });
  await reply(page, "Blijft zoals het is.");
  await postOf(page, "Blijft zoals").locator("[part=take-back]").waitFor();
  await choose(page, "Blijft zoals", "Bewerk");
  await page.locator("plein-feed [part=post] textarea").press("Escape");
  await eventually("focus is on its menu button", async () => (await focused(page)) === "menu-button");
  assert.equal(await page.locator("plein-feed [part=thread]").count(), 1);
  await postOf(page, "Blijft zoals").waitFor();
});

test("an edit that the relay refuses is taken back with its reason, and its text is not lost", async () => {
  const { page } = await asPerson(stage, { sub: "eva", name: "Eva" });
  await reply(page, "Dit blijft staan.");
  await postOf(page, "Dit blijft staan").locator("[part=take-back]").waitFor();
  await page.route("**/posts/*", (route) =>
    route.request().method() === "PATCH" ? route.fulfill({ status: 409, json: {} }) : route.continue(),
  );
  await choose(page, "Dit blijft staan", "Bewerk");
  const field = page.locator("plein-feed [part=post] textarea");
  await field.fill("Dit komt er niet door.");
  await field.press("Control+Enter");
  const note = postOf(page, "Dit blijft staan").locator("[part=note]");
  await note.getByText("Je wijziging is niet bewaard. Iemand heeft het intussen gewijzigd").waitFor();
  await note.getByRole("button", { name: "Wijzig" }).click();
  assert.equal(await field.inputValue(), "Dit komt er niet door.");
});

test("a post that is removed can be had back for a while; when the page is left, it is removed", async () => {
  const { page } = await asPerson(stage, { sub: "eva", name: "Eva" });
  let deleted = 0;
  page.on("request", (request) => (deleted += Number(request.method() === "DELETE")));
  await reply(page, "Dit mag weg.");
  await eventually("it stands on the page", () => onPage("Dit mag weg") === 1);
  await choose(page, "Dit mag weg", "Verwijder");
  await page.locator("plein-feed [part=post]").getByText("Je hebt dit bericht verwijderd").waitFor();
  await eventually("focus is on Undo", async () => (await focused(page)) === "undo");
  await page.keyboard.press("Enter");
  await postOf(page, "Dit mag weg").waitFor();
  await eventually("focus is on its menu button", async () => (await focused(page)) === "menu-button");
  assert.equal(deleted, 0);
  await choose(page, "Dit mag weg", "Verwijder");
  await page.locator("plein-feed [part=post]").getByText("Je hebt dit bericht verwijderd").waitFor();
  assert.equal(onPage("Dit mag weg"), 1);
  await page.goto("about:blank");
  await eventually("it is gone from the page", () => onPage("Dit mag weg") === 0);
  await eventually("it is gone from the forum", () => onForum(stage, "Dit mag weg") === 0);
});

test("a post that is removed is removed for good after a while, and one is told", async () => {
  const { page } = await asPerson(stage, { sub: "eva", name: "Eva" });
  await reply(page, "Dit gaat vanzelf weg.");
  await eventually("it stands on the page", () => onPage("Dit gaat vanzelf weg") === 1);
  await page.clock.install();
  await choose(page, "Dit gaat vanzelf weg", "Verwijder");
  await page.locator("plein-feed [part=post]").getByText("Je hebt dit bericht verwijderd").waitFor();
  await page.clock.runFor(undoMs);
  await eventually("it is gone from the page", () => onPage("Dit gaat vanzelf weg") === 0);
  await page.locator("plein-feed [role=status]").getByText("Het bericht is verwijderd.").waitFor({ state: "attached" });
  assert.equal(await page.locator("plein-feed [part=undo]").count(), 0);
});

test("a like counts once, is pressed, and is taken back; refused, it is as it was", async () => {
  const { page } = await asPerson(stage, { sub: "eva", name: "Eva" });
  const like = postOf(page, "gewoon zoals thuis").locator("[part=like]");
  await like.click();
  await eventually("it is pressed", async () => (await like.getAttribute("aria-pressed")) === "true");
  const likes = async () => {
    const [{ root }] = (await stage.relay.get("/v1/bridges/noordnet/feed")).threads.filter(
      (/** @type {any} */ { root }) => root.title === "Roaming in Londen",
    );
    const { posts } = await stage.relay.get(`/v1/bridges/noordnet/threads/${root.id}`);
    return posts.find((/** @type {any} */ post) => JSON.stringify(post.body).includes("zoals thuis")).reactions?.count;
  };
  await eventually("the relay counts it", async () => (await likes()) === 1);
  await eventually("it is shown", async () => (await like.innerText()).trim() === "1");
  await like.click();
  await eventually("the relay counts it no more", async () => !(await likes()));
  await page.route("**/react", (route) => route.fulfill({ status: 429, json: {} }));
  await like.click();
  await postOf(page, "gewoon zoals thuis").getByText("Dat was te veel in korte tijd").waitFor();
  assert.equal(await like.getAttribute("aria-pressed"), "false");
});

test("an ambassador says what the answer is, and that it is not", async () => {
  const { page } = await asPerson(stage, { sub: "kim", name: "Kim", role: "ambassador" });
  await choose(page, "gewoon zoals thuis", "Markeer als antwoord");
  const post = postOf(page, "gewoon zoals thuis");
  await post.getByText("Gemarkeerd als antwoord").waitFor();
  const accepted = async () => {
    const { threads } = await stage.relay.get("/v1/bridges/noordnet/feed");
    return threads.some((/** @type {any} */ thread) => thread.accepted);
  };
  await eventually("the relay has it", accepted);
  await post.locator("[part=undo]").click();
  await eventually("the relay has it no more", async () => !(await accepted()));
});

test("a moderator holds a post back, and lets it stand again", async () => {
  const { page } = await asPerson(stage, { sub: "mo", name: "Mo", role: "moderator" });
  await reply(page, "Dit wordt bekeken.");
  await eventually("it stands on the page", () => onPage("Dit wordt bekeken") === 1);
  await choose(page, "Dit wordt bekeken", "Houd tegen");
  await page.locator("plein-feed [part=post]").getByText("Tegengehouden").waitFor();
  await eventually("it is gone from the page", () => onPage("Dit wordt bekeken") === 0);
});

test("somebody else's post has no way to change it, and one's own none to like or report it", async () => {
  const { page } = await asPerson(stage, { sub: "eva", name: "Eva" });
  const items = async (/** @type {string} */ text) => {
    await postOf(page, text).locator("[part=menu-button]").click();
    await page.locator("plein-feed [role=menuitem]").first().waitFor();
    const names = await page.locator("plein-feed [role=menuitem]").allInnerTexts();
    await page.keyboard.press("Escape");
    return names;
  };
  assert.deepEqual(await items("gewoon zoals thuis"), ["Kopieer link", "Meld"]);
  await reply(page, "Dit is van mij.");
  await postOf(page, "Dit is van mij").locator("[part=take-back]").waitFor();
  assert.deepEqual(await items("Dit is van mij"), ["Bewerk", "Kopieer link", "Verwijder"]);
  assert.equal(await postOf(page, "Dit is van mij").locator("[part=like]").count(), 0);
});
