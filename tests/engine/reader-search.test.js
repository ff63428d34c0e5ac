// The reader's build, made for size, finds what the whole engine finds: the same hits in the same order, with the same excerpts.
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

const site = { name: "", url: "" };
/** @type {any} */
const readerConfig = { role: "reader", id: "b", language: "en", site, places: [] };
const place = { url: "https://p.example", account: "a", settings: { category: "2", uid: "1" } };
/** @type {any} */
const relayConfig = {
  ...{ role: "relay", id: "b", language: "en", site: { name: "s", url: "https://s.example" } },
  places: [
    { ...place, id: "page", kind: "page", platform: "bluesky", name: "P" },
    { ...place, id: "forum", kind: "forum", platform: "nodebb", name: "F" },
  ],
};

// What is said there, in several languages and alphabets.
const sentences = [
  "Mijn router knippert rood en de lampjes branden",
  "De brieven over mijn huizen zijn gewerkt en beantwoord",
  "Wij werken aan de verbinding, er werkte niets",
  "The routers were disconnecting while connecting to cities",
  "I connected both boxes, yet connections are lost",
  "Die Verbindungen über Kabeln sind in München schön und groß",
  "Der Straßenname und die Verbindung fehlen",
  "Les chevaux connectés à l’école ont été connectés",
  "Un café très cher, à Besançon",
  "Ο δρόμος προς την Αθήνα",
  "Роутер мигает красным, всё сломалось",
  "المُوَجِّه لا يعمل إلى الآن، وأين الإنترنت",
  "私のルーターは赤い",
  "Internet internet INTERNET is langzaam",
  "Wachtwoord vergeten, wachtwoorden ook",
];
const asked = [
  ...["router", "rout", "routre", "ruoter", "lamp", "lampje ", "brief", "huis ", "werken", "gewerkt "],
  ...["connect", "connecting ", "city", "box ", "verbindung", "kabel ", "munchen", "münchen ", "gross", "strasse"],
  ...["cheval", "ecole", "école ", "cafe", "besancon ", "αθηνα", "δρομοσ", "роутер", "все ", "الانترنت", "الى "],
  ...["赤", "ルー", "internet langzaam", "wachtwoord vergeten", "wachtword", "rood lampjes", "router besancon"],
  ...["nergens", "", "a", "de"],
];

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
/** @param {ReturnType<typeof create>} engine @param {any} query @returns {any} */
const answer = (engine, query) => engine.call({ op: "query", now: 1, query });
/** @param {ReturnType<typeof create>} engine @param {any} query @returns {any} */
function search(engine, query) {
  const reply = answer(engine, { view: "search", ...query });
  assert.ok(reply.ok, JSON.stringify(reply));
  return reply.result;
}

