// What replies are written with: the widget's composer, of which this is what it asks for, and canned replies, whose fields are filled.
import { ComposerField } from "../editing/field.js";
import { Drafts } from "../session/drafts.js";
import { Forecasts } from "../session/forecasts.js";
import { newKey } from "../session/outgoing.js";
import { filled, unfilledIn } from "./canned.js";

/** @import { Draft } from "../session/drafts.js" */
/** @import { Desk } from "./desk.js" */
/** @import { Canned } from "./shapes.js" */

export class DeskPen {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    const { id, name } = desk.me ?? { id: "", name: "" };
    this.person = { id, name };
    this.drafts = new Drafts(desk.base, id, desk.tell);
    this.forecasts = new Forecasts(desk.calls.writes, () => desk.tell());
    /** @type {Map<string, ComposerField>} by draft */
    this.fields_ = new Map();
    /** Drafts that are on their way. @type {Set<string>} */
    this.sending = new Set();
    /** By draft: under which key it was tried, as which text. @type {Map<string, { key: string, text: string }>} */
    this.tried_ = new Map();
    /** Texts that somebody was warned of: the next press sends them. @type {Map<string, string>} */
    this.warned_ = new Map();
  }

  close() {
    this.drafts.close();
  }

  /** @param {string} key */
  field(key) {
    const widget = /** @type {any} */ (this.desk_.element);
    const field = this.fields_.get(key) ?? new ComposerField(/** @type {any} */ (this), key, widget);
    this.fields_.set(key, field);
    return field;
  }

  /** @param {string} key @param {Partial<Draft>} change */
  write(key, change) {
    this.drafts.write(key, change);
    const { text, to } = this.drafts.of(key);
    this.forecasts.want(key, { text: text.trim(), parent: to?.id ?? key, format: "markdown" });
  }

  /** @param {string} key @returns {boolean} whether what is written can be sent */
  isReady(key) {
    return Boolean(this.drafts.of(key).text.trim()) && !this.sending.has(key);
  }

  /** What is left of the fields of a canned reply. @param {string} key */
  unfilled(key) {
    return unfilledIn(this.drafts.of(key).text);
  }

  /** Whether the next press sends it as it is. @param {string} key */
  isWarned(key) {
    return this.warned_.get(key) === this.drafts.of(key).text;
  }

  /** @param {string} key */
  async send(key) {
    if (!this.isReady(key)) return;
    const { text, to } = this.drafts.of(key);
    const [first] = this.unfilled(key);
    if (first && !this.isWarned(key)) return this.warn_(key, text, first);
    const said = text.trim();
    const tried = this.tried_.get(key);
    const as = tried?.text === said ? tried.key : newKey();
    this.tried_.set(key, { key: as, text: said });
    this.sending.add(key);
    const { calls } = this.desk_;
    const sent = await this.desk_.attempt(() =>
      calls.reply({ key: as, parent: to?.id ?? key, text: said, format: "markdown" }),
    );
    this.sending.delete(key);
    this.desk_.tell();
    if (!sent) return;
    this.tried_.delete(key);
    this.drafts.forget(key);
    this.forecasts.want(key, { text: "" });
    this.field(key).rest();
    const undo = async () => {
      await calls.writes.remove(sent.post.id);
      this.write(key, { text, to });
    };
    this.desk_.done({ says: "replied", undo });
    await this.desk_.pages.inbox.answered(sent.post);
  }

  /** Something is still to be filled in. @param {string} key @param {string} text @param {string} first */
  warn_(key, text, first) {
    this.warned_.set(key, text);
    this.desk_.element.speak(this.desk_.element.say("unfilled", { fields: this.unfilled(key).join(", ") }));
    this.desk_.tell();
    const field = this.field(key).textarea_;
    const at = text.indexOf(first);
    field?.focus();
    field?.setSelectionRange(at, at + first.length);
  }

  /** @param {string} key @param {Canned} canned @param {Record<string, string>} values of its fields */
  insert(key, canned, values) {
    const { text } = this.drafts.of(key);
    const added = filled(canned.text, values);
    this.write(key, { text: text.trim() ? `${text.trimEnd()}\n\n${added}` : added });
    this.field(key).opened = true;
  }

  /** @param {string} key */
  cancel(key) {
    void this.focusFirst(`[data-composer="${key}"] textarea`);
  }

  /** @param {string} key */
  discardDraft(key) {
    this.drafts.discard(key);
    this.forecasts.want(key, { text: "" });
    void this.focusFirst(`[data-composer="${key}"] [part=draft-note] button`);
  }

  /** @param {string} key a draft that was discarded */
  bringBack(key) {
    this.drafts.bringBack(key);
    this.write(key, {});
    void this.focusFirst(`[data-composer="${key}"] textarea`);
  }

  /** @param {...string} selectors */
  focusFirst(...selectors) {
    return this.desk_.element.focusFirst(...selectors);
  }
}
