// What a moderator does is done with a reason, and can be undone: a dialog asks for the one, the notice that follows offers the other.
import { Dialog } from "./dialogs.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { Ruling as Act } from "./calls.js" */
/** @import { Desk } from "./desk.js" */
/** @import { Field } from "./dialogs.js" */
/** @import { DeskKey } from "./language.js" */
/** @import { Decision } from "./shapes.js" */

/**
 * @template T
 * @typedef {object} Ruling
 * @property {(reason: string, values: Record<string, string>) => Promise<T>} act
 * @property {DeskKey} says when it is done
 * @property {(result: T) => Promise<unknown>} undo not offered where there is no result to undo
 * @property {(result: T) => void} [then]
 * @property {Record<string, string>} [values] of what is said
 * @property {Field[]} [fields] before the reason
 * @property {DeskKey} [hint] who reads the reason
 */

const reasonMax = 300;

/** @template T @param {Desk} desk @param {DeskKey} title what the button says too @param {Ruling<T>} ruling */
export function reasonDialog(desk, title, { act, says, undo, then, values, fields = [], hint = "reasonHint" }) {
  const { say } = desk.element;
  desk.ask(
    new Dialog(desk, {
      title: say(title, values),
      submit: say(title, values),
      fields: [...fields, { name: "reason", label: say("reason"), kind: "text", hint: say(hint), most: reasonMax }],
      act: async (given) => {
        const result = await act(given.reason.trim(), given);
        return () => {
          desk.done({ says, values, undo: result === null ? undefined : () => undo(result) });
          then?.(result);
        };
      },
    }),
  );
}

/**
 * @param {Desk} desk @param {PostView} post @param {DeskKey} title @param {DeskKey} says @param {Act} act
 * @param {{ fields?: Field[], body?: (values: Record<string, string>) => object, hint?: DeskKey }} [more]
 */
export function rule(desk, post, title, says, act, { fields, body = () => ({}), hint } = {}) {
  const { calls } = desk;
  reasonDialog(desk, title, {
    fields,
    hint,
    // Where it is so already, nothing was decided.
    act: async (reason, values) =>
      (await calls.rule(post.id, act, { ...body(values), ...(reason && { reason }) })) ?? null,
    says,
    undo: async (/** @type {Decision | null} */ decision) => decision && calls.undo(decision.id),
    then: () => void desk.refresh(),
  });
}
