// What those see who work for the community, and what everybody sees of what they decided: answers to queries of engine.d.ts, which names
// all of these too. Times are integer milliseconds since 1970; all figures are whole numbers.
import type { AuthorView, Feed, GoalConfig, IdeaStatus, PostView, RichText, ThreadSummary } from "./engine.js";

// As a relay answers it over HTTP.
export interface MarkedFeed extends Feed {
  marked?: Community; // where anything is decided: what is announced, and the marks of these threads
}
export interface Inbox {
  cases: Case[];
  next: string | null;
  counts: { open: number; mine: number; overdue: number; snoozed: number };
}
export interface Case {
  thread: ThreadSummary;
  waiting_since?: number; // absent: nobody waits
  risk?: number; // 0 to 100: the points of all reasons
  reasons?: { why: "age" | "words" | "reactions" | "replies" | "followers"; points: number }[];
  words?: string[]; // urgent ones, folded as for searching
  done?: true; // somebody said that nobody needs to answer it
  due_at?: number; // as BridgeConfig.webcare wants it
  overdue?: true;
  escalated?: true; // a manager is asked
  claimed?: { by: string; name: string; at: number; until: number };
  assigned?: { to: string; name: string };
  snoozed_until?: number;
  notes: Note[];
}
// A relay's answer: with threads like it that were answered, by `post` of each the first.
export interface CaseWithSimilar extends Case {
  similar: { post: string; title: string; answered_by: string | null; accepted?: string }[];
}
export interface Note {
  id: string;
  by: string;
  name: string;
  at: number;
  text: string;
}
export interface CannedReplies {
  replies: { id: string; title: string; text: string }[];
}
export interface Decisions {
  decisions: Decision[];
  next: string | null;
}
export interface Decision {
  id: string;
  did: string; // "hold", "lock": what is so, or not any more
  on: boolean;
  post?: string;
  author?: string;
  thread?: string; // in which the post stands now: the id of its first
  title?: string; // of that thread, where it may be read
  words?: string; // how a reply begins, likewise
  author_name?: string; // of what is about an author
  place?: string; // of hide
  under?: string; // of move: what it stands under
  value?: string; // of slow milliseconds, of tag a tag, of idea a status, of move the title of the thread that it stands in or begins
  until?: number;
  reason?: string;
  by: string;
  name: string;
  at: number;
  undoable: boolean;
  undone?: true;
}
export interface HeldPosts {
  posts: HeldPost[];
  next: string | null;
}
export interface HeldPost {
  id: string;
  thread: string;
  place: string;
  title: string; // of its thread
  author: { key: string; name: string };
  body: RichText;
  created_at: number;
  reason?: string;
  by?: string; // the name of who held it
  at?: number;
}
export interface ModerationRules {
  rules: ModerationRule[];
}
// Holds a visitor's post of which all that is said is so; something must be.
export interface ModerationRule {
  key: string;
  name: string; // for people: the reason that is given
  on: boolean;
  new_author?: number; // they wrote fewer posts than so many before
  links?: number; // it has so many links at least
  per_hour?: number; // they wrote more than so many posts within an hour, this one included
  words?: string[]; // it holds one of them, in any case and without accents
  places?: string[]; // it was written there
}
export interface RuleTrial {
  looked_at: number; // posts: the latest 20,000 at most
  held: number;
  posts: PostView[]; // the latest of them, twenty at most
}
export interface Community {
  announcements: { post: string; title: string; text: RichText; at: number; until?: number }[];
  threads: ThreadMarks[];
  pinned?: ThreadSummary[]; // three at most, the last pinned one first
  sponsored_as?: string; // how copies of what is paid for begin, where anything is
}
export interface ThreadMarks {
  thread: string;
  locked?: true;
  slow_ms?: number;
  featured?: true;
  pinned?: true;
  sponsored?: true;
  idea?: { status: IdeaStatus; reason?: string };
  tags?: string[];
  poll?: PollView;
}
export interface PollView {
  options: string[];
  people: number; // who chose
  counts?: number[]; // by option; absent: whoever asks sees them after they chose, or when it has ended
  several?: true; // one may choose more than one
  after?: true; // the result is seen by who chose, and by all when it has ended
  until?: number;
  ended?: true;
  chosen?: number[]; // by who asks, where that is known
}
// A poll of the thread whose first post is `post`.
export interface ThreadPoll extends PollView {
  post: string;
}
export interface Polls {
  polls: AskedPoll[]; // the newest first
}
export interface AskedPoll extends ThreadPoll {
  title: string;
  at: number;
  name: string; // of who asked, or ended it; "": they were forgotten
  reason?: string;
}
export interface Calendar {
  planned: PlannedPost[]; // the first first; what was sent for sixty days more
}
export interface PlannedPost {
  key: string;
  title: string;
  text: string; // as it was typed
  format: "plain" | "markdown";
  at: number;
  stands: "waiting" | "sent" | "missed"; // missed: nothing ran at that time, nor in the hour after; move it, or withdraw it
  without: string[]; // places where no copy is to stand
  reason?: string; // why, although it was more than was meant
  name: string; // of who planned it
  post?: string; // of what was sent, as long as it is known
}
// Of the brand's own: threads on that day, and in the seven days that end with it; and its replies in these.
export interface Pushing {
  day: number; // sent, or planned; without the one that is asked about
  week: number; // likewise
  replies: number;
  often?: true; // one more is more a day than `webcare.posts_a_day`
  deaf?: true; // with one more, there are fewer than `webcare.replies_per_post` replies to each of the week
}
export interface Reputation {
  people: Standing[];
  next: string | null; // for `after`
  levels: Record<Level, number>;
}
export type Level = "newcomer" | "member" | "regular" | "expert" | "ambassador"; // ambassador: by appointment, the others by points
export interface Standing {
  author: AuthorView; // by the first of their accounts of which a post can be seen
  // The website's first; name: "" where it is not known; joined: the key of the one before it that it was said to be the same as, by decision.
  accounts: { place: string; key: string; name: string; joined?: string }[];
  points: number; // in hundredths: 34000 are 340 points
  level: Level;
  badges: ("first_answer" | "ten_accepted" | "hundred_accepted" | "quick" | "two_places" | "year")[];
  answers: number; // that can be seen, in threads that others began
  accepted: number;
  candidate?: true;
  why_candidate?: string[]; // not in Reputation: "<what>:<number>", of points (whole), accepted, people (whom they answered), answers, quick, places, quiet_days
  reasons?: Reason[]; // of the view "standing": the newest first, at most 200
}
// The sum of all reasons' `counts` is `points` exactly.
export interface Reason {
  post: string; // the answer's id
  thread: string; // the id of its first post
  title: string; // of the thread; "" when its first post cannot be seen
  at: number; // when it was written
  what: "accepted" | "answer" | "first_answer" | "reaction";
  points: number; // hundredths, before it is damped and decays
  counts: number; // hundredths, after that
  damped?: "pair" | "burst" | "own"; // often for the same person, or for each other; one of too many on a day; a like of their own
}
export interface Candidates {
  people: Standing[];
}
export interface Insight {
  from: number;
  to: number;
  place?: string;
  previous_from: number; // the time before ends where this begins
  figures: Figure[];
}
export interface Figure {
  name: string; // of docs/insight.md
  // count, ms; share: ten thousandths; per_thread: hundredths; a currency's code ("EUR"): hundredths of it. All are whole numbers, rounded down
  unit: string;
  value: number | null; // null: there is nothing to divide by
  previous: number | null; // of the time before
  series?: (number | null)[]; // of each step
  posts: boolean; // insight_posts tells which are behind it
  parts?: { name: string; value: number }[]; // counts
}
export interface PlanView {
  from: number;
  to: number;
  previous_from: number;
  goals: { goal: GoalConfig["goal"]; figures: PlanFigure[] }[];
  // The figure, of all, that moved most against the weeks before; absent: none of which there was enough.
  changed?: { name: string; unit: Figure["unit"]; value: number; previous: number; percent: number; better: boolean };
}
export interface PlanFigure {
  name: string;
  unit: Figure["unit"];
  value: number | null;
  previous: number | null;
  series: (number | null)[]; // of each week
  target?: number;
  met?: boolean; // with a target and a value
}
// The newest first.
export interface InsightPosts {
  posts: PostView[];
  next: string | null; // for `after`
  total: number;
}
