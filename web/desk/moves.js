// Moving what stands in the wrong thread, splitting it off, merging two: which thread is found first, by words or by its address; then why is asked.
import { Dialog } from "./dialogs.js";
import { rule } from "./reasons.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { Desk } from "./desk.js" */
/** @import { DeskKey } from "./language.js" */
/** @import { Item } from "./rulings.js" */

const wordsMax = 300;
const labelMax = 80;

/** The id in a thread's address, or one by itself. @param {string} text */
const idIn = (text) => /(?:^|[/=#])([0-9a-z]{13})(?![0-9a-z])/.exec(text.trim())?.[1];

/** Threads a post can be moved to: their first post's id, and how people know them. @param {Desk} desk @param {string} text @param {PostView} post */
async function threadsFor({ calls }, text, post) {
  const id = idIn(text);
  const found = id
    ? [await calls.thread(id).then(({ root }) => ({ thread: root.id, title: root.title ?? "" }))]
    : (await calls.search(text)).map((each) => ({ thread: each.post.thread, title: each.title }));
  /** @type {Map<string, string>} */
  const threads = new Map();
  for (const { thread, title } of found) {
    const label = [...title];
    const shown = label.length > labelMax ? `${label.slice(0, labelMax).join("")}…` : title;
    if (thread !== post.thread && !threads.has(thread)) threads.set(thread, shown || thread);
  }
  if (!threads.size) throw Object.assign(new Error("no other thread is so"), { status: 404 });
  return [...threads];
}

/** @param {Desk} desk @param {PostView} post @param {DeskKey} title @param {DeskKey} says */
function moveTo(desk, post, title, says) {
  const { say } = desk.element;
  const search = new Dialog(desk, {
    title: say(title),
    says: say("moveSays"),
    submit: say("findThread"),
    fields: [{ name: "text", label: say("whichThread"), kind: "line", needed: true, most: wordsMax }],
    act: async ({ text }) => {
      const options = await threadsFor(desk, text, post);
      return () => {
        rule(desk, post, title, says, "move", {
          fields: [{ name: "under", label: say("whichOfThese"), kind: "choice", value: options[0][0], options }],
          body: ({ under }) => ({ under }),
        });
        if (desk.dialog) desk.dialog.before = search.before;
      };
    },
  });
  desk.ask(search);
}

/** @param {Desk} desk @param {PostView} post @returns {Item[]} */
export function moveItems(desk, post) {
  if (!post.parent) return [{ says: "mergeThread", act: () => moveTo(desk, post, "mergeThread", "threadMerged") }];
  const { say } = desk.element;
  const split = () =>
    rule(desk, post, "splitPost", "postSplit", "move", {
      fields: [{ name: "title", label: say("splitTitle"), kind: "line", needed: true, most: 200 }],
      body: ({ title }) => ({ title: title.trim() }),
    });
  return [
    { says: "movePost", act: () => moveTo(desk, post, "movePost", "postMoved") },
    { says: "splitPost", act: split },
  ];
}
