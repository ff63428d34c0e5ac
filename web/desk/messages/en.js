// English, all of it.
import community from "./en/community.js";
import insight from "./en/insight.js";
import work from "./en/work.js";

export default { ...work, ...community, ...insight };
