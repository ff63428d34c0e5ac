// Nobody has somebody else's account linked with theirs, and nobody writes with an account that is not theirs; over HTTP, with popups as Mastodon
// and Discourse answer them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HostedSimulator, loadHost } from "../simulators/hosted.js";
import { DiscourseConsent, MastodonConsent } from "./consents.js";
import { LinkedFixture, base, website } from "./linked-fixture.js";
import { eventually, jwt, token } from "./relay-fixture.js";

const address = "https://community.noordnet.example";
const instance = new MastodonConsent();
const members = new DiscourseConsent(`${address}/v1/bridges/noordnet/me/accounts/forum/return`, "pkcs1");
const linked = new LinkedFixture();
/** @type {HostedSimulator} */
let page;
/** @type {HostedSimulator} */
let forum;
/** @type {Record<string, string>} by name: ids and keys */
const of = {};
let thread = "";

before(async () => {
  const run = await loadHost(new URL("../../build/wasm/", import.meta.url));
  const hosting = { run, clock: Date.now };
  page = await HostedSimulator.start("mastodon", {
    ...hosting,
    settings: { requests_max: 100000 },
    before: instance.before,
  });
  forum = await HostedSimulator.start("discourse", {
    ...hosting,
    settings: { requests_per_minute: 6000, post_delay_ms: 0, topic_delay_ms: 0 },
    before: members.before,
  });
  for (const username of ["noordnet", "ana", "joris", "eve"])
    of[username] = page.setUp({ do: "add_user", username }).id;
  for (const username of ["noordnet", "joris"]) {
    const made = forum.setUp({
      do: "add_user",
      username,
      name: username,
      moderator: username === "noordnet",
      trusted: true,
    });
    of[`forum ${username}`] = String(made.id);
    of[`key ${username}`] = made.key;
  }
  page.answer({
    method: "POST",
    url: `${page.url}/api/v1/statuses`,
    headers: { authorization: "Bearer token-ana", "content-type": "application/json" },
    body: JSON.stringify({ status: "@noordnet Mijn router knippert rood. Wat nu?" }),
  });
  const config = {
    listen: { port: 0 },
    database: "plein.db",
    public_url: address,
    origins: [website],
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
            platform: "mastodon",
            name: "Mastodon",
            url: page.url,
            account: { token: { env: "PAGE_TOKEN" } },
            poll_every_ms: 200,
          },
          {
            id: "forum",
            kind: "forum",
            platform: "discourse",
            name: "Forum",
            url: forum.url,
            // One member's key: it acts for nobody else.
            account: { key: { env: "FORUM_KEY" } },
            settings: { category: "4", username: "noordnet" },
            poll_every_ms: 10000, // of its 60 requests a minute enough are left to write
          },
        ],
      },
    ],
  };
  const people = { joris: { role: "ambassador", name: "Joris W." }, eve: { role: "ambassador", name: "Eve" } };
  await linked.start(config, people, { PAGE_TOKEN: "token-noordnet", FORUM_KEY: of["key noordnet"] ?? "" });
  thread = await eventually("the question is known", async () => {
    const { json } = await linked.ask("joris", "GET", "/feed");
    return json.threads[0]?.root.id;
  });
});
after(async () => {
  await linked.relay.remove();
  await page.stop();
  await forum.stop();
});

/** @returns {any[]} */
const statuses = () => page.dump().statuses;
/** @param {string} text */
const onPage = (text) => statuses().filter(({ text: said }) => said.includes(text));
/** @param {string} text @returns {any[]} */
const onForum = (text) =>
  forum
    .dump()
    .posts.filter((/** @type {any} */ post) => post.raw.includes(text) && !post.deleted && !post.user_deleted);
