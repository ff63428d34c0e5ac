// The states that the widget can be in, each with how one gets there: what must hold in all of them is tried in each.
import { Stage } from "./stage.js";

/** @import { Page, Route } from "playwright-core" */

/**
 * @typedef {object} State
 * @property {string} name
 * @property {(stage: Stage) => Promise<Page>} open
 */

const part = (/** @type {string} */ name) => `plein-feed [part~=${name}]`;
const feedPath = /\/v1\/bridges\/noordnet\/feed/;

/** A page with the relay's answers as `route` gives them. @param {Stage} stage @param {RegExp} path @param {(route: Route) => unknown} route */
async function reopened(stage, path, route) {
  const page = await stage.open();
  await page.route(path, route);
  await page.reload();
  return page;
}

/** @param {(feed: any) => void} change */
const changed = (change) => async (/** @type {Route} */ route) => {
  const answer = await route.fetch();
  const feed = await answer.json();
  change(feed);
  await route.fulfill({ response: answer, json: feed });
};

/** @param {Stage} stage @param {{ signedIn?: boolean }} [how] */
async function withThread(stage, how) {
  const page = await stage.open(how);
  await page.getByText("Roaming in Londen").first().click();
  await page.getByText("Ja, gewoon zoals thuis").first().waitFor();
  return page;
}

