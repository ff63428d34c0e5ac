// Bluesky: does the password sign in, is it an app password, whose account is it, can it be read through its server.
// Source: com.atproto.server.getSession, packages/pds/src/auth-verifier.ts (scopes of access tokens).
import { decodeJwt } from "jose";
import { told } from "./asker.js";
import { budget } from "./budget.js";
import { failure, ok, warning } from "./finding.js";
import { opens } from "./socket.js";

/** @param {import("./doctor.js").Patient} patient @returns {AsyncGenerator<import("./finding.js").Found>} */
export async function* bluesky({ place, ask }) {
  const session = await ask.get("/xrpc/com.atproto.server.getSession");
  if (session.status !== 200)
    return yield failure(
      `signing in: ${told(session)}`,
      "make a new app password: Settings, Privacy and security, App passwords",
    );
  const { handle, did, active = true, status } = session.json;
  yield ok(`signed in as @${handle}`);
  yield* budget(session.headers);
  if (!active) yield failure(`the account is not active: ${status ?? "no reason is told"}`, "see to it in the app");
  const wanted = (place.account.identifier ?? "").toLowerCase().replace(/^@/, "");
  if (wanted !== String(handle).toLowerCase() && wanted !== did)
    yield warning(
      `the account is called @${handle}, and \`identifier\` says ${wanted}`,
      "name the handle or the DID that it has",
    );
  const scope = scopeOf((await ask.credentials()).headers.authorization ?? "");
  if (scope === "com.atproto.access")
    yield warning("the password is the account's own, which may do everything", "make an app password, and use that");
  const heard = await ask.get("/xrpc/app.bsky.notification.listNotifications?limit=1");
  if (heard.status === 200) yield ok("what people say to it can be read");
  else yield failure(`reading notifications: ${told(heard)}`, "is `url` the account's own PDS?");
  const { jetstream } = place.settings ?? {};
  if (!jetstream) return;
  const problem = await opens(jetstream);
  if (problem === null) yield ok("the Jetstream server takes a connection");
  else
    yield warning(`the Jetstream server: ${problem}`, "check `settings.jetstream`; without it changes come by polling");
}

/** Of a token that can be read; a server may make them as it likes. @param {string} authorization @returns {unknown} */
function scopeOf(authorization) {
  try {
    return decodeJwt(authorization.replace(/^Bearer /, "")).scope;
  } catch {
    return undefined;
  }
}
