// What the brand announces: a line over the list, which one closes once. What is announced while the list is shown pushes nothing: it
// waits as a pill until somebody presses it, and what is over leaves its room until they do anything.
import { html, nothing } from "lit";
import { isPlain, linkTo } from "../permalink.js";
import { decidedIn } from "../session/decided.js";
import { timeOf } from "./byline.js";
import { cross } from "./glyphs.js";
import { plainText } from "./plain-text.js";
import { prepare } from "./prepared.js";

/** @import { PleinFeed } from "../feed-element.js" */
/** @import { Announcement, Decided } from "../session/decided.js" */
/** @import { View } from "./view.js" */

/** @typedef {{ as: "line" | "pill" | "over", said: Announcement }} Standing */

const longest = 400;

/** How each stands in a widget, by its post. @type {WeakMap<PleinFeed, Map<string, Standing>>} */
const standing = new WeakMap();

/** @param {View} view */
export function announcements(view) {
  if (!prepare(view)) return nothing;
  const stands = standIn(view, decidedIn(view.base));
  const pills = [...stands.values()].filter(({ as }) => as === "pill");
  return html`${pills.length ? pill(view, pills) : nothing}
  ${[...stands.values()].map((one) => (one.as === "pill" ? nothing : line(view, one)))}`;
}

/** @param {View} view @param {Decided} decided */
function standIn({ base, widget }, { announcements: said, closed }) {
  const stands = standing.get(widget) ?? new Map();
  standing.set(widget, stands);
  const now = new Map(said.filter(({ post }) => !closed.has(post)).map((one) => [one.post, one]));
  let ended = false;
  for (const [post, stand] of stands) {
    const one = now.get(post);
    if (one) Object.assign(stand, { said: one, as: stand.as === "over" ? "line" : stand.as });
    else if (closed.has(post) || stand.as === "pill") stands.delete(post);
    else {
      ended ||= stand.as === "line";
      stand.as = "over";
    }
  }
  // Another conversation's room is not this one's.
  const isShown = widget.ready_ === base;
  for (const [post, one] of now) {
    if (stands.has(post)) continue;
    stands.set(post, { as: isShown ? "pill" : "line", said: one });
    if (isShown) queueMicrotask(() => widget.announce("announced", { title: one.title }));
  }
  if (ended) giveRoomBack(widget, stands);
  return stands;
}

/** With the next thing that somebody does. @param {PleinFeed} widget @param {Map<string, Standing>} stands */
function giveRoomBack(widget, stands) {
  const once = new AbortController();
  const act = () => {
    once.abort();
    for (const [post, { as }] of stands) if (as === "over") stands.delete(post);
    widget.requestUpdate();
  };
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, act, { signal: once.signal });
}

/** @param {View} view @param {Standing[]} pills */
function pill({ language: { say }, widget }, pills) {
  const open = () => {
    for (const each of pills) each.as = "line";
    widget.requestUpdate();
    void widget.focusLater("[part=announcement] a");
  };
  return html`<div class="pill-stand told-stand">
    <button class="pill" part="announcement-pill" dir="auto" @click=${open}>
      ${say("announced", { title: pills[pills.length - 1].said.title })}
    </button>
  </div>`;
}

/** @param {View} view @param {Standing} stand */
function line(view, { as, said: { at, post, text, title } }) {
  const { actions, base, language, places, session, widget } = view;
  const { say } = language;
  const brand = [...places.values()].find(({ kind }) => kind === "site")?.name ?? "";
  const close = () => {
    decidedIn(base).close(post);
    session?.tell();
    widget.requestUpdate();
    void widget.focusLater("[part=card] .title a");
  };
  return html`<section
    class="told"
    part="announcement"
    aria-label=${say("announcement", { brand })}
    ?inert=${as === "over"}
    data-announcement=${post}
  >
    <p class="soft"><b>${say("announcement", { brand })}</b> · ${timeOf(view, at)}</p>
    <p class="told-title" dir="auto">
      <a href=${linkTo(post)} @click=${(/** @type {MouseEvent} */ event) => isPlain(event) && actions.open(post)}
        >${title}</a
      >
    </p>
    <p class="told-text" dir="auto">${plainText(text, longest)}</p>
    <button class="quiet icon" part="announcement-close" aria-label=${say("closeAnnouncement")} @click=${close}>
      ${cross}
    </button>
  </section>`;
}
