// What one widget speaks: the language of its attribute or of its page, and the page's own texts. Live: a page that changes
// its `lang` is followed.
import { chooseLanguage, loadLanguage } from "./language.js";

/** @import { ReactiveController } from "lit" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { Language, Part } from "./language.js" */

/** @type {Set<() => void>} */
const followers = new Set();
/** One for all widgets. @type {MutationObserver | undefined} */
let observer;

/** @implements {ReactiveController} */
export class Speaking {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    /** @type {Language | undefined} */
    this.language = undefined;
    /** What it has to be able to say. @type {Set<Part>} */
    this.parts_ = new Set(["list"]);
    /** What was last chosen: language, parts, own texts. */
    this.chosen_ = "";
    /** It could not be loaded. */
    this.failed_ = false;
    this.follow_ = () => widget.requestUpdate();
    widget.addController(this);
  }

  hostConnected() {
    followers.add(this.follow_);
    observer ??= new MutationObserver(() => followers.forEach((follow) => follow()));
    observer.observe(document, { subtree: true, attributeFilter: ["lang"] });
  }

  hostDisconnected() {
    followers.delete(this.follow_);
    if (!followers.size) observer?.disconnect();
  }

  hostUpdate() {
    this.choose_().catch(() => {}); // what cannot be loaded is said by who wants it
  }

  /** @param {Part} part @returns {Promise<void>} when it can be said */
  learn(part) {
    this.parts_.add(part);
    if (this.failed_) this.chosen_ = "";
    return this.choose_();
  }

  async choose_() {
    const { widget_: widget } = this;
    const { lang, messages: own } = widget.settings;
    const tag = chooseLanguage(lang, widget);
    const chosen = [tag, own, ...this.parts_].join(" ");
    if (chosen !== this.chosen_) {
      this.chosen_ = chosen;
      this.failed_ = false;
      this.choosing_ = this.load_(tag, own, chosen);
      this.choosing_.catch(() => (this.failed_ = true));
    }
    return this.choosing_;
  }

  /** @param {string} tag @param {string} own @param {string} chosen */
  async load_(tag, own, chosen) {
    const language = await loadLanguage(tag, this.parts_, own);
    if (own) await import("./own-texts.js").then(({ readOwnTexts }) => readOwnTexts(language, own, this.widget_));
    if (chosen !== this.chosen_) return; // another was chosen meanwhile
    this.language = language;
    this.widget_.requestUpdate();
  }

  /** @type {Promise<void> | undefined} */
  choosing_ = undefined;
}
