// What follows the first list: opened threads, and how to begin to write. Loaded after it, so that reading need not wait for it.
export { thread as styles } from "./styles/thread.js";
export { threadView } from "./views/thread.js";
export { composer, deliveries } from "./views/writing-place.js";
export { Writing } from "./writing.js";
