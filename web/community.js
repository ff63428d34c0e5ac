// What the brand decided, for everybody to see: what it announces, and how threads are marked. Loaded where there is anything of it, before
// the list that it is about is shown: then nothing moves.
export { learn } from "./views/prepared.js";
export { revision, take } from "./session/decided.js";
export { aboutThread, above, cardMarks as card, writingPlace } from "./views/decided.js";
