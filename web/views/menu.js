// A post's menu, by the pattern of a menu button: arrows, Home, End and first letters move in it, Escape and Tab close it. It stands in
// the browser's top layer, so that no frame of the page cuts it off.
import { html } from "lit";
import { ref } from "lit/directives/ref.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { PostMenu } from "../post-menu.js" */
/** @import { View } from "./view.js" */

/** @param {View} view @param {PostView} post @param {PostMenu} menu */
export function menuView(view, post, menu) {
  const { say } = view.language;
  const items = menu.items(view, post);
  return html`<div
    class="menu"
    part="menu"
    role="menu"
    popover="manual"
    aria-label=${say("postMenu")}
    ${ref(show)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => keys(event, menu)}
    @focusout=${(/** @type {FocusEvent} */ event) => left(event, menu)}
  >
    ${items.map(
      (item) =>
        html`<button type="button" role="menuitem" tabindex="-1" @click=${() => menu.choose(item)}>
          ${say(item.says)}
        </button>`,
    )}
  </div>`;
}

const room = 8;

/** @param {Element | undefined} element */
function show(element) {
  if (!(element instanceof HTMLElement) || element.dataset.shown) return;
  element.dataset.shown = "yes";
  // After it stands in the document.
  queueMicrotask(() => {
    element.showPopover?.();
    const button = element.parentElement?.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    if (button) {
      const below = button.bottom + height + room < innerHeight;
      const top = below ? button.bottom : Math.max(room, button.top - height);
      const start = getComputedStyle(element).direction === "rtl" ? button.right - width : button.left;
      element.style.top = `${top + scrollY}px`; // of the page, with which it scrolls
      element.style.left = `${Math.max(room, Math.min(start, innerWidth - width - room)) + scrollX}px`;
    }
    element.querySelector("button")?.focus();
  });
}

/** @param {KeyboardEvent} event @param {PostMenu} menu */
function keys(event, menu) {
  const { key, currentTarget, target } = event;
  const items = [.../** @type {Element} */ (currentTarget).querySelectorAll("button")];
  const at = items.findIndex((item) => item === target);
  /** @type {Record<string, number>} */
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  if (key in moves) items.at(moves[key] % items.length)?.focus();
  else if (key === "Escape") menu.close(true);
  else if (key === "Tab") return menu.close(true);
  else if (/^\p{L}$/u.test(key)) {
    const begins = (/** @type {Element} */ item) =>
      item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase());
    [...items.slice(at + 1), ...items].find(begins)?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {FocusEvent} event @param {PostMenu} menu */
function left({ currentTarget, relatedTarget }, menu) {
  const element = /** @type {Element} */ (currentTarget);
  const to = /** @type {Element | null} */ (relatedTarget);
  // A press on its own button closes it by that.
  if (!element.contains(to) && to !== element.previousElementSibling) menu.close();
}
