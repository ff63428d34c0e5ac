// The whole of it on a real AT Protocol network: a customer on the page, an ambassador on the forum, a visitor in the widget.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { SignJWT } from "jose";
import { startSimulators } from "../simulators/host.js";
import { BridgeProcess } from "./bridge-process.js";
import { startNetwork } from "./network.js";
import { People } from "./people.js";

const jwt = { issuer: "https://noordnet.example", audience: "plein", secret: "a secret of the tests" };
/** @type {Awaited<ReturnType<typeof startNetwork>>} */
let network;
/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
/** @type {People} */
let people;
/** @type {BridgeProcess} */
let bridge;
// A picture of one pixel, and the website it is on.
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const website = createServer((_, answer) => answer.writeHead(200, { "content-type": "image/png" }).end(pixel));
let pictures = "";

before(async () => {
  [network, simulators] = await Promise.all([startNetwork(), startSimulators({})]);
  people = new People(network.pds);
  await new Promise((resolve) => website.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (website.address());
  pictures = `http://127.0.0.1:${port}`;
  const brand = await people.join("noordnet");
  for (const name of ["ana", "bert"]) await people.join(name);
  simulators.forum.person("joris", { displayName: "Joris" });
  const { nodebb } = simulators;
  bridge = new BridgeProcess(
    {
      allow_private_addresses: true,
      bridges: [
        {
          id: "noordnet",
          language: "nl",
          site: { name: "noordnet.example", url: "https://noordnet.example/community" },
          sign_in: { jwt: { ...jwt, secret: { env: "JWT_SECRET" } } },
          places: [
            {
              id: "page",
              kind: "page",
              platform: "bluesky",
              name: "Bluesky",
              url: network.pds,
              account: { identifier: brand.handle, password: { env: "PAGE_PASSWORD" } },
              poll_every_ms: 300,
            },
            {
              id: "forum",
              kind: "forum",
              platform: "nodebb",
              name: "Noordnet forum",
              url: nodebb.url,
              account: { token: { env: "FORUM_TOKEN" } },
              settings: { category: String(nodebb.category), uid: String(nodebb.bridge.uid) },
              ambassadors: ["joris"],
              poll_every_ms: 300,
            },
          ],
        },
      ],
    },
    { JWT_SECRET: jwt.secret, PAGE_PASSWORD: brand.password, FORUM_TOKEN: nodebb.masterToken },
  );
  await bridge.start();
});

after(async () => {
  await bridge?.remove();
  website.close();
  await Promise.all([network?.stop(), simulators?.stop()]);
});

/** @template T @param {string} what @param {() => Promise<T | undefined | false> | T | undefined | false} look @param {number} [withinMs] @returns {Promise<T>} */
async function eventually(what, look, withinMs = 15000) {
  for (const deadline = Date.now() + withinMs; ;) {
    const found = await look();
    if (found) return found;
    assert.ok(
      Date.now() < deadline,
      `${what}, within ${withinMs} ms; the relay says ${JSON.stringify(await bridge.get("/healthz"))}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {string} part */
const onForum = (part) => simulators.forum.posts().filter((post) => post.content.includes(part));
/** @param {string} part */
const onPage = async (part) => (await people.posts("noordnet")).filter((post) => post.value.text.includes(part));

/** @param {string} key @param {string} text @param {string} [parent] */
async function widgetPost(key, text, parent) {
  const token = await new SignJWT({ name: "Wil", role: "visitor" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("wil")
    .setIssuer(jwt.issuer)
    .setAudience(jwt.audience)
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(jwt.secret));
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = JSON.stringify({ key, text, parent });
  return fetch(`${bridge.url}/v1/bridges/noordnet/posts`, { method: "POST", headers, body });
}

const feed = () => bridge.get("/v1/bridges/noordnet/feed");
/** @param {string} id */
const thread = (id) => bridge.get(`/v1/bridges/noordnet/threads/${id}`);
const written = async () => ({
  page: (await people.posts("noordnet")).length,
  forum: simulators.forum.posts().filter((post) => post.username === "plein").length,
});
const settled = () =>
  eventually("everything settles", async () => {
    const { deliveries } = (await bridge.get("/healthz")).bridges.noordnet;
    return deliveries.waiting + deliveries.sending + deliveries.unknown === 0;
  });

/** @type {{uri: string, cid: string}} */
let question;

test("a customer's post becomes a topic with its title and provenance line", async () => {
  question = await people.post("ana", "Mijn router knippert rood. Wat kan ik doen?", "noordnet");
  const [topic] = await eventually(
    "the topic stands",
    () => onForum("knippert rood").length > 0 && onForum("knippert rood"),
  );
  assert.equal(topic?.title, "Mijn router knippert rood");
  const [, , did, , rkey] = question.uri.split("/");
  assert.ok(
    topic.content.endsWith(`— ana.test · [Bluesky](https://bsky.app/profile/${did}/post/${rkey}#plein)`),
    topic.content,
  );
});

test("an ambassador's answer becomes a reply under the right parent and root, and its reply keeps its parent", async () => {
  const [topic] = onForum("knippert rood");
  assert.ok(topic);
  const answer = simulators.forum.reply("joris", topic.tid, "Zet hem **tien tellen** uit.");
  const [copy] = await eventually(
    "the answer stands on the page",
    async () => (await onPage("tien tellen")).length > 0 && onPage("tien tellen"),
  );
  const asked = { uri: question.uri, cid: question.cid };
  assert.deepEqual(copy?.value.reply, { root: asked, parent: asked });
  assert.equal(copy.value.text, "Zet hem tien tellen uit.\n\n— Joris · Noordnet forum");
  const line = copy.value.facets.at(-1);
  const bytes = Buffer.from(copy.value.text).subarray(line.index.byteStart, line.index.byteEnd);
  assert.equal(bytes.toString(), "Noordnet forum");
  assert.equal(line.features[0].uri, `${simulators.nodebb.url}/post/${answer.pid}#plein`);

  await people.reply("ana", copy.uri, "Dank, dat werkt!");
  const [thanks] = await eventually(
    "the thanks stand on the forum",
    () => onForum("dat werkt").length > 0 && onForum("dat werkt"),
  );
  assert.equal(thanks?.toPid, answer.pid);
});

test("a reply in the widget reaches both places under the right parents", async () => {
  const { threads } = await feed();
  const { posts } = await thread(threads[0].root.id);
  const thanks = posts.find((/** @type {any} */ post) => JSON.stringify(post.body).includes("dat werkt"));
  const answer = await widgetPost("widget-0001", "Bij mij hielp dat ook.", thanks.id);
  assert.equal(answer.status, 201);
  const [copy] = await eventually(
    "it stands on the page",
    async () => (await onPage("hielp dat ook")).length > 0 && onPage("hielp dat ook"),
  );
  assert.equal(copy?.value.reply.root.uri, question.uri);
  assert.equal(copy.value.reply.parent.uri.split("/")[2], people.who("ana").did);
  const [there] = await eventually(
    "it stands on the forum",
    () => onForum("hielp dat ook").length > 0 && onForum("hielp dat ook"),
  );
  assert.equal(there?.toPid, onForum("dat werkt")[0]?.pid);
  assert.equal((await widgetPost("widget-0001", "Bij mij hielp dat ook.", thanks.id)).status, 200);
});

test("polling again and again writes nothing more", async () => {
  await settled();
  const before = await written();
  await new Promise((resolve) => setTimeout(resolve, 4000));
  assert.deepEqual(await written(), before);
});

test(
  "killed with SIGKILL 20 times at random, nothing is posted twice and nothing is lost",
  { timeout: 180000 },
  async () => {
    const [topic] = onForum("knippert rood");
    assert.ok(topic);
    const random = () => Math.random();
    const texts = [];
    for (let kill = 0; kill < 20; kill++) {
      const text = `bericht ${kill}.`;
      texts.push(text);
      if (kill % 3 === 0) simulators.forum.reply("joris", topic.tid, text);
      else if (kill % 3 === 1) await people.reply("bert", question.uri, text);
      else assert.equal((await widgetPost(`widget-kill-${kill}`, text)).status, 201);
      await new Promise((resolve) => setTimeout(resolve, random() * 700));
      await bridge.end("SIGKILL");
      await bridge.start();
    }
    for (const [kill, text] of texts.entries()) {
      if (kill % 3 !== 1)
        await eventually(`"${text}" stands on the page`, async () => (await onPage(text)).length > 0, 60000);
      await eventually(`"${text}" stands on the forum`, () => onForum(text).length > 0, 60000);
    }
    await settled();
    for (const [kill, text] of texts.entries()) {
      assert.equal((await onPage(text)).length, kill % 3 === 1 ? 0 : 1, `"${text}" on the page`);
      assert.equal(onForum(text).length, 1, `"${text}" on the forum`);
    }
  },
);

test("provenance alone restores: with its database lost, every pair is adopted and nothing is written", async () => {
  await settled();
  const before = await written();
  const known = await feed();
  await bridge.end("SIGTERM");
  bridge.loseDatabase();
  await bridge.start();
  const total = 4 + 20;
  await eventually("every post is known again", async () => {
    const { adopted, posts, deliveries } = (await bridge.get("/healthz")).bridges.noordnet;
    return adopted && posts === total && deliveries.waiting === 0;
  });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  assert.deepEqual(await written(), before);
  const again = await feed();
  assert.deepEqual(
    again.threads.map((/** @type {any} */ each) => each.root.id).sort(),
    known.threads.map((/** @type {any} */ each) => each.root.id).sort(),
  );
  for (const { root } of again.threads) {
    const { posts } = await thread(root.id);
    for (const post of posts) {
      assert.equal(post.copies.length, post.place === "site" ? 2 : 1, post.id);
      for (const copy of post.copies) assert.equal(copy.state, "sent");
    }
  }
});

/** @param {string} text @param {string} part */
const facet = (text, part) => {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(part)));
  return { byteStart, byteEnd: byteStart + Buffer.byteLength(part) };
};
/** @type {{uri: string, cid: string}} */
let later;
/** @type {number} */
let tid;
/** @param {string} part @param {number} [withinMs] */
const copyOnPage = async (part, withinMs) => {
  const found = await eventually(
    `"${part}" stands on the page`,
    async () => (await onPage(part))[0] ?? false,
    withinMs,
  );
  return found;
};

