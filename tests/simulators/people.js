// What people do in the simulated places, and what stands there, for assertions. Everything goes through the platforms'
// own APIs with the person's token. `at` dates an act back: the platform is asked at that time.

/**
 * @typedef {object} Access
 * @property {string} url
 * @property {(request: import("./hosted.js").Request, at?: number) => import("./hosted.js").Answer} answer
 * @property {(call: Record<string, unknown>, at?: number) => any} setUp
 * @property {() => any} dump
 *
 * @typedef {{ at?: number }} At
 * @typedef {{ displayName?: string, admin?: boolean, exempt?: boolean, reputation?: number } & At} ForumPersonOptions
 * @typedef {{ displayName?: string, password?: string } & At} PagePersonOptions
 * @typedef {{ name: string, uid: number, token: string }} ForumPerson
 * @typedef {{ handle: string, did: string, token: string, password: string }} PagePerson
 * @typedef {{ pid: number, tid: number, uid: number, username: string, cid: number, title: string, main: boolean, toPid?: number, content: string, html: string, timestamp: number, edited: number, deleted: boolean }} ForumPost
 * @typedef {{ uri: string, cid: string, did: string, key: string, handle: string, text: string, record: any, parent?: string, root?: string, created: number, changed: number }} PagePost
 */

/** @param {Access} access @param {string} token @param {string} method @param {string} path @param {unknown} body @param {number} [at] @returns {any} */
function ask(access, token, method, path, body, at) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const text = body === undefined ? "" : JSON.stringify(body);
  const answer = access.answer({ method, url: access.url + path, headers, body: text }, at);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body);
}

/**
 * Who was added before a snapshot was taken is added again by its history, under the same name, with the same token.
 * @param {any[]} history @param {string} member @param {string} name
 */
const wasAdded = (history, member, name) =>
  history.some(({ op, call }) => op === "setup" && call.do === "add_user" && call[member] === name);

/** @param {Access} access @param {any[]} history */
export function createForum(access, history) {
  /** @type {Map<string, ForumPerson>} */
  const people = new Map();
  let known = 0;
  for (const { op, call } of history) {
    if (op !== "setup" || call.do !== "add_user" || !call.username) continue;
    known += 1;
    people.set(call.username, { name: call.username, uid: known, token: `token-${known}` });
  }

  /** Adds the person on first mention. @param {string} name @param {ForumPersonOptions} [options] @returns {ForumPerson} */
  const person = (name, options = {}) => {
    const there = people.get(name);
    if (there) return there;
    const { displayName, at, ...rest } = { exempt: true, reputation: 10, ...options };
    const call = { do: "add_user", username: name, display_name: displayName ?? name, ...rest };
    const added = { name, ...access.setUp(call, at) };
    people.set(name, added);
    return added;
  };
  /** @param {string} as @param {string} method @param {string} path @param {unknown} [body] @param {At} [options] */
  const as = (as, method, path, body, options) =>
    ask(access, person(as).token, method, path, body, options?.at).response;

  return {
    person,
    /** @param {string} by @param {string} title @param {string} text @param {{ cid?: number, tags?: string[] } & At} [options] @returns {{ tid: number, pid: number }} pid 0: queued */
    topic(by, title, text, { cid = 2, tags = [], at } = {}) {
      const { tid, mainPid } = as(by, "POST", "/api/v3/topics", { cid, title, content: text, tags }, { at });
      return { tid: tid ?? 0, pid: mainPid ?? 0 };
    },
    /** @param {string} by @param {number} tid @param {string} text @param {number} [toPid] @param {At} [options] @returns {{ pid: number }} pid 0: queued */
    reply(by, tid, text, toPid, options) {
      const written = as(by, "POST", `/api/v3/topics/${tid}`, { content: text, toPid }, options);
      return { pid: written.pid ?? 0 };
    },
    /** @param {string} by @param {number} pid @param {string} text @param {At} [options] */
    edit(by, pid, text, options) {
      as(by, "PUT", `/api/v3/posts/${pid}`, { content: text }, options);
    },
    /** @param {string} by @param {number} pid @param {At} [options] */
    remove(by, pid, options) {
      as(by, "DELETE", `/api/v3/posts/${pid}/state`, undefined, options);
    },
    /** @param {string} by @param {number} pid @param {At} [options] */
    restore(by, pid, options) {
      as(by, "PUT", `/api/v3/posts/${pid}/state`, undefined, options);
    },
    /** As a moderator does. @param {number} pid @param {At} [options] */
    purge(pid, options) {
      access.setUp({ do: "remove_post", pid }, options?.at);
    },
    /** @param {string} name @param {{ aboutme?: string, signature?: string, display_name?: string }} profile @param {At} [options] */
    setProfile(name, profile, options) {
      access.setUp({ do: "set_profile", uid: person(name).uid, ...profile }, options?.at);
    },
    /** Lets everything in the queue through. @param {At} [options] */
    approveAll(options) {
      for (const { id } of access.dump().queue) access.setUp({ do: "approve", id }, options?.at);
    },
    /** @returns {{ id: string, uid: number, tid: number, content: string }[]} */
    queue: () => access.dump().queue,
    /** Everything that is not purged, by pid. @param {number} [tid] @returns {ForumPost[]} */
    posts: (tid) =>
      access.dump().posts.filter((/** @type {ForumPost} */ post) => tid === undefined || post.tid === tid),
  };
}

