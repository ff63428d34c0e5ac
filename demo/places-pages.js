// Plain pages of the two simulated places, so that one can see what stands there and act there as people do. Part of the
// demo only: real places have pages of their own.
import { people } from "./places.js";

/** @typedef {import("../tests/simulators/host.js").Simulators} Simulators */
/** @typedef {{ id: string, parent?: string, name: string, text: string, html?: string, title?: string, at: number, copy: boolean }} Shown */

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The page an address is of, or null. @param {string} pathname @returns {"forum" | "bluesky" | null} */
export function placeOf(pathname) {
  const found = /^\/(forum|bluesky)(?:\/|$)/.exec(pathname);
  return found ? /** @type {"forum" | "bluesky"} */ (found[1]) : null;
}

/** @param {Simulators} simulators @param {"forum" | "bluesky"} place @returns {Shown[]} */
function shown(simulators, place) {
  if (place === "forum") {
    return simulators.forum
      .posts()
      .filter((post) => !post.deleted)
      .map((post) => ({
        id: String(post.pid),
        parent: post.main ? undefined : String(post.toPid ?? mainOf(simulators, post.tid)),
        name: post.username,
        text: post.content,
        html: post.html,
        title: post.main ? post.title : undefined,
        at: post.timestamp,
        copy: post.username === "plein",
      }));
  }
  return simulators.page.posts().map((post) => ({
    id: `${post.did}/${post.key}`,
    parent: post.parent?.replace("at://", "").replace("/app.bsky.feed.post", ""),
    name: post.handle,
    text: post.text,
    at: post.created,
    copy: post.handle === simulators.bluesky.brand.handle && /\n— .+ · .+$/.test(post.text),
  }));
}

/** @param {Simulators} simulators @param {number} tid */
const mainOf = (simulators, tid) => simulators.forum.posts(tid).find((post) => post.main)?.pid;

/** @param {Shown[]} posts @param {string | undefined} parent @param {string} base @param {number} depth @returns {string} */
function tree(posts, parent, base, depth = 0) {
  const children = posts.filter((post) => post.parent === parent);
  children.sort((a, b) => (parent === undefined ? b.at - a.at : a.at - b.at));
  return children
    .map((post) => {
      const [did, key] = post.id.split("/");
      const anchor = base === "/forum" ? `post/${post.id}` : `profile/${did}/post/${key}`;
      const body = post.html ?? `<p>${escaped(post.text).replaceAll("\n", "<br>")}</p>`;
      return `<article id="${escaped(anchor)}" class="${post.copy ? "copy" : "own"}">
        ${post.title ? `<h2>${escaped(post.title)}</h2>` : ""}
        <p class="meta"><b>${escaped(post.name)}</b> <time>${new Date(post.at).toLocaleString("nl-NL")}</time>${post.copy ? " · kopie door Plein" : ""}</p>
        ${body}
        <form method="post" action="${base}"><input type="hidden" name="parent" value="${escaped(post.id)}">
          ${as(base)}<input name="text" required aria-label="Antwoord" placeholder="Antwoord"><button>Antwoord</button></form>
        ${depth < 8 ? tree(posts, post.id, base, depth + 1) : ""}</article>`;
    })
    .join("");
}

/** @param {string} base */
function as(base) {
  const options = people.map(
    (one) => `<option value="${base === "/forum" ? one.forum : one.page}">${escaped(one.name)}</option>`,
  );
  return `<select name="as" aria-label="Als">${options.join("")}</select>`;
}

/** @param {Simulators} simulators @param {"forum" | "bluesky"} place */
export function placePage(simulators, place) {
  const base = `/${place}`;
  const name = place === "forum" ? "Noordnet forum" : "Bluesky";
  const title =
    place === "forum" ? `<input name="title" required minlength="3" aria-label="Titel" placeholder="Titel">` : "";
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>${name}, nagebootst</title><link rel="stylesheet" href="/places.css"></head><body>
    <header><h1>${name}</h1><p>Zo staat het gesprek hier. Deze plek is nagebootst voor de demo. <a href="/">Terug naar Noordnet</a></p></header>
    <form method="post" action="${base}">${as(base)}${title}<input name="text" required aria-label="Bericht" placeholder="Nieuw bericht"><button>Plaats</button></form>
    <main>${tree(shown(simulators, place), undefined, base)}</main></body></html>`;
}

/** Does what a form of the page asks. @param {Simulators} simulators @param {"forum" | "bluesky"} place @param {URLSearchParams} form */
export function actInPlace(simulators, place, form) {
  const by = form.get("as") ?? "";
  const text = (form.get("text") ?? "").trim();
  const parent = form.get("parent");
  const known = people.some((one) => (place === "forum" ? one.forum : one.page) === by);
  if (!known || text === "") return;
  if (place === "forum") {
    if (!parent) return void simulators.forum.topic(by, form.get("title") || text.slice(0, 60), text);
    const above = simulators.forum.posts().find((post) => String(post.pid) === parent);
    if (above) simulators.forum.reply(by, above.tid, text, above.main ? undefined : above.pid);
    return;
  }
  if (!parent) return void simulators.page.post(by, text, { mentionBrand: true });
  const above = simulators.page.posts().find((post) => `${post.did}/${post.key}` === parent);
  if (above) simulators.page.reply(by, above.uri, text);
}
