// What is moved leaves one thread and arrives in the other in a reader as well, however much of either it holds.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";
import { loadEngine } from "../../wasm/engine.js";

const root = path.resolve(import.meta.dirname, "../..");
/** @param {string} name */
const load = async (name) =>
  loadEngine(/** @type {BufferSource} */ (await readFile(path.join(root, `build/wasm/${name}.wasm`))));
const [create, createReader] = [await load("plein"), await load("plein_reader")];

const site = { name: "s", url: "https://s.example" };
const place = { url: "https://p.example", account: "a", settings: { category: "2", uid: "1" } };
const relayConfig = {
  ...{ role: "relay", id: "b", language: "en", site },
  places: [
    { ...place, id: "page", kind: "page", platform: "bluesky", name: "P" },
    { ...place, id: "forum", kind: "forum", platform: "nodebb", name: "F" },
  ],
};
const readerConfig = { role: "reader", id: "b", language: "en", site, places: [] };
const manager = { id: "m1", name: "Mia", role: "brand" };
const visitor = { id: "u1", name: "Wil", role: "visitor" };

/** @type {ReturnType<typeof create>[]} */
const engines = [];
after(() => {
  for (const engine of engines) engine.close();
});
/** @param {() => ReturnType<typeof create>} make @param {any} config */
function configured(make, config) {
  const engine = make();
  engines.push(engine);
  assert.equal(engine.call({ op: "configure", now: 1, seed: 11, config }).ok, true);
  return engine;
}

class Conversation {
  constructor() {
    this.relay = configured(create, relayConfig);
    this.relay.call({ op: "start", now: 1000, seed: "s" });
    this.readers = [configured(createReader, readerConfig)];
    this.now = 2000;
    this.written = 0;
  }

  /** @param {any} command @returns {any} */
  act(command) {
    const now = (this.now += 10);
    const reply = /** @type {any} */ (this.relay.call({ op: "command", now, command }));
    assert.ok(reply.ok, JSON.stringify(reply));
    const events = reply.effects.events ?? [];
    for (const reader of this.readers) assert.equal(reader.call({ op: "feed", events }).ok, true);
    return reply.result;
  }

  /** @param {string} [parent] @returns {string} */
  write(parent) {
    const n = ++this.written;
    const title = parent ? undefined : `Title ${n}`;
    return this.act({ do: "post", key: `key-${1000 + n}`, by: visitor, parent, title, text: `Words ${n}` }).post.id;
  }

  /** @param {string} post @param {object} where */
  move(post, where) {
    return this.act({ do: "move", by: manager, post, ...where }).decision;
  }

  /** @param {ReturnType<typeof create>} engine @param {any} query @returns {any} */
  ask(engine, query) {
    const reply = /** @type {any} */ (engine.call({ op: "query", now: this.now, query }));
    assert.ok(reply.ok, JSON.stringify(reply));
    return reply.result;
  }

