// What follows the first list: the session, opened threads, finding, and how to begin to write. Loaded after it, so that reading need
// not wait for it.
import { around } from "./styles/around.js";
import { reading } from "./styles/reading.js";
import { thread } from "./styles/thread.js";

export { cards } from "./views/cards.js";
export { choices } from "./views/choices.js";
export { above, closeButton, instead, stuck } from "./views/surroundings.js";
export { signInPrompt } from "./views/sign-in.js";
export { threadView } from "./views/thread.js";
export { composer, deliveries } from "./views/writing-place.js";
export { Visit } from "./visit.js";
export { Writing } from "./writing.js";

export const styles = [thread, reading, around];
