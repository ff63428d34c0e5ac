// The tags in JSX, for React 19: attributes as in HTML, and `on` before an event's name.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { DeskAttributes, DeskEventMap, PleinDesk } from "./desk.js";
import type { PleinAttributes, PleinEventMap, PleinFeed } from "./index.js";

type Listeners<Events> = { [Name in keyof Events & string as `on${Name}`]?: (event: Events[Name]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "plein-feed": DetailedHTMLProps<Omit<HTMLAttributes<PleinFeed>, keyof PleinAttributes>, PleinFeed> &
        PleinAttributes &
        Listeners<PleinEventMap>;
      "plein-desk": DetailedHTMLProps<Omit<HTMLAttributes<PleinDesk>, keyof DeskAttributes>, PleinDesk> &
        DeskAttributes &
        Listeners<DeskEventMap>;
    }
  }
}
