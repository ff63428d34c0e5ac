import type {} from "plein/vue";
import type { GlobalComponents } from "vue";

type Props = InstanceType<GlobalComponents["plein-feed"]>["$props"];

export const right: Props = {
  relay: "/",
  bridge: "noordnet",
  "page-size": 5,
  onPleinReady: ({ detail }) => detail.threads,
};
// @ts-expect-error there is no such order
export const wrong: Props = { sort: "oldest" };
