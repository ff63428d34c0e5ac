// What keeps a relay's records: SQLite (one file, one relay) or PostgreSQL (many relays). The host waits for either.
import type { AuditEntry } from "../http/audit.js";
import type { Links } from "./links.d.ts";

type Maybe<T> = T | Promise<T>;

export interface Row {
  seq: number; // never given twice in a bridge, and growing
  line: string;
}

/** What another relay handed over, and what became of it: kept together with the records that it made. */
export interface Answer {
  call: string;
  text: string; // JSON
}

/** Which writer a batch is of. SQLite has one alone, and needs none. */
export interface Hold {
  token: number;
}

/** All methods throw a StoreError when the database cannot do it: nothing of it is kept then, except that nobody knows where a connection broke. */
export interface Store {
  /** All of it is durable when this returns, or nothing. With PostgreSQL `hold` must be the bridge's, or nobody may have it: else a FencedError. */
  append(bridge: string, lines: string[], answers?: Answer[], hold?: Hold): Maybe<void>;
  /** Deletes the records from number `from` on, and appends others. @returns how many were deleted */
  cut(bridge: string, from: number, lines: string[]): Maybe<number>;
  /** What another store held, all or nothing; `snapshot` stands for what was erased there. Refuses a bridge that holds something. */
  fill(bridge: string, lines: string[], snapshot: Uint8Array | null): Maybe<void>;
  /** All records give way to a snapshot of what they made. */
  erase(bridge: string, bytes: Uint8Array, answers?: Answer[], hold?: Hold): Maybe<void>;
  /** Up to which record only the snapshot tells; 0: all records are there. */
  erasedUpTo(bridge: string): Maybe<number>;
  /** After `seq`, in order, in parts. */
  records(bridge: string, seq: number, part?: number): Iterable<Row[]> | AsyncIterable<Row[]>;
  /** The number of the last record, there or covered by the snapshot; 0: none. */
  lastSeq(bridge: string): Maybe<number>;
  snapshot(bridge: string): Maybe<{ seq: number; bytes: Uint8Array } | null>;
  /** `seq`: the last record it covers. */
  saveSnapshot(bridge: string, seq: number, bytes: Uint8Array, hold?: Hold): Maybe<void>;
  /** Keeps a copy of a bridge before it is mended. `time`: for its name. @returns what was copied, and where to */
  setAside(bridge: string, time: string): Maybe<string>;
  /** What somebody decided. */
  note(bridge: string, entry: Omit<AuditEntry, "id">): Maybe<void>;
  /** The latest first, before an id. `act`: of those that were done alone, whose `did` begins with this word. */
  notes(bridge: string, before: number, most: number, act?: string): Maybe<AuditEntry[]>;
  /** People's own accounts in places. */
  links: Links;
  /** Something that counts once, until it would have ended by itself. @returns false: it was used before, by whichever relay */
  spend(id: string, until: number, now: number): Maybe<boolean>;
  session(account: string): Maybe<Uint8Array | null>;
  saveSession(account: string, sealed: Uint8Array): Maybe<void>;
  close(): Maybe<void>;
}