  /** Every thread of an engine: what stands in it, under what. @param {ReturnType<typeof create>} engine */
  threads(engine) {
    /** @type {{ threads: any[] }} */
    const { threads } = this.ask(engine, { view: "feed", page_size: 100 });
    return threads
      .map(({ root, replies }) => {
        const { posts } = this.ask(engine, { view: "thread", id: root.id });
        const standing = posts.map((/** @type {any} */ each) => [each.id, each.parent, each.depth, each.thread]);
        return { id: root.id, title: root.title, replies, standing };
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  check() {
    const told = this.threads(this.relay);
    assert.deepEqual(this.threads(this.readers[0]), told);
    return told;
  }
}

test("a reader follows what is moved, split off, merged and undone", () => {
  const talk = new Conversation();
  const { seq, places } = talk.ask(talk.relay, { view: "feed" });
  talk.readers[0].call({ op: "feed", events: [{ seq, places }] });
  const [a, b] = [talk.write(), talk.write()];
  const reply = talk.write(a);
  const below = talk.write(reply);
  talk.check();
  const moved = talk.move(reply, { under: b });
  assert.deepEqual(
    talk
      .check()
      .map(({ id, replies }) => [id, replies])
      .sort((x, y) => x[1] - y[1]),
    [
      [a, 0],
      [b, 2],
    ],
  );
  talk.write(below);
  talk.check();
  const split = talk.move(below, { title: "On its own" });
  assert.ok(talk.check().some(({ id, title }) => id === below && title === "On its own"));
  const merged = talk.move(b, { under: below });
  assert.equal(talk.check().length, 2);
  for (const { id } of [merged, split, moved]) {
    talk.act({ do: "undo", by: manager, decision: id });
    talk.check();
  }
  const found = [talk.readers[0], talk.relay].map((engine) =>
    talk
      .ask(engine, { view: "search", text: "words" })
      .results.map((/** @type {any} */ { post, title, replies }) => [post.id, post.thread, title, replies]),
  );
  assert.deepEqual(found[0], found[1]);
});

test("what was moved to where a reader does not look is in none of its threads, until it is told more", () => {
  const talk = new Conversation();
  const { seq, places } = talk.ask(talk.relay, { view: "feed" });
  const [a, b] = [talk.write(), talk.write()];
  const reply = talk.write(a);
  talk.write(reply);
  const deep = talk.write(b);
  // It has one of the threads alone.
  const narrow = configured(createReader, readerConfig);
  const now = talk.ask(talk.relay, { view: "thread", id: a });
  const events = now.posts.map((/** @type {any} */ post) => ({ seq: now.seq, post }));
  narrow.call({ op: "feed", events: [{ seq, places }, ...events] });
  talk.readers = [narrow];
  talk.move(reply, { under: deep });
  assert.deepEqual(
    talk.threads(narrow).map(({ standing }) => standing.length),
    [1, 1],
  );
  assert.equal(talk.ask(narrow, { view: "search", text: "words" }).total, 2);
  const whole = talk.ask(talk.relay, { view: "thread", id: b });
  narrow.call({ op: "feed", events: whole.posts.map((/** @type {any} */ post) => ({ seq: whole.seq, post })) });
  assert.deepEqual(
    talk
      .threads(narrow)
      .map(({ standing }) => standing.length)
      .sort(),
    [1, 4],
  );
});

test("decisions say what they are about, and why is told to who wrote it, and to nobody else", () => {
  const talk = new Conversation();
  const [a, b] = [talk.write(), talk.write()];
  const reply = talk.write(a);
  talk.move(reply, { under: b, reason: "It is about the other." });
  talk.act({ do: "hold", by: manager, post: a, reason: "A number in it." });
  const { decisions } = talk.ask(talk.relay, { view: "decisions", at: talk.now });
  assert.deepEqual(
    decisions.map((/** @type {any} */ { did, thread, title, words, under, value }) => [
      did,
      thread,
      title,
      words,
      under,
      value,
    ]),
    [
      ["hold", a, "Title 1", undefined, undefined, undefined],
      ["move", b, "Title 2", "Words 3", b, "Title 2"],
    ],
  );
  const posts = [a, b, reply];
  const told = (/** @type {string} */ by) => talk.ask(talk.relay, { view: "mine", by, posts }).told;
  assert.deepEqual(told(visitor.id), [
    { post: a, did: "hold", reason: "A number in it." },
    { post: reply, did: "move", reason: "It is about the other." },
  ]);
  assert.deepEqual(told("u2"), []);
  const shown = ["feed", "community", "changes"].map((view) => talk.ask(talk.relay, { view, since: "", at: talk.now }));
  assert.doesNotMatch(JSON.stringify(shown), /A number in it|about the other/);
  // Of what its writer took away nothing is read.
  talk.act({ do: "remove", by: visitor, post: a });
  talk.act({ do: "remove", by: visitor, post: reply });
  const after = talk.ask(talk.relay, { view: "decisions", at: talk.now }).decisions;
  assert.deepEqual(
    after.map((/** @type {any} */ { title, words }) => [title, words]),
    [
      [undefined, undefined],
      ["Title 2", undefined],
    ],
  );
});
