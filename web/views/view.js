// What every view is given.

/** @import { PlaceView } from "../../wasm/engine.js" */
/** @import { Language } from "../language.js" */
/** @import { Session } from "../session/session.js" */
/** @import { Writing } from "../writing.js" */

/**
 * @typedef {object} View
 * @property {Language} language
 * @property {number} now
 * @property {Session} session
 * @property {Map<string, PlaceView>} places
 * @property {string} open id of the opened thread
 * @property {Set<string>} fresh ids of the posts that came in while their thread was open
 * @property {typeof import("../conversation.js") | undefined} conversation what follows the first list, when it has come
 * @property {Writing | undefined} writing
 * @property {(place: PlaceView) => string} accountOf the brand's name there
 * @property {Actions} actions
 */

/**
 * @typedef {object} Actions
 * @property {(id: string, event: MouseEvent) => void} open
 * @property {() => void} ask opens and closes the composer of a new question
 * @property {() => void} stopAsking
 * @property {(reason: "ask" | "reply") => void} signIn
 */

export {};
