// The words of polls and of the calendar, in the desk's language; they come with their pages.
import { laterWords } from "./language.js";

const texts = { en: () => import("./messages/en/planning.js"), nl: () => import("./messages/nl/planning.js") };

export const { speaking, speaks } = laterWords(texts, "pollAsk");
