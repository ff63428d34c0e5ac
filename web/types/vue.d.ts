// The tags in Vue's templates.
import type { DefineComponent } from "vue";
import type { DeskAttributes, DeskEventMap } from "./desk.js";
import type { PleinAttributes, PleinEventMap } from "./index.js";

type Capitalised<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Capitalize<Head>}${Capitalised<Rest>}`
  : Capitalize<Name>;
type Listeners<Events> = {
  [Name in keyof Events & string as `on${Capitalised<Name>}`]?: (event: Events[Name]) => void;
};

declare module "vue" {
  interface GlobalComponents {
    "plein-feed": DefineComponent<PleinAttributes & Listeners<PleinEventMap>>;
    "plein-desk": DefineComponent<DeskAttributes & Listeners<DeskEventMap>>;
  }
}
