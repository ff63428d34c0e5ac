// Discourse: whom the key acts as, whether that member may write in the category, which settings would hold or slow what they write, and
// the webhook there. Staff waits for nobody (lib/new_post_manager.rb, lib/rate_limiter.rb).
// Sources: app/controllers/session_controller.rb, admin/site_settings_controller.rb, admin/web_hooks_controller.rb and their serializers.
import { acting } from "./acting.js";
import { told } from "./asker.js";
import { failure, ok, warning } from "./finding.js";

/** @typedef {import("./finding.js").Found} Found */
/** @typedef {import("./doctor.js").Patient} Patient */

const failedDelivery = 2; // WebHook.last_delivery_statuses
const json = 1; // WebHook.content_types
const system = "-1"; // Discourse::SYSTEM_USER_ID: every forum has it

/** What slows members down, and until which value it does not. @type {[string, number][]} */
const limits = [
  ["rate_limit_create_post", 0],
  ["rate_limit_create_topic", 0],
  ["max_consecutive_replies", 0],
  ["unique_posts_mins", 0],
];

/** @param {Patient} patient @returns {AsyncGenerator<Found>} */
export async function* discourse(patient) {
  const { ask, place } = patient;
  const { username = "", category = "" } = place.settings ?? {};
  const session = await ask.get("/session/current.json");
  const user = session.json.current_user;
  if (session.status !== 200 || !user)
    return yield failure(
      `the key is not accepted for "${username}": ${told(session)}`,
      "Admin, API keys: one of that member, or of all users",
    );
  if (String(user.username).toLowerCase() !== username.toLowerCase())
    return yield failure(
      `the key acts as "${user.username}", and \`username\` says "${username}"`,
      "name that member, or take a key of theirs",
    );
  const staff = user.admin === true || user.moderator === true;
  yield ok(`the key acts as ${user.username}${staff ? ", who is staff" : ""}`);
  yield* categoryOf(ask, category);
  if (staff) yield ok("what staff writes is neither held nor slowed");
  else yield* settings(ask, category, user);
  const named = async () => {
    const { status, json } = await ask.send("GET", "/session/current.json", { as: system });
    return status === 200 && String(json.current_user?.id) === system;
  };
  yield* acting(patient, named, "Admin, API keys: one of all users, without granular scopes");
  yield* webhook(patient);
}

/** @param {Patient["ask"]} ask @param {string} category @returns {AsyncGenerator<Found>} */
async function* categoryOf(ask, category) {
  const site = await ask.get("/site.json");
  /** @type {any[] | undefined} */
  const all = site.json.categories;
  if (site.status !== 200 || !Array.isArray(all))
    return yield warning(
      `the categories are not told: ${told(site)}`,
      `see that category ${category} is there, and may be written in`,
    );
  const one = all.find((each) => String(each.id) === category);
  const todo = `Admin, the category's security: that member must see it, reply and create; or set \`settings.category\``;
  if (!one) return yield failure(`there is no category ${category} that this member may see`, todo);
  // CategoryGroup.permission_types: 1 full, 2 replies only, 3 reading only.
  if (typeof one.permission === "number" && one.permission !== 1)
    return yield failure(`this member may not begin topics in "${one.name}"`, todo);
  yield ok(`category ${category} is "${one.name}"`);
}

/** Of a member who is no staff. @param {Patient["ask"]} ask @param {string} category @param {any} user @returns {AsyncGenerator<Found>} */
async function* settings(ask, category, user) {
  const answer = await ask.get("/admin/site_settings.json");
  const advice = "make the member a moderator: what staff writes is neither held nor slowed";
  if (answer.status !== 200 || !Array.isArray(answer.json.site_settings))
    return yield warning(
      "this key may not read the settings that could hold or slow posts (approve_*, rate_limit_create_*, max_consecutive_replies)",
      advice,
    );
  /** @type {Map<string, unknown>} */
  const values = new Map(answer.json.site_settings.map((/** @type {any} */ one) => [one.setting, one.value]));
  const number = (/** @type {string} */ name) => Number(values.get(name) ?? 0);
  if (number("approve_post_count") > 0 && Number(user.trust_level) <= 1)
    yield warning(
      `approve_post_count is ${number("approve_post_count")}: a new member's first posts wait for a moderator`,
      advice,
    );
  for (const name of ["approve_unless_allowed_groups", "approve_new_topics_unless_allowed_groups"]) {
    // 10: all of trust level 0, which is everybody (Group::AUTO_GROUPS).
    const groups = String(values.get(name) ?? "10").split("|");
    const inside = (user.groups ?? []).some((/** @type {any} */ group) => groups.includes(String(group.id)));
    if (!groups.includes("10") && !inside)
      yield warning(`${name} holds what this member writes for a moderator`, advice);
  }
  for (const [name, free] of limits) {
    if (number(name) > free)
      yield warning(`${name} is ${number(name)}: many posts at once are refused, and tried again later`, advice);
  }
  const shown = await ask.get(`/c/${encodeURIComponent(category)}/show.json`);
  const rules = shown.json.category?.category_setting ?? {};
  if (rules.require_topic_approval || rules.require_reply_approval)
    yield warning("the category holds posts for a moderator", advice);
}

/** @param {Patient} patient @returns {AsyncGenerator<Found>} */
async function* webhook({ ask, place, relayUrl, webhookPath }) {
  if (!place.webhook) return;
  const todo = `Admin, API, Webhooks: ${relayUrl ?? "https://<relay>"}${webhookPath}, JSON, post and topic events, active`;
  const answer = await ask.get("/admin/api/web_hooks.json");
  if (answer.status !== 200 || !Array.isArray(answer.json.web_hooks))
    return yield warning("this key may not read the webhooks: whether the forum sends any is not known", todo);
  /** @type {any[]} */
  const all = answer.json.web_hooks;
  const mine = all.find(({ payload_url: url = "" }) =>
    relayUrl === undefined ? url.endsWith(webhookPath) : url === relayUrl + webhookPath,
  );
  if (!mine) return yield failure("the forum has no webhook that goes to the relay", todo);
  const events = (mine.web_hook_event_types ?? []).map((/** @type {any} */ type) => String(type.name));
  const sends = (/** @type {string} */ what) =>
    mine.wildcard_web_hook || events.some((/** @type {string} */ name) => name.startsWith(what));
  if (mine.active === false) return yield failure("the forum's webhook is not active", todo);
  if (mine.content_type !== undefined && mine.content_type !== json)
    yield failure("the forum's webhook sends forms, not JSON", todo);
  if (!sends("post") || !sends("topic")) yield failure("the forum's webhook does not send post and topic events", todo);
  if (mine.last_delivery_status === failedDelivery)
    yield warning("the forum's last delivery failed", "look at the webhook's events there: what the relay answered");
  yield ok("webhook: the forum sends to the relay");
}
