// What the brand asks: the poll of a thread. Loaded where there is one.
export { vote } from "./views/vote.js";
