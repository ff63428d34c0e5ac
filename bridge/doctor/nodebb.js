// NodeBB: whom the token acts as, whether that member may write and purge in the category, what would hold posts, and the hooks of
// nodebb-plugin-webhooks.
// Sources: src/controllers/api.js (/api/config), src/posts/queue.js, src/user/posts.js; the plugin's index.js.
import { acting } from "./acting.js";
import { told } from "./asker.js";
import { failure, ok, warning } from "./finding.js";

/** @typedef {import("./finding.js").Found} Found */
/** @typedef {import("./doctor.js").Patient} Patient */

/** What the relay reads (docs/config.md). */
const hooks = ["topic.post", "topic.reply", "post.edit", "post.delete", "post.restore", "post.purge"].map(
  (name) => `action:${name}`,
);

/** @param {Patient} patient @returns {AsyncGenerator<Found>} */
export async function* nodebb(patient) {
  const { ask, place } = patient;
  const { uid = "", category = "" } = place.settings ?? {};
  const as = `_uid=${uid}`;
  const self = await ask.get(`/api/self?${as}`);
  if (self.status !== 200)
    return yield failure(
      `the token is not accepted, or there is no member ${uid}: ${told(self)}`,
      "ACP, Settings, API access: a master token; and `settings.uid`",
    );
  if (String(self.json.uid) !== uid)
    return yield failure(
      `the token acts as member ${self.json.uid}, and \`uid\` says ${uid}`,
      "it is a member's own token: make a master token (uid 0)",
    );
  yield ok(`the token acts as ${self.json.username}`);
  if (self.json.banned || self.json.muted) yield failure("that member is banned or muted", "lift it in the ACP");
  const shown = await ask.get(`/api/category/${encodeURIComponent(category)}?${as}`);
  if (shown.status !== 200)
    return yield failure(
      `category ${category}: ${told(shown)}`,
      "set `settings.category` to the number of one that this member may read",
    );
  const { privileges = {}, disabled, name } = shown.json;
  if (disabled) yield failure(`category "${name}" is disabled`, "enable it, or take another");
  else yield ok(`category ${category} is "${name}"`);
  for (const [privilege, what] of [
    ["topics:create", "begin topics"],
    ["topics:reply", "reply"],
  ]) {
    if (privileges[privilege] === false)
      yield failure(`that member may not ${what} there`, "ACP, Manage, Categories, Privileges");
  }
  const moderates = self.json.isAdmin === true || privileges.isAdminOrMod === true;
  if (!moderates)
    yield failure(
      "that member is no administrator, and no moderator of the category: copies cannot be removed for good",
      "make them one (docs/config.md)",
    );
  yield* holding(patient, as, {
    moderates,
    queued: shown.json.postQueue,
    reputation: Number(self.json.reputation ?? 0),
  });
  // A master token is nobody's (src/middleware/user.js); a member's own acts without being told for whom.
  const nobodys = async () => (await ask.get("/api/self")).status !== 200;
  yield* acting(patient, nobodys, "ACP, Settings, API access: a master token (uid 0)");
  yield* webhook(patient, as);
}

/** @param {Patient} patient @param {string} as @param {{moderates: boolean, queued: unknown, reputation: number}} member @returns {AsyncGenerator<Found>} */
async function* holding({ ask }, as, { moderates, queued, reputation }) {
  const config = await ask.get(`/api/config?${as}`);
  if (config.json.maintenanceMode === true) yield failure("the forum is in maintenance", "end it: ACP, Advanced");
  if (moderates) return yield ok("what administrators and moderators write is neither held nor slowed");
  const advice = "ACP, Settings, Post: put this member's group among those exempt from the queue and the delays";
  const on = config.json.postQueue === 1 || config.json.postQueue === true;
  if (on && Number(queued ?? 1) !== 0)
    yield warning(
      `the post queue is on: posts of members with little reputation (this one has ${reputation}) wait for a moderator`,
      advice,
    );
  else if (config.status !== 200) yield warning("whether the post queue is on is not told", advice);
  yield warning(
    "members wait between posts (postDelay, newbiePostDelay): many posts at once are refused, and tried again later",
    advice,
  );
}

/** @param {Patient} patient @param {string} as @returns {AsyncGenerator<Found>} */
async function* webhook({ ask, place, relayUrl, webhookPath }, as) {
  if (!place.webhook) return;
  const todo = `the plugin's page in the ACP: ${hooks.join(", ")}, each with ${relayUrl ?? "https://<relay>"}${webhookPath}`;
  const page = await ask.get(`/api/admin/plugins/webhooks?${as}`);
  if (page.status === 404)
    return yield failure("nodebb-plugin-webhooks is not active: nothing is pushed", "install and activate it");
  /** @type {any[] | undefined} */
  const all = page.json.hooks;
  if (page.status !== 200 || !Array.isArray(all))
    return yield warning("this member may not read the plugin's hooks: whether the forum sends any is not known", todo);
  const right = (/** @type {string} */ url = "") =>
    relayUrl === undefined ? url.endsWith(webhookPath) : url === relayUrl + webhookPath;
  const missing = hooks.filter((name) => !all.some((hook) => hook.name === name && right(hook.endpoint)));
  if (missing.length > 0) yield failure(`the forum does not send ${missing.join(", ")} to the relay`, todo);
  else yield ok("webhook: the forum sends to the relay");
}
