// How an engine is configured: a part of engine.d.ts, which names all of it. Errors name the member.

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
