export interface Session {
  /** The value of the Authorization header. Rejects with a SessionError when there is no session to be had now. */
  authorization(): Promise<string>;
  /** An answer came. True when the session was at fault and is renewed: the same request may be sent once more. */
  rejected(used: string, answer: import("../../wasm/engine.d.ts").HttpResponse): Promise<boolean>;
}
/** Where a session outlives the process. */
export interface SessionKeeper {
  load(): string | null;
  save(text: string): void;
}
