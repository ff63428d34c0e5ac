// The widget looks as it did when somebody last looked at it.
import { heldAgainst } from "./look-alike.js";
import { shotNames, takeShots } from "./shots.js";

heldAgainst("widget", shotNames, takeShots);
