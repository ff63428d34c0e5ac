// Somebody links their own Bluesky account by an app password: what they answer in the widget stands there as theirs. With the real engine
// between simulated places.
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { LinkedFixture } from "./linked-fixture.js";
import { configFor, eventually } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const linked = new LinkedFixture();
const password = "app-password-of-joris";
let joris = "";
let thread = "";

before(async () => {
  simulators = await startSimulators({});
  joris = simulators.page.person("joris.test", { displayName: "Joris", password }).did;
  simulators.page.post("ana.test", "Mijn router knippert rood. Wat nu?", { mentionBrand: true });
  const config = configFor(simulators);
  // Who may purge: what is removed is gone there too.
  Object.assign(config.bridges[0]?.places[1]?.settings ?? {}, { uid: String(simulators.nodebb.admin.uid) });
  await linked.start(config, {
    joris: { role: "ambassador", name: "Joris W." },
    eve: { role: "ambassador", name: "Eve" },
    boss: { role: "manager", name: "Boss" },
  });
  const feed = await eventually("the question is known", async () => {
    const { json } = await linked.ask("joris", "GET", "/feed");
    return json.threads.length === 1 && json;
  });
  thread = feed.threads[0].root.id;
});
after(async () => {
  await linked.relay.remove();
  await simulators.stop();
});

/** @param {string} text */
const onPage = (text) => simulators.page.posts().filter((post) => post.text.includes(text));
/** @param {string} text */
const onForum = (text) => simulators.forum.posts().filter((post) => post.content.includes(text) && !post.deleted);
const link = (as = "joris", word = password) =>
  linked.ask(as, "POST", "/me/accounts/page", { identifier: "joris.test", password: word });
/** What the database holds of linked accounts. */
function kept() {
  const database = new DatabaseSync(path.join(linked.relay.folder, "plein.db"), { readOnly: true });
  const rows = database.prepare("SELECT person, place, member FROM link").all();
  database.close();
  return rows.map((row) => ({ ...row }));
}

test("an app password links the account whose it is; a wrong one does not", async () => {
  assert.deepEqual(await linked.standing("joris", "page"), { place: "page", ways: ["password"], linked: false });
  assert.equal(await linked.standing("joris", "forum"), undefined, "a NodeBB member cannot make a token");
  const wrong = await link("joris", "guess-of-somebody");
  assert.deepEqual([wrong.status, wrong.json.error.code], [422, "not_linked"]);
  const { status, json } = await link();
  assert.deepEqual([status, json], [200, { place: "page", name: "@joris.test" }]);
  const { since, ...standing } = await linked.standing("joris", "page");
  assert.deepEqual(standing, { place: "page", ways: ["password"], linked: true, name: "@joris.test" });
  assert.ok(Math.abs(since - Date.now()) < 60000);
  assert.equal((await linked.standing("eve", "page")).linked, false);
});

test("a reply stands on the page once, under that account, without a name; and goes when it is removed", async () => {
  const { id } = await linked.post("joris", "linked-001", "Zet hem tien tellen uit.", thread);
  await eventually("it stands in both", () => onPage("tien tellen").length + onForum("tien tellen").length === 2);
  const [there] = onPage("tien tellen");
  assert.equal(there?.did, joris);
  assert.doesNotMatch(there?.text ?? "", /Joris W\./);
  assert.match(onForum("tien tellen")[0]?.content ?? "", /Joris W\./);
  // Somebody who linked nothing is written for by the page's account.
  await linked.post("eve", "linked-002", "Of haal de stekker eruit.", thread);
  await eventually("that stands too", () => onPage("de stekker").length === 1);
  assert.equal(onPage("de stekker")[0]?.did, simulators.bluesky.brand.did);
  assert.match(onPage("de stekker")[0]?.text ?? "", /Eve/);
  assert.equal((await linked.ask("joris", "DELETE", `/posts/${id}`)).status, 200);
  await eventually("it is gone", () => onPage("tien tellen").length + onForum("tien tellen").length === 0);
});

