// What every view is given.

/** @import { PlaceView } from "../../wasm/engine.js" */
/** @import { Values } from "../attributes.js" */
/** @import { PleinFeed } from "../feed-element.js" */
/** @import { Language } from "../language.js" */
/** @import { Selection } from "../session/feed-list.js" */
/** @import { Session } from "../session/session.js" */
/** @import { Visit } from "../visit.js" */
/** @import { Writing } from "../writing.js" */

/**
 * @typedef {object} View
 * @property {Language} language
 * @property {number} now
 * @property {PleinFeed} widget
 * @property {Session} session not before it has come, with what follows the first list
 * @property {string} base the address of the bridge
 * @property {Values} settings what the attributes come to
 * @property {Selection} selection what the list shows
 * @property {Map<string, PlaceView>} places
 * @property {string} open id of the opened thread
 * @property {string} target id of the post that somebody was led to
 * @property {Set<string>} fresh ids of the posts that came in while their thread was open
 * @property {typeof import("../conversation.js") | undefined} conversation what follows the first list, when it has come
 * @property {Writing | undefined} writing
 * @property {Visit} visit likewise: what somebody does in the widget
 * @property {(place: PlaceView) => string} accountOf the brand's name there
 * @property {Actions} actions
 */

/**
 * What somebody can do; each waits for its part of the widget, if need be.
 * @typedef {Pick<Visit, "again" | "ask" | "askAbout" | "choose" | "close" | "open" | "search" | "showMore" | "showNew" | "signIn" | "stopAsking">} Actions
 */

export {};
