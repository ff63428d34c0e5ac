// One composer's field: carries out edits so that the browser's own Undo takes them back, hears keys and pastes, and knows what is
// being completed, which tool Tab reaches, and whether the preview is shown.
import { address, continueBlock, has, link, toggleBlock, toggleMark } from "./markdown.js";
import { completed, emojiNamed, peopleNamed, wantedAt } from "./completion.js";
import { fromHtml } from "./from-html.js";

/** @import { PleinFeed } from "../feed-element.js" */
/** @import { Pen } from "../pen.js" */
/** @import { Choice, Wanted } from "./completion.js" */
/** @import { Block, Edit, Field, Mark } from "./markdown.js" */

/** @typedef {Mark | Block | "link"} Tool */

/** @type {{ tool: Tool, keys: string, matches: (event: KeyboardEvent) => boolean }[]} in the order of the toolbar */
export const tools = [
  { tool: "bold", keys: "B", matches: letter("b") },
  { tool: "italic", keys: "I", matches: letter("i") },
  { tool: "link", keys: "K", matches: letter("k") },
  { tool: "code", keys: "E", matches: letter("e") },
  { tool: "numbers", keys: "Shift+7", matches: digit("7") },
  { tool: "bullets", keys: "Shift+8", matches: digit("8") },
  { tool: "quote", keys: "Shift+9", matches: digit("9") },
];

/** @param {string} key @returns {(event: KeyboardEvent) => boolean} */
function letter(key) {
  return (event) => !event.shiftKey && event.key.toLowerCase() === key;
}

/** @param {string} key by its place: with Shift it writes something else @returns {(event: KeyboardEvent) => boolean} */
function digit(key) {
  return (event) => event.shiftKey && event.code === `Digit${key}`;
}

export class ComposerField {
  /** @param {Pen} pen @param {string} key of the draft @param {PleinFeed} widget */
  constructor(pen, key, widget) {
    this.pen_ = pen;
    this.key = key;
    this.widget_ = widget;
    this.previewing = false;
    /** Whether its tools are shown: once somebody was in it, as folding it up would move what they are about to press. */
    this.opened = false;
    /** The tool that Tab reaches. */
    this.tool = 0;
    /** @type {Set<Tool>} what the selection has */
    this.pressed = new Set();
    /** @type {Wanted | undefined} */
    this.wanted_ = undefined;
    /** @type {Choice[]} */
    this.choices = [];
    this.chosen = 0;
    /** Where a list was closed by Escape: it stays closed for that word. */
    this.closedAt_ = -1;
  }

  get textarea_() {
    return /** @type {HTMLTextAreaElement | null} */ (
      this.widget_.renderRoot.querySelector(`[data-composer="${this.key}"] textarea`)
    );
  }

  /** After sending. */
  rest() {
    this.previewing = false;
    this.pressed.clear();
    this.choices = [];
    if (this.textarea_) this.textarea_.style.height = "";
  }

  /** @param {Edit} edit */
  apply_(edit) {
    const { textarea_: textarea } = this;
    if (!textarea) return;
    textarea.focus();
    textarea.setSelectionRange(edit.from, edit.to);
    // Deprecated, and without a successor: the one way that Undo takes back in every browser.
    const done =
      edit.insert || edit.from < edit.to
        ? document.execCommand(edit.insert ? "insertText" : "delete", false, edit.insert)
        : true;
    if (!done) {
      textarea.setRangeText(edit.insert, edit.from, edit.to, "end");
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    }
    textarea.setSelectionRange(edit.start, edit.end);
    this.look_(textarea);
  }

  /** @param {Tool} tool */
  use(tool) {
    const { textarea_: textarea } = this;
    if (!textarea) return;
    const field = fieldOf(textarea);
    if (tool === "link") this.apply_(link(field));
    else if (tool === "bold" || tool === "italic" || tool === "code") this.apply_(toggleMark(field, tool));
    else this.apply_(toggleBlock(field, tool));
  }

  entered = () => {
    if (this.opened) return;
    this.opened = true;
    this.widget_.requestUpdate();
  };

  /** @param {InputEvent | Event} event */
  typed = ({ target }) => {
    const textarea = /** @type {HTMLTextAreaElement} */ (target);
    this.pen_.write(this.key, { text: textarea.value });
    this.look_(textarea);
  };

  /** The selection may have moved. @param {Event} event */
  moved = ({ target }) => {
    this.look_(/** @type {HTMLTextAreaElement} */ (target));
  };

  /** @param {HTMLTextAreaElement} textarea */
  look_(textarea) {
    grow(textarea);
    const field = fieldOf(textarea);
    const before = [...this.pressed].join();
    this.pressed = new Set(tools.map(({ tool }) => tool).filter((tool) => tool !== "link" && has(field, tool)));
    if (before !== [...this.pressed].join()) this.widget_.requestUpdate();
    void this.complete_(wantedAt(field));
  }

