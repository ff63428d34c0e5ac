// Every route of the OpenAPI document is asked what it does not take, by somebody who may do everything: malformed, oversized and of the
// wrong type. Each is refused in the house's shape, none brings the relay out of step, and nothing changes.
import assert from "node:assert/strict";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { Ajv } from "ajv";
import { startSimulators } from "../simulators/host.js";
import { noBodies, rightBody, wrongBodies, wrongTexts } from "./malformed.js";
import { operations } from "./openapi-document.js";
import { RelayFixture, configFor, eventually, secrets, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
/** @type {any} */
let document;
let brand = "";
/** The ids of what there is, so that it is not an unknown name alone that is refused. @type {Record<string, string>} */
let known = {};

before(async () => {
  simulators = await startSimulators({});
  simulators.page.post("ana.test", "Mijn router knippert rood. Wat nu?", { mentionBrand: true });
  const config = configFor(simulators);
  config.bridges[0]?.places.forEach(
    (place) => place.id === "forum" && Object.assign(place, { webhook: { secret: { env: "FORUM_TOKEN" } } }),
  );
  await relay.start({ ...config, metrics: { token: { env: "FORUM_TOKEN" } } });
  await eventually("the copy stands", async () => (await relay.status()).deliveries.sent === 1);
  await eventually("both places are met", async () => (await relay.status()).adopted);
  document = await relay.get("/openapi.json");
  brand = `Bearer ${await token({ role: "brand" })}`;
  const { root } = (await relay.get("/v1/bridges/noordnet/feed")).threads[0];
  known = { bridge: "noordnet", place: "forum", id: root.id, key: root.author.key };
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** All that is kept of posts and people. */
function standing() {
  const database = new DatabaseSync(path.join(relay.folder, "plein.db"), { readOnly: true });
  const lines = database.prepare("SELECT line FROM record ORDER BY seq").all();
  database.close();
  return lines.map(({ line }) => String(line)).filter((line) => !line.includes('{"k":"marked"')); // how far a place was read
}
const shown = async () => JSON.stringify((await relay.get("/v1/bridges/noordnet/feed")).threads);

/**
 * @param {string} method @param {string} route
 * @param {{body?: string | Uint8Array, type?: string, headers?: Record<string, string>}} [options]
 */
async function refused(method, route, { body, type = "application/json", headers = {} } = {}) {
  const authorization = route.startsWith("/metrics") ? "Bearer wrong" : brand;
  const answer = await relay.fetch(route, {
    method,
    headers: { authorization, ...(body === undefined ? {} : { "content-type": type }), ...headers },
    ...(body === undefined ? {} : { body: /** @type {any} */ (body) }),
  });
  const text = await answer.text();
  const at = `${method} ${route.slice(0, 200)} ${String(body ?? "").slice(0, 120)}: ${answer.status} ${text.slice(0, 200)}`;
  assert.ok(answer.status >= 400 && answer.status < 500, at);
  assert.match(answer.headers.get("content-type") ?? "", /^application\/json/, at);
  const said = JSON.parse(text);
  assert.deepEqual(Object.keys(said), ["error"], at);
  assert.deepEqual(Object.keys(said.error), ["code", "message"], at);
  assert.ok(said.error.message.length > 5 && said.error.message.length < 500, at);
  // A field may be called what a secret of these tests is.
  const told = text.replaceAll("body/password ", "");
  assert.ok(!Object.values(secrets).some((secret) => told.includes(secret)), at);
}

/** @param {string} where @param {Record<string, string>} [parts] */
const filled = (where, parts = {}) => where.replace(/\{(\w+)\}/g, (_, name) => ({ ...known, ...parts })[name] ?? "");

/** A test of every operation; says how often it asked. @param {string} title @param {number} least @param {(one: ReturnType<typeof operations>[0]) => AsyncGenerator} attack */
const everywhere = (title, least, attack) =>
  test(title, async () => {
    const [kept, seen] = [standing(), await shown()];
    let times = 0;
    for (const operation of operations(document)) for await (const _ of attack(operation)) times += 1;
    assert.ok(times >= least, `${times} times`);
    assert.deepEqual([standing(), await shown()], [kept, seen]);
    assert.ok(!relay.log.join("").includes('"level":50'), "nothing failed");
  });

everywhere("parts of addresses", 200, async function* ({ method, path: where, operation }) {
  for (const { name, in: place, schema } of operation.parameters ?? []) {
    if (place !== "path") continue;
    const unknown = [
      "0000000000000",
      "nonsense",
      "..%2f..%2fpackage.json",
      "%00",
      "%ff",
      "%",
      "x".repeat(65),
      "é",
      "a%0d%0ax:y",
    ];
    for (const text of [...wrongTexts(schema).map(encodeURIComponent), ...unknown])
      yield await refused(method, filled(where, { [name]: text }));
  }
});

everywhere("what is asked in an address or a header", 60, async function* ({ method, path: where, operation }) {
  const query = (/** @type {string} */ name, /** @type {string} */ text) =>
    `${filled(where)}?${name}=${encodeURIComponent(text)}`;
  for (const { name, in: place, schema, required } of operation.parameters ?? []) {
    if (place === "path" || !(schema.type || schema.enum)) continue;
    for (const text of wrongTexts(schema)) {
      if (place === "header") {
        if (!/[^\x20-\x7e]/.test(text)) yield await refused(method, filled(where), { headers: { [name]: text } });
      } else yield await refused(method, query(name, text));
    }
    if (place === "query") yield await refused(method, `${query(name, "1")}&${name}=2`); // which of them?
    if (required) yield await refused(method, filled(where));
  }
});

everywhere("bodies of another shape", 60, async function* ({ method, path: where, operation }) {
  const schema = operation.requestBody?.content["application/json"].schema;
  if (!schema?.properties) return;
  assert.ok(new Ajv().validate(schema, rightBody(schema)), `${where}: what is right is known`);
  for (const body of wrongBodies(schema)) yield await refused(method, filled(where), { body });
  for (const type of [
    "text/plain",
    "application/xml",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
  ])
    yield await refused(method, filled(where), { body: JSON.stringify(rightBody(schema)), type });
});

everywhere("bodies that are no JSON, or too large", 100, async function* ({ method, path: where, operation }) {
  if (method === "GET") return;
  for (const body of noBodies()) yield await refused(method, filled(where), { body });
  assert.ok(operation.responses["4XX"]);
});