test("facets keep their bytes both ways", async () => {
  const { did, handle } = people.who("noordnet");
  const text = `👋🏽 @${handle} zie de kaart van Fryslân`;
  const facets = [
    { index: facet(text, `@${handle}`), features: [{ $type: "app.bsky.richtext.facet#mention", did }] },
    {
      index: facet(text, "kaart van Fryslân"),
      features: [{ $type: "app.bsky.richtext.facet#link", uri: "https://noordnet.example/kaart" }],
    },
  ];
  later = await people.write("bert", { text, facets, langs: ["nl"] });
  const topic = await eventually("the topic stands", () => onForum("kaart van Fryslân")[0] ?? false);
  assert.match(topic.content, /\[kaart van Fryslân\]\(https:\/\/noordnet\.example\/kaart\)/);
  tid = topic.tid;
  simulators.forum.reply("joris", tid, "🙏 Zie [de straten](https://noordnet.example/straten) hier");
  const { value } = await copyOnPage("de straten");
  const link = value.facets.find(
    (/** @type {any} */ each) => each.features[0].uri === "https://noordnet.example/straten",
  );
  const bytes = Buffer.from(value.text).subarray(link.index.byteStart, link.index.byteEnd);
  assert.equal(bytes.toString(), "de straten");
});

test("a picture on the forum is uploaded to the page, and one on the page stands on the forum", async () => {
  simulators.forum.reply("joris", tid, `Zo zit de kabel: ![De kabel in de router](${pictures}/kabel.png)`);
  const { value } = await copyOnPage("zit de kabel");
  assert.equal(value.embed.$type, "app.bsky.embed.images");
  assert.equal(value.embed.images[0].alt, "De kabel in de router");
  assert.equal(value.embed.images[0].image.size, pixel.length);
  assert.ok(!value.text.includes(pictures), value.text);
  const image = await people.upload("ana", pixel, "image/png");
  const parent = { uri: later.uri, cid: later.cid };
  const embed = { $type: "app.bsky.embed.images", images: [{ image, alt: "Mijn kabel" }] };
  await people.write("ana", { text: "En deze dan?", reply: { root: parent, parent }, embed });
  const copy = await eventually("it stands on the forum", () => onForum("En deze dan?")[0] ?? false, 60000);
  assert.match(copy.content, /!\[Mijn kabel\]\(https?:\/\/[^)]+\)/);
});

