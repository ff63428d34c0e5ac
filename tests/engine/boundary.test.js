// engine.d.ts is the boundary's description; the engine is its truth. Each names what the other has.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { loadEngine } from "../../wasm/engine.js";

const root = path.resolve(import.meta.dirname, "../..");
const types = await readFile(path.join(root, "wasm/engine.d.ts"), "utf8");
/** @param {string} name */
const wasm = (name) =>
  readFile(path.join(root, `build/wasm/${name}.wasm`)).then((bytes) => /** @type {BufferSource} */ (bytes));
const create = await loadEngine(await wasm("plein"));
const createReader = await loadEngine(await wasm("plein_reader"));

/** @param {string} field @returns {string[]} */
const named = (field) =>
  [...types.matchAll(new RegExp(`\\{\\s+${field}: "([a-z_]+)"`, "g"))].map((match) => match[1] ?? "").sort();

/** @type {any} */
const relayConfig = {
  role: "relay",
  id: "b",
  language: "en",
  site: { name: "s", url: "https://s.example" },
  places: [
    { id: "page", kind: "page", platform: "bluesky", name: "P", url: "https://p.example", account: "a" },
    {
      id: "forum",
      kind: "forum",
      platform: "nodebb",
      name: "F",
      url: "https://f.example",
      account: "b",
      settings: { category: "2", uid: "1" },
    },
  ],
};