/** As far as the ticket that the popup hands over. @param {string} as who is signed in to the widget @param {"page" | "forum"} place @param {string} who agrees there */
async function ticketOf(as, place, who) {
  const { json } = await linked.begin(as, place);
  const back =
    place === "page" ? instance.agree(json.url, `token-${who}`) : members.agree(json.url, of[`key ${who}`] ?? "");
  return linked.back(back);
}
/** @param {string} as @param {string} place @param {unknown} ticket */
const hand = (as, place, ticket) => linked.ask(as, "POST", `/me/accounts/${place}`, { ticket: String(ticket) });

test("a popup at the instance links the account of who agrees there, with the scopes to post and to say who it is", async () => {
  assert.deepEqual((await linked.standing("joris", "page")).ways, ["popup"]);
  const { status, origin, message } = await ticketOf("joris", "page", "joris");
  assert.deepEqual([status, origin, message.type, message.place], [200, website, "plein-link", "page"]);
  assert.equal(message.request, "request-of-the-page");
  assert.equal(
    (await linked.standing("joris", "page")).linked,
    false,
    "before the ticket is handed over nothing is linked",
  );
  assert.deepEqual((await hand("joris", "page", message.ticket)).json, { place: "page", name: "@joris" });
  assert.equal(instance.applications.size, 1);
  const { id } = await linked.post("joris", "linked-101", "Zet hem tien tellen uit.", thread);
  await eventually("it stands in both", () => onPage("tien tellen").length + onForum("tien tellen").length === 2);
  assert.equal(onPage("tien tellen")[0].acct, "joris");
  assert.doesNotMatch(onPage("tien tellen")[0].text, /Joris W\./);
  const edited = await linked.ask("joris", "PATCH", `/posts/${id}`, { text: "Zet hem twintig tellen uit." });
  assert.equal(edited.status, 200);
  await eventually("the copy follows", () => onPage("twintig tellen").length === 1);
  assert.equal(onPage("twintig tellen")[0].acct, "joris");
  assert.equal((await linked.ask("joris", "DELETE", `/posts/${id}`)).status, 200);
  await eventually("it is gone", () => onPage("tellen uit").length === 0);
});

test("a forum's own key for a member: what they write is theirs there, though the relay's key acts for nobody else", async () => {
  const { message } = await ticketOf("joris", "forum", "joris");
  assert.deepEqual((await hand("joris", "forum", message.ticket)).json, { place: "forum", name: "@joris" });
  await linked.post("joris", "linked-102", "Het lampje hoort groen te zijn.", thread);
  await eventually("it stands in both", () => onPage("hoort groen").length + onForum("hoort groen").length === 2);
  assert.equal(String(onForum("hoort groen")[0].user_id), of["forum joris"]);
  assert.doesNotMatch(onForum("hoort groen")[0].raw, /Joris W\./);
});

test("what a popup brings is of who asked for it: nobody else can hand it over, nor a second time", async () => {
  // Eve sends Joris to the instance with an address of hers; he agrees. The ticket is for her, and his page did not ask for it.
  const { message } = await ticketOf("eve", "page", "joris");
  const stolen = await hand("joris", "page", message.ticket);
  assert.deepEqual([stolen.status, stolen.json.error.code], [422, "not_linked"]);
  // Nor the other way round.
  const his = (await ticketOf("joris", "page", "joris")).message.ticket;
  assert.equal((await hand("eve", "page", his)).status, 422);
  assert.equal((await linked.standing("eve", "page")).linked, false);
  // It was not used up by who may not have it.
  assert.equal((await hand("joris", "page", his)).status, 200);
  assert.equal((await hand("joris", "page", his)).status, 422);
  // Of another place it is nothing.
  const other = (await ticketOf("joris", "page", "joris")).message.ticket;
  assert.equal((await hand("joris", "forum", other)).status, 422);
});