/** The UTF-8 bytes before `index`. @param {string} text @param {number} index */
const bytesBefore = (text, index) => Buffer.byteLength(text.slice(0, index));

/** @param {string} text @param {(handle: string) => string | undefined} didOf */
function facetsOf(text, didOf) {
  const facets = [];
  for (const match of text.matchAll(/https?:\/\/[^\s]*[^\s.,;:!?)]/g)) {
    facets.push({ match, feature: { $type: "app.bsky.richtext.facet#link", uri: match[0] } });
  }
  for (const match of text.matchAll(/@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/g)) {
    const did = didOf(match[1] ?? "");
    if (did) facets.push({ match, feature: { $type: "app.bsky.richtext.facet#mention", did } });
  }
  return facets.map(({ match, feature }) => ({
    index: {
      byteStart: bytesBefore(text, match.index),
      byteEnd: bytesBefore(text, match.index + match[0].length),
    },
    features: [feature],
  }));
}

/** @param {Access} access @param {any[]} history @param {string} brand */
export function createPage(access, history, brand) {
  /** @type {Map<string, PagePerson>} */
  const people = new Map();

  /** Adds the person on first mention. @param {string} handle @param {PagePersonOptions} [options] @returns {PagePerson} */
  const person = (handle, { displayName = "", password = "", at } = {}) => {
    const there = people.get(handle);
    if (there) return there;
    const call = wasAdded(history, "handle", handle)
      ? { do: "find_user", handle }
      : { do: "add_user", handle, display_name: displayName, password };
    const added = { handle, ...access.setUp(call, at) };
    people.set(handle, added);
    return added;
  };
  /** @param {string} uri @returns {PagePost} */
  const post = (uri) => {
    const found = access.dump().posts.find((/** @type {PagePost} */ one) => one.uri === uri);
    if (!found) throw new Error(`no post ${uri}`);
    return found;
  };
  /** @param {string} by @param {string} text @param {object} more @param {number} [at] @returns {{ uri: string, cid: string }} */
  const write = (by, text, more, at) => {
    const author = person(by);
    const facets = facetsOf(text, (handle) => people.get(handle)?.did);
    const createdAt = new Date(at ?? Date.now()).toISOString();
    const record = { $type: "app.bsky.feed.post", text, createdAt, langs: ["nl"], ...more };
    const body = {
      repo: author.did,
      collection: "app.bsky.feed.post",
      record: facets.length ? { ...record, facets } : record,
    };
    return ask(access, author.token, "POST", "/xrpc/com.atproto.repo.createRecord", body, at);
  };

  return {
    person,
    /** @param {string} by @param {string} text @param {{ mentionBrand?: boolean } & At} [options] @returns {{ uri: string, cid: string }} */
    post: (by, text, { mentionBrand = false, at } = {}) => write(by, mentionBrand ? `@${brand} ${text}` : text, {}, at),
    /** @param {string} by @param {string} uri @param {string} text @param {At} [options] @returns {{ uri: string, cid: string }} */
    reply(by, uri, text, { at } = {}) {
      const parent = post(uri);
      const strong = { uri, cid: parent.cid };
      return write(by, text, { reply: { root: parent.record.reply?.root ?? strong, parent: strong } }, at);
    },
    /** @param {string} uri @param {string} text @param {At} [options] @returns {{ uri: string, cid: string }} */
    edit(uri, text, { at } = {}) {
      const old = post(uri);
      const author = person(old.handle);
      const body = { repo: old.did, collection: "app.bsky.feed.post", rkey: old.key, record: { ...old.record, text } };
      return ask(access, author.token, "POST", "/xrpc/com.atproto.repo.putRecord", body, at);
    },
    /** @param {string} uri @param {At} [options] */
    remove(uri, { at } = {}) {
      const old = post(uri);
      const body = { repo: old.did, collection: "app.bsky.feed.post", rkey: old.key };
      ask(access, person(old.handle).token, "POST", "/xrpc/com.atproto.repo.deleteRecord", body, at);
    },
    /** @param {string} handle @param {{ description?: string, display_name?: string, followers?: number, standing?: "active" | "takendown" | "deactivated" | "deleted" }} profile @param {At} [options] */
    setProfile(handle, profile, { at } = {}) {
      access.setUp({ do: "set_profile", handle: person(handle).handle, ...profile }, at);
    },
    /** Access tokens end now; refresh tokens too when asked. @param {{ refresh?: boolean }} [options] */
    expireSessions({ refresh = false } = {}) {
      access.setUp({ do: "expire_sessions", refresh });
    },
    /** Everything that is not deleted, by uri. @returns {PagePost[]} */
    posts: () => access.dump().posts,
  };
}
