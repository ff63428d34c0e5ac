// What one looks for things with. Loaded when somebody does.
import { finding } from "./styles/finding.js";

export { Finding } from "./finding.js";
export { results, suggestions } from "./views/search.js";

export const styles = [finding];
