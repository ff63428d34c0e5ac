// What stands in for a relay where the desk is tried: it answers what web/desk/calls.js asks, keeps what it was asked, and refuses what a test says.
import { morning, now } from "./desk-data.js";
import { figuresOf } from "./desk-figures.js";
import { ideasAt, rulesOfTests, trialAt } from "./desk-steering-data.js";
import { bodyOf } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { IncomingMessage, ServerResponse } from "node:http" */

const base = "/v1/bridges/noordnet";

/** @typedef {{ method: string, path: string, query: Record<string, string>, body: any }} Asked */

/** A token as a website makes them; nobody looks at its signature here. @param {string} role @param {string} [id] @param {string} [name] */
export function tokenOf(role, id = "mira", name = "Mira Hoek") {
  const part = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "HS256" })}.${part({ sub: id, name, role })}.none`;
}

export class DeskRelay extends StubRelay {
  data = morning();
  /** @type {Asked[]} */
  asked = [];
  /** Which calls are refused, as "POST /desk/posts/x/claim", with which status. @type {Map<string, number>} */
  refuses = new Map();
  /** What is decided is told; otherwise it was so already. */
  decides = true;
  /** What is asked, planned, and pushed. @type {any[]} */
  polls = [
    {
      post: idOf("b", 81),
      title: "Which day?",
      options: ["Monday", "Friday"],
      counts: [3, 1],
      people: 4,
      at: now - 3600000,
      name: "Mia",
    },
  ];
  /** @type {any[]} */
  planned = [
    {
      key: "plan-0001",
      title: "A new shop",
      text: "We open on Saturday.",
      format: "plain",
      at: now + 3600000,
      stands: "waiting",
      without: ["page"],
      name: "Mia",
    },
    {
      key: "plan-0002",
      title: "Too late",
      text: "Yesterday.",
      format: "plain",
      at: now - 30 * 3600000,
      stands: "missed",
      without: [],
      name: "Mia",
    },
  ];
  pushing = { day: 0, week: 1, replies: 9 };
  ideas = ideasAt(now);
  rules = rulesOfTests();
  trial = trialAt(now);
  /** What is wrong with a rule, as the relay says it; "": nothing. */
  wrongRule = "";
  /** Nothing is answered: the network is gone. */
  isGone = false;
  /** Posts of which the reports are closed. @type {Set<string>} */
  closed = new Set();
  /** @type {Set<ServerResponse>} */
  told = new Set();

  /** @param {string} method @param {string} path that ends so @returns {Asked[]} */
  all(method, path) {
    return this.asked.filter((each) => each.method === method && each.path.endsWith(path));
  }

  /** Something that the desk shows has changed. */
  tellDesk() {
    for (const stream of this.told) stream.write(`event: desk\ndata: {"seq":"1-2"}\n\n`);
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {URL} url */
  answer(request, response, url) {
    if (!url.pathname.startsWith(base)) return false;
    void this.answerDesk_(request, response, url);
    return true;
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {URL} url */
  async answerDesk_(request, response, url) {
    const { method = "GET" } = request;
    const path = decodeURIComponent(url.pathname.slice(base.length));
    const text = await bodyOf(request);
    const body = text ? JSON.parse(text) : undefined;
    if (this.isGone) return void request.socket.destroy();
    const query = Object.fromEntries(url.searchParams);
    this.asked.push({ method, path, query, body });
    const claims = claimsOf(request);
    const status =
      this.refuses.get(`${method} ${path}`) ?? (claims || path === "/feed" || path === "/sign-in" ? 0 : 401);
    if (status) return give(response, status, { error: { code: `http_${status}`, message: "" } });
    if (path === "/desk/events") return this.streamDesk_(response);
    if (path === "/desk/insight.csv") {
      response.writeHead(200, { "content-type": "text/csv" });
      return void response.end("figure,value,previous\nquestions,412,388\n");
    }
    if (path === "/me")
      return give(response, 200, {
        person: { id: claims.sub, name: claims.name, role: claims.role },
        author: idOf("a", 99),
        may: {},
        liked: [],
      });
    if (this.wrongRule && path.startsWith("/desk/rules") && method === "POST")
      return give(response, 422, { error: { code: "invalid_value", message: this.wrongRule } });
    const answer = this.answerOf_(method, path, query, body, claims);
    if (answer === undefined) return give(response, 404, { error: { code: "unknown_name", message: path } });
    if (answer === null) return void response.writeHead(204).end();
    give(response, 200, answer);
  }

  /** @param {ServerResponse} response */
  streamDesk_(response) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": hello\n\n");
    this.told.add(response);
    response.on("close", () => this.told.delete(response));
  }

  /** @param {string} method @param {string} path @param {Record<string, string>} query @param {any} body @param {any} claims @returns {unknown} undefined: there is none; null: nothing */
  answerOf_(method, path, query, body, claims) {
    const { data } = this;
    const [, area, id = "", act = ""] = /^\/(desk\/\w+|\w+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
    if (path === "/feed") return { seq: "1-1", threads: [], next: null, places: this.places };
    if (path === "/sign-in") return { ways: [] };
    if (method === "GET") return this.read(area, id, query);
    const settled = /^\/posts\/([^/]+)\/reports\/(close|reopen)$/.exec(path);
    if (settled) {
      if (settled[2] === "close") this.closed.add(settled[1]);
      else this.closed.delete(settled[1]);
      return null;
    }
    if (area === "preview") return previewOf(body);
    if (area === "desk/posts") return this.act(id, act, body, claims);
    if (path === "/posts") return this.reply(body, claims);
    if (area === "posts" && method === "DELETE") return { post: this.postWith(id, { removed: true }) };
    if (area === "posts" && act === "accept") return { post: this.postWith(id, { accepted: true }) };
    if (area === "posts" && act === "unaccept") return { post: this.postWith(id, { accepted: undefined }) };
    if (area === "posts") {
      if (act === "release") data.held = data.held.filter((post) => post.id !== id);
      return { post: this.find(id) ?? postOf({ id }) };
    }
    if (area === "authors") return null;
    if (area === "desk/decisions") {
      data.decisions = data.decisions.map((each) => (each.id === id ? { ...each, undone: true } : each));
      return {};
    }
    if (area === "desk/people" && (act === "same" || act === "unsame")) {
      const other = data.people.find(({ author }) => author.key === body.other)?.accounts[0];
      data.people = data.people.map((each) => {
        if (act === "unsame")
          return {
            ...each,
            accounts: each.accounts.filter(({ key, joined }) => !joined || ![key, joined].includes(id)),
          };
        if (each.author.key !== id) return each;
        const accounts = each.accounts.filter(({ key }) => key !== other?.key);
        return { ...each, accounts: other ? [...accounts, { ...other, joined: id }] : accounts };
      });
      return {};
    }
    if (area === "desk/people") {
      const level = act === "appoint" ? "ambassador" : "expert";
      data.people = data.people.map((each) =>
        each.author.key === id ? { ...each, level, candidate: undefined } : each,
      );
      return {};
    }
    if (area === "desk/polls" && act === "end") {
      this.polls = this.polls.map((each) => (each.post === id ? { ...each, ended: true } : each));
      return { poll: this.polls.find((each) => each.post === id) };
    }
    if (area === "desk/polls") {
      const { key: _, text: __, ...said } = body;
      this.polls.unshift({ ...said, post: idOf("b", 80), at: now, name: "Mira", people: 0, counts: [] });
      return {};
    }
    if (area === "desk/rules" && id === "trial") return this.trial;
    if (area === "desk/rules") {
      const others = this.rules.filter(({ key }) => key !== (body?.key ?? id));
      const at = this.rules.findIndex(({ key }) => key === body?.key);
      this.rules = body ? (at < 0 ? [...others, body] : this.rules.with(at, body)) : others;
      return null;
    }
    if (area === "desk/calendar" && method === "POST") {
      const { key } = body;
      const planned = { title: "", format: "plain", ...body, stands: "waiting", name: "Mira" };
      this.planned = [...this.planned.filter((each) => each.key !== key), planned];
      return null;
    }
    if (area === "desk/calendar") {
      this.planned = this.planned.filter(({ key }) => key !== id);
      return null;
    }
    if (area === "desk/announcements" && method === "DELETE") {
      data.announcements = data.announcements.filter(({ post }) => post !== id);
      return { decision: { ...data.decisions[0], id: "ended", undoable: true } };
    }
    if (area === "desk/announcements") {
      const { title, text, until } = body;
      data.announcements.push({
        post: idOf("b", 70),
        title,
        text: [{ t: "p", c: [text] }],
        at: now,
        ...(until && { until }),
      });
      return {};
    }
    if (area === "desk/canned" && method === "POST") {
      data.canned.push({ id, ...body });
      return {};
    }
    if (area === "desk/canned") {
      data.canned = data.canned.filter((each) => each.id !== id);
      return {};
    }
    return undefined;
  }

  /** @param {string} area @param {string} id @param {Record<string, string>} query @returns {unknown} */
  read(area, id, query) {
    const { data } = this;
    if (area === "community")
      return { threads: [...data.marks, ...this.ideas.marks], announcements: data.announcements };
    if (area === "threads") {
      const wished = this.ideas.posts.filter((post) => post.id === id);
      const posts = [...data.threads.values(), wished].find((all) => all.some((post) => post.id === id));
      return posts && { root: posts[0], posts, total: posts.length, seq: "1-1", next: null, previous: null };
    }
    if (area === "posts") return this.find(id);
    if (area === "search") return this.search(query.text);
    if (area === "reports") return { reports: data.reports.filter(({ post }) => !this.closed.has(post)), next: null };
    if (area === "desk/inbox") return this.inbox(query);
    if (area === "desk/cases") {
      const found = data.cases.find(({ thread }) => data.threads.get(thread.root.id)?.some((post) => post.id === id));
      const root = this.ideas.posts.find((post) => post.id === id);
      if (root)
        return {
          thread: { root, replies: 0, last_at: root.created_at, answered_by: null },
          notes: [],
          similar: [],
        };
      return found && { ...found, similar: data.similar };
    }
    if (area === "desk/canned") return { replies: data.canned };
    if (area === "desk/polls") return { polls: this.polls };
    if (area === "desk/calendar") return { planned: this.planned };
    if (area === "desk/pushing") return this.pushing;
    if (area === "desk/rules") return { rules: this.rules };
    if (area === "desk/held") return { posts: data.held, next: null };
    if (area === "desk/decisions") return { decisions: data.decisions, next: null };
    if (area === "desk/candidates") {
      const people = data.people.filter(({ candidate }) => candidate);
      return { people: people.map((each) => ({ ...each, why_candidate: data.whyCandidate })) };
    }
    if (area === "desk/people" && id) {
      const person = data.people.find(({ author }) => author.key === id);
      return person && { ...person, reasons: data.reasons };
    }
    if (area === "desk/people") {
      /** @type {Record<string, number>} */
      const levels = {};
      for (const { level } of data.people) levels[level] = (levels[level] ?? 0) + 1;
      return { people: data.people.filter(({ level }) => !query.level || level === query.level), next: null, levels };
    }
    if (area === "desk/insight" && id === "posts") {
      return { posts: [...data.threads.values()].slice(0, 2).map(([root]) => root), next: null, total: 2 };
    }
    if (area === "desk/plan") return data.plan;
    if (area === "desk/insight") {
      const [from, to, step] = [Number(query.from), Number(query.to), Number(query.step)];
      return {
        from,
        to,
        previous_from: from - (to - from),
        figures: figuresOf({ from, to, step, place: query.place }),
      };
    }
    return undefined;
  }

  /** @param {Record<string, string>} query */
  inbox({ filter, place }) {
    const { cases } = this.data;
    const open = cases.filter(({ snoozed_until: until }) => !until);
    const by = {
      open,
      mine: open.filter(({ claimed, assigned }) => claimed?.by === "mira" || assigned?.to === "mira"),
      overdue: open.filter(({ overdue }) => overdue),
      snoozed: cases.filter(({ snoozed_until: until }) => until),
      all: cases,
    };
    const counts = Object.fromEntries(Object.entries(by).map(([name, some]) => [name, some.length]));
    const wanted = by[/** @type {keyof typeof by} */ (filter)].filter(
      ({ thread }) => !place || thread.root.place === place,
    );
    return { cases: wanted, next: null, counts };
  }

  /** @param {string} text */
  search(text) {
    const post = postOf({ id: idOf("b", 40), title: this.data.similar[0].title, place: "forum" });
    const results = post.title?.toLowerCase().includes(text.toLowerCase())
      ? [{ post, title: post.title, replies: 2, last_at: now, answered_by: "Joris van Dam", excerpt: [] }]
      : [];
    return { results, total: results.length, next: null, relaxed: false, complete: true };
  }

  /** @param {string} id */
  find(id) {
    const { threads, reported } = this.data;
    return [...threads.values(), this.ideas.posts].flat().find((post) => post.id === id) ?? reported.get(id);
  }

  /** @param {string} id @param {object} change */
  postWith(id, change) {
    for (const posts of this.data.threads.values()) {
      const at = posts.findIndex((post) => post.id === id);
      if (at >= 0) return (posts[at] = { ...posts[at], ...change });
    }
    return undefined;
  }

  /** @param {any} body @param {any} claims */
  reply({ key, parent, text }, claims) {
    const author = { key: idOf("a", 99), name: claims.name, role: /** @type {const} */ ("ambassador") };
    const posts = this.data.threads.get(parent) ?? [];
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

  /** What is told of ideas and tags from now on. @param {string} id @param {string} act @param {any} body */
  mark(id, act, body) {
    const list = this.data.marks.some(({ thread }) => thread === id) ? this.data : this.ideas;
    const { marks } = list;
    /** @type {import("../../web/desk/shapes.js").Marks} */
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

  /** @param {string} id @param {string} act @param {any} body @param {any} claims */
  act(id, act, body, claims) {
    const { data } = this;
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
    this.mark(id, act, body);
    if (!this.decides) return { post: data.cases[0].thread.root };
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
}

/** @param {{ text: string }} body */
const previewOf = ({ text }) => ({
  body: [{ t: "p", c: [text] }],
  places: [
    { place: "page", as: "account", account: "Noordnet", mirrored: true, left: 300 - text.length, formatted: false },
    { place: "forum", as: "member", account: "mira", mirrored: true, left: null, formatted: true },
  ],
});

/** @param {IncomingMessage} request @returns {any} */
function claimsOf({ headers }) {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(headers.authorization ?? "")?.[1];
  return payload && JSON.parse(Buffer.from(payload, "base64url").toString());
}

/** @param {ServerResponse} response @param {number} status @param {unknown} data */
function give(response, status, data) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(data));
}
