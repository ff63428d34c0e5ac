// What a desk does to posts at the relay that stands in for one: each act changes the morning of data.js, and some are decisions.
import { now } from "./data.js";
import { find } from "./relay-reads.js";
import { idOf, postOf } from "../stub-relay.js";

/** @import { Marks } from "../../../web/desk/shapes.js" */
/** @import { Call, DeskRelay } from "./relay.js" */

/** @param {DeskRelay} relay @param {Call} call @returns {unknown} undefined: it is about something else; null: nothing */
export function actOn(relay, { method, path, area, id, act, body, claims }) {
  const settled = /^\/posts\/([^/]+)\/reports\/(close|reopen)$/.exec(path);
  if (settled) {
    if (settled[2] === "close") relay.closed.add(settled[1]);
    else relay.closed.delete(settled[1]);
    return null;
  }
  if (area === "preview") return previewOf(body);
  if (area === "desk/posts") return decide(relay, id, act, body, claims);
  if (path === "/posts") return reply(relay, body, claims);
  if (area === "posts" && method === "DELETE") return { post: postWith(relay, id, { removed: true }) };
  if (area === "posts" && act === "accept") return { post: postWith(relay, id, { accepted: true }) };
  if (area === "posts" && act === "unaccept") return { post: postWith(relay, id, { accepted: undefined }) };
  if (area === "posts") {
    if (act === "release") relay.data.held = relay.data.held.filter((post) => post.id !== id);
    return { post: find(relay, id) ?? postOf({ id }) };
  }
}

/** @param {DeskRelay} relay @param {string} id @param {object} change */
function postWith({ data }, id, change) {
  for (const posts of data.threads.values()) {
    const at = posts.findIndex((post) => post.id === id);
    if (at >= 0) return (posts[at] = { ...posts[at], ...change });
  }
  return undefined;
}

/** @param {DeskRelay} relay @param {any} body @param {any} claims */
function reply({ data }, { key, parent, text }, claims) {
  const author = { key: idOf("a", 99), name: claims.name, role: /** @type {const} */ ("ambassador") };
  const posts = data.threads.get(parent) ?? [];
  const post = postOf({
    id: idOf("e", posts.length),
    thread: parent,
    parent,
    key,
    depth: 1,
    place: "site",
    author,
    created_at: now,
    body: [{ t: "p", c: [text] }],
  });
  posts.push(post);
  return { post };
}

/** What is told of ideas and tags from now on. @param {DeskRelay} relay @param {string} id @param {string} act @param {any} body */
function mark(relay, id, act, body) {
  const list = relay.data.marks.some(({ thread }) => thread === id) ? relay.data : relay.ideas;
  const { marks } = list;
  /** @type {Marks} */
  const before = marks.find(({ thread }) => thread === id) ?? { thread: id };
  const { tags = [] } = before;
  /** @type {Record<string, object>} */
  const changes = {
    idea: { idea: { status: body?.status, ...(body?.reason && { reason: body.reason }) } },
    unidea: { idea: undefined },
    tag: { tags: [...tags, body?.tag] },
    untag: { tags: tags.filter((each) => each !== body?.tag) },
  };
  if (changes[act]) list.marks = [...marks.filter(({ thread }) => thread !== id), { ...before, ...changes[act] }];
}

/** @param {DeskRelay} relay @param {string} id @param {string} act @param {any} body @param {any} claims */
function decide(relay, id, act, body, claims) {
  const { data } = relay;
  const at = data.cases.findIndex(({ thread }) => thread.root.id === id);
  const changes = {
    claim: { claimed: { by: claims.sub, name: claims.name, at: now } },
    unclaim: { claimed: undefined },
    assign: { assigned: { to: body?.to, name: body?.name } },
    unassign: { assigned: undefined },
    snooze: { snoozed_until: body?.until },
    unsnooze: { snoozed_until: undefined },
    done: { done: /** @type {const} */ (true) },
    reopen: { done: undefined },
    note: {
      notes: [
        ...(data.cases[at]?.notes ?? []),
        { id: body?.key, by: claims.sub, name: claims.name, at: now, text: body?.text },
      ],
    },
    unnote: { notes: data.cases[at]?.notes.filter((note) => note.id !== body?.key) },
  };
  if (Object.hasOwn(changes, act)) {
    if (at < 0) return { case: data.cases[0] };
    data.cases[at] = { ...data.cases[at], ...changes[/** @type {keyof typeof changes} */ (act)] };
    return { case: data.cases[at] };
  }
  mark(relay, id, act, body);
  if (!relay.decides) return { post: data.cases[0].thread.root };
  const decision = {
    id: `d-${act}${body?.place ? `-${body.place}` : ""}`,
    did: act,
    on: !act.startsWith("un"),
    post: id,
    by: claims.sub,
    name: claims.name,
    at: now,
    undoable: true,
    ...(body?.reason && { reason: body.reason }),
  };
  data.decisions.unshift(decision);
  return { decision };
}

/** @param {{ text: string }} body */
const previewOf = ({ text }) => ({
  body: [{ t: "p", c: [text] }],
  places: [
    { place: "page", as: "account", account: "Noordnet", mirrored: true, left: 300 - text.length, formatted: false },
    { place: "forum", as: "member", account: "mira", mirrored: true, left: null, formatted: true },
  ],
});
