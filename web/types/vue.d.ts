// The tag in Vue's templates.
import type { DefineComponent } from "vue";
import type { PleinAttributes, PleinEventMap } from "./index.js";

type Capitalised<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Capitalize<Head>}${Capitalised<Rest>}`
  : Capitalize<Name>;
type Listeners = { [Name in keyof PleinEventMap as `on${Capitalised<Name>}`]?: (event: PleinEventMap[Name]) => void };

declare module "vue" {
  interface GlobalComponents {
    "plein-feed": DefineComponent<PleinAttributes & Listeners>;
  }
}
