// What follows the first list: the session, opened threads, finding and writing. Loaded after it, so that reading need not wait for it.
import { finding } from "./styles/finding.js";
import { reading } from "./styles/reading.js";
import { thread } from "./styles/thread.js";

export { cards } from "./views/cards.js";
export { composer } from "./views/composer.js";
export { deliveries } from "./views/deliveries.js";
export { choices } from "./views/search.js";
export { above, closeButton, instead, stuck } from "./views/surroundings.js";
export { threadView } from "./views/thread.js";
export { Visit } from "./visit.js";

export const styles = [thread, reading, finding];