  /** @param {Wanted | undefined} wanted */
  async complete_(wanted) {
    const same = wanted?.from === this.wanted_?.from && wanted?.word === this.wanted_?.word;
    if (same) return;
    this.wanted_ = wanted;
    if (wanted?.from !== this.closedAt_) this.closedAt_ = -1;
    const choices = wanted && this.closedAt_ < 0 ? await this.choicesFor_(wanted) : [];
    if (this.wanted_ !== wanted) return;
    const opens = choices.length > 0 && !this.choices.length;
    this.choices = choices;
    this.chosen = 0;
    if (opens) this.widget_.announce("completions", { n: choices.length });
    this.widget_.requestUpdate();
  }

  /** @param {Wanted} wanted @returns {Promise<Choice[]>} */
  async choicesFor_({ sign, word }) {
    if (sign === ":") {
      const loaded = await import("./emoji.js").catch(() => undefined);
      return loaded ? emojiNamed(loaded.emoji, word) : [];
    }
    const { session } = this.widget_;
    const open = session?.thread(this.widget_.visit?.opened.id ?? "");
    const here = open && typeof open !== "string" ? open.posts : [];
    const known = this.widget_.visit?.list?.summaries().map(({ root }) => root) ?? [];
    return peopleNamed([...here, ...known], word, this.pen_.person.name);
  }

  /** @param {Choice} choice */
  choose(choice) {
    const { wanted_: wanted } = this;
    this.choices = [];
    if (wanted) this.apply_(completed(wanted, choice));
    this.widget_.requestUpdate();
  }

  /** @param {KeyboardEvent} event in the text */
  keys = (event) => {
    if (event.isComposing) return;
    const handled = this.completionKeys_(event) || this.editingKeys_(event);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** @param {KeyboardEvent} event */
  completionKeys_({ key }) {
    const { length } = this.choices;
    if (!length) return false;
    if (key === "ArrowDown") this.chosen = (this.chosen + 1) % length;
    else if (key === "ArrowUp") this.chosen = (this.chosen + length - 1) % length;
    else if (key === "Enter" || key === "Tab") this.choose(this.choices[this.chosen]);
    else if (key === "Escape") {
      this.choices = [];
      this.closedAt_ = this.wanted_?.from ?? -1;
    } else return false;
    this.widget_.requestUpdate();
    return true;
  }

  /** @param {KeyboardEvent} event */
  editingKeys_(event) {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (altKey) return false;
    if (ctrlKey || metaKey) {
      const found = tools.find(({ matches }) => matches(event));
      if (found) this.use(found.tool);
      return Boolean(found);
    }
    const textarea = /** @type {HTMLTextAreaElement} */ (target);
    const edit = key === "Enter" && !shiftKey ? continueBlock(fieldOf(textarea)) : undefined;
    if (edit) this.apply_(edit);
    return Boolean(edit);
  }

  /** @param {KeyboardEvent} event in the toolbar: one of its buttons is reached by Tab, the others by arrows */
  toolKeys = (event) => {
    const back = getComputedStyle(/** @type {Element} */ (event.currentTarget)).direction === "rtl" ? 1 : -1;
    const last = tools.length - 1;
    /** @type {Record<string, number>} */
    const to = { ArrowLeft: this.tool + back, ArrowRight: this.tool - back, Home: 0, End: last };
    if (to[event.key] === undefined) return;
    event.preventDefault();
    this.tool = (to[event.key] + tools.length) % tools.length;
    this.widget_.requestUpdate();
    const buttons = /** @type {Element} */ (event.currentTarget).querySelectorAll("button");
    buttons[this.tool]?.focus();
  };

  /** @param {ClipboardEvent} event */
  pasted = (event) => {
    const field = fieldOf(/** @type {HTMLTextAreaElement} */ (event.target));
    const plain = event.clipboardData?.getData("text/plain").trim() ?? "";
    if (address.test(plain)) {
      const selected = field.text.slice(field.start, field.end);
      if (!selected.trim() || selected.includes("\n") || address.test(selected)) return;
      event.preventDefault();
      return this.apply_(link(field, plain.replace(/[()]/g, "\\$&")));
    }
    const rich = fromHtml(event.clipboardData?.getData("text/html") ?? "");
    if (!rich) return;
    event.preventDefault();
    const at = field.start + rich.length;
    this.apply_({ from: field.start, to: field.end, insert: rich, start: at, end: at });
  };

  togglePreview = () => {
    this.previewing = !this.previewing;
    this.choices = [];
    this.widget_.requestUpdate();
    void this.widget_.focusLater(`[data-composer="${this.key}"] ${this.previewing ? "[part=preview]" : "textarea"}`);
  };
}

/** Where the browser does not make a field as high as its text. @param {HTMLTextAreaElement} textarea */
function grow(textarea) {
  if (CSS.supports("field-sizing", "content")) return;
  textarea.style.height = "auto";
  textarea.style.height = `${textarea.scrollHeight}px`;
}

/** @param {HTMLTextAreaElement} textarea @returns {Field} */
const fieldOf = ({ value, selectionStart, selectionEnd }) => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
});
