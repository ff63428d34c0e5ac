export interface Session {
  /**
   * What a request of this account is sent with: headers by their lower-case names, and what is put into its address.
   * Rejects with a SessionError when there is no session to be had now. `as`: the member whom it is to act for, where the platform
   * lets a key do so; without it, the account itself.
   */
  credentials(as?: string): Promise<Credentials>;
  /** An answer came. True when the session was at fault and is renewed: the same request may be sent once more. */
  rejected(used: Credentials, answer: import("../../wasm/engine.d.ts").HttpResponse): Promise<boolean>;
  /** Where a socket of the place's own server really is, where the server says so (mastodon.js). Absent: where it was asked for. */
  socketAddress?(wanted: URL): Promise<URL>;
}
export interface Credentials {
  headers: Record<string, string>;
  query?: Record<string, string>;
  /** What an answer may repeat, and nobody else may read. */
  secrets?: string[];
}
/** Where a session outlives the process. */
export interface SessionKeeper {
  load(): Promise<string | null>;
  save(text: string): Promise<void>;
}
