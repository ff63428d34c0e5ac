// What the desk wears over the widget's own sheets.
import { caseStyle } from "./case.js";
import { frame } from "./frame.js";
import { insight } from "./insight.js";
import { rows } from "./rows.js";

export const styles = [frame, rows, caseStyle, insight];
