// The desk looks as it did when somebody last looked at it.
import { heldAgainst } from "../look-alike.js";
import { deskShotNames, takeDeskShots } from "./shots.js";

heldAgainst("desk", deskShotNames, takeDeskShots);
