// What a store keeps of people's own accounts in places (linking/linked-accounts.js). A credential is kept sealed, and leaves sealed.

type Maybe<T> = T | Promise<T>;

export interface Link {
  place: string;
  member: string; // who they are there
  name: string; // for people
  at: number;
  refused: boolean; // the place does not take the credential any more
}

export interface NewLink extends Omit<Link, "refused"> {
  person: string;
  author: string; // the key of what they write in the widget
  sealed: Uint8Array;
}

/** All methods throw a StoreError when the database cannot do it. A person has one account a place. */
export interface Links {
  /** In the stead of what was linked there before. */
  put(bridge: string, link: NewLink): Maybe<void>;
  /** By place; not those that are to end. */
  of(bridge: string, person: string): Maybe<Link[]>;
  /** Whose credential acts for a member now: of several people's who showed theirs, the latest; null: nobody's. */
  acting(
    bridge: string,
    place: string,
    member: string,
    now: number,
  ): Maybe<{ person: string; sealed: Uint8Array; session: Uint8Array | null } | null>;
  /** What was signed in to with the credential. */
  keepSession(bridge: string, person: string, place: string, session: Uint8Array): Maybe<void>;
  refuse(bridge: string, person: string, place: string): Maybe<void>;
  /** @returns what was deleted; null: nothing was linked there */
  drop(
    bridge: string,
    person: string,
    place: string,
  ): Maybe<{ member: string; sealed: Uint8Array; session: Uint8Array | null } | null>;
  /** An author's accounts act until then, and are told to nobody from now on. */
  end(bridge: string, author: string, until: number): Maybe<void>;
  /** Deletes what has ended. */
  expire(now: number): Maybe<void>;
}
