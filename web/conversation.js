// What follows the first list: where one is in it, opened threads, finding and writing. Loaded after it, so that reading need not
// wait for it.
import { finding } from "./styles/finding.js";
import { reading } from "./styles/reading.js";
import { thread } from "./styles/thread.js";

export { Finding } from "./finding.js";
export { Focus } from "./focus.js";
export { OpenedThread } from "./opened-thread.js";
export { composer } from "./views/composer.js";
export { deliveries } from "./views/deliveries.js";
export { notices } from "./views/notices.js";
export { choices, results, suggestions } from "./views/search.js";
export { threadView } from "./views/thread.js";
export { Writing } from "./writing.js";

export const styles = [thread, reading, finding];
