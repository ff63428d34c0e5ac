// What every view is given.

/** @import { PlaceView } from "../../wasm/engine.js" */
/** @import { Values } from "../attributes.js" */
/** @import { Finding } from "../finding.js" */
/** @import { Language } from "../language.js" */
/** @import { Selection } from "../session/feed-list.js" */
/** @import { Session } from "../session/session.js" */
/** @import { Writing } from "../writing.js" */

/**
 * @typedef {object} View
 * @property {Language} language
 * @property {number} now
 * @property {number} minute that `now` is in
 * @property {Session} session
 * @property {Values} settings what the attributes come to
 * @property {Selection} selection what the list shows
 * @property {Map<string, PlaceView>} places
 * @property {string} open id of the opened thread
 * @property {boolean} isLed whether an address that leads nowhere is this widget's to tell of
 * @property {string} target id of the post that somebody was led to
 * @property {Set<string>} fresh ids of the posts that came in while their thread was open
 * @property {typeof import("../conversation.js") | undefined} conversation what follows the first list, when it has come
 * @property {Writing | undefined} writing
 * @property {Finding | undefined} finding
 * @property {(place: PlaceView) => string} accountOf the brand's name there
 * @property {Actions} actions
 */

/**
 * @typedef {object} Actions
 * @property {(id: string, event: MouseEvent, post?: string) => void} open a thread; `post`: the very one of it that is meant
 * @property {() => void} close the opened thread
 * @property {(text: string) => void} search
 * @property {(selection: Partial<Selection>) => void} choose
 * @property {(text: string) => void} askAbout begins a question with what was looked for
 * @property {() => void} ask opens and closes the composer of a new question
 * @property {() => void} stopAsking
 * @property {(reason: "ask" | "reply") => void} signIn
 */

export {};
