// What shows figures: the plan and insight. Loaded when one of them is opened.
import { insight } from "./styles/insight.js";

export { insightPage } from "./views/insight.js";
export { planPage } from "./views/plan.js";
export const styles = [insight];
