// A language as the views use it: messages with plurals, times as people say them. Messages are loaded one language at a
// time, in parts as they are needed, and kept.

/** @typedef {typeof import("./messages/en/list.js").default & typeof import("./messages/en/thread.js").default & typeof import("./messages/en/finding.js").default} Messages */
/** @typedef {keyof Messages} MessageKey */
/** @typedef {"list" | "thread" | "finding"} Part of the messages: what the first list says, what follows it */
/** @typedef {Record<string, string | number>} Values */

const spoken = ["en", "nl"];

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
  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
    /** @type {Partial<Messages>} */
    this.messages_ = {};
    /** @type {Map<Part, Promise<void>>} */
    this.parts_ = new Map();
    this.plurals_ = new Intl.PluralRules(tag);
    this.numbers_ = new Intl.NumberFormat(tag);
    this.relative_ = new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" });
    this.exact_ = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short" });
    this.clock_ = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit" });
    this.say = this.say.bind(this);
  }

  /** @param {Part} part @returns {Promise<void>} when it can be said */
  learn(part) {
    const learning =
      this.parts_.get(part) ??
      import(`./messages/${this.tag}/${part}.js`).then((module) => void Object.assign(this.messages_, module.default));
    this.parts_.set(part, learning);
    return learning;
  }

  /**
   * @param {MessageKey} key
   * @param {Values} [values] `n` chooses the plural
   */
  say(key, values = {}) {
    /** @type {string | Partial<Record<Intl.LDMLPluralRule, string>>} */
    const message = this.messages_[key] ?? "";
    const text =
      typeof message === "string" ? message : (message[this.plurals_.select(Number(values.n))] ?? message.other ?? "");
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
  return spoken.includes(tag) ? tag : "en";
}

/** @type {Map<string, Language>} */
const languages = new Map();

/** @param {string} tag of `chooseLanguage` @param {Iterable<Part>} parts */
export async function loadLanguage(tag, parts) {
  const language = languages.get(tag) ?? new Language(tag);
  languages.set(tag, language);
  await Promise.all(Array.from(parts, (part) => language.learn(part)));
  return language;
}
