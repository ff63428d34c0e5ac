// What an engine answers to queries: a part of engine.d.ts, which names all of it; what those see who work for the community is in desk.d.ts.
// Times are integer milliseconds since 1970.
import type { Role } from "./commands.js";
import type { Platform } from "./config.js";

// To a reader's `feed`.
export interface Folded {
  left_out: string[]; // ids: what they answer is not here
}
export interface Mine {
  author: string; // the key of whatever they write in the widget
  liked: string[]; // those of `posts` that they like
  ambassador?: true; // by appointment
  told: Told[]; // of those of `posts` that they wrote
}
/** Why something was decided about a post, for who wrote it. */
export interface Told {
  post: string;
  did: "hold" | "hide" | "move" | "lock" | "idea";
  reason: string;
  place?: string; // of hide
  value?: string; // of idea its status
}
export interface Feed {
  seq: string;
  threads: ThreadSummary[];
  next: string | null;
  places: PlaceView[];
}
// The best first; a thread once, by its best post.
export interface Search {
  results: {
    post: PostView;
    title: string; // of its thread
    replies: number;
    last_at: number;
    answered_by: string | null;
    accepted?: string; // the id of the reply that is its answer
    excerpt: string[]; // of the post's text, in turns what was not asked for, and what was
  }[];
  total: number; // of threads
  next: string | null; // for `after`
  relaxed: boolean; // no post has all the words: these have some
  complete: boolean; // false: the index has more to take in
}
export interface Preview {
  body: RichText; // the text as it was read
  places: PlacePreview[]; // where copies may go, as configured
}
export interface PlacePreview {
  place: string;
  as: "member" | "account"; // of the place: whom it will be written as
  account: string; // the name it will stand under
  mirrored: boolean; // false: it will have no copy there
  reason?: "rules" | "parent" | "held" | "opted_out" | "blocked"; // why not. parent: the thread does not stand there; held: it waits for a moderator
  left: number | null; // what more fits, in graphemes or bytes as the place counts; below 0: it will be cut; null: there is no limit
  kept_until?: string; // where it will be cut: the last words that stay, at most 40 characters
  formatted: boolean; // false: its formatting is lost there
}
export interface ThreadSummary {
  root: PostView;
  replies: number;
  last_at: number;
  answered_by: string | null; /* name of the ambassador or brand that replied last */
  accepted?: string; // the id of the reply that is its answer
}
export interface ThreadView {
  root: PostView;
  accepted?: PostView; // the reply that is its answer
  above?: PostView[]; // of a page: what its first post, and the accepted one, hang under; each after what it hangs under itself
  posts: PostView[]; // all, or a page of them; the root first, in reading order: depth first, older first
  previous: string | null; // for `before`: posts come before this page
  next: string | null; // for `after`: posts come after it
  total: number; // of posts, removed ones too; in a reader: of those that are here
  in_sync_since?: number; // all copies are as they should be, since then; absent while something is under way
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
  author: AuthorView;
  title?: string; // of a first post; always there, made of the text where the platform has none
  body: RichText;
  created_at: number;
  edited_at?: number;
  removed?: true; // it is gone; author and body are empty
  accepted?: true; // it is its thread's answer: here, or as its place says
  reactions?: { count: number }; // likes, here and in its place; absent: none
  copies: CopyView[];
}
export interface AuthorView {
  key: string;
  name: string;
  handle?: string;
  role: Role;
  avatar?: string; // where a picture of them is; absent: none is known
}
export interface CopyView {
  place: string;
  state: "waiting" | "sending" | "sent" | "held" | "unknown" | "failed";
  remote?: string;
  url?: string; // once sent
  reason?: string; // of held and failed: the platform's words; of sent: why it could not be changed
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
// What a post says; an object where its language is known (BCP 47).
export type RichText = RichNode[] | { b: RichNode[]; l: string };
export type RichNode =
  | string
  | {
      t:
        | ("p" | "quote" | "ol" | "ul" | "li" | "pre" | "cw" | "card" | "poll" | "opt")
        | ("b" | "i" | "code" | "a" | "@" | "#" | "img" | "hide" | "br");
      c?: RichNode[];
      n?: number; // of an "opt": how many chose it
      s?: string;
      u?: string;
    };

// `seq` is "<epoch>-<number>". Where the epoch changes (the relay was rebuilt), a reader starts over from the feed.
// `summary` lets a reader show a thread's counts without holding its replies. Events made of a Feed: one for `places`, and one a
// thread: { seq: feed.seq, post: root, summary: { thread: root.id, replies, last_at, answered_by, accepted } }. Of a ThreadView: one a post, of
// `root`, `above`, `accepted` and `posts`, in this order. A post that hangs under one that a reader does not hold is counted, and left out:
// → Folded. A reader may hold posts beyond the pages it has read: it shows none before a page's first post but what that hangs under, nor any
// after the last one.
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
  accepted?: string;
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
  repairs: {
    place: string;
    kind: "missed" | "edited" | "removed" | "shown" | "doubled" | "overwritten";
    count: number;
  }[]; // by sweeps
}
// A WebSocket whose text messages are pushes. The host adds the account's authorization when it is of the place's own server.
export interface SocketWish {
  place: string;
  account: string;
  url: string; // wss
}
export interface PlatformView {
  platform: Platform;
  name: string;
  kind: "page" | "forum";
  format: "plain" | "facets" | "markdown"; // what is written to it
  titles: boolean;
  title_max: number; // code points; 0: it has none
  graphemes_max: number; // of a body; 0: no limit
  bytes_max: number;
  url_graphemes: number; // what an address counts as; 0: its own length
  reply_levels: number; // below a first post; 0: no limit
  repeats: string; // how a repeated create is known; "": it is not
  pushes: string; // what it tells by itself; "": nothing
  edits: boolean;
  hides: boolean;
  reacts: boolean;
  accepts: boolean;
  acts_as: boolean; // a post can be written as its author, by the account's key
  own_accounts: boolean; // a reply can be written as its author, by the author's own account
  consent: boolean; // whether a profile's #nobridge can be read
  followers: boolean; // whether it tells how many follow the account
  warnings: boolean; // content warnings of its own
  languages: boolean;
  images_max: number; // beside a text; in markdown they are in the text
  uploads: boolean; // they are uploaded; otherwise the platform fetches them
  direct: boolean; // it can be read by a browser without a relay
  poll_every_ms: number;
  read_lag_ms: number; // what was written shows in readings by then
}
export interface PlaceStatus {
  id: string;
  state: "starting" | "ok" | "failing";
  reason?: string;
  since?: number;
  last_ok_at?: number;
  not_as_author?: { posts: number; reason: string }; // since the start: written by our account, as the place took them from nobody else
  refused?: { posts: number; reason: string }; // copies that stand there as they should not: the place does not let us edit, hide or remove them
  budgets?: { kind: "requests" | "writes"; left: number; resets_at: number }[]; // what is left of what the account may ask, in per cent; absent: not known
}
