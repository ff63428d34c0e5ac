// What a page of the brand's own people includes: registers <plein-desk>. Import `desk-element.js` instead to register it under another name.
import { PleinDesk } from "./desk-element.js";

if (!customElements.get("plein-desk")) customElements.define("plein-desk", PleinDesk);

export { PleinDesk };
