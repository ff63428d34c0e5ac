// Several relays, one PostgreSQL database: one of them writes, the others follow it, and it makes no difference which one is asked.
import assert from "node:assert/strict";
import { get } from "node:http";
import { after, before, test } from "node:test";
import { PostgresStore } from "../../bridge/store/postgres.js";
import { startPostgres } from "../databases/start.js";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, token } from "./relay-fixture.js";

const leaseTimes = { lastsMs: 4000, renewMs: 300, marginMs: 1000 }; // a machine may be busy for a while
/** @type {import("../databases/start.js").Postgres} */
let postgres;
/** @type {import("../simulators/host.js").Simulators} */
let simulators;
let config = /** @type {any} */ ({});
before(async () => {
  postgres = await startPostgres();
  simulators = await startSimulators();
  config = { ...configFor(simulators), database: postgres.url };
});
after(async () => {
  await simulators.stop();
  await postgres.stop();
});

/** A relay of its own, ended with the test. @param {import("node:test").TestContext} t */
async function relay(t) {
  const fixture = new RelayFixture();
  t.after(() => fixture.remove());
  await fixture.start(config, { leaseTimes });
  return fixture;
}

let keys = 0;
/** @param {RelayFixture} to @param {string} text @param {string} [parent] @param {string} [sub] who says it */
async function post(to, text, parent, sub = "wil") {
  const body = JSON.stringify({ key: `shared-${++keys}`.padEnd(8, "-"), text, parent });
  const authorization = `Bearer ${await token({ sub, role: "ambassador" })}`;
  const headers = { authorization, "content-type": "application/json" };
  const answer = await to.fetch("/v1/bridges/noordnet/posts", { method: "POST", headers, body });
  return { status: answer.status, ...(await answer.json()) };
}

/** @param {RelayFixture} from @returns {Promise<any>} */
const feedOf = (from) => from.get("/v1/bridges/noordnet/feed?page_size=100");
/** @param {any} feed @returns {string[]} */
const idsOf = (feed) => feed.threads.map((/** @type {any} */ { root }) => root.id);

/** All events that a relay tells. @param {import("node:test").TestContext} t @param {RelayFixture} from @returns {Promise<any[]>} */
function listen(t, from) {
  /** @type {any[]} */
  const events = [];
  return new Promise((resolve, reject) => {
    const request = get(`${from.url}/v1/bridges/noordnet/events`, { agent: false }, (stream) => {
      let text = "";
      stream.on("data", (chunk) => {
        text += chunk;
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
          if (data) events.push(JSON.parse(data));
          text = text.slice(end + 2);
        }
      });
      stream.on("error", () => {});
      resolve(events);
    });
    request.on("error", reject);
    t.after(() => request.destroy());
  });
}

/** @param {RelayFixture} of */
const follows = async (of) => (await of.status()).follows;

test("whichever relay is asked, the answer is the same, and it stands in each place once", async (t) => {
  const writer = await relay(t);
  const follower = await relay(t);
  assert.equal(await follows(writer), undefined);
  assert.match(await follows(follower), /\(\d+\)/);
  const told = [await listen(t, writer), await listen(t, follower)];

  const question = await post(follower, "Hoe stel ik mijn modem in?");
  assert.equal(question.status, 201);
  assert.ok(idsOf(await feedOf(follower)).includes(question.post.id), "who asked sees it at once");
  const answer = await post(writer, "Houd de knop vijf seconden ingedrukt.", question.post.id);
  assert.equal(answer.status, 201);
  await eventually("the answer is told by both", () =>
    told.every((events) => events.some(({ post }) => post?.id === answer.post.id)),
  );
  const refused = await post(follower, "Waarheen?", "0000000000000");
  assert.deepEqual([refused.status, refused.error.code], [404, "unknown_name"]);

  await eventually("both stand in both places", async () => {
    const { posts } = await follower.get(`/v1/bridges/noordnet/threads/${question.post.id}`);
    const copies = posts.flatMap((/** @type {any} */ one) => one.copies);
    return copies.length === 4 && copies.every((/** @type {any} */ { state }) => state === "sent");
  });
  const [ofWriter, ofFollower] = told;
  await eventually("the same is told last", () => ofWriter.at(-1)?.seq === ofFollower.at(-1)?.seq);
  const bySeq = new Map(ofWriter.map((event) => [event.seq, event]));
  const numbers = ofFollower.map(({ seq }) => Number(seq.split("-").at(-1)));
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => a - b),
  );
  const both = ofFollower.filter(({ post, seq }) => post && bySeq.get(seq)?.post);
  assert.ok(both.length > 1);
  for (const event of both) assert.equal(event.post.id, bySeq.get(event.seq).post.id, event.seq);
  assert.deepEqual(idsOf(await feedOf(follower)), idsOf(await feedOf(writer)));
  const search = "/v1/bridges/noordnet/search?text=modems";
  assert.equal((await follower.get(search)).total, 1);
});