/** Numbers that look made up, and are the same each time. @param {number} seed */
function numbers(seed) {
  return (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

test("what a relay finds, a reader finds: words, beginnings, one error, forms, accents, alphabets", () => {
  const relay = configured(create, relayConfig);
  relay.call({ op: "start", now: 1000, seed: "s" });
  const reader = configured(createReader, readerConfig);
  const { seq, places } = answer(relay, { view: "feed" }).result;
  reader.call({ op: "feed", events: [{ seq, places }] });
  const pick = numbers(7);
  /** @type {string[]} */
  const posts = [];
  /** @type {string[]} */
  const replies = [];
  let now = 2000;
  /** @param {any} command @returns {any} */
  const act = (command) => {
    const reply = /** @type {any} */ (relay.call(/** @type {any} */ ({ op: "command", now: (now += 10), command })));
    assert.ok(reply.ok, JSON.stringify(reply));
    assert.equal(reader.call({ op: "feed", events: reply.effects.events ?? [] }).ok, true);
    return reply.result;
  };
  const by = (/** @type {number} */ n) => ({ id: `u${n}`, name: `U ${n}`, role: n % 4 ? "visitor" : "ambassador" });
  for (let n = 0; n < 240; n++) {
    const text = [0, 1, 2].slice(pick(3)).map(() => `${sentences[pick(sentences.length)]}.\n\n`);
    const parent = posts.length > 20 && pick(3) ? posts[pick(posts.length)] : undefined;
    const title = parent ? undefined : `${sentences[pick(sentences.length)]} ${n}`;
    const command = { do: "post", key: `key-${10000 + n}`, by: by(pick(9)), parent, title, text: text.join("") };
    posts.push(act(command).post.id);
    if (parent) replies.push(posts[n]);
  }
  /** @param {any} wanted @returns {any} what both find */
  const both = (wanted) => {
    const found = search(relay, wanted);
    assert.deepEqual(search(reader, wanted), found, JSON.stringify(wanted));
    return found;
  };
  const compare = () => {
    let hits = 0;
    for (const text of asked)
      for (const more of [{}, { answered: true }, { answered: false }, { page_size: 3, after: "2" }, { like: true }]) {
        hits += both({ text, ...more }).results.length;
      }
    return hits;
  };
  assert.ok(compare() > 1000);
  for (const [text, least] of /** @type {[string, number][]} */ ([
    ["routre", 1],
    ["munchen", 1],
    ["الانترنت", 1],
    ["赤", 1],
  ]))
    assert.ok(search(reader, { text }).total >= least && !search(reader, { text }).relaxed, text);

  // What changes afterwards is found by what it says now, and what goes is not found.
  const manager = { id: "u0", name: "U 0", role: "brand" };
  act({ do: "hold", by: manager, post: replies[0] });
  act({ do: "hold", by: manager, post: replies[1] });
  act({ do: "release", by: manager, post: replies[1] });
  const stork = { do: "post", key: "key-99998", by: by(1), parent: posts[0], text: "Een ooievaar op het dak" };
  const own = act(stork).post.id;
  assert.equal(both({ text: "ooievaar" }).total, 1);
  act({ do: "edit", by: by(1), post: own, text: "Een reiger op het dak" });
  assert.equal(both({ text: "ooievaar " }).total, 0);
  assert.equal(both({ text: "reiger" }).total, 1);
  compare();
});

test("where a conversation stands is asked of a reader as of the whole engine", () => {
  const whole = configured(create, readerConfig);
  const reader = configured(createReader, readerConfig);
  const places = ["page", "forum"].map((id) => ({ id, kind: id, platform: "x", name: id, url: "" }));
  const id = (/** @type {number} */ n) => String(n).padStart(13, "0");
  const events = Array.from({ length: 40 }, (_, n) => ({
    seq: `e-${n + 2}`,
    post: {
      ...{ id: id(n + 1), thread: id(n + 1), place: n % 3 ? "page" : "forum", remote: `r${n}`, url: "" },
      ...{ author: { key: id(7), name: "Ana", role: "visitor" }, title: `Vraag ${n}` },
      body: [
        { t: "p", c: [sentences[n % sentences.length]] },
        { t: "ul", c: [{ t: "li", c: [{ t: "p", c: ["rood"] }] }] },
      ],
      created_at: 1000 + n,
      copies: n % 5 ? [] : [{ place: n % 3 ? "forum" : "page", state: "sent", remote: `c${n}` }],
    },
    summary: { thread: id(n + 1), replies: n % 2, last_at: 1000 + n, answered_by: n % 2 ? "Joris" : null },
  }));
  for (const engine of [whole, reader])
    assert.equal(
      engine.call(/** @type {any} */ ({ op: "feed", events: [{ seq: "e-1", places }, ...events] })).ok,
      true,
    );
  const totals = [{}, { place: "page" }, { place: "forum" }, { place: "forum", answered: true }].map((more) => {
    const found = search(whole, { text: "rood", ...more });
    assert.deepEqual(search(reader, { text: "rood", ...more }), found);
    return found.total;
  });
  assert.deepEqual(totals, [40, 29, 19, 10]);
  const elsewhere = answer(reader, { view: "search", text: "rood", place: "elsewhere" });
  assert.ok(!elsewhere.ok && elsewhere.error.path === "$.query.place");
});

test("a reader answers feed, thread and search, this one where it was given a seed", () => {
  const reader = configured(createReader, readerConfig);
  for (const view of ["feed", "search"]) assert.ok(answer(reader, { view, text: "x" }).ok, view);
  assert.equal(answer(reader, { view: "thread", id: "0000000000000" }).error.path, "$.query.id");
  for (const view of ["changes", "post", "author", "status"])
    assert.equal(answer(reader, { view, id: "0", since: "x-1" }).error.path, "$.query.view", view);
  const bare = createReader();
  engines.push(bare);
  bare.call({ op: "configure", now: 1, config: readerConfig });
  assert.equal(answer(bare, { view: "search", text: "x" }).error.path, "$.query.view");
});
