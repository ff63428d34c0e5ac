// A place that does not let us remove what we wrote there: the other places go on, and the operator is told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, secrets, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const posts = "/v1/bridges/noordnet/posts";

before(async () => {
  simulators = await startSimulators({ powerless: true });
  simulators.forum.topic("carla", "Facturen", "Waar vind ik ze?");
  await relay.start({ ...configFor(simulators), metrics: { token: { env: "FORUM_TOKEN" } } });
  await eventually("the question stands on the page too", async () => (await relay.status()).deliveries.sent === 1);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

const onForum = () => simulators.forum.posts().filter((post) => post.content.includes("Weg ermee") && !post.deleted);
const onPage = () => simulators.page.posts().filter((post) => post.text.includes("Weg ermee"));
const forum = async () => (await relay.status()).places.find((/** @type {any} */ place) => place.id === "forum");

test("a removal that a place refuses is told to the operator, and done elsewhere", async () => {
  const headers = { authorization: `Bearer ${await token()}`, "content-type": "application/json" };
  const [{ root }] = (await relay.get("/v1/bridges/noordnet/feed")).threads;
  const body = JSON.stringify({ key: "refused-1", parent: root.id, text: "Weg ermee." });
  const { post } = await (await relay.fetch(posts, { method: "POST", headers, body })).json();
  await eventually("it stands in both", () => onForum().length === 1 && onPage().length === 1);
  assert.equal((await forum()).refused, undefined);
  assert.equal(
    (await relay.fetch(`${posts}/${post.id}`, { method: "DELETE", headers: { authorization: headers.authorization } }))
      .status,
    200,
  );
  await eventually("it is gone from the page", () => onPage().length === 0);
  const { refused, state } = await eventually(
    "the forum's refusal is known",
    async () => {
      const place = await forum();
      return place.refused && place;
    },
    60_000,
  );
  assert.equal(state, "ok");
  assert.equal(refused.posts, 1);
  assert.match(refused.reason, /priv|allowed|permission/i);
  assert.equal(onForum().length, 1);
  const { words } = await relay.status();
  assert.match(words.forum, /refuses to change or remove a post of ours that stands there: /);
  assert.doesNotMatch(words.page, /refuses/);
  const figures = await relay.fetch("/metrics", { headers: { authorization: `Bearer ${secrets.FORUM_TOKEN}` } });
  assert.match(await figures.text(), /^plein_refused_changes\{bridge="noordnet",place="forum"\} 1$/m);
});
