// The element as a page uses it: what is not here may change at any time.
import type { PleinEvents } from "../events.js";
import type { PleinFeed as Implementation } from "../feed-element.js";

export type { PleinEvents };
export type { PostView, RichText } from "../../wasm/engine.js";

/** The properties; each is an attribute too. */
type Properties = Pick<
  Implementation,
  | "relay"
  | "bridge"
  | "config"
  | "lang"
  | "theme"
  | "loading"
  | "sort"
  | "place"
  | "tag"
  | "thread"
  | "pageSize"
  | "compact"
  | "token"
  | "media"
  | "messages"
  | "counting"
>;

export interface PleinFeed extends HTMLElement, Properties {
  /** Begins, where `loading` has not done so yet. */
  load(): void;
}

/** The attributes, as one writes them in a template. */
export type PleinAttributes = Partial<
  Omit<Properties, "pageSize" | "compact"> & { "page-size": number | string; compact: boolean | "" }
>;

/** Each event, as listeners get it. */
export type PleinEventMap = { [Name in keyof PleinEvents]: CustomEvent<PleinEvents[Name]> };

declare global {
  interface HTMLElementTagNameMap {
    "plein-feed": PleinFeed;
  }
  interface GlobalEventHandlersEventMap extends PleinEventMap {}
}
