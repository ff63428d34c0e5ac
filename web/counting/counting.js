// Counts what readers do in a widget, for its relay: docs/widget/csp-and-privacy.md. Several widgets of one conversation are one page to it.
import { emit } from "../events.js";
import { baseOf } from "../session/first-list.js";
import { watchView } from "./in-view.js";
import { Searches } from "./searches.js";
import { Tally } from "./tally.js";
import { viaOf } from "./ways.js";

/** @import { PleinEvents } from "../events.js" */
/** @import { PleinFeed } from "../feed-element.js" */

/** @type {Map<string, Tally>} by conversation */
const tallies = new Map();
/** @type {Map<WeakRef<PleinFeed>, Searches>} */
const counted = new Map();
const known = new WeakSet();

/** What the page knows, and tells. */
const told = /** @type {const} */ (["conversion", "muted", "left"]);

/** @param {PleinFeed} widget @returns {Tally | undefined} undefined: it does not count */
function tallyOf({ settings, isConnected, session }) {
  const { bridge, config, counting, relay } = settings;
  if (counting === "off" || config || !relay || !bridge || !isConnected) return undefined;
  const base = baseOf(settings);
  const tally = tallies.get(base) ?? new Tally(base, session?.places ?? []);
  tallies.set(base, tally);
  return tally;
}

/** @param {PleinFeed} widget */
export function count(widget) {
  const isFirst = !known.has(widget);
  if (!tallyOf(widget) || !isFirst) return;
  known.add(widget);
  const searches = new Searches();
  counted.set(new WeakRef(widget), searches);
  watchView(widget, (what, thread) => tallyOf(widget)?.addOnce(what, thread));
  /** @template {keyof PleinEvents} Name @param {Name} name @param {(detail: PleinEvents[Name]) => void} act */
  const on = (name, act) => widget.addEventListener(name, (event) => act(/** @type {CustomEvent} */ (event).detail));
  on("plein-thread-open", ({ thread }) => {
    tallyOf(widget)?.add("read", thread);
    if (widget.renderRoot.querySelector(`[part=result][data-id="${thread}"]`)) searches.led();
  });
  on("plein-search", () => {
    const tally = tallyOf(widget);
    if (tally) searches.found(tally);
  });
  on("plein-posted", ({ post }) => void (post.parent || searches.asked()));
  widget.addEventListener("click", (event) => pressed(widget, event));
  widget.addEventListener("auxclick", (event) => event.button === 1 && pressed(widget, event));
  emit(widget, "plein-counting", { bridge: widget.settings.bridge });
}

/** @param {PleinFeed} widget @param {Event} event */
function pressed(widget, event) {
  const path = event.composedPath();
  const within = path.slice(0, path.indexOf(widget)).filter((each) => each instanceof HTMLElement);
  const of = (/** @type {string} */ name) => within.find((each) => name in each.dataset)?.dataset[name];
  if (within.some((each) => each.matches("[part=announcement-close]")))
    tallyOf(widget)?.add("muted", of("announcement"));
  // The menu's buttons have nothing but their words.
  const item = within.find((each) => each.matches("[role=menuitem]"))?.textContent?.trim();
  const shares = /** @type {const} */ (["share", "copyLink"]).map((key) => widget.language_?.say(key));
  if (item && shares.includes(item)) tallyOf(widget)?.add("share", of("id"));
  const link = within.find((each) => each instanceof HTMLAnchorElement);
  if (link?.protocol.startsWith("http") && link.href.split("#")[0] !== location.href.split("#")[0])
    tallyOf(widget)?.add("click", of("id"), viaOf(link.href, widget.session?.places ?? []));
}

/** Those that stand on the page. @returns {[PleinFeed, Searches][]} */
const standing = () =>
  [...counted].flatMap(([ref, searches]) => {
    const widget = ref.deref();
    if (!widget) counted.delete(ref);
    return widget?.isConnected ? [/** @type {[PleinFeed, Searches]} */ ([widget, searches])] : [];
  });

for (const what of told)
  document.addEventListener(`plein-${what}`, (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    const path = event.composedPath();
    const all = standing().map(([widget]) => widget);
    const meant = all.filter((widget) => path.includes(widget));
    const thread = what === "left" ? undefined : detail?.thread;
    for (const tally of new Set((meant.length ? meant : all).map(tallyOf))) tally?.add(what, thread);
  });

// A page that is left is hidden first.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const [widget, searches] of standing()) {
    const tally = tallyOf(widget);
    // Who writes a question may only go elsewhere to sign in; and nothing has answered it.
    if (tally && !widget.asking_) searches.end(tally);
  }
  for (const tally of tallies.values()) tally.send();
});
