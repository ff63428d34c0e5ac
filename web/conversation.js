// What follows the first list: opened threads and writing. Loaded after it, so that reading need not wait for it.
export { thread as styles } from "./styles/thread.js";
export { composer } from "./views/composer.js";
export { deliveries } from "./views/deliveries.js";
export { threadView } from "./views/thread.js";
export { Writing } from "./writing.js";
