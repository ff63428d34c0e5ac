// What people do, and what a relay tells of them: a part of engine.d.ts, which names all of it. Times are integer milliseconds since 1970.
import type { Platform } from "./config.js";
import type { Decision, ModerationRule } from "./desk.js";
import type { PostView } from "./views.js";

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
