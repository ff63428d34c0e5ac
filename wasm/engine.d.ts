// The engine's boundary: one call, a JSON document in, a JSON document out. The operations below are the whole of it; a
// contract test holds this list against the C++ table (wasm/engine.cpp). Times are integer milliseconds since 1970.

export type Call =
  | { op: "configure"; now: number; config: BridgeConfig }
  | { op: "restore"; now: number; records: string[] } // in order, after `load` of a snapshot if there is one; may be called again for the next part
  | { op: "start"; now: number; seed: string } // restoring is done: begin to act
  | { op: "tick"; now: number }
  | { op: "response"; now: number; id: string; response: HttpResponse }
  | { op: "command"; now: number; command: Command }
  | { op: "query"; now: number; query: Query }
  | { op: "feed"; events: FeedEvent[] }; // readers only: the public feed, folded

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
  wake_at?: number; // call `tick` then; replaces any earlier wish
}

export interface BridgeConfig {
  role: "relay" | "reader";
  id: string; // of the bridge
  language: string; // BCP 47, of generated words
  site: { name: string; url: string }; // the brand's website: the place "site", where widget posts originate
  places: PlaceConfig[]; // empty for a reader until it is told: `feed` events carry them
  horizon_days?: number; // 7: older posts that stand nowhere else are not mirrored when Plein first meets them
}
export interface PlaceConfig {
  id: string; // [a-z0-9-]{1,32}, not "site"
  kind: "page" | "forum";
  platform: "bluesky" | "nodebb";
  name: string; // for people
  url: string; // of the API
  web?: string; // of the pages for people; default: url (bluesky: https://bsky.app)
  account: string; // which of the host's secrets acts here
  settings?: Record<string, string>; // nodebb: "category", "uid" (of the account)
  ambassadors?: string[]; // author ids or handles
  poll_every_ms?: number;
}

export interface HttpRequest {
  id: string; // echo it with the response
  place: string;
  account: string; // the host adds this account's authorization
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers: Record<string, string>; // lower-case names
  body?: string;
  timeout_ms: number;
}
export interface HttpResponse {
  status: number; // 0: no answer
  headers?: Record<string, string>; // lower-case names
  body?: string; // at most 4 MiB
  failure?: "timeout" | "unreachable" | "reset" | "too_large" | "no_session";
  detail?: string; // for people, of a failure; never a secret
}

export type Command =
  // `key`: chosen by the client, [A-Za-z0-9_-]{8,64}; the same key again is the same post. `text` is plain.
  // Answer: { post: PostView }. Errors: conflict (key taken by somebody else), unknown_name (parent), invalid_value.
  | { do: "post"; key: string; by: Person; parent?: string; title?: string; text: string }
  // Try a failed copy again. Answer: { post: PostView }.
  | { do: "retry"; by: Person; post: string; place: string };
export interface Person {
  id: string;
  name: string;
  role: Role;
}
export type Role = "visitor" | "ambassador" | "brand";

export type Query =
  | { view: "feed"; after?: string; page_size?: number } // → Feed; most recently active first; `after`: a Feed's `next`
  | { view: "thread"; id: string } // → ThreadView; error unknown_name
  | { view: "post"; id: string } // → PostView; error unknown_name
  | { view: "changes"; since: string; limit?: number } // → Changes: the public feed after an event's seq
  | { view: "status" } // → Status
  | { view: "state_hash" }; // → { hash: string }: equal states give equal hashes

export interface Feed {
  seq: string;
  threads: ThreadSummary[];
  next: string | null;
  places: PlaceView[];
}
export interface ThreadSummary {
  root: PostView;
  replies: number;
  last_at: number;
  answered_by: string | null; /* name of the ambassador or brand that replied last */
}
export interface ThreadView {
  root: PostView;
  posts: PostView[] /* all, the root first, in reading order: depth first, older first */;
  seq: string;
}
export interface PostView {
  id: string; // 13 characters of base32; the same on every host and after a rebuild
  thread: string; // id of the first post
  parent?: string; // id; absent for a first post
  depth?: number; // in ThreadView: 0 for the root
  key?: string; // of posts written in the widget: the client's key
  place: string; // where it was written; "site" for the widget
  remote: string; // the platform's id there
  url: string; // the origin's permalink; "" when it has none
  author: { key: string; name: string; handle?: string; role: Role };
  title?: string; // of a first post; always there, made of the text where the platform has none
  body: RichNode[];
  created_at: number;
  edited_at?: number;
  removed?: true; // it is gone; author and body are empty
  copies: CopyView[];
}
export interface CopyView {
  place: string;
  state: "waiting" | "sending" | "sent" | "held" | "unknown" | "failed";
  remote?: string;
  url?: string; // once sent
  reason?: string; // of held and failed: the platform's words
}
export interface PlaceView {
  id: string;
  kind: "page" | "forum" | "site";
  platform: string;
  name: string;
  url: string;
  failing?: string;
  since?: number;
}
export type RichNode =
  | string
  | {
      t: "p" | "quote" | "ol" | "ul" | "li" | "pre" | "b" | "i" | "code" | "a" | "@" | "#" | "img" | "br";
      c?: RichNode[];
      s?: string;
      u?: string;
    };

// `seq` is "<epoch>-<number>". Where the epoch changes (the relay was rebuilt), a reader starts over from the feed.
// `summary` lets a reader show a thread's counts without holding its replies. Events made of a Feed: one for `places`, and one a
// thread: { seq: feed.seq, post: root, summary: { thread: root.id, replies, last_at, answered_by } }. Of a ThreadView: one a post.
export interface FeedEvent {
  seq: string;
  post?: PostView;
  summary?: ThreadCounts;
  places?: PlaceView[];
}
export interface ThreadCounts {
  thread: string;
  replies: number;
  last_at: number;
  answered_by: string | null;
}
export interface Changes {
  events: FeedEvent[];
  seq: string;
  reset: boolean /* since is of another epoch: start over */;
  more: boolean;
}
export interface Status {
  adopted: boolean;
  posts: number;
  places: PlaceStatus[];
  deliveries: Record<CopyView["state"], number>;
}
export interface PlaceStatus {
  id: string;
  state: "starting" | "ok" | "failing";
  reason?: string;
  since?: number;
  last_ok_at?: number;
}

export interface Engine {
  call(call: Call): Reply;
  save(): Uint8Array; // a snapshot of the folded state
  load(snapshot: Uint8Array): Reply; // before `restore`
  close(): void;
}
/** `wasm`: the bytes of plein.wasm, or a Response of it. */
export function loadEngine(wasm: BufferSource | Response | Promise<Response>): Promise<() => Engine>;
