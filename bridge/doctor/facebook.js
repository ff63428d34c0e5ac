// Facebook: whose token it is, what it may do and until when, and both halves of the webhook there: the app's callback, and the Page's
// subscription. They know nothing of each other.
// Sources: developers.facebook.com/docs/graph-api/reference/debug_token, .../page/subscribed_apps, .../app/subscriptions.
import { facebookSession } from "../sessions/facebook.js";
import { Asker, told } from "./asker.js";
import { failure, ok, warning } from "./finding.js";

/** @typedef {import("./finding.js").Found} Found */
/** @typedef {import("./doctor.js").Patient} Patient */

const soonMs = 14 * 86400000;
const renew = "make a new one: a long-lived token of a person with a role on the Page, and with it GET /me/accounts";
const needed = ["pages_read_engagement", "pages_read_user_content", "pages_manage_posts", "pages_manage_engagement"];

/** @param {Patient} patient @returns {AsyncGenerator<Found>} */
export async function* facebook(patient) {
  const { ask, place } = patient;
  const page = place.settings?.page;
  const me = await ask.get("/me?fields=id,name");
  if (me.status !== 200) return yield failure(`the token is not accepted: ${told(me)}`, renew);
  if (me.json.id !== page)
    return yield failure(
      `the token is of "${me.json.name}" (${me.json.id}), not of the Page ${page}`,
      `a person's token reads no comments: ${renew}`,
    );
  yield ok(`signed in as the Page "${me.json.name}"`);
  const token = patient.secret("account.token") ?? "";
  const looked = await ask.get(`/debug_token?input_token=${encodeURIComponent(token)}`);
  const about = looked.json.data;
  if (looked.status !== 200 || typeof about !== "object" || about === null) {
    yield warning(
      `what the token may do is not told: ${told(looked)}`,
      "look at developers.facebook.com/tools/debug/accesstoken",
    );
    return yield* webhook(patient, null);
  }
  if (about.is_valid === false) return yield failure(`the token is not valid: ${about.error?.message ?? ""}`, renew);
  yield* ends(Number(about.expires_at), "the token ends");
  yield* ends(Number(about.data_access_expires_at), "access to people's data ends");
  const scopes = Array.isArray(about.scopes) ? about.scopes : [];
  const wanted = place.webhook ? [...needed, "pages_manage_metadata"] : needed;
  const missing = wanted.filter((one) => !scopes.includes(one));
  if (missing.length > 0)
    yield failure(
      `the token lacks the permissions ${missing.join(", ")}`,
      "grant them to the app, and make the token anew",
    );
  else yield ok(`the token has the permissions it needs${Number(about.expires_at) === 0 ? ", and does not end" : ""}`);
  yield* webhook(patient, about.app_id === undefined ? null : String(about.app_id));
}

/** @param {number} seconds 0: never @param {string} what @returns {Generator<Found>} */
function* ends(seconds, what) {
  if (!(seconds > 0)) return;
  const left = seconds * 1000 - Date.now();
  const day = new Date(seconds * 1000).toISOString().slice(0, 10);
  if (left <= 0) yield failure(`${what}: it did, on ${day}`, renew);
  else if (left < soonMs) yield warning(`${what} on ${day}`, renew);
}

/** @param {Patient} patient @param {string | null} app @returns {AsyncGenerator<Found>} */
async function* webhook(patient, app) {
  const { ask, place } = patient;
  if (!place.webhook) return;
  const page = place.settings?.page;
  const subscribe = `POST /${page}/subscribed_apps?subscribed_fields=feed with the Page's token`;
  const list = await ask.get(`/${page}/subscribed_apps?fields=id,name,subscribed_fields`);
  if (list.status !== 200) yield warning(`the Page's subscription is not told: ${told(list)}`, subscribe);
  else {
    /** @type {any[]} */
    const apps = Array.isArray(list.json.data) ? list.json.data : [];
    const ours = app === null ? apps : apps.filter((one) => String(one.id) === app);
    if (!ours.some((one) => one.subscribed_fields?.includes("feed")))
      yield failure("the Page does not send the app its `feed`: nothing is pushed", subscribe);
    else yield ok("webhook: the Page sends the app its feed");
  }
  const secret = patient.secret("account.app_secret") ?? patient.secret("webhook.secret");
  if (app === null || secret === null) return;
  yield* callback(patient, app, secret);
}

/** @param {Patient} patient @param {string} app @param {string} secret the app's @returns {AsyncGenerator<Found>} */
async function* callback({ place, relayUrl, webhookPath, transport }, app, secret) {
  const asApp = new Asker(place.url, transport, facebookSession(`${app}|${secret}`, secret));
  const list = await asApp.get(`/${app}/subscriptions`);
  const todo = `the app's dashboard: Webhooks, Page, callback ${relayUrl ?? "https://<relay>"}${webhookPath}, field feed`;
  if (list.status === 400 || list.status === 401)
    return yield failure(
      `the app's secret is not accepted: ${told(list)}`,
      "take it from the app's dashboard: Settings, Basic",
    );
  if (list.status !== 200) return yield warning(`the app's callback is not told: ${told(list)}`, todo);
  /** @type {any[]} */
  const all = Array.isArray(list.json.data) ? list.json.data : [];
  const one = all.find((each) => each.object === "page");
  const fields = (one?.fields ?? []).map((/** @type {any} */ field) => field?.name ?? field);
  const there = String(one?.callback_url ?? "");
  const right = relayUrl === undefined ? there.endsWith(webhookPath) : there === relayUrl + webhookPath;
  if (!one) yield failure("the app has no webhook for Pages", todo);
  else if (!right) yield failure(`the app's webhook goes to ${there}`, todo);
  else if (one.active === false || !fields.includes("feed"))
    yield failure("the app's webhook does not send `feed`", todo);
  else yield ok("webhook: the app sends it to the relay");
}
