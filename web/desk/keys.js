// The desk by keys: single letters, while nobody is typing and no dialog is open. Who does not want them turns them off (WCAG 2.1.4); all that they
// do is also a button's.
import { Dialog } from "./dialogs.js";
import { keysView } from "./views/keys.js";

/** @import { PleinDesk } from "./desk-element.js" */
/** @import { DeskKey } from "./language.js" */

/** As they stand in the dialog that shows them all. @type {[key: string, says: DeskKey][]} */
export const shownKeys = [
  ["j", "keyNext"],
  ["k", "keyPrevious"],
  ["Enter", "keyOpen"],
  ["r", "keyReply"],
  ["c", "keyClaim"],
  ["a", "keyAccept"],
  ["e", "keySnooze"],
  ["n", "keyNote"],
  ["/", "keyFind"],
  ["?", "keyKeys"],
  ["Esc", "keyBack"],
];

const kept = "plein-desk-keys";

export class Keys {
  /** @param {PleinDesk} element */
  constructor(element) {
    this.element_ = element;
    this.on = readKept();
    this.heard = this.heard.bind(this);
    this.entered = this.entered.bind(this);
    // Where nothing on the page has focus, keys are the desk's too.
    this.outside_ = (/** @type {KeyboardEvent} */ event) => {
      if (event.target === document.body) this.heard(event);
    };
  }

  listen() {
    document.addEventListener("keydown", this.outside_);
  }

  unlisten() {
    document.removeEventListener("keydown", this.outside_);
  }

  toggle() {
    this.on = !this.on;
    try {
      localStorage.setItem(kept, this.on ? "on" : "off");
    } catch {
      // It holds for this page then.
    }
    this.element_.requestUpdate();
  }

  show() {
    const { desk, say } = this.element_;
    if (!desk || desk.dialog) return;
    const content = () => keysView(this.element_, this);
    desk.ask(new Dialog(desk, { title: say("keysTitle"), submit: "", act: async () => {}, content }));
  }

  /** Which row, and which post, Tab reaches. @param {FocusEvent} event */
  entered({ target }) {
    const at = /** @type {Element} */ (target);
    const row = at.closest("[data-row]")?.getAttribute("data-row");
    const post = at.closest("[data-post]")?.getAttribute("data-post");
    const page = this.element_.desk?.page;
    const opened = this.element_.desk?.pages.inbox.opened;
    if (row && page && page.current !== row) page.current = row;
    else if (post && opened && opened.current !== post) opened.current = post;
    else return;
    this.element_.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  heard(event) {
    const { element_: element } = this;
    const { desk } = element;
    if (!desk || desk.state !== "ready" || desk.dialog || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.composedPath()[0] ?? event.target);
    const isTyping = target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
    const done =
      event.key === "Escape"
        ? this.back_(isTyping)
        : this.arrows_(event.key, target) || (!isTyping && this.on && this.letter_(event.key));
    if (done) event.preventDefault();
  }

  /** @param {string} key @returns {boolean} whether it is one of ours */
  letter_(key) {
    const { element_: element } = this;
    const { inbox } = element.desk?.pages ?? {};
    const opened = element.settings.page === "inbox" ? inbox?.opened : undefined;
    const ready = opened?.state === "ready" ? opened : undefined;
    /** @type {Record<string, (() => unknown) | undefined>} */
    const acts = {
      j: () => this.move_(1),
      k: () => this.move_(-1),
      r: ready && (() => element.focusFirst("[data-composer] textarea")),
      c: ready && (() => ready.toggleClaim()),
      a: ready && (() => this.accept_(ready)),
      e: ready && (() => ready.snooze()),
      n: ready && (() => element.focusFirst("[part=note-input]")),
      "/": () => element.focusFirst("[data-find]"),
      "?": () => this.show(),
    };
    if (!Object.hasOwn(acts, key) || !acts[key]) return false;
    acts[key]();
    return true;
  }

  /** @param {import("./pages/case.js").OpenCase} opened */
  accept_(opened) {
    const focused = this.element_.shadow_.activeElement?.closest("[data-post]")?.getAttribute("data-post");
    const post = opened.post(focused ?? "");
    if (post && opened.mayAccept(post)) return opened.accept(post);
    this.element_.speak(this.element_.say("choosePost"));
  }

  /** To the row after or before; where one is open beside the list, that one is opened. @param {number} by */
  move_(by) {
    const { element_: element } = this;
    const { desk } = element;
    /** @type {HTMLElement[]} */
    const rows = [...element.shadow_.querySelectorAll("[data-row]")].map((row) => /** @type {HTMLElement} */ (row));
    const isOn = element.shadow_.activeElement?.closest("[data-row]");
    const at = rows.findIndex((row) => row.dataset.row === desk?.page?.current);
    const next = rows[at < 0 || (!isOn && !this.isOpen_) ? Math.max(at, 0) : at + by];
    if (!next) return;
    const id = next.dataset.row ?? "";
    const { inbox, people } = desk?.pages ?? {};
    if (element.settings.page === "inbox" && inbox?.opened) return void inbox.openCase(id);
    if (element.settings.page === "people" && people?.shown) return void people.openPerson(id);
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  get isOpen_() {
    const { desk, settings } = this.element_;
    if (settings.page === "inbox") return Boolean(desk?.pages.inbox.opened);
    return settings.page === "people" && Boolean(desk?.pages.people.shown);
  }

  /** Up and down among the posts of a case. @param {string} key @param {Element} target */
  arrows_(key, target) {
    if ((key !== "ArrowDown" && key !== "ArrowUp") || !target.matches?.("[data-post], [data-row]")) return false;
    const kind = target.matches("[data-post]") ? "[data-post]" : "[data-row]";
    const all = [...this.element_.shadow_.querySelectorAll(kind)];
    const next = /** @type {HTMLElement | undefined} */ (all[all.indexOf(target) + (key === "ArrowDown" ? 1 : -1)]);
    next?.focus();
    return Boolean(next);
  }

  /** Out of a field, then out of what is open. @param {boolean} isTyping */
  back_(isTyping) {
    const { element_: element } = this;
    const { desk, menu, settings } = element;
    const { inbox, people, insight } = desk?.pages ?? {};
    if (menu?.open) menu.close(true);
    else if (isTyping) void element.focusFirst("#case-title", "[data-row][tabindex='0']", "#page-title");
    else if (settings.page === "inbox" && inbox?.opened) inbox.closeCase();
    else if (settings.page === "people" && people?.shown) people.closePerson();
    else if (settings.page === "insight" && insight?.behind) insight.closeBehind();
    else if (desk?.notice) desk.closeNotice();
    else return false;
    return true;
  }
}

function readKept() {
  try {
    return localStorage.getItem(kept) !== "off";
  } catch {
    return true;
  }
}
