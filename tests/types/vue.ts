import type {} from "plein/vue";
import type { GlobalComponents } from "vue";

type Props = InstanceType<GlobalComponents["plein-feed"]>["$props"];

export const right: Props = {
  relay: "/",
  bridge: "noordnet",
  "page-size": 5,
  onPleinReady: ({ detail }) => detail.threads,
};
type DeskProps = InstanceType<GlobalComponents["plein-desk"]>["$props"];

export const desk: DeskProps = { relay: "/", bridge: "noordnet", onPleinDeskReady: ({ detail }) => detail.role };
// @ts-expect-error there is no such page
export const noDesk: DeskProps = { page: "kitchen" };
// @ts-expect-error there is no such order
export const wrong: Props = { sort: "oldest" };
