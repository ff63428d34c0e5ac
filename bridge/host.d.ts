// What the relay's other parts see of a bridge, whoever writes for it: this relay (engine-host.js), or another one (sharing/).
import type { Command, FeedEvent, Query } from "../wasm/engine.d.ts";

/** `desk`: something changed of what those see who work for the community, beside the public feed. */
export type Listener = (events: FeedEvent[], desk: boolean) => void;

export interface Host {
  /** Throws what `broken` is, or an EngineError. */
  query(query: Query): any;
  /** Durable when it resolves. Rejects with an EngineError, a StoppedError or a StoreError. */
  command(command: Command): Promise<any>;
  push(place: string, body: string, headers?: Record<string, string>): Promise<void>;
  look(place: string): Promise<void>;
  /** @returns ends it */
  subscribe(listener: Listener): () => void;
  /** Why the bridge no longer acts here; null while it does. */
  readonly broken: Error | null;
  /** The relay that writes for this bridge; null: this one; "": it is not known. */
  readonly follows: string | null;
  /** What the engine cost since the start. */
  readonly spent: { calls: number; ms: number };
}
