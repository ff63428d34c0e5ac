// The engine's boundary: one call, a JSON document in, a JSON document out. The operations below are the whole of it; a
// contract test holds this list against the C++ table (wasm/engine.cpp). Times are integer milliseconds since 1970.
// `now` must not jump while an engine runs: the wall clock's time when it started, and what a monotonic clock says has passed since.

import type { Command, Person, TextFormat } from "./commands.js";
import type { BridgeConfig } from "./config.js";
import type { Level, ModerationRule } from "./desk.js";
import type { FeedEvent } from "./views.js";

export type * from "./commands.js";
export type * from "./config.js";
export type * from "./desk.js";
export type * from "./views.js";

export type Call =
  | { op: "configure"; now: number; config: BridgeConfig; seed?: number } // seed: of a reader that is to search; random, not 0
  | { op: "restore"; now: number; records: string[] } // in order, after `load` of a snapshot if there is one; may be called again for the next part
  // Instead of `start`: another engine decides, and this one is told what. As `restore`; answers with the events of it, and answers queries from
  // then on. `records` may be empty. `start` may come later.
  | { op: "follow"; now: number; seed: string; records: string[] }
  | { op: "distrust"; now: number } // before `start`: later records were lost. Places are read anew before anything is written
  | { op: "start"; now: number; seed: string } // restoring is done: begin to act
  | { op: "tick"; now: number }
  | { op: "response"; now: number; id: string; response: HttpResponse }
  | { op: "push"; now: number; place: string; body: string; headers?: Record<string, string> } // "x-..." alone; what a platform sent by itself; the host has checked its signature
  | { op: "look"; now: number; place: string } // pushes may have been missed: its streams and active threads are read at once
  | { op: "command"; now: number; command: Command }
  | { op: "query"; now: number; query: Query }
  | { op: "feed"; events: FeedEvent[] }; // readers only: the public feed, folded → Folded

export type Reply = { ok: true; effects?: Effects; result?: unknown } | { ok: false; error: EngineError };
export interface EngineError {
  code: string;
  path: string;
  message: string;
}

// `append` is durable before any of `requests` is sent, before `events` go out, and before a command is answered.
export interface Effects {
  append?: string[]; // records, in order
  requests?: HttpRequest[];
  events?: FeedEvent[]; // what changed in the public feed, in order
  erase?: true; // durably replace all records by a snapshot, and leave no trace of what they held
  wake_at?: number; // call `tick` then; replaces any earlier wish
  desk?: true; // something changed of what those see who work for the community
}

export interface HttpRequest {
  id: string; // echo it with the response
  place: string;
  account: string; // the host adds this account's authorization
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers: Record<string, string>; // lower-case names
  body?: string;
  upload?: string; // a picture's address: the host fetches it and sends its bytes, as the body, or
  upload_field?: string; // as this field of a form (multipart/form-data), beside the fields that `body` holds (urlencoded)
  // The id of the place's member whom the account is to act for; absent: itself. By that member's own credential, where the host has it; else by
  // the account's, where it can (PlatformView.acts_as), or not at all: "no_session". What is a GET is asked by the account where nobody else can.
  as?: string;
  timeout_ms: number;
}
export interface HttpResponse {
  status: number; // 0: no answer
  headers?: Record<string, string>; // lower-case names
  body?: string; // at most 4 MiB
  failure?: "timeout" | "unreachable" | "reset" | "too_large" | "no_session" | "no_upload"; // no_upload: the picture cannot be had, and nothing was sent
  detail?: string; // for people, of a failure; never a secret
}

