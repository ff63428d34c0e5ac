// What one can choose, for the page and its script: fields of a form, named after the attributes and variables that they become.

/**
 * @typedef {object} Field
 * @property {string} name of the attribute
 * @property {string} label
 * @property {string} [hint]
 * @property {"text" | "number" | "checkbox"} [type]
 * @property {string} [standard] which is not written in the tag
 * @property {string} [value] that it has at first, where that is another one
 * @property {[value: string, text: string][]} [options]
 */

/** @type {{ title: string, fields: Field[] }[]} */
export const groups = [
  {
    title: "Which conversation",
    fields: [
      { name: "relay", label: "Relay", hint: "Its address. It must name your website among its origins.", value: "/" },
      { name: "bridge", label: "Bridge", value: "noordnet" },
      { name: "place", label: "Only of this place", hint: "The id of a place; empty for all." },
      { name: "tag", label: "Only with this tag" },
      { name: "thread", label: "Only this thread", hint: "What follows #plein= in its permalink." },
    ],
  },
  {
    title: "How it is shown",
    fields: [
      {
        name: "lang",
        label: "Language",
        options: [
          ["", "As the page"],
          ["en", "English"],
          ["nl", "Nederlands"],
          ["de", "Deutsch"],
          ["fr", "Français"],
          ["ar", "العربية"],
        ],
      },
      {
        name: "theme",
        label: "Light or dark",
        standard: "auto",
        options: [
          ["auto", "As the page"],
          ["light", "Light"],
          ["dark", "Dark"],
        ],
      },
      {
        name: "sort",
        label: "First come",
        standard: "active",
        options: [
          ["active", "Active threads"],
          ["new", "New threads"],
          ["unanswered", "Unanswered ones alone"],
          ["top", "Most replies and likes"],
        ],
      },
      { name: "page-size", label: "Threads a page", type: "number", standard: "10" },
      { name: "compact", label: "Compact: a line a thread", type: "checkbox" },
    ],
  },
  {
    title: "How it is loaded",
    fields: [
      {
        name: "loading",
        label: "It begins",
        standard: "eager",
        options: [
          ["eager", "At once"],
          ["lazy", "When it is about to be seen"],
          ["manual", "By a button"],
        ],
      },
      {
        name: "media",
        label: "Pictures come",
        standard: "proxy",
        options: [
          ["proxy", "Through the relay"],
          ["click", "After a click, through the relay"],
          ["direct", "From where they are"],
        ],
      },
      { name: "messages", label: "Own texts", hint: "The address of a JSON file." },
      {
        name: "counting",
        label: "Counting",
        standard: "on",
        options: [
          ["on", "How often it is read is told to the relay"],
          ["off", "Nothing is told"],
        ],
      },
    ],
  },
];

/** @type {[variable: string, label: string, light: string, dark: string][]} */
export const colours = [
  ["accent", "Accent", "#2f5bea", "#86a4ff"],
  ["accent-text", "Text on the accent", "#ffffff", "#0b1020"],
  ["text", "Text", "#1b1f24", "#e8eaed"],
  ["text-soft", "Soft text", "#59636e", "#9aa4af"],
  ["surface", "Surface", "#ffffff", "#14171a"],
  ["surface-raised", "Raised surface", "#ffffff", "#1b1f23"],
  ["surface-sunken", "Sunken surface", "#f5f6f8", "#101315"],
  ["line", "Lines", "#dfe3e8", "#2b3137"],
  ["edge", "Edges of fields", "#818a93", "#666f79"],
];

/** Which are seen on which, and how legible they have to be. @type {[above: string, below: string, least: number][]} */
export const pairs = [
  ["text", "surface", 4.5],
  ["text", "surface-raised", 4.5],
  ["text", "surface-sunken", 4.5],
  ["text-soft", "surface", 4.5],
  ["text-soft", "surface-raised", 4.5],
  ["text-soft", "surface-sunken", 4.5],
  ["accent", "surface", 4.5],
  ["accent", "surface-sunken", 4.5],
  ["accent-text", "accent", 4.5],
  ["edge", "surface", 3],
  ["edge", "surface-sunken", 3],
];
