// Whether a browser comes back: when it was here last is kept in it, and nothing else; the relay is told one word. Who asks not to be tracked
// has nothing kept, and comes for the first time each time.
import { get, set } from "idb-keyval";
import { kept } from "../session/last-seen.js";

const visitMs = 30 * 60_000; // who reads on within it has not come again
const rememberedMs = 30 * 86_400_000;

/** A tab that nobody has looked at yet is no visit. */
const shown = async () => {
  if (document.visibilityState === "hidden")
    await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
};

/** Global Privacy Control, or Do Not Track. */
const isLeftAlone = () => Boolean(/** @type {any} */ (navigator).globalPrivacyControl) || navigator.doNotTrack === "1";

/** @param {string} base of the conversation @returns {Promise<"visit" | "return_visit" | undefined>} undefined: the same visit goes on */
export async function visitOf(base) {
  await shown();
  if (isLeftAlone()) return "visit";
  const key = `here ${base}`;
  const now = Date.now();
  /** @type {unknown} */
  const last = await kept((from) => get(key, from));
  await kept((into) => set(key, now, into));
  const agoMs = typeof last === "number" ? now - last : rememberedMs;
  if (agoMs >= 0 && agoMs < visitMs) return undefined;
  return agoMs >= 0 && agoMs < rememberedMs ? "return_visit" : "visit";
}