test("nothing comes back that was not begun here, and a ticket goes to no other website", async () => {
  assert.equal((await linked.begin("joris", "page", "https://evil.example")).status, 403);
  const { url } = (await linked.begin("joris", "page")).json;
  const state = new URL(url).searchParams.get("state") ?? "";
  for (const wrong of ["", "x", `${state.slice(0, -4)}AAAA`, "x".repeat(9000)]) {
    const { status, message, origin } = await linked.back(
      `${address}${base}/me/accounts/page/return?${new URLSearchParams({ code: "c", state: wrong })}`,
    );
    assert.deepEqual([message, origin], [undefined, undefined]);
    assert.ok(status >= 400 && status < 500, `${status}`);
  }
  // A state is no ticket.
  assert.equal((await hand("joris", "page", state)).status, 422);
  // Who does not agree is told so, and the page that asked.
  const denied = await linked.back(
    `${address}${base}/me/accounts/page/return?${new URLSearchParams({ error: "access_denied", state })}`,
  );
  assert.deepEqual([denied.status, denied.message.error, denied.message.ticket], [403, "not_allowed", undefined]);
  // A code of another's making is not accepted by the instance: its challenge is not ours.
  const forged = await linked.back(
    `${address}${base}/me/accounts/page/return?${new URLSearchParams({ code: "stolen", state })}`,
  );
  assert.equal((await hand("joris", "page", forged.message.ticket)).status, 422);
});

test("without being signed in, and from other websites, nothing is linked; nor where nobody can", async () => {
  for (const [method, route] of /** @type {const} */ ([
    ["GET", "/me/accounts"],
    ["POST", "/me/accounts/page"],
    ["POST", "/me/accounts/page/popup"],
    ["DELETE", "/me/accounts/page"],
  ])) {
    const body =
      method === "POST" ? { ...(route.endsWith("popup") && { origin: website, request: "r".repeat(20) }) } : undefined;
    assert.equal((await linked.ask("nobody", method, route, body)).status, 401, `${method} ${route}`);
    if (method === "GET") continue;
    const elsewhere = await linked.ask("joris", method, route, body, { origin: "https://evil.example" });
    assert.equal(elsewhere.status, 403, `${method} ${route}`);
  }
  assert.equal((await linked.ask("joris", "POST", "/me/accounts/nowhere", { ticket: "x" })).status, 404);
});

test("that somebody is an account is no leave to write with it: neither by a website's token, nor by who unlinked", async () => {
  // The brand's own website cannot say that somebody's account on a page is linked.
  linked.tokens.claims = await token({
    sub: "claims",
    name: "Claims",
    role: "ambassador",
    accounts: { page: of.joris },
    linked: ["page"],
  });
  await linked.post("claims", "linked-103", "Ik ben Joris niet.", thread);
  await eventually("it stands", () => onPage("Ik ben Joris niet").length === 1);
  assert.equal(onPage("Ik ben Joris niet")[0].acct, "noordnet");
  // Taken back at the instance: by the page's account, with the name.
  for (const given of instance.tokens.keys()) instance.tokens.set(given, null);
  await linked.post("joris", "linked-104", "Daar ben ik weer.", thread);
  await eventually("it stands", () => onPage("Daar ben ik weer").length === 1);
  assert.equal(onPage("Daar ben ik weer")[0].acct, "noordnet");
  assert.match(onPage("Daar ben ik weer")[0].text, /Joris W\./);
  assert.equal((await linked.standing("joris", "page")).refused, true);
  // Unlinked here, it is taken back there too.
  const { message } = await ticketOf("joris", "page", "joris");
  assert.equal((await hand("joris", "page", message.ticket)).status, 200);
  assert.equal((await linked.ask("joris", "DELETE", "/me/accounts/page")).status, 204);
  await eventually("the instance knows", () => [...instance.tokens.values()].every((stands) => stands === null));
});

test("no token, key or code of anybody is in a file, a log line or an answer", async () => {
  const secrets = [...instance.tokens.keys(), ...members.keys.keys()];
  for (const { secret } of instance.applications.values()) secrets.push(secret);
  assert.ok(secrets.length >= 5);
  await linked.relay.stop();
  linked.sought(secrets);
});
