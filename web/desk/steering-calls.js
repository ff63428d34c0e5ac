// What the rules ask of the relay, as web/desk/calls.js does for what everybody needs who works here.
import { readPost } from "../session/readable.js";
import { understood } from "../session/ask.js";
import { like, listOf, maybe, text, those, whole } from "./readable.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { Desk } from "./desk.js" */
/** @import { ModerationRule } from "./shapes.js" */

/** @typedef {{ looked_at: number, held: number, posts: PostView[] }} Found what a rule would have held */

const isRule = like({
  key: text,
  name: text,
  new_author: maybe(whole),
  links: maybe(whole),
  per_hour: maybe(whole),
  words: maybe(listOf(text)),
  places: maybe(listOf(text)),
});

/** @param {any} given @returns {ModerationRule[]} */
const readRules = (given) => those(given?.rules, isRule).map((rule) => ({ ...rule, on: rule.on === true }));

/** @param {any} given @returns {Found | undefined} */
function readFound(given) {
  if (!like({ looked_at: whole, held: whole })(given)) return undefined;
  return { ...given, posts: Array.isArray(given.posts) ? given.posts.flatMap(readPost) : [] };
}

export class SteeringCalls {
  /** @param {Desk} desk */
  constructor({ calls: { writes } }) {
    this.writes_ = writes;
  }

  async rules() {
    return readRules(await this.writes_.ask_("GET", "/desk/rules"));
  }

  /** @param {ModerationRule} rule */
  keep(rule) {
    return this.writes_.ask_("POST", "/desk/rules", rule);
  }

  /** @param {string} key */
  remove(key) {
    return this.writes_.ask_("DELETE", `/desk/rules/${encodeURIComponent(key)}`);
  }

  /** What it would have held in the past month. @param {ModerationRule} rule */
  async try(rule) {
    return understood(readFound(await this.writes_.ask_("POST", "/desk/rules/trial", rule)));
  }
}