test("every operation of engine.d.ts is known to the C++ table, and no other is there", async () => {
  const table = await readFile(path.join(root, "wasm/engine.cpp"), "utf8");
  const known = [...table.matchAll(/\{"([a-z]+)", &Impl::/g)].map((match) => match[1] ?? "");
  assert.deepEqual([...known, "feed"].sort(), named("op"));
  const engine = create();
  assert.equal(engine.call({ op: "configure", now: 1, config: relayConfig }).ok, true);
  for (const op of named("op").filter((each) => each !== "feed")) {
    const reply = engine.call(/** @type {any} */ ({ op }));
    assert.ok(!reply.ok && reply.error.code !== "unknown_name", op);
  }
  const unknown = engine.call(/** @type {any} */ ({ op: "destroy" }));
  assert.deepEqual(unknown.ok === false && [unknown.error.code, unknown.error.path], ["unknown_name", "$.op"]);
  engine.close();
});

test("every view of engine.d.ts is known", () => {
  const engine = create();
  engine.call({ op: "configure", now: 1, config: relayConfig });
  engine.call({ op: "start", now: 1000, seed: "s" });
  assert.deepEqual(named("view"), [
    "author",
    "calendar",
    "candidates",
    "canned",
    "case",
    "changes",
    "community",
    "decisions",
    "feed",
    "held",
    "inbox",
    "insight",
    "insight_posts",
    "mine",
    "people",
    "plan",
    "platforms",
    "poll",
    "polls",
    "post",
    "preview",
    "pushing",
    "rule_trial",
    "rules",
    "search",
    "sockets",
    "standing",
    "state_hash",
    "status",
    "thread",
  ]);
  for (const view of named("view")) {
    const query = { view, id: "0000000000000", since: "x-1", by: "u", posts: [], text: "x", at: 1 };
    const reply = engine.call(/** @type {any} */ ({ op: "query", now: 1, query }));
    assert.ok(reply.ok || reply.error.path !== "$.query.view", `${view}: ${JSON.stringify(reply)}`);
  }
  engine.close();
});

test("a call that is wrong says where, and changes nothing", () => {
  const engine = create();
  assert.match(JSON.stringify(engine.call({ op: "tick", now: 1 })), /configure comes first/);
  /** @param {(config: any) => void} spoil */
  const refusal = (spoil) => {
    const config = structuredClone(relayConfig);
    spoil(config);
    const reply = engine.call({ op: "configure", now: 1, config });
    assert.ok(!reply.ok);
    return `${reply.error.path}: ${reply.error.message}`;
  };
  assert.equal(
    refusal((c) => (c.places[1].url = 5)),
    "$.config.places[1].url: found the number 5, expected a text",
  );
  assert.match(
    refusal((c) => (c.places[1].platform = "x")),
    /^\$\.config\.places\[1\]\.platform: .*expected one of .*bluesky, .*nodebb/,
  );
  assert.match(
    refusal((c) => (c.places[1].id = "page")),
    /^\$\.config\.places\[1\]\.id/,
  );
  assert.equal(engine.call({ op: "configure", now: 1, config: relayConfig }).ok, true);
  engine.close();
});

test("the reader's build folds what a relay says, and shows the same", () => {
  const relay = create();
  relay.call({ op: "configure", now: 1, config: relayConfig });
  relay.call({ op: "start", now: 1000, seed: "s" });
  const by = { id: "u", name: "Wil", role: /** @type {const} */ ("ambassador") };
  /** @type {any[]} */
  const events = [];
  /** @param {string} key @param {string} text @param {string} [parent] @returns {any} */
  const post = (key, text, parent) => {
    const reply = /** @type {any} */ (
      relay.call({ op: "command", now: 2000, command: { do: "post", key, by, parent, text } })
    );
    events.push(...reply.effects.events);
    return reply.result.post;
  };
  const root = post("key-00001", "Een vraag met *tekens* & <haken>");
  post("key-00002", "Een antwoord", root.id);

  const reader = createReader();
  const site = { name: "", url: "" };
  assert.equal(
    reader.call({ op: "configure", now: 1, config: { role: "reader", id: "b", language: "en", site, places: [] } }).ok,
    true,
  );
  const feedOf = (/** @type {any} */ engine) => engine.call({ op: "query", now: 1, query: { view: "feed" } }).result;
  reader.call({ op: "feed", events: [{ seq: feedOf(relay).seq, places: feedOf(relay).places }, ...events, ...events] });
  assert.deepEqual(feedOf(reader), feedOf(relay));
  const threadOf = (/** @type {any} */ engine) =>
    engine.call({ op: "query", now: 1, query: { view: "thread", id: root.id } }).result;
  assert.deepEqual(threadOf(reader), threadOf(relay));
  const broken = reader.call(
    /** @type {any} */ ({ op: "feed", events: [{ seq: events[0].seq, post: { ...events[0].post, title: 5 } }] }),
  );
  assert.match(JSON.stringify(broken), /\$\.events\[0\]\.post\.title: ?|"path":"\$\.events\[0\]\.post\.title"/);
  assert.deepEqual(feedOf(reader), feedOf(relay));
  assert.equal(reader.call(/** @type {any} */ ({ op: "start", now: 1, seed: "x" })).ok, false);
  reader.close();
  relay.close();
});

test("a reader takes a thread page by page, and counts what hangs under what it does not hold", () => {
  const relay = create();
  relay.call({ op: "configure", now: 1, config: relayConfig });
  relay.call({ op: "start", now: 1000, seed: "s" });
  const reader = createReader();
  const site = { name: "", url: "" };
  reader.call({ op: "configure", now: 1, config: { role: "reader", id: "b", language: "en", site, places: [] } });
  const asked = (/** @type {any} */ engine) => engine.call({ op: "query", now: 1, query: { view: "feed" } }).result;
  reader.call({ op: "feed", events: [{ seq: asked(relay).seq, places: asked(relay).places }] });
  let made = 0;
  /** @param {string} [parent] @returns {{post: any, events: any[]}} */
  const post = (parent) => {
    made += 1;
    const by = { id: "u", name: "Wil", role: /** @type {const} */ ("visitor") };
    const command = { do: /** @type {const} */ ("post"), key: `key-${10000 + made}`, by, parent, text: `Post ${made}` };
    const { effects, result } = /** @type {any} */ (relay.call({ op: "command", now: 2000 + made, command }));
    return { post: result.post, events: effects.events };
  };
  const root = post().post.id;
  // Under the root two branches, each five deep, and ten replies.
  const ends = [root, root];
  for (let i = 0; i < 10; i++) ends[i % 2] = post(ends[i % 2]).post.id;
  for (let i = 0; i < 10; i++) post(root);
  relay.call({
    op: "command",
    now: 3000,
    command: { do: "accept", by: { id: "u", name: "Wil", role: "visitor" }, post: ends[1] },
  });

  const ask = (/** @type {any} */ engine, /** @type {object} */ more) =>
    engine.call({ op: "query", now: 1, query: { view: "thread", id: root, ...more } }).result;
  const fold = (/** @type {any} */ page) => {
    const posts = [page.root, ...page.above, ...(page.accepted ? [page.accepted] : []), ...page.posts];
    return /** @type {any} */ (reader.call({ op: "feed", events: posts.map((one) => ({ seq: page.seq, post: one })) }))
      .result;
  };
  const whole = ask(relay, {});
  assert.deepEqual(
    [whole.posts.length, whole.total, whole.next, whole.previous, whole.above],
    [21, 21, null, null, undefined],
  );
  assert.equal(whole.accepted.id, ends[1]);

  // The last page first: what its posts hang under comes with it.
  const middle = ask(relay, { around: ends[0], page_size: 4 });
  assert.deepEqual(
    middle.posts.map((/** @type {any} */ one) => one.id),
    whole.posts.slice(4, 8).map((/** @type {any} */ one) => one.id),
  );
  assert.deepEqual(fold(middle), { left_out: [] });
  // A live reply under a post of a page that was not read is counted, and not shown.
  const loose = whole.posts[whole.posts.length - 1].id;
  const live = post(loose);
  const told = /** @type {any} */ (reader.call({ op: "feed", events: live.events }));
  assert.deepEqual(told.result.left_out, [live.post.id]);
  assert.equal(asked(reader).threads[0].replies, 21);
  assert.ok(ask(reader, {}).posts.every((/** @type {any} */ one) => one.id !== live.post.id));

  // Back to the beginning, then on to the end: nothing is lost, nothing comes twice.
  const read = [...middle.posts];
  for (let at = middle; at.previous !== null;) {
    at = ask(relay, { before: at.previous, page_size: 4 });
    assert.deepEqual(fold(at), { left_out: [] });
    read.unshift(...at.posts);
  }
  for (let at = middle; at.next !== null;) {
    at = ask(relay, { after: at.next, page_size: 4 });
    assert.deepEqual(fold(at), { left_out: [] });
    assert.equal(at.root.id, root);
    assert.equal(at.accepted.id, ends[1]);
    read.push(...at.posts);
  }
  const all = ask(relay, {});
  assert.deepEqual(
    read.map(({ id }) => id),
    all.posts.map((/** @type {any} */ one) => one.id),
  );
  const { in_sync_since: _relays, ...same } = all;
  assert.deepEqual(ask(reader, {}), same);
  assert.equal(
    relay.call({ op: "query", now: 1, query: { view: "thread", id: root, after: "0000000000000", page_size: 4 } }).ok,
    false,
  );
  reader.close();
  relay.close();
});

test("who follows another engine tells and shows the same, by the same numbers, and can take over", () => {
  const leader = create();
  const follower = create();
  for (const engine of [leader, follower]) engine.call({ op: "configure", now: 1, config: relayConfig });
  const follow = (/** @type {string[]} */ records) =>
    /** @type {any} */ (follower.call({ op: "follow", now: 1, seed: "f", records }));
  const ask = (/** @type {any} */ engine, /** @type {any} */ query) =>
    engine.call({ op: "query", now: 1, query }).result;
  const search = { view: "search", text: "vraag" };
  assert.match(
    JSON.stringify(follower.call(/** @type {any} */ ({ op: "query", now: 1, query: search }))),
    /neither acts nor follows/,
  );

  const begun = /** @type {any} */ (leader.call({ op: "start", now: 1000, seed: "s" }));
  assert.deepEqual(follow(begun.effects.append), { ok: true, effects: {} });
  const by = { id: "u", name: "Wil", role: "ambassador" };
  for (const key of ["key-00001", "key-00002", "key-00003"]) {
    const done = /** @type {any} */ (
      leader.call(
        /** @type {any} */ ({ op: "command", now: 2000, command: { do: "post", key, by, text: `Een vraag ${key}` } }),
      )
    );
    const told = follow(done.effects.append);
    const bare = (/** @type {any[]} */ events) =>
      events.map(({ seq, post, summary }) => ({ seq, id: post.id, body: post.body, summary }));
    assert.ok(told.ok && told.effects.events.length > 0);
    assert.deepEqual(bare(told.effects.events), bare(done.effects.events));
  }
  assert.equal(ask(follower, { view: "state_hash" }).hash, ask(leader, { view: "state_hash" }).hash);
  assert.equal(ask(follower, search).total, 3);
  const torn = follow(["?"]);
  assert.ok(!torn.ok && torn.error.path === "$.records[0]");
  assert.equal(ask(follower, { view: "state_hash" }).hash, ask(leader, { view: "state_hash" }).hash);

  assert.equal(follower.call({ op: "start", now: 3000, seed: "t" }).ok, true);
  assert.equal(ask(follower, search).total, 3);
  assert.match(JSON.stringify(follow([])), /has started already/);
  leader.close();
  follower.close();
});

test("half of a surrogate pair, which UTF-8 cannot say, is taken as a replacement character; a backslash stays one", () => {
  const engine = create();
  engine.call({ op: "configure", now: 0, config: relayConfig });
  engine.call({ op: "start", now: 1, seed: "s" });
  const by = { id: "u", name: "Wil", role: "visitor" };
  const text = "half \ud83d, whole \u{1f600}, written \\ud83d";
  const command = { do: "post", key: "key-00001", by, text };
  const { result } = /** @type {any} */ (engine.call(/** @type {any} */ ({ op: "command", now: 2000, command })));
  assert.deepEqual(result.post.body, [{ t: "p", c: ["half \ufffd, whole \u{1f600}, written \\ud83d"] }]);
  engine.close();
});
