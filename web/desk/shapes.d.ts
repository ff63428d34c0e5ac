// What the relay answers to the desk. Times are integer milliseconds since 1970; all figures are integers.
import type {
  AskedPoll,
  AuthorView,
  CannedReplies,
  CaseWithSimilar,
  Decision,
  ModerationRule,
  Note,
  PlaceView,
  PlannedPost,
  Pushing,
  PostView,
  RichText,
  ThreadSummary,
} from "../../wasm/engine.js";

export type { AskedPoll, Decision, ModerationRule, Note, PlannedPost, Pushing };
export type Similar = CaseWithSimilar["similar"][number];

export type Standing = "visitor" | "member" | "ambassador" | "moderator" | "manager";
export interface Me {
  id: string;
  name: string;
  role: Standing;
}

export interface Case {
  thread: ThreadSummary;
  waiting_since?: number; // absent: nobody waits
  risk: number; // 0 to 100
  reasons: { why: string; points: number }[];
  words: string[];
  done?: true; // somebody said that nobody needs to answer it
  due_at?: number;
  overdue?: true;
  escalated?: true;
  claimed?: { by: string; name: string; at: number };
  assigned?: { to: string; name: string };
  snoozed_until?: number;
  notes: Note[];
}
export type WholeCase = Case & { similar: Similar[] };
export type Filter = "open" | "mine" | "overdue" | "snoozed" | "all";
export type Counts = Record<"open" | "mine" | "overdue" | "snoozed", number>;
export interface Page<T> {
  items: T[];
  next: string | null;
}
export type Inbox = Page<Case> & { counts: Counts };
export type Canned = CannedReplies["replies"][number];

export interface Held {
  post: PostView; // as much as is told of it
  reason?: string;
  by?: string; // the name of who held it
  at?: number;
}
export interface Report {
  id: number;
  at: number;
  post: string;
  by: string;
  reason: string;
}

export interface PersonStanding {
  author: AuthorView; // who they are first
  accounts: { place: string; key: string; name: string; joined?: string }[];
  points: number; // hundredths
  level: string;
  badges: string[];
  answers: number;
  accepted: number;
  candidate?: boolean;
  why_candidate?: string[]; // "<what>:<number>"
}
export interface Reason {
  post: string;
  thread: string;
  title: string;
  at: number;
  what: string;
  points: number; // hundredths, before they faded
  counts: number; // hundredths, as they count now
  damped?: string;
}
export type WholeStanding = PersonStanding & { reasons: Reason[] };
export type People = Page<PersonStanding> & { levels: Record<string, number> };

export interface Figure {
  name: string;
  unit: string; // count, share (per ten thousand), ms, per_thread (hundredths), or a currency, by its code (hundredths)
  value: number | null; // null: there is nothing to divide by
  previous: number | null;
  series?: (number | null)[];
  posts: boolean;
  parts?: { name: string; value: number }[];
}
export interface Insight {
  from: number;
  to: number;
  place?: string;
  previous_from: number;
  figures: Figure[];
}
export interface PlanFigure {
  name: string;
  unit: string;
  value: number | null;
  previous: number | null;
  series: (number | null)[];
  target?: number;
  met?: boolean;
}
export interface Goal {
  goal: string;
  figures: PlanFigure[];
}
export interface Plan {
  from: number;
  to: number;
  goals: Goal[];
  changed?: { name: string; unit: string; value: number; previous: number };
}
export interface Period {
  from: number;
  to: number;
  place?: string;
  step?: number;
}
export type Behind = Page<PostView> & { total: number };

export interface Marks {
  thread: string;
  locked?: true;
  slow_ms?: number;
  featured?: true;
  pinned?: true;
  sponsored?: true;
  tags?: string[];
  idea?: { status: string; reason?: string };
}
export interface Announcement {
  post: string;
  title: string;
  text: RichText;
  at: number;
  until?: number;
}
export interface Community {
  threads: Marks[];
  announcements: Announcement[];
}
export interface Places {
  places: PlaceView[];
}
