// Whether a browser comes back: when it was here last is kept in it, and nothing else; the relay is told one word. Who asks not to be tracked
// has nothing kept, and comes for the first time each time.
import { createStore, get, set } from "idb-keyval";

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
  const agoMs = Date.now() - (await renewed(base));
  if (agoMs >= 0 && agoMs < visitMs) return undefined;
  return agoMs >= 0 && agoMs < rememberedMs ? "return_visit" : "visit";
}

/** When it was here last; from now on that is now. Private windows keep nothing. @param {string} base @returns {Promise<number>} 0: never */
async function renewed(base) {
  try {
    const store = createStore("plein-counting", "here");
    const last = await get(base, store);
    await set(base, Date.now(), store);
    return Number(last) || 0;
  } catch {
    return 0;
  }
}
