// A post that the relay has not confirmed yet, and where it stands meanwhile: in its thread or first in the list, under an id of
// ours ("~" and the key).

/** @import { ThreadPage } from "./thread-pages.js" */
/** @import { PlaceView, PostView, RichText, ThreadSummary } from "../../wasm/engine.js" */
/** @import { Reason } from "../refusals.js" */
/** @import { Person } from "./person.js" */
/** @import { NewPost } from "./relay-writes.js" */

/**
 * @typedef {object} Outgoing
 * @property {string} by id of who wrote it
 * @property {PostView} post
 * @property {NewPost} body what is sent
 * @property {"sending" | "sent" | "waiting" | "failed"} state waiting: it is sent by itself when that may help
 * @property {Reason} [reason] of waiting and failed
 * @property {number} [tries]
 */

/** @typedef {Pick<PostView, "id" | "thread" | "author">} Parent as much of a post as a reply to it needs */
/** @typedef {{ parent?: Parent, title?: string, text: string, format?: "markdown", shown?: RichText }} Written `shown`: how it looks, where that is known */

/** @returns {string} [A-Za-z0-9_-], 32 characters */
export const newKey = () =>
  crypto.getRandomValues(new Uint8Array(16)).reduce((key, byte) => key + byte.toString(16).padStart(2, "0"), "");

/** Text whose formatting is not known. @param {string} text @returns {RichText} */
export const paragraphs = (text) => text.split(/\n{2,}/).map((paragraph) => ({ t: "p", c: [paragraph] }));

/** @param {Written} written @param {Person} person @param {PlaceView[]} places @returns {Outgoing} */
export function newOutgoing({ parent, title, text, format, shown }, { id: by, name, role }, places) {
  const key = newKey();
  const id = `~${key}`;
  /** @type {PostView} */
  const post = {
    id,
    key,
    thread: parent?.thread ?? id,
    parent: parent?.id,
    place: "site",
    remote: "",
    url: "",
    author: { key: "", name, role },
    title,
    body: shown ?? paragraphs(text),
    created_at: Date.now(),
    copies: places.filter(({ kind }) => kind !== "site").map(({ id: place }) => ({ place, state: "waiting" })),
  };
  return { by, post, body: { key, parent: parent?.id, title, text, format }, state: "sending" };
}

/**
 * @param {ThreadPage} thread
 * @param {Outgoing[]} outgoing
 * @returns {ThreadPage} with the replies that it does not hold yet, each at the end of its parent's replies
 */
export function withReplies(thread, outgoing) {
  const posts = [...thread.posts];
  for (const { post } of outgoing) {
    if (!post.parent || post.thread !== thread.root.id) continue;
    if (posts.some(({ id, key }) => id === post.id || key === post.key)) continue;
    const parent = posts.findIndex(({ id }) => id === post.parent);
    const depth = (posts[parent]?.depth ?? 0) + 1;
    let at = parent + 1;
    while (at < posts.length && (posts[at].depth ?? 0) >= depth) at++;
    posts.splice(at, 0, { ...post, depth });
  }
  return { ...thread, posts };
}

/**
 * @param {ThreadSummary[]} summaries
 * @param {Outgoing[]} outgoing
 * @returns {ThreadSummary[]} with the questions that it does not hold yet, newest first
 */
export function withQuestions(summaries, outgoing) {
  const waiting = outgoing.filter(
    ({ post }) => !post.parent && !summaries.some(({ root }) => root.id === post.id || root.key === post.key),
  );
  const first = waiting.map(({ post }) => ({ root: post, replies: 0, last_at: post.created_at, answered_by: null }));
  return [...first.reverse(), ...summaries];
}
