// Nederlands, alles.
import community from "./nl/community.js";
import insight from "./nl/insight.js";
import work from "./nl/work.js";

export default { ...work, ...community, ...insight };
