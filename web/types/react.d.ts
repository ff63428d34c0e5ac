// The tag in JSX, for React 19: attributes as in HTML, and `on` before an event's name.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { PleinAttributes, PleinEventMap, PleinFeed } from "./index.js";

type Listeners = { [Name in keyof PleinEventMap as `on${Name}`]?: (event: PleinEventMap[Name]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "plein-feed": DetailedHTMLProps<Omit<HTMLAttributes<PleinFeed>, keyof PleinAttributes>, PleinFeed> &
        PleinAttributes &
        Listeners;
    }
  }
}
