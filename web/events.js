// What a widget tells its page: DOM events that bubble and cross shadow roots, each with a typed `detail`.

/** @import { PostView } from "../wasm/engine.js" */

/**
 * @typedef {object} PleinEvents
 * @property {{ bridge: string, threads: number }} plein-ready the first list can be read
 * @property {{ code: string, message: string }} plein-error something is wrong that the page may want to know
 * @property {{ thread: string, post: string }} plein-thread-open a thread was opened, at this post of it
 * @property {{ thread: string }} plein-thread-close
 * @property {{ text: string, total: number }} plein-search something was looked for, and so many threads were found
 * @property {{ post: PostView }} plein-posted the relay has confirmed a post of the person who is signed in
 * @property {{ bridge: string }} plein-counting what the page tells (`plein-conversion` …) is counted from now on
 * @property {{ for: "ask" | "reply" | "vote" }} plein-sign-in a person wants to write or vote: sign them in and set `token`; `preventDefault()` keeps the relay's popup away
 * @property {{ token: string, expires_at: number }} plein-signed-in somebody signed in with the relay's popup
 */

/**
 * @template {keyof PleinEvents} Name
 * @param {EventTarget} target
 * @param {Name} name
 * @param {PleinEvents[Name]} detail
 * @returns {boolean} false: the page does it its own way
 */
export function emit(target, name, detail) {
  return target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
}
