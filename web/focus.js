// Where one is in a widget. Of the cards one is reached by Tab; the keys of the ARIA feed pattern walk them: Page Down and Page Up
// go from card to card, Control+End and Control+Home leave the list; Escape closes what was opened last. Where what has focus goes
// away by itself, what is around it has focus then; a field that is written in stays in the window.

/** @import { ReactiveController } from "lit" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { Visit } from "./visit.js" */

/** @implements {ReactiveController} */
export class Focus {
  /** @param {PleinFeed} widget @param {Visit} visit */
  constructor(widget, visit) {
    this.widget_ = widget;
    this.visit_ = visit;
    /** Id of the card that Tab reaches. */
    this.current = "";
    this.keys = this.keys.bind(this);
    this.entered = this.entered.bind(this);
    /** What had focus before what is being rendered, and what was around it. @type {{ at: Element, around: string[], box: DOMRect } | undefined} */
    this.had_ = undefined;
    widget.addController(this);
  }

  hostUpdate() {
    const at = /** @type {ShadowRoot} */ (this.widget_.renderRoot).activeElement;
    const post = at?.closest("[data-post]")?.getAttribute("data-post");
    const card = at?.closest(".card")?.getAttribute("data-id");
    const around = [`[data-post="${post}"]`, `.card[data-id="${card}"] .title a`, "[part=card]", "[part=ask]"];
    this.had_ = at ? { at, around, box: at.getBoundingClientRect() } : undefined;
  }

  async hostUpdated() {
    const had = this.had_;
    if (!had) return;
    // What comes above a field must not push it out from under who writes in it.
    const { at, around, box } = had;
    const isSeen = box.bottom > 0 && box.top < innerHeight;
    if (isSeen && at.matches("input, textarea") && at.getBoundingClientRect().top !== box.top)
      at.scrollIntoView({ block: "nearest" });
    if (at.isConnected) return;
    await this.widget_.updateComplete; // who moved it on purpose has done so by then
    if (document.activeElement === document.body) this.now_(around);
  }

  /** @param {{ root: { id: string } }[]} threads those that are shown */
  keepAmong(threads) {
    if (!threads.some(({ root }) => root.id === this.current)) this.current = threads[0]?.root.id ?? "";
  }

  /** Focuses what the next rendering shows. @param {string} selector @param {number} [index] of several */
  async later(selector, index = 0) {
    await this.widget_.updateComplete;
    /** @type {NodeListOf<HTMLElement>} */
    const found = this.widget_.renderRoot.querySelectorAll(selector);
    found[index]?.focus();
  }

  /** Where one is stays, when what one pressed goes. @param {...string} selectors the first that can be focused, in what is shown next */
  async first(...selectors) {
    const { widget_: widget } = this;
    widget.requestUpdate();
    await widget.updateComplete;
    this.now_(selectors);
  }

  /** @param {string[]} selectors */
  now_(selectors) {
    const root = /** @type {ShadowRoot} */ (this.widget_.renderRoot);
    for (const selector of selectors) {
      const found = /** @type {HTMLElement | null} */ (root.querySelector(selector));
      found?.focus();
      if (found && root.activeElement === found) return;
    }
  }

  /** @param {FocusEvent} event */
  entered(event) {
    const id = /** @type {Element} */ (event.target).closest(".card")?.getAttribute("data-id");
    if (!id || id === this.current) return;
    this.current = id;
    this.widget_.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  keys(event) {
    if (event.isComposing) return; // it is the keyboard's, for the word that is being put together
    if (event.key !== "Escape") return cardKeys(event, this.widget_.renderRoot);
    if (this.visit_.escape(/** @type {Element} */ (event.target))) event.stopPropagation();
  }
}

/** @param {KeyboardEvent} event @param {Element | DocumentFragment} root */
function cardKeys(event, root) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches("input, textarea")) return;
  const card = target.closest(".card");
  if (!card) return;
  /** @type {NodeListOf<HTMLElement>} */
  const all = root.querySelectorAll(".card");
  const cards = [...all];
  const at = cards.findIndex((one) => one === card);
  /** @type {Element | null | undefined} */
  let next;
  if (event.key === "PageDown") next = cards[at + 1];
  else if (event.key === "PageUp") next = cards[at - 1];
  else if (event.ctrlKey && event.key === "End") next = root.querySelector("[part=more]");
  else if (event.ctrlKey && event.key === "Home") next = root.querySelector("[part=ask]");
  else if (event.key === "Enter" && target === card)
    return /** @type {HTMLElement | null} */ (card.querySelector(".title a"))?.click();
  else return;
  event.preventDefault();
  if (next instanceof HTMLElement) next.focus();
}
