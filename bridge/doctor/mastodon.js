// Mastodon: whose token it is, what it may do, and where the instance streams. A token does not end, and nobody tells its scopes: for each,
// something is asked that it allows and that cannot be done anyway. A token without the scope is refused before that (Doorkeeper).
// Sources: docs.joinmastodon.org/methods/accounts, /api/oauth-scopes; app/controllers/api/base_controller.rb.
import { Asker, NoAnswer, told } from "./asker.js";
import { budget } from "./budget.js";
import { failure, ok, warning } from "./finding.js";

/** Nobody's post is answered, nothing is uploaded, nothing is liked. @type {[string, string, string, object | undefined][]} */
const tries = [
  ["read:statuses", "GET", "/api/v1/timelines/home?limit=1", undefined],
  ["read:notifications", "GET", "/api/v1/notifications?limit=1", undefined],
  ["write:statuses", "POST", "/api/v1/statuses", { status: "", in_reply_to_id: "0", visibility: "direct" }],
  ["write:media", "POST", "/api/v2/media", {}],
  ["write:favourites", "POST", "/api/v1/statuses/0/favourite", {}],
];

/** @param {import("./doctor.js").Patient} patient @returns {AsyncGenerator<import("./finding.js").Found>} */
export async function* mastodon({ ask, transport }) {
  const own = await ask.get("/api/v1/accounts/verify_credentials");
  const renew =
    "make a token in the instance's settings: Development, the application, with the scopes of docs/config.md";
  if (own.status !== 200) return yield failure(`the token is not accepted: ${told(own)}`, renew);
  yield ok(`signed in as @${own.json.acct}`);
  yield* budget(own.headers);
  if (own.json.suspended) yield failure("the account is suspended", "ask the instance's moderators");
  else if (own.json.limited)
    yield warning("the instance has limited the account: few will see its posts", "ask its moderators");
  if (own.json.moved)
    yield warning(`the account has moved to @${own.json.moved.acct}`, "configure that account instead");
  const missing = [];
  for (const [scope, method, path, json] of tries) {
    const answer = await ask.send(method, path, { json });
    if (answer.status === 403 && /scope/i.test(answer.words)) missing.push(scope);
  }
  if (missing.length > 0) yield failure(`the token lacks the scopes ${missing.join(", ")}`, renew);
  else yield ok("the token may read, post, upload and like; it does not end");
  yield* streaming(await ask.get("/api/v2/instance"), transport);
}

/** @param {import("./asker.js").Answer} instance @param {import("../transport.js").Transport} transport @returns {AsyncGenerator<import("./finding.js").Found>} */
async function* streaming(instance, transport) {
  const base = String(instance.json.configuration?.urls?.streaming ?? "");
  const todo = "nothing needs doing: changes come by polling. Its operator can look at the streaming server";
  if (!/^wss?:\/\//.test(base) || !URL.canParse(base))
    return yield warning("the instance names no streaming server", todo);
  try {
    // Another host may be behind it: it is asked as anybody.
    const answer = await new Asker(base.replace(/^ws/, "http"), transport).get("/api/v1/streaming/health");
    if (answer.status === 200) yield ok("the streaming server is up");
    else yield warning(`the streaming server: ${told(answer)}`, todo);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    yield warning(`the streaming server: ${error.message}`, todo);
  }
}
