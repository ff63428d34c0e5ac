// What those do who work for the community, over HTTP and with the real engine, until both places show it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { operations } from "./openapi-document.js";
import { RelayFixture, configFor, eventually, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";
/** @type {Record<string, string>} */
const tokens = {};

before(async () => {
  simulators = await startSimulators({});
  const config = configFor(simulators);
  const webcare = { target_minutes: 60, hours: { mon: ["09:00", "17:30"] }, time_zone: "Europe/Amsterdam" };
  Object.assign(config.bridges[0] ?? {}, { webcare });
  await relay.start(config);
  await eventually("it has read what there is", async () => (await relay.status()).adopted);
  for (const role of ["visitor", "member", "ambassador", "moderator", "manager"])
    tokens[role] = await token({ sub: role, name: `The ${role}`, role });
  tokens.other = await token({ sub: "other", name: "Other", role: "ambassador" });
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} as @param {string} method @param {string} route @param {object} [body] */
const ask = (as, method, route, body) => relay.ask(method, base + route, { token: tokens[as], body });
/** @param {string} as @param {string} route */
const read = async (as, route) => {
  const { status, body } = await ask(as, "GET", route);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
/** @param {string} as @param {string} route @param {object} [body] */
const act = async (as, route, body = {}) => {
  const answer = await ask(as, "POST", route, body);
  assert.equal(answer.status, 200, `${route}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
/** @param {string} text */
const onForum = (text) => simulators.forum.posts().filter((post) => post.content.includes(text) && !post.deleted);
/** @param {string} text */
const onPage = (text) => simulators.page.posts().filter((post) => post.text.includes(text));
/** @param {string} text */
async function asked(text) {
  simulators.page.post("ana.test", text, { mentionBrand: true });
  const found = await eventually("it waits", async () =>
    (await read("ambassador", "/desk/inbox?page_size=100")).cases.find((/** @type {any} */ each) =>
      JSON.stringify(each.thread.root.body).includes(text),
    ),
  );
  return found.thread.root.id;
}

test("a question of the page waits, is claimed, answered everywhere and accepted", async () => {
  const id = await asked("Dringend: mijn router knippert rood.");
  const waits = await read("ambassador", `/desk/cases/${id}`);
  assert.deepEqual(waits.words, ["dringend"]);
  assert.ok(waits.due_at > waits.waiting_since);
  assert.equal((await act("ambassador", `/desk/posts/${id}/claim`)).case.claimed.name, "The ambassador");
  const taken = await ask("other", "POST", `/desk/posts/${id}/claim`, {});
  assert.equal(taken.status, 409);
  assert.match(taken.body.error.message, /The ambassador is answering it/);
  const noted = await act("ambassador", `/desk/posts/${id}/note`, { key: "note-0001", text: "Belt terug." });
  assert.deepEqual([noted.case.notes[0].text, noted.case.notes[0].name], ["Belt terug.", "The ambassador"]);
  assert.ok(!JSON.stringify(await read("nobody", `/threads/${id}`)).includes("Belt terug"));
  const mine = await read("ambassador", "/desk/inbox?filter=mine");
  assert.deepEqual([mine.counts.mine, mine.cases[0].thread.root.id], [1, id]);

  const reply = await ask("ambassador", "POST", "/posts", {
    key: "desk-reply-1",
    parent: id,
    text: "Houd de knop in.",
  });
  assert.equal(reply.status, 201);
  assert.equal((await ask("moderator", "POST", `/posts/${reply.body.post.id}/accept`)).status, 200);
  assert.equal((await read("ambassador", "/desk/inbox")).cases.length, 0);
  await eventually("both places show it", () => onForum("Houd de knop in").length * onPage("Houd de knop in").length);
  const done = await read("ambassador", `/desk/cases/${id}`);
  assert.ok(!("waiting_since" in done) && done.thread.accepted === reply.body.post.id);

  const again = await asked("Router knippert alweer rood, wat nu?");
  const { similar } = await read("ambassador", `/desk/cases/${again}`);
  assert.deepEqual(
    similar.map((/** @type {any} */ each) => [each.post, each.accepted]),
    [[id, reply.body.post.id]],
  );
  await act("ambassador", `/desk/posts/${again}/done`);
  assert.equal((await read("ambassador", "/desk/inbox")).cases.length, 0);
});

test("snoozed and assigned cases", async () => {
  const id = await asked("Wanneer komt de monteur?");
  await act("ambassador", `/desk/posts/${id}/assign`, { to: "other", name: "Other" });
  assert.equal((await read("other", "/desk/inbox?filter=mine")).cases[0].thread.root.id, id);
  const until = Date.now() + 60000;
  await act("other", `/desk/posts/${id}/snooze`, { until });
  const { counts } = await read("other", "/desk/inbox");
  assert.deepEqual([counts.open, counts.snoozed], [0, 1]);
  const past = await ask("other", "POST", `/desk/posts/${id}/snooze`, { until: 1 });
  assert.deepEqual([past.status, past.body.error.code], [422, "invalid_value"]);
  await act("other", `/desk/posts/${id}/unsnooze`);
  await act("other", `/desk/posts/${id}/done`);
});

test("replies that are kept are there for everybody who answers, and a moderator keeps them", async () => {
  const said = { title: "Reset", text: "Beste {{name}}, houd de knop in." };
  assert.equal((await ask("moderator", "POST", "/desk/canned/reset-0001", said)).status, 204);
  assert.deepEqual(await read("ambassador", "/desk/canned"), { replies: [{ id: "reset-0001", ...said }] });
  assert.equal((await ask("moderator", "DELETE", "/desk/canned/reset-0001")).status, 204);
  assert.deepEqual((await read("ambassador", "/desk/canned")).replies, []);
  assert.equal((await ask("moderator", "DELETE", "/desk/canned/reset-0001")).status, 404);
});

test("a heated thread is slowed and locked; each decision has a reason, and is undone", async () => {
  const id = await asked("Dit is toch belachelijk.");
  const slowed = await act("moderator", `/desk/posts/${id}/slow`, { every_ms: 600000, reason: "Even rustig" });
  assert.deepEqual(
    [slowed.decision.did, slowed.decision.reason, slowed.decision.undoable],
    ["slow", "Even rustig", true],
  );
  const say = (/** @type {string} */ key) => ask("visitor", "POST", "/posts", { key, parent: id, text: "Ja hoor." });
  assert.equal((await say("heated-0001")).status, 201);
  const soon = await say("heated-0002");
  assert.equal(soon.status, 409);
  assert.match(soon.body.error.message, /slowed/);
  const { threads } = await read("nobody", "/community");
  assert.deepEqual(threads, [{ thread: id, slow_ms: 600000 }]);
  await act("moderator", `/desk/decisions/${slowed.decision.id}/undo`);
  assert.equal((await say("heated-0002")).status, 201);
  const twice = await ask("moderator", "POST", `/desk/decisions/${slowed.decision.id}/undo`);
  assert.equal(twice.status, 409);
  await act("moderator", `/desk/posts/${id}/lock`);
  assert.equal((await say("heated-0003")).status, 409);
  const { decisions } = await read("moderator", "/desk/decisions");
  assert.deepEqual(
    decisions.slice(0, 3).map((/** @type {any} */ each) => [each.did, each.on, each.name, each.undone ?? false]),
    [
      ["lock", true, "The moderator", false],
      ["slow", false, "The moderator", false],
      ["slow", true, "The moderator", true],
    ],
  );
  await act("moderator", `/desk/posts/${id}/unlock`);
});

test("a post hidden in one place stays in the others, and comes back", async () => {
  const id = await asked("Alleen hier te zien, graag.");
  await eventually("it stands", () => onForum("Alleen hier te zien").length === 1);
  await act("moderator", `/desk/posts/${id}/hide`, { place: "forum", reason: "Hoort hier niet" });
  await eventually("its copy goes", () => onForum("Alleen hier te zien").length === 0);
  assert.equal((await ask("nobody", "GET", `/posts/${id}`)).status, 200);
  const there = await ask("moderator", "POST", `/desk/posts/${id}/hide`, { place: "page" });
  assert.deepEqual([there.status, there.body.error.code], [409, "conflict"]);
  await act("moderator", `/desk/posts/${id}/show`, { place: "forum" });
  await eventually("it is back", () => onForum("Alleen hier te zien").length === 1);
});

test("a held post is in the queue, with what it says and why", async () => {
  const id = await asked("Koop nu goedkope pillen.");
  assert.equal((await ask("moderator", "POST", `/posts/${id}/hold`, { reason: "Reclame" })).status, 200);
  const { posts } = await read("moderator", "/desk/held");
  assert.deepEqual([posts.length, posts[0].id, posts[0].reason, posts[0].by], [1, id, "Reclame", "The moderator"]);
  assert.match(JSON.stringify(posts[0].body), /pillen/);
  assert.equal((await ask("moderator", "POST", `/posts/${id}/release`)).status, 200);
  assert.deepEqual((await read("moderator", "/desk/held")).posts, []);
});

test("a rule is tried out on what there was, and holds what comes once it is switched on", async () => {
  const rule = { key: "rule-0001", name: "Reclame", on: true, words: ["casino"] };
  await asked("Ik won in het casino van Breda.");
  const trial = await act("moderator", "/desk/rules/trial", rule);
  assert.deepEqual([trial.held, trial.posts.length], [1, 1]);
  assert.ok(trial.looked_at > 5);
  assert.equal((await ask("moderator", "POST", "/desk/rules", rule)).status, 204);
  simulators.page.post("ana.test", "Nog een CASINO gevonden.", { mentionBrand: true });
  const held = await eventually("it is held", async () => (await read("moderator", "/desk/held")).posts[0]);
  assert.deepEqual([held.reason, held.by], ["Reclame", "Reclame"]);
  assert.equal(onForum("CASINO gevonden").length, 0);
  const { decisions } = await read("moderator", "/desk/decisions?page_size=1");
  await act("moderator", `/desk/decisions/${decisions[0].id}/undo`);
  await eventually("it is shown", () => onForum("CASINO gevonden").length === 1);
  assert.equal((await ask("moderator", "DELETE", "/desk/rules/rule-0001")).status, 204);
});

test("an announcement stands in both places, and is taken down in both", async () => {
  const said = { key: "storing-0001", title: "Storing in Utrecht", text: "We werken eraan, om 14:00 meer." };
  const { post } = await act("manager", "/desk/announcements", said);
  assert.equal((await read("nobody", "/community")).announcements[0].post, post.id);
  await eventually("both show it", () => onForum("We werken eraan").length * onPage("We werken eraan").length);
  const over = await ask("manager", "DELETE", `/desk/announcements/${post.id}`);
  assert.equal(over.status, 200);
  await eventually("none shows it", () => onForum("We werken eraan").length + onPage("We werken eraan").length === 0);
  assert.deepEqual((await read("nobody", "/community")).announcements, []);
});

test("an announcement ends by itself", async () => {
  const until = Date.now() + 1500;
  await act("manager", "/desk/announcements", { key: "storing-0002", title: "Kort", text: "Zo weer voorbij.", until });
  await eventually("both show it", () => onForum("Zo weer voorbij").length * onPage("Zo weer voorbij").length);
  await eventually("none shows it", () => onForum("Zo weer voorbij").length + onPage("Zo weer voorbij").length === 0);
});

test("somebody who is appointed has an ambassador's voice, until it is withdrawn", async () => {
  const id = await asked("Wie weet hoe de app werkt?");
  const { body } = await ask("member", "POST", "/posts", {
    key: "expert-0001",
    parent: id,
    text: "Tik op Instellingen.",
  });
  const { key } = body.post.author;
  await act("manager", `/desk/people/${key}/appoint`, { reason: "Veel goede antwoorden" });
  assert.equal((await read("nobody", `/posts/${body.post.id}`)).author.role, "ambassador");
  assert.equal((await read("member", "/me")).person.role, "ambassador");
  assert.equal((await ask("member", "GET", "/desk/inbox")).status, 200);
  await act("manager", `/desk/people/${key}/withdraw`);
  assert.equal((await read("nobody", `/posts/${body.post.id}`)).author.role, "visitor");
  assert.equal((await ask("member", "GET", "/desk/inbox")).status, 403);
});

test("two accounts of whom a manager says so are one person, until that is taken back", async () => {
  const id = await asked("Wie kent de zakelijke app?");
  const { author: asker } = await read("nobody", `/posts/${id}`);
  const { body } = await ask("member", "POST", "/posts", { key: "twin-000001", parent: id, text: "Ik." });
  const { key } = body.post.author;
  const shown = async () => (await read("manager", `/desk/people/${key}`)).accounts.length;
  assert.equal(await shown(), 1);
  assert.equal((await ask("manager", "POST", `/desk/people/${key}/same`, { other: key })).status, 422);
  const joined = await act("manager", `/desk/people/${key}/same`, { other: asker.key, reason: "Zegt het zelf" });
  assert.equal(await shown(), 2);
  await act("manager", `/desk/decisions/${joined.decision.id}/undo`);
  assert.equal(await shown(), 1);
});

test("whoever has the desk open is told that something changed", async () => {
  const id = await asked("Is er een storing in Breda?");
  const answer = await relay.fetch(`${base}/desk/events`, {
    headers: { authorization: `Bearer ${tokens.ambassador}` },
  });
  assert.equal(answer.headers.get("content-type"), "text/event-stream; charset=utf-8");
  const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
  let said = "";
  const told = (async () => {
    while (!said.includes("event: desk")) said += new TextDecoder().decode((await reader.read()).value);
  })();
  await act("other", `/desk/posts/${id}/claim`);
  await told;
  await reader.cancel();
});

test("readers are told what is decided for all to see, and a list has the marks of its threads", async () => {
  const [{ root }] = (await read("nobody", "/feed")).threads;
  const other = await asked("Nog een vraag over roaming.");
  /** @param {string} wanted @param {() => Promise<unknown>} [act] */
  const heard = async (wanted, act) => {
    const reader = /** @type {ReadableStream<Uint8Array>} */ ((await relay.fetch(`${base}/events`)).body).getReader();
    let said = new TextDecoder().decode((await reader.read()).value);
    await act?.();
    while (!said.includes(wanted)) said += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    return said;
  };
  const told = await heard("event: community\ndata: {}\n\n", () => act("moderator", `/desk/posts/${root.id}/lock`));
  assert.doesNotMatch(told, /id: [^\n]*\nevent: community/); // nobody resumes after it
  const { marked } = await read("nobody", "/feed?page_size=100");
  assert.ok(marked.threads.some((/** @type {any} */ each) => each.thread === root.id && each.locked));
  const page = await read("nobody", "/feed?page_size=1&sort=new");
  assert.equal(page.threads[0].root.id, other);
  assert.deepEqual([page.marked.announcements, page.marked.threads], [marked.announcements, []]);
  await heard("event: community"); // also who comes later
  await heard("event: community", () => act("moderator", `/desk/posts/${root.id}/unlock`));
});

test("for every call of the desk: 401 without a token, 403 without the right to it", async () => {
  const ranks = ["visitor", "member", "ambassador", "moderator", "manager"];
  /** @type {Record<string, string>} */
  const least = {
    work: "ambassador",
    deliver: "ambassador",
    moderate: "moderator",
    steer: "manager",
    audit: "manager",
  };
  const desk = operations(await relay.get("/openapi.json")).filter(({ path }) => path.includes("/desk/"));
  assert.ok(desk.length > 30);
  for (const { method, path, operation } of desk) {
    const right = operation["x-right"];
    assert.ok(right in least, `${path} says who may`);
    const address = path
      .replace("/v1/bridges/{bridge}", "")
      .replace(/\{(id|key)\}/g, "0000000000001")
      .replace("{place}", "forum");
    // A body that is right, so that what is refused is the person.
    const query = (operation.parameters ?? [])
      .filter((/** @type {any} */ each) => each.in === "query" && each.required)
      .map((/** @type {any} */ each) => `${each.name}=${each.name === "to" ? 1000 : sample(each.schema)}`)
      .join("&");
    const schema = operation.requestBody?.content["application/json"].schema;
    const body = schema && sample(schema);
    const route = query ? `${address}?${query}` : address;
    assert.equal((await ask("nobody", method, route, body)).status, 401, `${method} ${path}`);
    for (const role of ranks.slice(0, ranks.indexOf(least[right] ?? ""))) {
      const { status } = await ask(role, method, route, body);
      assert.equal(status, 403, `${role} ${method} ${path}`);
    }
    if (method === "GET" && path.endsWith("/events")) continue;
    const { status } = await ask(least[right] ?? "", method, route, body);
    assert.ok([200, 204, 404, 409, 422].includes(status), `${least[right]} ${method} ${path}: ${status}`);
  }
});

/** Something that fits. @param {any} schema @returns {any} */
function sample(schema) {
  if (schema.enum) return schema.enum[0];
  if (schema.type === "boolean") return true;
  if (schema.type === "integer") return schema.minimum ?? 1;
  if (schema.type === "string") {
    const shapes = { "{8,64}": "sample-0001", "a-z0-9_": "posts", "a-z0-9-": "forum", hjkmnp: "0000000000002" };
    return Object.entries(shapes).find(([part]) => schema.pattern?.includes(part))?.[1] ?? "x";
  }
  if (schema.type === "array") return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items));
  const needed = /** @type {string[]} */ (schema.required ?? []);
  return Object.fromEntries(needed.map((name) => [name, sample(schema.properties[name])]));
}
