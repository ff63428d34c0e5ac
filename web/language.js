// A language as the views use it: messages with plurals, numbers and times as people say them. Messages are loaded one
// language at a time, in parts as they are needed, and kept.

/** @typedef {typeof import("./messages/en/list.js").default & typeof import("./messages/en/thread.js").default & typeof import("./messages/en/finding.js").default & typeof import("./messages/en/direct.js").default & typeof import("./messages/en/writing.js").default & typeof import("./messages/en/community.js").default & typeof import("./messages/en/polls.js").default & typeof import("./messages/en/told.js").default} Messages */
/** @typedef {keyof Messages} MessageKey */
/** @typedef {"list" | "thread" | "finding" | "writing" | "direct" | "community" | "polls" | "told"} Part of the messages: what the first list says, what follows it, what searching and writing say, what is only said without a relay, what is said of what the brand decided, of what it asks, and of what was decided about one's own posts */
/** @typedef {Record<string, string | number>} Values */
/** @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Text */
/** English in another language: the same keys, its own plurals. @template T @typedef {{ [Key in keyof T]: T[Key] extends string ? string : { other: string } & Partial<Record<Intl.LDMLPluralRule, string>> }} Said */

/** What each language says first, which also knows its other parts. */
const lists = {
  en: () => import("./messages/en/list.js"),
  nl: () => import("./messages/nl/list.js"),
  de: () => import("./messages/de/list.js"),
  fr: () => import("./messages/fr/list.js"),
  ar: () => import("./messages/ar/list.js"),
};
export const spoken = Object.keys(lists);

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
  /** @param {string} tag of `chooseLanguage` */
  constructor(tag) {
    /** With its region, which says how numbers and dates are written. */
    this.tag = tag;
    /** That of its messages. */
    this.base = baseOf(tag);
    this.dir = this.base === "ar" ? "rtl" : "ltr";
    /** @type {Partial<Record<MessageKey, Text>>} */
    this.messages = {};
    /** What the page says in its own words instead. @type {Partial<Record<MessageKey, Text>>} */
    this.own = {};
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
    const learning = this.parts_.get(part) ?? this.load_(part);
    this.parts_.set(part, learning);
    return learning;
  }

  /** @param {Part} part */
  async load_(part) {
    const list = await lists[/** @type {keyof typeof lists} */ (this.base)]();
    Object.assign(this.messages, (part === "list" ? list : await list.later[part]()).default);
  }

  /** Everything. */
  async learnAll() {
    await this.learn("list");
    const { later } = await lists[/** @type {keyof typeof lists} */ (this.base)]();
    await Promise.all(Object.keys(later).map((part) => this.learn(/** @type {Part} */ (part))));
  }

  /**
   * @param {MessageKey} key
   * @param {Values} [values] `n` chooses the plural
   */
  say(key, values = {}) {
    const message = this.own[key] ?? this.messages[key] ?? "";
    const text =
      typeof message === "string" ? message : (message[this.plurals_.select(Number(values.n))] ?? message.other ?? "");
    return text.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name] ?? "";
      return typeof value === "number" ? this.numbers_.format(value) : this.isolated_(value);
    });
  }

  /** A name written the other way round must not turn the words around it (Unicode, UAX 9: FSI, PDI). @param {string} value */
  isolated_(value) {
    return this.dir === "rtl" || /[\u0590-\u08ff\ufb1d-\ufefc]/.test(value) ? `\u2068${value}\u2069` : value;
  }

  /** @param {number} time @param {number} now */
  ago(time, now) {
    const seconds = Math.round((now - time) / 1000);
    for (const [unit, length] of steps) {
      if (seconds >= length) return this.relative_.format(-Math.floor(seconds / length), unit);
    }
    return this.say("now");
  }

  /** @param {number} value */
  number(value) {
    return this.numbers_.format(value);
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

/** @param {string} tag */
const baseOf = (tag) => tag.split("-")[0];

/** @param {Element | null} element @returns {string} what its page says it is in, through the shadow roots around it */
function langOf(element) {
  if (!element) return navigator.language;
  const root = /** @type {ShadowRoot} */ (element.getRootNode());
  return element.closest("[lang]")?.getAttribute("lang") || langOf(root.host ?? null);
}

/** @param {string} wish BCP 47, or "" for the page's own @param {Element} element @returns {string} BCP 47: one that we speak */
export function chooseLanguage(wish, element) {
  try {
    const [tag] = Intl.getCanonicalLocales(wish || langOf(element));
    return spoken.includes(baseOf(tag)) ? tag : "en";
  } catch {
    return "en"; // not a language tag
  }
}

/** @type {Map<string, Language>} by tag, and address of own texts */
const languages = new Map();

/** @param {string} tag of `chooseLanguage` @param {Iterable<Part>} wanted @param {string} [own] address of own texts */
export async function loadLanguage(tag, wanted, own = "") {
  const name = `${tag} ${own}`;
  const language = languages.get(name) ?? new Language(tag);
  languages.set(name, language);
  await Promise.all(Array.from(wanted, (part) => language.learn(part)));
  return language;
}
