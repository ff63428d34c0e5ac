// The log of a relay through which people talk, at its most talkative: lines of JSON that name requests, bridges and places, and nothing of
// what was said, by whom, or any secret.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, secrets, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";
/** Whatever must not be in the log. @type {Set<string>} */
const unsaid = new Set(Object.values(secrets).filter((secret) => secret.length > 8));
/** @template {string} T @param {T} text */
const told = (text) => (unsaid.add(text), text);
/** @type {any[]} */
let lines = [];
const lost = "0000000000000";
let broken = "";

/** @param {string} method @param {string} route @param {{as?: string, body?: unknown, headers?: Record<string, string>}} [options] */
async function ask(method, route, { as, body, headers = {} } = {}) {
  const bearer = as && told(await token({ sub: told("person-7f3a"), name: told("Wilhelmina"), role: as }));
  return relay.fetch(route, {
    method,
    headers: {
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

before(async () => {
  simulators = await startSimulators({});
  const { page, forum } = simulators;
  page.post(told("ana.test"), told("Mijn kastje knippert"), { mentionBrand: true });
  const { tid } = forum.topic("joris", told("Storing in Appingedam"), told("Sinds vannacht ligt alles plat"));
  const config = configFor(simulators);
  config.bridges[0]?.places.forEach(
    (place) => place.id === "forum" && Object.assign(place, { webhook: { secret: { env: "FORUM_TOKEN" } } }),
  );
  await relay.start({ ...config, metrics: { token: { env: "FORUM_TOKEN" } } });
  await eventually("both copies stand", async () => (await relay.status()).deliveries.sent === 2);
  const { post } = await (
    await ask("POST", `${base}/posts`, { as: "brand", body: { key: "log-test-1", text: told("Wij zoeken het uit") } })
  ).json();
  await ask("PATCH", `${base}/posts/${post.id}`, { as: "brand", body: { text: told("Het is gevonden") } });
  forum.reply("joris", tid, told("Bij mij doet alles weer"));
  await eventually("all copies stand", async () => (await relay.status()).deliveries.sent >= 5);
  // What goes wrong is where texts get into logs.
  await ask("GET", `${base}/search?text=${told("geheimzinnigheid")}`);
  await ask("GET", `${base}/feed?after=${told("nergens-te-vinden")}`);
  await ask("GET", `/${told("naar-een-ander-adres")}`);
  await ask("POST", `${base}/posts`, { as: "brand", body: `{"text":"${told("half afgebroken")}` });
  await ask("POST", `${base}/posts`, { as: "brand", body: { key: "x", text: told("te korte sleutel") } });
  await ask("POST", `${base}/posts`, {
    headers: { authorization: `Bearer ${told("geen-echt-bewijs")}` },
    body: { key: "log-test-2", text: "x" },
  });
  await ask("POST", `/webhooks/noordnet/forum`, {
    body: { text: told("vals ondertekend") },
    headers: { "x-webhook-signature": "sha1=00" },
  });
  await ask("POST", `${base}/posts/${post.id}/hold`, { as: "visitor" });
  await ask("GET", "/healthz", {
    headers: { "x-request-id": told("een-opgedrongen-naam"), cookie: told("een=koekje") },
  });
  broken = (await ask("GET", `${base}/threads/${lost}`)).headers.get("x-request-id") ?? "";
  simulators.faults("bluesky", { fail_next: 2 });
  await eventually("the page fails", async () => (await relay.get("/healthz")).status === "degraded");
  await relay.stop();
  lines = relay.log
    .join("")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

test("every line is JSON with a level, a time and words", () => {
  assert.ok(lines.length > 20);
  for (const line of lines) {
    assert.ok(Number.isInteger(line.level) && Number.isInteger(line.time), JSON.stringify(line));
    assert.ok(typeof line.msg === "string" && line.msg.length > 3, JSON.stringify(line));
  }
});

test("nothing that was said, nobody's name and no secret is in it", () => {
  const log = JSON.stringify(lines).toLowerCase();
  assert.ok(unsaid.size > 20);
  for (const text of unsaid) assert.ok(!log.includes(text.toLowerCase()), text);
  assert.doesNotMatch(log, /eyj[a-z0-9_-]{10,}|"(ip|remoteaddress|url|headers|cookie)":/);
});

test("a request is found again by the id that its answer bears", () => {
  const found = lines.filter(({ reqId }) => reqId === broken);
  assert.equal(found.length, 1);
  const { method, route, status, ms } = found[0];
  assert.deepEqual([method, route, status], ["GET", "/v1/bridges/:bridge/threads/:id", 404]);
  assert.equal(typeof ms, "number");
  const ids = lines.map(({ reqId }) => reqId).filter(Boolean);
  assert.equal(new Set(ids).size, lines.filter(({ msg }) => msg === "answered").length);
});