test("when the writer stops, another takes over at once, and its readers go on", async (t) => {
  const first = await relay(t);
  const second = await relay(t);
  const told = await listen(t, second);
  const before = await post(first, "Eerste");
  await first.stop();
  const began = performance.now();
  const next = await post(second, "Tweede");
  assert.equal(next.status, 201);
  assert.ok(performance.now() - began < 10000);
  assert.equal(await follows(second), undefined);
  await eventually("both are told", () =>
    [before, next].every(({ post }) => told.some((event) => event.post?.id === post.id)),
  );
  assert.deepEqual((await fetch(`${second.url}/readyz`)).status, 200);
});

test("what a person is forgotten for is forgotten by those who follow, too", async (t) => {
  const writer = await relay(t);
  const follower = await relay(t);
  const mine = await post(writer, "Mijn adres is Zonnebloemstraat 12", undefined, "ana");
  await eventually("it is known there", async () => idsOf(await feedOf(follower)).includes(mine.post.id));
  const manager = `Bearer ${await token({ sub: "boss", role: "manager" })}`;
  const answer = await follower.fetch(`/v1/bridges/noordnet/authors/${mine.post.author.key}/forget`, {
    method: "POST",
    headers: { authorization: manager },
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  for (const one of [writer, follower]) {
    await eventually("it is gone", async () => !idsOf(await feedOf(one)).includes(mine.post.id));
    assert.doesNotMatch(JSON.stringify(await feedOf(one)), /Zonnebloemstraat/);
    assert.equal((await one.get("/v1/bridges/noordnet/search?text=Zonnebloemstraat")).total, 0);
  }
  assert.equal((await post(follower, "Verder")).status, 201);
});

test("a database that is gone for a while stops nobody for good", async (t) => {
  const one = await relay(t);
  const other = await relay(t);
  const before = await post(other, "Voor");
  assert.equal(before.status, 201);
  postgres.kill();
  const failed = await post(one, "Tijdens");
  assert.equal(failed.status, 503, JSON.stringify(failed));
  await postgres.start();
  for (const relayed of [one, other]) {
    const done = await eventually("it takes posts again", async () => {
      const tried = await post(relayed, "Na");
      return tried.status === 201 && tried;
    });
    await eventually(
      "everybody has it",
      async () => idsOf(await feedOf(one)).includes(done.post.id) && idsOf(await feedOf(other)).includes(done.post.id),
    );
  }
});

test("a relay that lost its turn takes none before it has read anew, however long that takes", async (t) => {
  const alone = await relay(t);
  const before = await post(alone, "Voor de beurt");
  const { snapshot } = PostgresStore.prototype;
  let slow = 0;
  /** @this {PostgresStore} @param {string} bridge */
  async function slowly(bridge) {
    slow += 1;
    await new Promise((resolve) => setTimeout(resolve, 2500)); // some of its looks fall into this
    return snapshot.call(this, bridge);
  }
  t.mock.method(PostgresStore.prototype, "snapshot", slowly);
  const other = await PostgresStore.open({ url: postgres.url });
  t.after(() => other.close());
  await other.pool.query("UPDATE bridge SET token = token + 1, until = '-infinity' WHERE id = 'noordnet'");
  await eventually("it noticed", () => slow > 0);
  const after = await eventually("it takes posts again", async () => {
    const tried = await post(alone, "Na de beurt");
    return tried.status === 201 && tried;
  });
  const ids = idsOf(await feedOf(alone));
  assert.ok(ids.includes(before.post.id) && ids.includes(after.post.id));
});
