// A language as the views use it: messages with plurals, times as people say them. Messages are loaded one language at a
// time, and kept.

/** @typedef {typeof import("./messages/en.js").default} Messages */
/** @typedef {keyof Messages} MessageKey */
/** @typedef {Record<string, string | number>} Values */

/** @type {Record<string, () => Promise<{ default: Messages }>>} */
const messages = {
  en: () => import("./messages/en.js"),
  nl: () => import("./messages/nl.js"),
};

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const steps = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export class Language {
  /** @param {string} tag @param {Messages} messages */
  constructor(tag, messages) {
    this.tag = tag;
    this.messages_ = messages;
    this.plurals_ = new Intl.PluralRules(tag);
    this.numbers_ = new Intl.NumberFormat(tag);
    this.relative_ = new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" });
    this.exact_ = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short" });
    this.clock_ = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit" });
    this.say = this.say.bind(this);
  }

  /**
   * @param {MessageKey} key
   * @param {Values} [values] `n` chooses the plural
   */
  say(key, values = {}) {
    const message = this.messages_[key];
    const category = typeof message === "string" ? "" : this.plurals_.select(Number(values.n));
    const text = typeof message === "string" ? message : category === "one" ? message.one : message.other;
    return text.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? this.numbers_.format(value) : String(value ?? "");
    });
  }

  /** @param {number} time @param {number} now */
  ago(time, now) {
    const seconds = Math.round((now - time) / 1000);
    for (const [unit, length] of steps) {
      if (seconds >= length) return this.relative_.format(-Math.floor(seconds / length), unit);
    }
    return this.say("now");
  }

  /** @param {number} time */
  exact(time) {
    return this.exact_.format(time);
  }

  /** @param {number} time */
  clock(time) {
    return Date.now() - time < 43_200_000 ? this.clock_.format(time) : this.exact_.format(time);
  }
}

/** @param {string} wish BCP 47, or "" for the page's own @param {Element} element @returns {string} one that we speak */
export function chooseLanguage(wish, element) {
  const asked = wish || element.closest("[lang]")?.getAttribute("lang") || navigator.language;
  const tag = asked.toLowerCase().split("-")[0];
  return Object.hasOwn(messages, tag) ? tag : "en";
}

/** @type {Map<string, Promise<Language>>} */
const loaded = new Map();

/** @param {string} tag of `chooseLanguage` */
export function loadLanguage(tag) {
  const language = loaded.get(tag) ?? messages[tag]().then((module) => new Language(tag, module.default));
  loaded.set(tag, language);
  return language;
}
