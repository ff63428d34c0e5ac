// What a moderator says of a thread: that it is an idea, what becomes of it, and which tags it bears. Each with a reason, and undone as any decision.
import { named } from "./language.js";
import { rule } from "./reasons.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { Desk } from "./desk.js" */

/** In the order in which an idea goes through them. */
export const statuses = ["new", "considered", "planned", "done", "declined"];

const tagMost = 64;

/** Tags in use here, the most used first, with how many threads bear each. @param {Desk} desk @returns {[tag: string, count: number][]} */
export function tagsInUse({ community: { threads } }) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const tag of threads.flatMap(({ tags = [] }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([one, a], [other, b]) => b - a || one.localeCompare(other));
}

/** @param {Desk} desk @param {PostView} root */
export function ideaThread(desk, root) {
  const { element } = desk;
  const language = /** @type {import("./language.js").DeskLanguage} */ (element.language);
  const { idea } = desk.marks(root.id) ?? {};
  rule(desk, root, idea ? "ideaStatus" : "ideaThread", idea ? "ideaChanged" : "ideaMarked", "idea", {
    fields: [
      {
        name: "status",
        label: element.say("ideaStatusOf"),
        kind: "choice",
        value: idea?.status ?? statuses[0],
        options: statuses.map((each) => [each, named(language, "idea", each)]),
      },
    ],
    hint: "ideaReasonHint",
    body: ({ status }) => ({ status }),
  });
}

/** @param {Desk} desk @param {PostView} root */
export const unideaThread = (desk, root) => rule(desk, root, "unideaThread", "ideaUnmarked", "unidea");

/** @param {Desk} desk @param {PostView} root */
export function tagThread(desk, root) {
  const { say } = desk.element;
  const own = desk.marks(root.id)?.tags ?? [];
  const known = tagsInUse(desk)
    .map(([tag]) => tag)
    .filter((tag) => !own.includes(tag));
  rule(desk, root, "tagThread", "threadTagged", "tag", {
    fields: [
      {
        name: "tag",
        label: say("tagName"),
        kind: "line",
        needed: true,
        most: tagMost,
        hint: say("tagHint"),
        known,
      },
    ],
    // As people write several words as one tag.
    body: ({ tag }) => ({ tag: tag.trim().replace(/^#+/, "").replace(/\s+/g, "-") }),
  });
}

/** @param {Desk} desk @param {PostView} root @param {string} [tag] which of them; otherwise it is asked */
export function untagThread(desk, root, tag) {
  const { say } = desk.element;
  const tags = tag ? [tag] : (desk.marks(root.id)?.tags ?? []);
  rule(desk, root, "untagThread", "threadUntagged", "untag", {
    fields: [
      { name: "tag", label: say("tagName"), kind: "choice", value: tags[0], options: tags.map((one) => [one, one]) },
    ],
    body: ({ tag: chosen }) => ({ tag: chosen }),
  });
}
