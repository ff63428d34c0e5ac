// What /openapi.json says: each route of the server is in it, and what the running relay answers has the shape it says, and no more.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { closedAjv, operations, watchRoutes } from "./openapi-document.js";
import { RelayFixture, configFor, eventually, secrets, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const watched = watchRoutes();
/** @type {any} */
let document;
/** @type {ReturnType<typeof closedAjv>} */
let ajv;
/** @type {Set<string>} what was asked, as "GET /path 200" */
const asked = new Set();

before(async () => {
  simulators = await startSimulators({});
  simulators.page.post("ana.test", "Mijn router knippert **rood**, zie https://noordnet.example #help", {
    mentionBrand: true,
  });
  simulators.forum.topic("carla", "De televisie doet het niet", "Alle zenders zijn weg sinds de storing.");
  const config = configFor(simulators);
  Object.assign(config.bridges[0] ?? {}, { plan: [{ goal: "traffic", targets: { posts: 100 } }] });
  config.bridges[0]?.places.forEach((place) => place.id === "forum" && Object.assign(place, webhook));
  await relay.start({ ...config, metrics: { token: { env: "FORUM_TOKEN" } }, public_url: "https://relay.example" });
  await eventually("both copies stand", async () => (await relay.status()).deliveries.sent === 2);
  document = await relay.get("/openapi.json");
  ajv = closedAjv(document);
});
after(async () => {
  watched.end();
  await relay.remove();
  await simulators.stop();
});
const webhook = { webhook: { secret: { env: "FORUM_TOKEN" } } };

/**
 * Asks, and holds the answer against the document.
 * @param {string} method @param {string} path as the document writes it
 * @param {{with?: Record<string, string>, query?: string, as?: string, body?: unknown, status?: number, headers?: Record<string, string>}} [options]
 * @returns {Promise<any>}
 */
async function ask(method, path, { with: parts = {}, query = "", as, body, status = 200, headers = {} } = {}) {
  /** @type {Record<string, string>} */
  const named = { bridge: "noordnet", place: "forum", ...parts };
  const route = path.replace(/\{(\w+)\}/g, (_, name) => named[name] ?? "");
  const answer = await relay.fetch(route + query, {
    method,
    headers: {
      ...(as ? { authorization: `Bearer ${await token({ sub: as, name: as, role: as })}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  assert.equal(answer.status, status, `${method} ${route}: ${text.slice(0, 300)}`);
  const responses = document.paths[path][method.toLowerCase()].responses;
  const said = responses[status] ?? responses[`${String(status)[0]}XX`];
  assert.ok(said, `${method} ${path}: nothing is said of ${status}`);
  asked.add(`${method} ${path} ${status}`);
  if (!said.content) {
    assert.equal(text, "");
    return null;
  }
  const type = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
  assert.ok(said.content[type], `${method} ${path}: ${type} is not said`);
  if (type !== "application/json") return text;
  const value = JSON.parse(text);
  const validate = ajv(said.content[type].schema);
  assert.ok(validate(value), `${method} ${path}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
  return value;
}

const base = "/v1/bridges/{bridge}";
const posts = `${base}/posts`;

test("the document is OpenAPI 3.1: every reference leads somewhere, every part of a path is described, every operation answers", () => {
  assert.match(document.openapi, /^3\.1\./);
  assert.deepEqual(Object.keys(document.info).sort(), ["description", "title", "version"]);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? "");
  assert.ok(references.length > 20);
  for (const reference of new Set(references)) {
    assert.match(reference, /^#\//);
    const found = reference
      .slice(2)
      .split("/")
      .reduce((at, name) => at?.[name], document);
    assert.ok(found, reference);
  }
  const seen = new Set();
  for (const { method, path, operation } of operations(document)) {
    const at = `${method} ${path}`;
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const inPath = (operation.parameters ?? []).filter((/** @type {any} */ one) => one.in === "path");
    assert.deepEqual(inPath.map((/** @type {any} */ one) => one.name).sort(), named.sort(), at);
    assert.ok(
      inPath.every((/** @type {any} */ one) => one.required && one.schema),
      at,
    );
    assert.ok(operation.summary.length > 5 && operation.tags.length === 1, at);
    assert.ok(
      Object.keys(operation.responses).some((status) => /^[23]\d\d$/.test(status)),
      at,
    );
    for (const wrong of ["4XX", "5XX"])
      assert.equal(
        operation.responses[wrong].content["application/json"].schema.$ref,
        "#/components/schemas/Error",
        at,
      );
    for (const [status, response] of Object.entries(operation.responses))
      assert.ok(response.description, `${at} ${status}`);
    assert.ok(!seen.has(at), at);
    seen.add(at);
  }
});

test("each route of the server is in it, and no other", async () => {
  const calls = watched.routes.filter(({ method }) => !["HEAD", "OPTIONS"].includes(method));
  const open = calls.filter(({ hidden }) => !hidden).map(({ method, path }) => `${method} ${path}`);
  const described = operations(document).map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(described.sort(), open.sort());
  // What is not in it are the widget's files, and what is refused.
  const hidden = calls.filter(({ hidden, path }) => hidden && path !== "/plein/*");
  assert.ok(hidden.length > 50);
  for (const { method, path } of hidden)
    assert.equal((await relay.fetch(path.replaceAll(/[{}]/g, ""), { method })).status, 405, `${method} ${path}`);
});

test("what is read has the shape that is said", async () => {
  const feed = await ask("GET", `${base}/feed`);
  assert.equal(feed.threads.length, 2);
  const { id } = feed.threads[0].root;
  await ask("GET", `${base}/threads/{id}`, { with: { id } });
  await ask("GET", `${base}/threads/{id}`, { with: { id }, query: "?page_size=1" });
  await ask("GET", `${base}/feed`, { query: "?sort=top&status=unanswered" });
  await ask("GET", `${posts}/{id}`, { with: { id } });
  await ask("GET", `${base}/threads/{id}/page.html`, { with: { id } });
  await ask("GET", `${posts}/{id}/images/{n}`, { with: { id, n: "0" }, status: 404 });
  await ask("GET", `${base}/avatars/{key}`, { with: { key: feed.threads[0].root.author.key }, status: 404 });
  await ask("GET", `${base}/search`, { query: "?text=router" });
  for (const page of ["feed.html", "feed.atom", "sitemap.xml"]) await ask("GET", `${base}/${page}`);
  for (const route of ["/healthz", "/readyz", "/openapi.json"]) await ask("GET", route);
  await ask("GET", "/metrics", { headers: { authorization: `Bearer ${secrets.FORUM_TOKEN}` } });
});

test("what is written, decided and refused, too", async () => {
  const said = { key: "openapi-1", text: "Ik heb dat ook." };
  const { post } = await ask("POST", posts, { as: "visitor", body: said, status: 201 });
  await ask("POST", posts, { as: "visitor", body: said });
  const typed = { text: "**Dat** is `lang`. ".repeat(40), format: "markdown", title: "Lang" };
  const preview = await ask("POST", `${base}/preview`, { as: "visitor", body: typed });
  assert.deepEqual(
    preview.places.map((/** @type {any} */ each) => [each.place, each.formatted, each.left < 0]),
    [
      ["page", false, true],
      ["forum", true, false],
    ],
  );
  await ask("POST", `${base}/preview`, { as: "visitor", body: { text: "x", parent: "0000000000001" }, status: 404 });
  const one = { with: { id: post.id } };
  await ask("PATCH", `${posts}/{id}`, { ...one, as: "visitor", body: { text: "Ik had dat ook." } });
  const body = { key: "openapi-2", parent: post.id, text: "Zet hem eens uit." };
  const reply = { id: (await ask("POST", posts, { as: "brand", body, status: 201 })).post.id };
  for (const act of ["accept", "unaccept", "react", "unreact"])
    await ask("POST", `${posts}/{id}/${act}`, { with: reply, as: "visitor" });
  for (const act of ["hold", "release", "sweep"]) await ask("POST", `${posts}/{id}/${act}`, { ...one, as: "brand" });
  await ask("POST", `${posts}/{id}/hold`, { ...one, as: "visitor", status: 403 });
  await eventually("its copy stands", async () =>
    (await ask("GET", `${posts}/{id}`, one)).copies.every((/** @type {any} */ copy) => copy.state === "sent"),
  );
  for (const act of ["resend", "dismiss"])
    await ask("POST", `${posts}/{id}/copies/{place}/${act}`, { ...one, as: "brand", status: 409 });
  await ask("POST", `${posts}/{id}/retry`, { ...one, as: "brand", body: { place: "forum" }, status: 409 });
  await ask("POST", `${posts}/{id}/report`, { ...one, as: "visitor", body: { reason: "spam" }, status: 204 });
  const events = [{ what: "visit" }, { what: "read", thread: post.id }];
  await ask("POST", `${base}/count`, { body: { events }, status: 204 });
  const reports = `${posts}/{id}/reports`;
  await ask("POST", `${reports}/close`, { ...one, as: "brand", body: { outcome: "kept" }, status: 204 });
  assert.equal((await ask("GET", `${base}/reports`, { as: "brand" })).reports[0].closed.outcome, "kept");
  await ask("POST", `${reports}/reopen`, { ...one, as: "brand", status: 204 });
  await ask("GET", `${base}/me`, { as: "visitor", query: `?posts=${post.id}` });
  await ask("GET", `${base}/me`, { status: 401 });
  // Without a key nobody links an account.
  const own = `${base}/me/accounts`;
  assert.deepEqual(await ask("GET", own, { as: "visitor" }), { accounts: [] });
  const wanted = { origin: "https://x.example", request: "0123456789abcdef" };
  await ask("POST", `${own}/{place}`, { as: "visitor", body: { token: "t" }, status: 404 });
  await ask("POST", `${own}/{place}/popup`, { as: "visitor", body: wanted, status: 404 });
  await ask("DELETE", `${own}/{place}`, { as: "visitor", status: 404 });
  await ask("GET", `${own}/{place}/return`, { status: 404 });
  await ask("DELETE", `${posts}/{id}`, { ...one, as: "visitor" });
  const { threads } = await ask("GET", `${base}/feed`);
  const { key } = threads.find((/** @type {any} */ thread) => thread.root.place === "page").root.author;
  for (const act of ["opt_out", "opt_in", "block", "unblock"])
    await ask("POST", `${base}/authors/{key}/${act}`, { with: { key }, as: "brand", status: 204 });
  const receipt = await ask("POST", `${base}/authors/{key}/forget`, { with: { key }, as: "brand" });
  assert.equal(receipt.author, key);
  const { entries } = await ask("GET", `${base}/audit`, { as: "brand" });
  assert.ok(entries.length > 8);
  await ask("POST", "/webhooks/{bridge}/{place}", { body: {}, status: 401 });
  await ask("GET", "/webhooks/{bridge}/{place}", { status: 404 });
});

test("what those see and do who work for the community, too", async () => {
  const desk = `${base}/desk`;
  const said = { key: "openapi-desk", title: "Vraag", text: "Dringend: wie helpt?" };
  const { post } = await ask("POST", posts, { as: "visitor", body: said, status: 201 });
  const one = { with: { id: post.id } };
  /** @param {string} act @param {object} [body] */
  const act = (act, body) => ask("POST", `${desk}/posts/{id}/${act}`, { ...one, as: "brand", body });
  await act("claim");
  await act("assign", { to: "ada", name: "Ada" });
  await act("snooze", { until: Date.now() + 3600000 });
  await act("note", { key: "note-0001", text: "Belt terug." });
  await act("done");
  const found = await ask("GET", `${desk}/cases/{id}`, { ...one, as: "brand" });
  assert.deepEqual(
    [found.claimed.name, found.assigned.name, found.notes.length, found.done, found.words],
    ["brand", "Ada", 1, true, ["dringend"]],
  );
  for (const undone of ["unclaim", "unassign", "unsnooze", "reopen"]) await act(undone);
  await act("unnote", { key: "note-0001" });
  const { cases } = await ask("GET", `${desk}/inbox`, { as: "brand", query: "?filter=all" });
  assert.ok(cases.some((/** @type {any} */ each) => each.thread.root.id === post.id));

  const reason = "Zo is het rustiger";
  const slowed = await act("slow", { every_ms: 60000, reason });
  for (const deed of ["lock", "feature", "pin", "sponsor"]) await act(deed, { reason });
  await act("tag", { tag: "5g" });
  await act("idea", { status: "planned", reason });
  await act("hide", { place: "forum", reason });
  const other = { key: "openapi-moved", title: "Dezelfde vraag", text: "Wie helpt mij ook?" };
  const double = (await ask("POST", posts, { as: "visitor", body: other, status: 201 })).post;
  const moved = { with: { id: double.id }, as: "brand" };
  await ask("POST", `${desk}/posts/{id}/move`, { ...moved, body: { under: post.id, reason } });
  assert.equal((await ask("GET", `${posts}/{id}`, moved)).thread, post.id);
  await ask("POST", `${desk}/posts/{id}/unmove`, { ...moved, body: {} });
  await ask("DELETE", `${posts}/{id}`, { with: { id: double.id }, as: "visitor" });
  const { threads } = await ask("GET", `${base}/community`);
  const marks = { locked: true, slow_ms: 60000, featured: true, pinned: true, sponsored: true, tags: ["5g"] };
  assert.deepEqual(threads, [{ thread: post.id, ...marks, idea: { status: "planned", reason } }]);
  await ask("POST", `${desk}/decisions/{id}/undo`, { with: { id: slowed.decision.id }, as: "brand" });
  for (const undone of ["unlock", "unslow", "unfeature", "unpin", "unsponsor", "unidea"]) await act(undone, {});
  await act("untag", { tag: "5g" });
  await act("show", { place: "forum" });
  assert.ok((await ask("GET", `${desk}/decisions`, { as: "brand" })).decisions.length > 10);
  await ask("POST", `${posts}/{id}/hold`, { ...one, as: "brand", body: { reason } });
  assert.equal((await ask("GET", `${desk}/held`, { as: "brand" })).posts[0].reason, reason);
  await ask("POST", `${posts}/{id}/release`, { ...one, as: "brand" });

  const kept = { with: { key: "reset-0001" }, as: "brand", status: 204 };
  await ask("POST", `${desk}/canned/{key}`, { ...kept, body: { title: "Reset", text: "Houd de knop in." } });
  assert.equal((await ask("GET", `${desk}/canned`, { as: "brand" })).replies.length, 1);
  await ask("DELETE", `${desk}/canned/{key}`, kept);
  const rule = { key: "rule-0001", name: "Links van nieuwe leden", on: true, links: 1, new_author: 3 };
  assert.equal((await ask("POST", `${desk}/rules/trial`, { as: "brand", body: rule })).held, 0);
  await ask("POST", `${desk}/rules`, { as: "brand", body: rule, status: 204 });
  assert.deepEqual((await ask("GET", `${desk}/rules`, { as: "brand" })).rules, [rule]);
  await ask("DELETE", `${desk}/rules/{key}`, { with: { key: "rule-0001" }, as: "brand", status: 204 });
  const news = { key: "storing-0001", title: "Storing", text: "Ook bij jou?", poll: { options: ["Ja", "Nee"] } };
  const told = await ask("POST", `${desk}/announcements`, { as: "brand", body: news });
  assert.equal((await ask("GET", `${base}/community`)).announcements.length, 1);
  await ask("DELETE", `${desk}/announcements/{id}`, { with: { id: told.post.id }, as: "brand" });
  const question = { key: "peiling-0001", title: "Welke dag?", text: "Kies.", options: ["Maandag", "Vrijdag"] };
  const asked = await ask("POST", `${desk}/polls`, { as: "brand", body: question });
  const poll = { with: { id: asked.post.id } };
  const chosen = { ...poll, as: "visitor", body: { choices: [1] } };
  assert.deepEqual((await ask("POST", `${posts}/{id}/vote`, chosen)).poll.counts, [0, 1]);
  assert.deepEqual((await ask("GET", `${posts}/{id}/poll`, { ...poll, as: "visitor" })).poll.chosen, [1]);
  assert.equal((await ask("GET", `${desk}/polls`, { as: "brand" })).polls[0].title, "Welke dag?");
  assert.equal((await ask("POST", `${desk}/polls/{id}/end`, { ...poll, as: "brand" })).poll.ended, true);
  await ask("POST", `${posts}/{id}/vote`, { ...chosen, status: 409 });
  await ask("DELETE", `${posts}/{id}`, { ...poll, as: "brand" });
  const planned = { key: "nieuws-0001", title: "Nieuws", text: "Open!", at: Date.now() + 86400000 };
  await ask("POST", `${desk}/calendar`, { as: "brand", body: planned, status: 204 });
  assert.equal((await ask("GET", `${desk}/calendar`, { as: "brand" })).planned[0].stands, "waiting");
  assert.equal((await ask("GET", `${desk}/pushing`, { as: "brand", query: `?at=${planned.at}` })).day, 1);
  await ask("DELETE", `${desk}/calendar/{key}`, { with: { key: planned.key }, as: "brand", status: 204 });
  for (const deed of ["appoint", "withdraw"])
    await ask("POST", `${desk}/people/{key}/${deed}`, {
      with: { key: post.author.key },
      as: "brand",
      body: { reason },
    });
  const { threads: others } = await ask("GET", `${base}/feed`);
  const keys = others.map((/** @type {any} */ { root }) => root.author.key);
  const twin = keys.find((/** @type {string} */ key) => key && key !== post.author.key);
  for (const deed of ["same", "unsame"])
    await ask("POST", `${desk}/people/{key}/${deed}`, {
      with: { key: post.author.key },
      as: "brand",
      body: { other: twin, reason },
    });
  const { people } = await ask("GET", `${desk}/people`, { as: "brand" });
  assert.ok(people.length > 0);
  const { key } = people[0].author;
  await ask("GET", `${desk}/people/{key}`, { with: { key }, as: "brand" });
  await ask("GET", `${desk}/candidates`, { as: "brand" });
  const query = `?from=${Date.now() - 30 * 86400000}&to=${Date.now() + 1000}&step=86400000`;
  const { figures } = await ask("GET", `${desk}/insight`, { as: "brand", query });
  const figure = figures.find((/** @type {any} */ each) => each.name === "questions");
  assert.ok(figure.value >= 2 && figure.series.length === 31);
  const drilled = await ask("GET", `${desk}/insight/posts`, { as: "brand", query: `${query}&figure=questions` });
  assert.equal(drilled.total, figure.value);
  const table = await ask("GET", `${desk}/insight.csv`, { as: "brand", query });
  assert.match(table, /^figure,part,unit,from,to,value\r\n/);
  assert.ok(table.split("\r\n").length > figures.length * 30);
  const { goals } = await ask("GET", `${desk}/plan`, { as: "brand" });
  assert.deepEqual([goals[0].goal, goals[0].figures[0].target], ["traffic", 100]);
  const wrong = { as: "brand", query: "?from=5&to=5", status: 400 };
  await ask("GET", `${desk}/insight`, wrong);
  await ask("GET", `${base}/authors/{key}/standing`, { with: { key } });
  await ask("GET", `${desk}/events`, { status: 401 });
  await ask("DELETE", `${posts}/{id}`, { ...one, as: "visitor" });
});

test("how people sign in, too", async () => {
  assert.deepEqual(await ask("GET", `${base}/sign-in`), { ways: [] });
  const one = { with: { way: "discourse" }, status: 404 };
  await ask("GET", `${base}/sign-in/{way}`, { ...one, query: "?origin=https://x.example&request=0123456789abcdef" });
  await ask("GET", `${base}/sign-in/{way}/return`, one);
  assert.match((await ask("POST", `${base}/sign-in/jwt`, { as: "visitor", body: { nonce: "n" } })).token, /^eyJ/);
  for (const file of ["handover.js", "popup.css"]) await ask("GET", `/v1/sign-in/${file}`);
});

test("events have the shape that is said", async () => {
  const { seq } = await relay.get("/v1/bridges/noordnet/feed");
  const leave = new AbortController();
  const since = { "last-event-id": `${seq.split("-")[0]}-0` };
  const answer = await relay.fetch("/v1/bridges/noordnet/events", { headers: since, signal: leave.signal });
  assert.equal(answer.headers.get("content-type"), "text/event-stream; charset=utf-8");
  let text = "";
  for await (const chunk of /** @type {AsyncIterable<Uint8Array>} */ (/** @type {unknown} */ (answer.body))) {
    text += Buffer.from(chunk).toString();
    if (text.split("\n\n").length > 3) break;
  }
  const data = [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1] ?? ""));
  assert.ok(data.length > 0);
  const validate = ajv({ $ref: "#/components/schemas/FeedEvent" });
  for (const event of data) assert.ok(validate(event), JSON.stringify(validate.errors));
  asked.add(`GET ${base}/events 200`);
});

test("no route was left out of these tests", () => {
  for (const { method, path } of operations(document))
    assert.ok(
      [...asked].some((one) => one.startsWith(`${method} ${path} `)),
      `${method} ${path}`,
    );
});
