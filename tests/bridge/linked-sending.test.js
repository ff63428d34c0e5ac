// Whom a request goes out as: a member who linked their own account, the place's account for them, or nobody.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Account } from "../../bridge/accounts.js";
import { SessionError } from "../../bridge/sessions/bluesky.js";
import { discourseSession } from "../../bridge/sessions/discourse.js";
import { fixedSession } from "../../bridge/sessions/fixed.js";
import { Transport } from "../../bridge/transport.js";
import { PlatformStub } from "./platform-stub.js";

const stub = new PlatformStub();
const transport = new Transport();
/** @type {string[]} */
const refused = [];
/** @type {import("../../bridge/sessions/session.d.ts").Session | null} */
let theirs = null;
const members = {
  sessionOf: async (/** @type {string} */ member) => (member === "7" ? theirs : null),
  refused: async (/** @type {string} */ member) => void refused.push(member),
};
const pictures = /** @type {any} */ ({});

before(() => stub.start());
after(async () => {
  await stub.stop();
  await transport.close();
});
beforeEach(() => {
  stub.asked.length = refused.length = 0;
  theirs = fixedSession({ headers: { authorization: "Bearer theirs" } });
  stub.routes = { "POST /write": { status: 200 }, "GET /read": { status: 200 } };
});

/** @param {boolean} forMembers */
function account(forMembers) {
  const own = forMembers
    ? discourseSession("key", "brand")
    : fixedSession({ headers: { authorization: "Bearer brand" } });
  return new Account(own, transport, stub.url, pictures, { members, forMembers });
}
/** @param {boolean} forMembers @param {"GET" | "POST"} method @param {string} [as] */
const send = (forMembers, method, as) =>
  account(forMembers).send({
    id: "r1",
    place: "page",
    account: "b/page",
    method,
    url: `${stub.url}/${method === "GET" ? "read" : "write"}`,
    headers: {},
    timeout_ms: 5000,
    ...(as && { as }),
  });
/** By what each request that arrived was authorized. */
const by = () =>
  stub.asked.map(
    ({ headers }) =>
      headers.authorization ?? `${headers["api-key"]} for ${headers["api-user-id"] ?? headers["api-username"]}`,
  );

test("a member who linked their account acts by their own credential, whatever else the place's key could do", async () => {
  for (const forMembers of [true, false]) {
    stub.asked.length = 0;
    assert.equal((await send(forMembers, "POST", "7")).status, 200);
    assert.equal((await send(forMembers, "GET", "7")).status, 200);
    assert.deepEqual(by(), ["Bearer theirs", "Bearer theirs"]);
  }
});

test("for who linked nothing the place's key acts where it may; a page's account writes in nobody's stead, and reads all the same", async () => {
  assert.equal((await send(true, "POST", "8")).status, 200);
  assert.deepEqual(by(), ["key for 8"]);
  stub.asked.length = 0;
  const answer = await send(false, "POST", "8");
  assert.deepEqual([answer.status, answer.failure, by()], [0, "no_session", []]);
  assert.equal((await send(false, "GET", "8")).status, 200);
  assert.deepEqual(by(), ["Bearer brand"]);
});

test("a credential that the place does not take is looked at, and what was asked goes on without it where that is right", async () => {
  for (const status of [401, 403]) {
    stub.routes["POST /write"] = ({ headers }) => ({
      status: headers.authorization === "Bearer theirs" ? status : 200,
    });
    stub.routes["GET /read"] = stub.routes["POST /write"];
    stub.asked.length = refused.length = 0;
    const written = await send(false, "POST", "7");
    // 403 may be of this text alone: the engine looks whether it stands.
    assert.deepEqual([written.status, written.failure], status === 401 ? [0, "no_session"] : [403, undefined]);
    assert.deepEqual([by(), refused], [["Bearer theirs"], ["7"]]);
  }
  stub.routes["POST /write"] = ({ headers }) => ({ status: headers.authorization === "Bearer theirs" ? 401 : 200 });
  stub.asked.length = 0;
  assert.equal((await send(true, "POST", "7")).status, 200);
  assert.deepEqual(by(), ["Bearer theirs", "key for 7"]);
});

test("a session that cannot be had now is asked for again; one that is refused is not", async () => {
  for (const [final, failure] of /** @type {const} */ ([
    [false, "unreachable"],
    [true, "no_session"],
  ])) {
    refused.length = 0;
    theirs = {
      credentials: async () => {
        throw new SessionError("signing in: no", final);
      },
      rejected: async () => false,
    };
    const answer = await send(false, "POST", "7");
    assert.deepEqual([answer.status, answer.failure], [0, failure]);
    assert.deepEqual(refused, final ? ["7"] : []);
    assert.deepEqual(by(), []);
  }
});
