// What somebody who is signed in writes with, and the menus of posts. Loaded when somebody is, or opens one.
import { actions } from "./styles/actions.js";
import { composer as composerStyle } from "./styles/composer.js";
import { menu } from "./styles/menu.js";

export const styles = [composerStyle, actions, menu];
export { Pen } from "./pen.js";
export { PostMenu } from "./post-menu.js";
export { composer } from "./views/composer.js";
export { deliveries } from "./views/deliveries.js";
export { changeNote, takenAway } from "./views/change-note.js";