export type Query =
  // → Feed. `sort`: active (the most recently active first; unless said), new (begun), unanswered (by an ambassador or the brand; the most
  // recently active first), top (the sum of replies and likes of the first post, then the newest). `place`: threads that began there; `tag`:
  // whose first post bears it; `status`: by an ambassador or the brand. `after`: a Feed's `next`. Looks through 5,000 threads at most: a page
  // may hold fewer than asked for, or none, with a `next` all the same. Errors: unknown_name (place). A reader knows `after` and `page_size` alone.
  | {
      view: "feed";
      after?: string;
      page_size?: number;
      sort?: "active" | "new" | "unanswered" | "top";
      place?: string;
      tag?: string;
      status?: "answered" | "unanswered";
    }
  // → ThreadView; error unknown_name. Without `page_size` and `around` it is whole. `after`: its `next`; `before`: its `previous`; `around`: the
  // page that holds this post. Errors: invalid_value (a post of another thread).
  | { view: "thread"; id: string; after?: string; before?: string; around?: string; page_size?: number }
  | { view: "post"; id: string } // → PostView; error unknown_name
  | { view: "author"; id: string } // → AuthorView, of whom a post can be seen; `id`: the key; error unknown_name
  | { view: "mine"; by: string; posts: string[] } // → Mine; `by`: a Person's id; `posts`: ids, at most 200
  | { view: "changes"; since: string; limit?: number } // → Changes: the public feed after an event's seq
  // → Search. `text`: all its words, in any form, the last one as far as it is typed, one typing error a word forgiven. `like`: what is like this
  // text, by its rarest words. `posts_max`: so many posts at most are taken into the index first (all of what is new, by default).
  | {
      view: "search";
      text: string;
      like?: boolean;
      place?: string;
      answered?: boolean;
      after?: string;
      page_size?: number;
      posts_max?: number;
    }
  // → Preview: what would become of a text, were it posted now. Errors: as of the command "post".
  | {
      view: "preview";
      by: Person;
      text: string;
      format?: TextFormat;
      title?: string;
      parent?: string;
    }
  // → Insight: all figures (docs/insight.md) of what was written from `from` until before `to`, against the time of equal length before it. `place`:
  // of what was written there. `step`: the same of each part of the period that is so long, at most 400. Errors: invalid_value, unknown_name (place).
  | { view: "insight"; from: number; to: number; place?: string; step?: number }
  // → InsightPosts: the posts behind a figure, or behind a part of it. Errors: as of insight; unknown_name (figure, part), invalid_value (a figure
  // without posts).
  | {
      view: "insight_posts";
      figure: string;
      part?: string;
      from: number;
      to: number;
      place?: string;
      after?: string;
      page_size?: number;
    }
  | { view: "plan"; at: number } // → PlanView: of the four weeks before, against the four before them
  // What those see who work for the community; `at`: the time, for what runs out.
  // → Inbox: who waits for an answer, most at risk first. `by`: a Person's id, of "mine". Errors: unknown_name (place), invalid_value.
  | {
      view: "inbox";
      at: number;
      by?: string;
      filter?: "open" | "mine" | "overdue" | "snoozed" | "all";
      place?: string;
      after?: string;
      page_size?: number;
    }
  | { view: "case"; id: string; at: number } // → Case, of any thread; error unknown_name
  | { view: "canned" } // → CannedReplies
  | { view: "decisions"; at: number; after?: string; page_size?: number } // → Decisions: of the last thirty days, the latest first
  | { view: "held"; at: number; after?: string; page_size?: number } // → HeldPosts: the latest held first
  | { view: "rules" } // → ModerationRules
  | { view: "rule_trial"; at: number; rule: ModerationRule } // → RuleTrial: what it would have held in the thirty days before
  | { view: "community"; at: number } // → Community: for everybody
  | { view: "poll"; id: string; at: number; by?: string; all?: boolean } // → ThreadPoll; `by`: a person's id; `all`: the result, whoever asks
  | { view: "polls"; at: number } // → Polls
  | { view: "calendar" } // → Calendar
  | { view: "pushing"; at: number; key?: string } // → Pushing: with one post more at that time; `key`: of one that is planned, and only moves
  // → Reputation: people of whom a post can be seen, those with the most points first; not who is blocked, or speaks for the brand. `at`: the day
  // on which points are to count. `levels` counts all of them. Not in "direct", as the next two.
  | { view: "people"; at: number; level?: Level; after?: string; page_size?: number }
  // → Standing, with reasons, of whoever has an author's key; error unknown_name.
  | { view: "standing"; id: string; at: number }
  | { view: "candidates"; at: number } // → Candidates: whom to appoint as ambassadors, at most 100
  | { view: "status" } // → Status
  | { view: "sockets" } // → SocketWish[]; may change while the engine runs
  | { view: "platforms" } // → PlatformView[]: what each platform that Plein knows can do
  | { view: "state_hash" }; // → { hash: string }: equal states give equal hashes

export interface Engine {
  call(call: Call): Reply;
  save(): Uint8Array; // a snapshot of the folded state
  load(snapshot: Uint8Array): Reply; // before `restore`
  close(): void;
}
/** `wasm`: the bytes of plein.wasm, or a Response of it. */
export function loadEngine(wasm: BufferSource | Response | Promise<Response>): Promise<() => Engine>;
