// The engine's boundary: one call, a JSON document in, a JSON document out. The operations below are the whole of it; a
// contract test holds this list against the C++ table (wasm/engine.cpp). Times are integer milliseconds since 1970.
// `now` must not jump while an engine runs: the wall clock's time when it started, and what a monotonic clock says has passed since.

import type { Decision, Level, ModerationRule } from "./desk.js";

export type * from "./desk.js";

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

export interface BridgeConfig {
  role: "relay" | "reader" | "direct"; // direct: in a browser without a relay; reads what everybody may read, writes nothing
  id: string; // of the bridge
  language: string; // BCP 47, of generated words
  site: { name: string; url: string }; // the brand's website: the place "site", where widget posts originate
  places: PlaceConfig[]; // empty for a reader until it is told: `feed` events carry them
  rules?: RuleConfig[]; // of two places without a rule: everything is mirrored
  corrections?: "leave" | "reply"; // "leave"; what to do where an edit cannot be repeated
  delay_ms?: number; // 0; posts are mirrored this long after they were met, as they are by then
  seal_key?: string; // a secret that outlives the database: with it, posts are written on forums as their authors (Person.accounts)
  plan?: GoalConfig[]; // what the brand wants of its community
  returns?: ReturnsConfig; // what that is worth to it, and costs it
  sponsored?: string; // how copies of what is paid for begin, before " · "; in the bridge's language, unless said
  webcare?: WebcareConfig; // how soon questions are to be answered
  horizon_days?: number; // 7: older posts that stand nowhere else are not mirrored when Plein first meets them
  reputation?: ReputationConfig; // of a relay
}
// Whole points; docs/reputation.md.
export interface ReputationConfig {
  accepted?: number; // 20; of an accepted answer, beside those of an answer
  answer?: number; // 5
  first_answer?: number; // 5; of the first one, when it came within an hour
  reaction?: number; // 1; of a like or vote that an answer got
  half_life_days?: number; // 180
  answers_a_day?: number; // 20; further ones of one person count for nothing
  reactions_a_post?: number; // 20; likewise
  levels?: {
    member?: number; // 10; from so many points on
    regular?: number; // 100
    expert?: number; // 500
    ambassador?: number; // 1000; an expert who has so many may be proposed
  };
}
export interface GoalConfig {
  goal: "customer_communication" | "brand_exposure" | "traffic" | "research";
  targets?: Record<string, number>; // of figures of docs/insight.md, each in its unit; those that are not the goal's are shown with it
}
// By the brand's own books, in hundredths of the currency. `worth`, `cost`: of one of a figure of docs/insight.md that is a count, or of a part of it
// ("answered.by_member").
export interface ReturnsConfig {
  currency: string; // "EUR"
  worth?: Record<string, number>;
  cost?: Record<string, number>;
  month?: number; // what a month costs, whatever happens
}
export interface WebcareConfig {
  target_ms?: number; // of working time, from a question to the first reply of an ambassador or the brand; absent or 0: none
  places?: Record<string, number>; // targets of questions of these places
  escalate_ms?: number; // so much working time later, a manager is asked; absent or 0: never
  hours?: [number, number][]; // seven, Monday first: when somebody is there, in minutes since midnight; [0, 0]: nobody. Absent: always
  holidays?: number[]; // days since 1970
  offsets?: { from: number; minutes: number }[]; // in order: clocks where the brand is show so many minutes more than UTC, from then on
  posts_a_day?: number; // of the brand's own threads, beyond which it is asked why; 0: as many as it likes
  replies_per_post?: number; // the brand is asked why, too, where it answers less than so often for each of its threads of a week; 0: never
}
export interface RuleConfig {
  from: string; // place id; "site" too
  to: string;
  threads?: "all" | "tagged" | "none";
  tag?: string; // of "tagged", without #
  replies?: "everyone" | "ambassadors" | "none"; // ambassadors: theirs and the brand's
  names?: "full" | "first" | "none"; // of authors, in provenance lines
}
export type Platform = "facebook" | "mastodon" | "bluesky" | "discourse" | "nodebb" | "flarum";
export interface PlaceConfig {
  id: string; // [a-z0-9-]{1,32}, not "site"
  kind: "page" | "forum";
  platform: Platform;
  name: string; // for people
  url: string; // of the API
  web?: string; // of the pages for people; default: url (bluesky: https://bsky.app)
  account?: string; // which of the host's secrets acts here; needed but in "direct"
  settings?: Record<string, string>; // what the platform needs besides: docs/config.md
  ambassadors?: string[]; // author ids or handles
  account_shared_by?: number; // 1; bridges that act with this account
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

export type Command =
  // `key`: chosen by the client, [A-Za-z0-9_-]{8,64}; the same key again is the same post.
  // Answer: { post: PostView }. Errors: conflict (key taken by somebody else), unknown_name (parent), invalid_value.
  | { do: "post"; key: string; by: Person; parent?: string; title?: string; text: string; format?: TextFormat }
  // What a widget post says from now on. Errors: unknown_name, conflict (not of the widget, or removed), not_allowed (somebody else's, and
  // `by` is not the brand). Answer: { post: PostView }.
  | { do: "edit"; by: Person; post: string; text: string; title?: string; format?: TextFormat }
  // A widget post is gone, for good. Errors: as of edit. Answer: { post: PostView }.
  | { do: "remove"; by: Person; post: string }
  // A reply is its thread's answer, and no other; or is no more. Errors: unknown_name, conflict (removed, or a first post), not_allowed
  // (`by` did not ask, and is no ambassador). Answer: { post: PostView }.
  | { do: "accept" | "unaccept"; by: Person; post: string }
  // `by` likes a post, which counts once; or no more. Errors: unknown_name, conflict (removed), not_allowed (their own). Answer: { post: PostView }.
  | { do: "react" | "unreact"; by: Person; post: string }
  // Consent: the author's posts are mirrored no more, existing copies are removed, and no feed shows them; opt_in undoes it.
  // `author`: the key of an author (PostView). Errors: unknown_name.
  | { do: "opt_out" | "opt_in"; by: Person; author: string }
  // What the brand decides. Answer: Decided; without `decision` where it is so already. Errors: unknown_name, not_allowed (`by` is not the
  // brand), invalid_value. `reason`: for those whom it concerns. A held post has no copy and is in no feed; one hidden in a place has no copy
  // there (conflict: it was written there). In a locked thread visitors cannot reply, in a slow one each once in `every_ms`. Of a thread whichever
  // of its posts is named.
  | { do: "hold" | "release"; by: Person; post: string; reason?: string }
  | { do: "hide" | "show"; by: Person; post: string; place: string; reason?: string }
  | {
      do:
        | ("lock" | "unlock" | "unslow" | "feature" | "unfeature" | "pin" | "unpin")
        | ("sponsor" | "unsponsor" | "unidea" | "end_announcement");
      by: Person;
      post: string;
      reason?: string;
    }
  // A post, with all that answers it, stands under another here, or begins a thread (a first post of a place takes its own title again). The places
  // keep their own arrangement: its copies stay where they are. unmove: it stands again where it was written. Errors also: conflict (it is not to
  // be seen, or announced; it stands there already, or would below itself).
  | { do: "move"; by: Person; post: string; under: string; reason?: string }
  | { do: "move"; by: Person; post: string; title: string; reason?: string }
  | { do: "unmove"; by: Person; post: string; reason?: string }
  | { do: "slow"; by: Person; post: string; every_ms: number; reason?: string }
  | { do: "tag" | "untag"; by: Person; post: string; tag: string; reason?: string }
  | { do: "idea"; by: Person; post: string; status: IdeaStatus; reason?: string }
  // Two authors are one person, by decision; or not, as far as by decision. Answer and errors likewise, and invalid_value (the same author).
  | { do: "same" | "unsame"; by: Person; author: string; other: string; reason?: string }
  // As opt_out, by a moderator's decision; and who is an ambassador. Answers and errors likewise.
  | { do: "block" | "unblock" | "appoint" | "withdraw"; by: Person; author: string; reason?: string }
  // A thread of the brand's, told to everybody until it ends: then it is removed. Answer and errors as of "post", and `decision`. Where it is
  // more than the brand meant to send (BridgeConfig.webcare), a `reason` says why: conflict without one; so of "poll" and "plan".
  | {
      do: "announce";
      by: Person;
      key: string;
      title: string;
      text: string;
      format?: TextFormat;
      until?: number;
      reason?: string;
      poll?: { options: string[]; several?: boolean; after?: boolean; until?: number };
    }
  // A thread of the brand's that asks: 2 to 10 options, all different; its text says them too, wherever it is read. Answer and errors as of
  // "post". `after`: who chose sees the result, the others when it has ended.
  | {
      do: "poll";
      by: Person;
      key: string;
      title: string;
      text: string;
      format?: TextFormat;
      options: string[];
      several?: boolean;
      after?: boolean;
      until?: number;
      reason?: string;
    }
  // Answer: { poll: ThreadPoll }. Errors: unknown_name, not_allowed, conflict (it has ended already).
  | { do: "end_poll"; by: Person; post: string }
  // What `by` chooses by now, by its options' numbers from 0; nothing: they take it back. A person is one, whichever of their accounts they use.
  // Answer and errors as of end_poll, and invalid_value; not_allowed: they are blocked.
  | { do: "vote"; by: Person; post: string; choices: number[] }
  // Of the brand: posted at its time, by who planned it, unless nothing runs then, nor within the hour after. The same `key` again is the same,
  // changed. Errors: conflict (it was sent already; say why), invalid_value, unknown_name, not_allowed. `without`: places.
  | {
      do: "plan";
      by: Person;
      key: string;
      title?: string;
      text: string;
      format?: TextFormat;
      at: number;
      without?: string[];
      reason?: string;
    }
  | { do: "unplan"; by: Person; key: string }
  // Within thirty days. Answer: Decided. Errors: unknown_name, conflict (something else was decided since, or it is undone already).
  | { do: "undo"; by: Person; decision: string }
  // Who answers what: of ambassadors and the brand. Answer: Decided, without `decision`. Errors: unknown_name, not_allowed, conflict (claim,
  // unclaim: somebody else is answering it; it is theirs for an hour). `to`: a person's id.
  | {
      do: "claim" | "unclaim" | "unassign" | "unsnooze" | "done" | "reopen";
      by: Person;
      post: string;
    }
  | { do: "assign"; by: Person; post: string; to: string; name: string }
  | { do: "snooze"; by: Person; post: string; until: number }
  // Errors: unknown_name, not_allowed (somebody else's note).
  | { do: "note"; by: Person; post: string; key: string; text: string }
  | { do: "unnote"; by: Person; post: string; key: string }
  // Of the brand.
  | { do: "canned"; by: Person; key: string; title: string; text: string }
  | { do: "uncanned"; by: Person; key: string }
  // Of the brand: by which rules visitors' posts are held when they are met.
  | { do: "rule"; by: Person; rule: ModerationRule }
  | { do: "unrule"; by: Person; key: string }
  // Of no person: what readers did on the page, as the relay counted it. `day`: since 1970, in UTC; today, unless said, or the one before or after.
  // `thread`: the id of any of its posts; of one that is not there nothing is kept. `visitors`: 64 random bits for each different one of the day, in
  // 13 characters of base32; `members`: who had signed in, by the id of their author on the website; of both nothing is kept but about how many there
  // are. Errors: invalid_value, missing (a thread), unknown_name (what).
  | {
      do: "count";
      day?: number;
      counts: { what: PageAct; thread?: string; via?: Via; n: number }[];
      visitors: string[];
      members?: string[];
    }
  // The author's content is erased from the state; copies are removed. The host must then write a snapshot, and delete every
  // record before it. Answer: Receipt; `erase` among the effects is true. Errors: unknown_name.
  | { do: "forget"; by: Person; author: string }
  // A copy that failed, or of which nobody can tell whether it arrived: send it (again), or let it be. Errors: unknown_name,
  // conflict (it is neither). Answer: { post: PostView }. retry: the same as resend.
  | { do: "retry" | "resend" | "dismiss"; by: Person; post: string; place: string }
  // Read a thread whole again, everywhere, now. Errors: unknown_name.
  | { do: "sweep"; by: Person; post: string };
// Whence somebody came to the page (of visits), or whither a link of it leads (of clicks). direct: from no page.
export type Via = Platform | "unsaid" | "search" | "direct" | "other";
// docs/insight.md. A return_visit is a visit too, and not counted beside one. impression, read and answer_read are of a thread; click, share, conversion and
// muted may be; the others are of none.
export type PageAct =
  | ("visit" | "return_visit" | "impression" | "read" | "answer_read" | "search" | "search_answered")
  | ("click" | "share" | "conversion" | "muted" | "left");
export type IdeaStatus = "new" | "considered" | "planned" | "done" | "declined";
export interface Decided {
  post?: PostView; // of what is about one
  decision?: Decision;
}
export interface Receipt {
  author: string; // the key
  posts: number; // forgotten
  copies: { place: string; remote: string; url: string }[]; // to be removed, where they stand
}
export interface Person {
  id: string;
  name: string;
  role: Role;
  accounts?: Record<string, string>; // who they are in places, by place id: a member's id there
  linked?: string[]; // those of these places where the host can act with their own credential (HttpRequest.as)
}
export type Role = "visitor" | "ambassador" | "brand";
// How a `text` is to be read; "plain" where nothing is said. Markdown: paragraphs, **strong**, *emphasis*, `code`, fenced code, > quotes, lists,
// [links](https://…), bare addresses; a line end is a line break. Whatever else is text: HTML, headings; pictures are links.
export type TextFormat = "plain" | "markdown";

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

export interface Engine {
  call(call: Call): Reply;
  save(): Uint8Array; // a snapshot of the folded state
  load(snapshot: Uint8Array): Reply; // before `restore`
  close(): void;
}
/** `wasm`: the bytes of plein.wasm, or a Response of it. */
export function loadEngine(wasm: BufferSource | Response | Promise<Response>): Promise<() => Engine>;
