// What a widget tells its page: DOM events that bubble and cross shadow roots, each with a typed `detail`.

/** @import { PostView } from "../wasm/engine.js" */

/**
 * @typedef {object} PleinEvents
 * @property {{ bridge: string, threads: number }} plein-ready the first list can be read
 * @property {{ code: string, message: string }} plein-error something is wrong that the page may want to know
 * @property {{ post: PostView }} plein-posted the relay has confirmed a post of the person who is signed in
 * @property {{ for: "ask" | "reply" }} plein-sign-in a person wants to write: sign them in and set `token`
 */

/**
 * @template {keyof PleinEvents} Name
 * @param {EventTarget} target
 * @param {Name} name
 * @param {PleinEvents[Name]} detail
 */
export function emit(target, name, detail) {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