/** @type {State[]} */
export const states = [
  { name: "the list", open: (stage) => stage.open() },
  {
    name: "loading",
    async open(stage) {
      const page = await reopened(stage, feedPath, () => {});
      await page.locator("plein-feed [aria-busy=true]").waitFor();
      return page;
    },
  },
  {
    name: "nothing asked yet",
    async open(stage) {
      const page = await reopened(
        stage,
        feedPath,
        changed((feed) => (feed.threads = [])),
      );
      await page.locator(part("empty")).waitFor();
      return page;
    },
  },
  {
    name: "a place that fails",
    async open(stage) {
      const change = changed((feed) =>
        Object.assign(feed.places[0], { failing: "timeout", since: Date.now() - 60_000 }),
      );
      const page = await reopened(stage, feedPath, change);
      await page.locator(part("failing")).waitFor();
      return page;
    },
  },
  {
    name: "a relay that does not answer",
    async open(stage) {
      const page = await stage.open();
      // What was last seen would stand in its place.
      await page.addInitScript(() => void indexedDB.deleteDatabase("plein-seen"));
      await page.route(feedPath, (route) => route.fulfill({ status: 500, json: {} }));
      await page.reload();
      await page.locator("plein-feed [part=feed]").getByText("kon niet worden geladen").waitFor();
      stage.problems.length = 0; // Chromium reports the answer
      return page;
    },
  },
  {
    name: "wrong attributes",
    async open(stage) {
      const page = await stage.open();
      await page.locator("plein-feed").evaluate((each) => each.setAttribute("bridge", "not a name"));
      await page.locator("plein-feed [role=alert]").waitFor();
      return page;
    },
  },
  { name: "an open thread", open: (stage) => withThread(stage) },
  {
    name: "a draft of a reply",
    async open(stage) {
      const page = await withThread(stage, { signedIn: true });
      await page.locator("plein-feed textarea").last().fill("Een antwoord dat nog niet klaar is.");
      return page;
    },
  },
  {
    name: "a question that is being written",
    async open(stage) {
      const page = await stage.open({ signedIn: true });
      await page.locator(part("ask")).click();
      await page.locator("plein-feed .asking input").fill("Kan ik mijn nummer meenemen?");
      await page.locator("plein-feed .asking textarea").fill("Ik kom van een andere aanbieder.");
      return page;
    },
  },
  {
    name: "a reply that was not sent",
    async open(stage) {
      const page = await withThread(stage, { signedIn: true });
      await page.route("**/posts", (route) =>
        route.fulfill({ status: 503, json: { error: { code: "busy", message: "" } } }),
      );
      await page.locator("plein-feed textarea").last().fill("Dit komt niet aan.");
      await page.locator(part("send")).last().click();
      await page.locator("plein-feed [data-state=failed]").waitFor();
      stage.problems.length = 0;
      return page;
    },
  },
  {
    name: "new posts that wait",
    async open(stage) {
      const page = await stage.open();
      stage.simulators?.page.post("bert.test", `is er storing in Assen? ${Date.now()}`, { mentionBrand: true });
      await page.locator(part("pill")).waitFor();
      return page;
    },
  },
  {
    name: "what was found",
    async open(stage) {
      const page = await stage.open();
      await page.locator(part("search")).fill("roaming");
      await page.locator(`${part("results")}[aria-busy=false]`).waitFor();
      return page;
    },
  },
  {
    name: "nothing found",
    async open(stage) {
      const page = await stage.open({ signedIn: true });
      await page.locator(part("search")).fill("kwantumverstrengeling");
      await page.locator(part("nothing-found")).waitFor();
      return page;
    },
  },
  {
    name: "a preview",
    async open(stage) {
      const page = await withThread(stage, { signedIn: true });
      await page.locator("plein-feed textarea").last().fill("Met **nadruk**, `code` en\n\n> een citaat");
      await page.locator(part("preview-button")).click();
      await page.locator(`${part("preview")}[aria-busy=false]`).waitFor();
      return page;
    },
  },
  {
    name: "emoji offered",
    async open(stage) {
      const page = await withThread(stage, { signedIn: true });
      await page.locator("plein-feed textarea").last().pressSequentially("Mooi :hear");
      await page.locator("plein-feed [role=listbox] [role=option]").first().waitFor();
      return page;
    },
  },
  { name: "a post's menu", open: (stage) => withMenu(stage) },
  {
    name: "a report",
    async open(stage) {
      const page = await withMenu(stage);
      await page.locator("plein-feed [role=menuitem]").last().click();
      await page.locator(part("dialog")).waitFor();
      return page;
    },
  },
  {
    name: "a thread with everything in it",
    async open(stage) {
      const page = await stage.open();
      await page.route(/\/threads\//, changed(addEverything));
      await page.getByText("Roaming in Londen").first().click();
      await page.getByText("Alles bij elkaar").first().waitFor();
      return page;
    },
  },
];

/** @param {Stage} stage */
async function withMenu(stage) {
  const page = await withThread(stage, { signedIn: true });
  // Of somebody else's post: one's own has other things in it.
  const post = page.locator(part("post")).filter({ hasText: "Ja, gewoon zoals thuis" }).first();
  await post.locator("[part~=menu-button]").click();
  await page.locator(part("menu")).waitFor();
  return page;
}

/** A reply with each kind of text, one by the brand, one that was removed, one that answers. @param {any} thread */
function addEverything(thread) {
  const { root } = thread;
  /** @param {string} id @param {object} more */
  const reply = (id, more) => ({ ...root, id, title: undefined, parent: root.id, depth: 1, copies: [], ...more });
  const u = "https://noordnet.example/x";
  const p = (/** @type {any[]} */ ...c) => ({ t: "p", c });
  const body = [
    p(
      "Alles bij elkaar: ",
      { t: "b", c: ["vet"] },
      { t: "i", c: ["schuin"] },
      { t: "code", s: "code" },
      { t: "a", u, c: ["link"] },
    ),
    p({ t: "@", u, s: "@ana" }, " ", { t: "#", u, s: "#wifi" }, { t: "br" }, "en verder"),
    { t: "quote", c: [p("Een citaat")] },
    {
      t: "ul",
      c: [
        { t: "li", c: ["een"] },
        { t: "li", c: ["twee"] },
      ],
    },
    { t: "ol", c: [{ t: "li", c: ["een"] }] },
    { t: "pre", s: "wan.vlan = 300\n".repeat(3) + "x".repeat(200) },
    { t: "img", u, s: "Een lampje" },
    { t: "card", u, s: "Een pagina", c: [p("waar meer staat")] },
    { t: "cw", s: "Eten", c: [p("Een boterham")] },
    {
      t: "poll",
      c: [
        { t: "opt", s: "Ja", n: 3 },
        { t: "opt", s: "Nee", n: 1 },
      ],
    },
    p("مرحبا، هل يعمل هذا؟"),
  ];
  thread.posts.push(
    reply("e000000000001", { body, edited_at: root.created_at }),
    reply("e000000000002", { author: { ...root.author, name: "Noordnet", role: "brand" } }),
    reply("e000000000003", { removed: true }),
    reply("e000000000004", { accepted: true, author: { ...root.author, name: "Joris", role: "ambassador" } }),
  );
}
