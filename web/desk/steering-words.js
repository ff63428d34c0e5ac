// The words of decisions, ideas, tags and rules, in the desk's language; they come with their pages.
import { laterWords } from "./language.js";

const texts = { en: () => import("./messages/en/steering.js"), nl: () => import("./messages/nl/steering.js") };

export const { speaking, speaks } = laterWords(texts, "ruleNew");
