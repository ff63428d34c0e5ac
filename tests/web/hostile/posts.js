// Two hundred posts of a relay that means ill, the same for the same seed: every string in every field, text that nests and
// repeats without end, members of another type, and members that are not there.
import { idOf } from "../stub-relay.js";
import { addresses, markup, names, writing } from "./strings.js";

const began = 1_760_000_000_000;
const texts = [...markup, ...writing];

/** @param {number} seed @returns {() => number} 0 to 1 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {unknown} innermost @param {string[]} kinds @param {number} depth @returns {any} */
const nested = (innermost, kinds, depth) =>
  Array.from({ length: depth }).reduce((inner, _, i) => ({ t: kinds[i % kinds.length], c: [inner] }), innermost);

/** @param {number} length @param {(i: number) => unknown} make */
const many = (length, make) => Array.from({ length }, (_, i) => make(i));

const kinds =
  "p quote ol ul li pre cw card poll opt b i code a @ # img hide br script iframe style svg math template slot".split(
    " ",
  );

/** Bodies whose shape is the attack. @type {(() => unknown)[]} */
const shapes = [
  () => [nested("deep", ["quote"], 400)],
  () => [nested("deep", ["ul", "li"], 300)],
  () => [nested("deep", ["b", "i", "hide", "cw"], 200)],
  () => [nested("W".repeat(500), ["quote", "ol", "li", "pre"], 23)],
  () => [{ t: "ul", c: many(2000, (i) => ({ t: "li", c: [`item ${i}`] })) }],
  () => [{ t: "poll", s: "?", c: many(300, (i) => ({ t: "opt", n: i % 2 ? -1 : 1e308, c: ["o".repeat(i)] })) }],
  () => many(1500, () => ({ t: "br" })),
  () => [{ t: "pre", c: [("x".repeat(2000) + "\n").repeat(5)] }],
  () => many(400, (i) => ({ t: "a", u: addresses[i % addresses.length], c: [`link ${i}`] })),
  () => [...names, ...kinds].map((t) => ({ t, c: ["of this kind"], s: "words", u: "javascript:ran()" })),
  () => [{ t: "img", u: "https://elsewhere.test/pixel.png", s: "W".repeat(4000) }],
  () => [{ t: "img", u: "data:image/svg+xml,<svg onload='ran()'/>", s: markup[1] }],
  () => [{ t: "card", u: "javascript:ran()", s: markup[2], c: [{ t: "img", u: "https://elsewhere.test/card.png" }] }],
  () => ({ b: [{ t: "p", c: ["in no language"] }], l: '"><img src=x onerror=ran()>' }),
  () => ({ b: "not a list", l: 7 }),
  () => ({ b: null }),
  () => "a bare string",
  () => [null, 7, true, [], ["p"], {}, { t: 7 }, { t: "p", c: "not a list" }, { t: "p", c: { length: 1e9 } }],
  () => [{ t: "p", s: { toString: "no" }, c: [{ t: "a", u: { href: "javascript:ran()" }, c: null }] }],
  () => [
    JSON.parse(
      '{"t":"p","__proto__":{"ran":1},"constructor":{"prototype":{"ran":1}},"c":["own members of every name"]}',
    ),
  ],
  () => [],
];

/** @param {number} [seed] @param {number} [count] @returns {any[]} as a relay would send them: roots first, each with `thread` and `parent` */
export function hostilePosts(seed = 1, count = 200) {
  const random = randomFrom(seed);
  /** @template T @param {readonly T[]} all @returns {T} */
  const any = (all) => all[Math.floor(random() * all.length)];
  const roots = Math.ceil(count / 5);
  /** @type {any[]} */
  const posts = [];
  for (let i = 0; i < count; i++) {
    const isRoot = i < roots;
    // Half of the threads have replies, at every depth.
    const parent = isRoot ? undefined : any([...posts.slice(0, roots / 2), ...posts.slice(roots)]);
    const id = idOf("e", i);
    posts.push({
      id,
      thread: parent ? parent.thread : id,
      parent: parent?.id,
      depth: parent ? Math.min(parent.depth + 1, 60) : 0,
      key: random() < 0.3 ? any([...names, ...markup]) : undefined,
      place: random() < 0.6 ? any(["page", "forum", "site"]) : any([...names, ...markup]),
      remote: any(texts),
      url: any(addresses),
      author: authorOf(i, any),
      title: isRoot ? texts[i % texts.length] : undefined,
      body: i % 3 ? bodyOf(i, any) : shapes[(i / 3) % shapes.length](),
      created_at: began + i,
      edited_at: any([undefined, began + i + 1, -1]),
      removed: random() < 0.05 ? true : undefined,
      accepted: random() < 0.2 ? true : undefined,
      reactions: any([undefined, { count: 3 }, { count: -1 }, { count: 1e308 }]),
      copies: [
        {
          place: any(["page", ...names]),
          state: any(["sent", "failed", ...names]),
          url: any(addresses),
          reason: any(texts),
        },
      ],
    });
  }
  return posts;
}

/** @param {number} i @param {(all: readonly string[]) => string} any */
function authorOf(i, any) {
  const long = i % 20 === 0 ? "N".repeat(10_240) : i % 20 === 10 ? "name ".repeat(2048) : "";
  return {
    key: idOf("a", i),
    name: long || texts[(i * 3) % texts.length],
    handle: any(texts),
    role: any(["visitor", "ambassador", "brand", ...names]),
  };
}

/** @param {number} i @param {<T>(all: readonly T[]) => T} any */
function bodyOf(i, any) {
  const text = texts[i % texts.length];
  const address = addresses[i % addresses.length];
  return [
    {
      t: "p",
      c: [
        text,
        { t: any(["b", "i", "code"]), c: [any(texts)] },
        { t: any(["a", "@", "#"]), u: address, c: [any(texts)] },
      ],
    },
    { t: any(["quote", "card", "cw", "pre", "ol"]), s: any(texts), u: any(addresses), c: [any(texts)] },
    { t: "img", u: any(addresses), s: any(texts) },
  ];
}

/** What is no post, in each way: a member that is missing, of another type, or an id that is none. @returns {any[]} */
export function noPosts() {
  const [good] = hostilePosts(2, 1);
  const ids = [...names, ...markup, "", "h1", "e00000000000", "E000000000000", 7, null, ["e000000000001"]];
  /** @param {any} change */
  const spoiled = (change) => ({
    ...good,
    id: idOf("f", 1),
    thread: idOf("f", 1),
    title: "this is no post",
    ...change,
  });
  return [
    ...[null, 7, "post", true, [], {}],
    ...ids.flatMap((id) => [spoiled({ id }), spoiled({ thread: id })]),
    ...["place", "remote", "url", "author", "created_at"].flatMap((name) => [
      spoiled({ [name]: undefined }),
      spoiled({ [name]: {} }),
    ]),
    ...[1e300, -1e300, "now", 1.5].flatMap((at) => [spoiled({ created_at: at }), spoiled({ edited_at: at })]),
    ...[null, {}, { name: 7, key: idOf("a", 1), role: "brand" }, { name: "x", key: "__proto__", role: "brand" }].map(
      (author) => spoiled({ author }),
    ),
  ];
}
