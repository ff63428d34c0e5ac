// How a person's own account in a place is linked and acts, a file a platform.
import type { Asker } from "../doctor/asker.js";
import type { Session, SessionKeeper } from "../sessions/session.d.ts";

/** Who an account is in its place: `id` as the engine knows authors there. */
export interface Member {
  id: string;
  name: string; // for people
}

/** What is sealed: whatever the account acts with. */
export type Credential = Record<string, string>;

/** What must be known when somebody comes back from the place; it goes with them, sealed. */
export type Begun = Record<string, string>;

export interface Way {
  /** The fields by which a credential is given, or those of what a popup comes back with. */
  fields: readonly string[];
  popup: boolean;
  /** Of a popup: where to send the person. `state` comes back. Rejects with a ProviderError when the place is not to be had. */
  begin?(returnUrl: string, seal: (begun: Begun) => string): Promise<string>;
  /**
   * What was given, or came back, becomes a credential. Rejects with a LinkError when the place does not take it, with a ProviderError when it
   * cannot be asked.
   */
  take(given: Record<string, string>, begun: Begun, returnUrl: string): Promise<Credential>;
  /** Acts with a credential. `keeper`: where what was signed in to outlives the process. */
  session(credential: Credential, keeper: SessionKeeper): Session;
  /** Whose it is; null: the place does not say. Rejects with a NoAnswer when it does not answer. */
  whose(ask: Asker): Promise<Member | null>;
  /** The place is told that it is no longer used; what becomes of that is nobody's trouble. */
  end?(credential: Credential, ask: Asker): Promise<void>;
}