test("what is longer than 300 graphemes is cut, and keeps its provenance line", async () => {
  const family = "👨‍👩‍👧‍👦";
  simulators.forum.reply("joris", tid, `Een lang verhaal: ${`${family} en nog wat woorden `.repeat(40)}`);
  const { value } = await copyOnPage("lang verhaal");
  const count = [...new Intl.Segmenter("nl", { granularity: "grapheme" }).segment(value.text)].length;
  assert.ok(count <= 300 && count > 200, `${count} graphemes`);
  assert.match(value.text, /…\n\n— Joris · Noordnet forum$/);
});

/** @type {{uri: string}} of a reply whose parent goes */
let below;

test("a post of the page goes, and a reply stands below it", { timeout: 120000 }, async () => {
  const lost = await people.reply("bert", later.uri, "Dit haal ik weg.");
  below = await people.reply("ana", lost.uri, "Wat bedoel je?");
  await eventually(
    "both stand on the forum",
    () => onForum("haal ik weg").length + onForum("bedoel je").length === 2,
    60000,
  );
  await people.remove("bert", lost.uri);
  await network.settle();
});

test("an edit on the page reaches the forum", { timeout: 240000 }, async () => {
  await people.edit("bert", later.uri, (text) => `${text}, en van Drenthe`);
  await eventually("the topic says so", () => onForum("van Drenthe").length > 0, 200000);
  assert.equal(onForum("kaart van Fryslân").length, 1);
});

test("what is deleted on the forum is deleted on the page", { timeout: 120000 }, async () => {
  const { pid } = simulators.forum.reply("joris", tid, "Dit klopt niet.");
  await copyOnPage("klopt niet");
  simulators.forum.remove("joris", pid);
  await eventually("it is gone from the page", async () => (await onPage("klopt niet")).length === 0, 100000);
});

test("a missing parent and a block take nobody's posts away", { timeout: 180000 }, async () => {
  await people.block("bert", "noordnet");
  await network.settle();
  // As long as it takes to read the thread again.
  await new Promise((resolve) => setTimeout(resolve, 35000));
  assert.equal(onForum("bedoel je").length, 1);
  assert.ok((await people.get(below.uri)).value.text.includes("bedoel je"));
  await settled();
});
