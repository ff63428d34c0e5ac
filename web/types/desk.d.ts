// The desk as a page uses it: what is not here may change at any time.
import type { PageName } from "../desk/rights.js";
import type { DeskEvents } from "../desk/events.js";
import type { PleinDesk as Implementation } from "../desk/desk-element.js";
import type { PleinEvents } from "../events.js";

export type { DeskEvents, PageName };

/** The properties; each is an attribute too, by the same name. */
type Properties = Pick<Implementation, "relay" | "bridge" | "lang" | "theme" | "token" | "page">;

export interface PleinDesk extends HTMLElement, Properties {}

/** The attributes, as one writes them in a template. */
export type DeskAttributes = Partial<Properties>;

/** What it tells its page, those of the widget among them. */
type Told = DeskEvents & Pick<PleinEvents, "plein-sign-in" | "plein-signed-in" | "plein-error">;

/** Each event, as listeners get it. */
export type DeskEventMap = { [Name in keyof Told]: CustomEvent<Told[Name]> };

declare global {
  interface HTMLElementTagNameMap {
    "plein-desk": PleinDesk;
  }
  interface GlobalEventHandlersEventMap extends DeskEventMap {}
}
