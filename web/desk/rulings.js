// What a moderator may do with a thread or a post, as the items of its menu: each asks for a reason, and can be undone.
import { moveItems } from "./moves.js";
import { reasonDialog, rule } from "./reasons.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { Ruling } from "./calls.js" */
/** @import { Desk } from "./desk.js" */
/** @import { DeskKey } from "./language.js" */
/** @import { Decision } from "./shapes.js" */

/** @typedef {{ says: DeskKey, act: () => void }} Item */

const minuteMs = 60_000;

/** @param {Desk} desk @param {PostView} post */
export function holdPost(desk, post) {
  const { calls } = desk;
  reasonDialog(desk, "holdPost", {
    act: (reason) => calls.hold(post.id, "hold", reason),
    says: "postHeld",
    undo: () => calls.hold(post.id, "release", ""),
    then: () => void desk.refresh(),
  });
}

/** Where a post may have a copy that can be hidden: not where it was written. @param {Desk} desk @param {PostView} post */
export const hidable = (desk, { place }) => desk.places.filter(({ id, kind }) => kind !== "site" && id !== place);

const everywhere = "";

/** In one place, or in all. @param {Desk} desk @param {PostView} post @param {{ done?: () => Promise<unknown>, then?: () => void, back?: () => Promise<unknown> }} [after] */
export function hidePost(
  desk,
  post,
  { done = async () => {}, then = () => void desk.refresh(), back = async () => {} } = {},
) {
  const { calls } = desk;
  const { say } = desk.element;
  const places = hidable(desk, post);
  /** @type {[string, string][]} */
  const options = [
    [everywhere, say("hideEverywhere")],
    ...places.map(({ id, name }) => /** @type {[string, string]} */ ([id, name])),
  ];
  reasonDialog(desk, "hidePost", {
    fields: [{ name: "place", label: say("hideWhere"), kind: "choice", value: everywhere, options }],
    act: async (reason, { place }) => {
      /** @type {Decision[]} */
      const made = [];
      for (const { id } of places.filter((each) => place === everywhere || each.id === place)) {
        const decision = await calls.rule(post.id, "hide", { place: id, ...(reason && { reason }) });
        if (decision) made.push(decision);
      }
      await done();
      return made.length ? made : null;
    },
    says: "postHidden",
    undo: async (made) => {
      for (const { id } of made ?? []) await calls.undo(id);
      await back();
    },
    then,
  });
}

/** @param {Desk} desk @param {PostView} post @returns {Item[]} */
export const postItems = (desk, post) => [
  { says: "holdPost", act: () => holdPost(desk, post) },
  ...(hidable(desk, post).length ? [/** @type {Item} */ ({ says: "hidePost", act: () => hidePost(desk, post) })] : []),
  ...moveItems(desk, post),
];

/** @param {Desk} desk @param {PostView} root @returns {Item[]} of a thread: what it is already can be ended */
export function threadItems(desk, root) {
  const { say } = desk.element;
  const marks = desk.marks(root.id);
  /** @type {(is: unknown, on: [DeskKey, DeskKey, Ruling], off: [DeskKey, DeskKey, Ruling]) => Item} */
  const either = (is, on, off) => {
    const [title, says, act] = is ? off : on;
    return { says: title, act: () => rule(desk, root, title, says, act) };
  };
  const minutes = () =>
    rule(desk, root, "slowThread", "threadSlowed", "slow", {
      fields: [{ name: "minutes", label: say("slowMinutes"), kind: "number", value: "5", needed: true, most: 1440 }],
      body: ({ minutes }) => ({ every_ms: Math.round(Number(minutes) * minuteMs) }),
    });
  /** @type {(says: DeskKey, act: (part: typeof import("./steering.js")) => void) => Item} */
  const later = (says, act) => ({ says, act: () => void desk.steer(act) });
  return [
    either(marks?.locked, ["lockThread", "threadLocked", "lock"], ["unlockThread", "threadUnlocked", "unlock"]),
    marks?.slow_ms
      ? { says: "unslowThread", act: () => rule(desk, root, "unslowThread", "threadUnslowed", "unslow") }
      : { says: "slowThread", act: minutes },
    either(
      marks?.featured,
      ["featureThread", "threadFeatured", "feature"],
      ["unfeatureThread", "threadUnfeatured", "unfeature"],
    ),
    either(marks?.pinned, ["pinThread", "threadPinned", "pin"], ["unpinThread", "threadUnpinned", "unpin"]),
    either(
      marks?.sponsored,
      ["sponsorThread", "threadSponsored", "sponsor"],
      ["unsponsorThread", "threadUnsponsored", "unsponsor"],
    ),
    later("tagThread", ({ tagThread }) => tagThread(desk, root)),
    ...(marks?.tags?.length ? [later("untagThread", ({ untagThread }) => untagThread(desk, root))] : []),
    later(marks?.idea ? "ideaStatus" : "ideaThread", ({ ideaThread }) => ideaThread(desk, root)),
    ...(marks?.idea ? [later("unideaThread", ({ unideaThread }) => unideaThread(desk, root))] : []),
    ...postItems(desk, root),
  ];
}

/** The menu that is open, as web/views/menu.js asks for it. */
export class DeskMenu {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    /** Id of whose menu is open. */
    this.open = "";
    /** @type {Item[]} */
    this.items_ = [];
    this.resized_ = () => this.close();
  }

  /** @param {string} id @param {Item[]} items */
  toggle(id, items) {
    this.open = this.open === id ? "" : id;
    this.items_ = items;
    if (this.open) addEventListener("resize", this.resized_, { once: true });
    this.desk_.tell();
  }

  items() {
    return this.items_;
  }

  /** @param {boolean} [back] whether focus returns to the button */
  close(back) {
    const id = this.open;
    if (!id) return;
    this.open = "";
    this.desk_.tell();
    if (back) void this.desk_.element.focusFirst(`[data-menu="${id}"]`);
  }

  /** @param {Item} item */
  async choose({ act }) {
    this.close(true);
    await this.desk_.element.updateComplete;
    act();
  }
}
