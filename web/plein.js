// What a page includes: registers <plein-feed>. Import `feed-element.js` instead to register it under another name.
import { PleinFeed } from "./feed-element.js";

if (!customElements.get("plein-feed")) customElements.define("plein-feed", PleinFeed);

export { PleinFeed };