test("with the database lost, what the account wrote is known, and nothing is written twice", async () => {
  await linked.post("joris", "linked-003", "Het licht hoort groen te zijn.", thread);
  await eventually("it stands in both", () => onPage("hoort groen").length + onForum("hoort groen").length === 2);
  await linked.loseDatabase();
  await eventually("all is known", async () => {
    const { deliveries, posts } = await linked.relay.status();
    return posts === 3 && deliveries.sent === 5;
  });
  await linked.restart();
  assert.equal(onPage("hoort groen").length + onForum("hoort groen").length, 2);
  assert.equal(simulators.page.posts().length, 3);
  // The credential was in the database alone.
  assert.equal((await linked.standing("joris", "page")).linked, false);
});

test("a password that is taken back: the page's account writes with the name, says so, and asks for it to be linked anew", async () => {
  assert.equal((await link()).status, 200);
  await linked.post("joris", "linked-004", "Dan is de lijn goed.", thread);
  await eventually("it stands", () => onPage("de lijn goed").length === 1);
  assert.equal(onPage("de lijn goed")[0]?.did, joris);
  simulators.bluesky.setPassword("joris.test", "changed");
  await linked.post("joris", "linked-005", "Bel anders even.", thread);
  await eventually("it stands", () => onPage("Bel anders").length === 1, 30000);
  assert.equal(onPage("Bel anders")[0]?.did, simulators.bluesky.brand.did);
  assert.match(onPage("Bel anders")[0]?.text ?? "", /Joris W\./);
  const { places } = await linked.relay.status();
  const page = places.find((/** @type {any} */ place) => place.id === "page");
  assert.equal(page.not_as_author.posts, 1);
  assert.equal(page.state, "ok");
  const standing = await linked.standing("joris", "page");
  assert.deepEqual([standing.linked, standing.refused], [false, true]);
  simulators.bluesky.setPassword("joris.test", password);
});

test("unlinked, nothing is kept, and the page's account writes; what was forgotten goes with its author", async () => {
  assert.equal((await link()).status, 200);
  assert.deepEqual(kept(), [{ person: "joris", place: "page", member: joris }]);
  assert.equal((await linked.ask("joris", "DELETE", "/me/accounts/page")).status, 204);
  assert.deepEqual(kept(), []);
  assert.equal((await linked.ask("joris", "DELETE", "/me/accounts/page")).status, 404);
  await linked.post("joris", "linked-006", "Dat was het.", thread);
  await eventually("it stands", () => onPage("Dat was het").length === 1);
  assert.equal(onPage("Dat was het")[0]?.did, simulators.bluesky.brand.did);

  assert.equal((await link()).status, 200);
  const { author } = await linked.post("joris", "linked-007", "Vergeet dit maar.", thread);
  await eventually("it stands", () => onPage("Vergeet dit").length === 1);
  assert.equal(onPage("Vergeet dit")[0]?.did, joris);
  assert.equal((await linked.ask("boss", "POST", `/authors/${author.key}/forget`)).status, 200);
  await eventually("its account took it away", () => onPage("Vergeet dit").length === 0);
  assert.equal((await linked.standing("joris", "page")).linked, false);
});

test("linking and unlinking are on record, and no secret is anywhere", async () => {
  const { entries } = (await linked.ask("boss", "GET", "/audit?page_size=100")).json;
  const acts = entries.filter((/** @type {any} */ { did }) => /^(un)?link$/.test(did));
  assert.ok(acts.length >= 3);
  for (const { who, about } of acts) assert.deepEqual([who, about], ["joris", "page"]);
  assert.deepEqual(
    new Set(acts.map((/** @type {any} */ { did, status }) => `${did} ${status}`)),
    new Set(["link 200", "unlink 204", "unlink 404"]),
  );
  await linked.relay.stop();
  linked.sought([password, "guess-of-somebody"]);
});
