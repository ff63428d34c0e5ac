// What the desk wears over the widget's own sheets; that of figures comes with them (measured.js).
import { bar } from "./bar.js";
import { caseStyle } from "./case.js";
import { dialogs } from "./dialogs.js";
import { frame } from "./frame.js";
import { rows } from "./rows.js";

export const styles = [frame, bar, dialogs, rows, caseStyle];
