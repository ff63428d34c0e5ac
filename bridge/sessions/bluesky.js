// Bluesky: a session is made with the app password, lives two hours, and is renewed with its refresh token. Signing in is limited to
// 30 times in 5 minutes and 300 a day an account, so the refresh token outlives a restart (sealed, see keeper.js), and
// whoever needs a session waits for the one renewal under way.
// Source: com.atproto.server.createSession, refreshSession.

/** No session is to be had: the platform's reason, never a secret. */
export class SessionError extends Error {}

const signInPauseMs = 15000;

/**
 * @param {{url: string, identifier: string, password: string}} account
 * @param {import("../transport.js").Transport} transport
 * @param {import("./session.d.ts").SessionKeeper} keeper
 * @returns {import("./session.d.ts").Session}
 */
export function blueskySession(account, transport, keeper) {
  /** @type {string | null} */
  let access = null;
  let refresh = keeper.load();
  /** @type {Promise<string> | null} */
  let renewal = null;
  let refusedUntil = 0;
  let refusal = "";

  /** @param {string} method @param {string | null} token @param {object} [body] */
  const call = (method, token, body) =>
    transport.send({
      method: "POST",
      url: `${account.url}/xrpc/com.atproto.server.${method}`,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { "content-type": "application/json" } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
      timeout_ms: 15000,
    });

  /** @param {import("../../wasm/engine.d.ts").HttpResponse} answer @returns {string | null} */
  function take(answer) {
    if (answer.status !== 200) return null;
    try {
      const session = JSON.parse(answer.body ?? "");
      if (typeof session.accessJwt !== "string" || typeof session.refreshJwt !== "string") return null;
      access = session.accessJwt;
      refresh = session.refreshJwt;
      keeper.save(session.refreshJwt);
      return session.accessJwt;
    } catch {
      return null;
    }
  }

  async function renew() {
    if (refresh) {
      const answer = await call("refreshSession", refresh);
      const token = take(answer);
      if (token) return token;
      // Only a refusal says that the refresh token is worth nothing; silence says nothing.
      if (answer.status === 0 || answer.status >= 500) throw new SessionError(reasonOf(answer));
      refresh = null;
    }
    if (Date.now() < refusedUntil) throw new SessionError(refusal);
    const answer = await call("createSession", null, { identifier: account.identifier, password: account.password });
    const token = take(answer);
    if (token) return token;
    refusal = reasonOf(answer);
    if (answer.status !== 0) refusedUntil = Date.now() + signInPauseMs;
    throw new SessionError(refusal);
  }

  function renewed() {
    renewal ??= renew().finally(() => {
      renewal = null;
    });
    return renewal;
  }

  return {
    authorization: async () => `Bearer ${access ?? (await renewed())}`,
    async rejected(used, answer) {
      if (answer.status !== 401 && !(answer.status === 400 && /"(ExpiredToken|InvalidToken)"/.test(answer.body ?? "")))
        return false;
      if (used === `Bearer ${access}`) access = null;
      if (access === null) await renewed();
      return true;
    },
  };
}

/** @param {import("../../wasm/engine.d.ts").HttpResponse} answer */
function reasonOf(answer) {
  if (answer.status === 0) return `signing in: ${answer.failure}: ${answer.detail ?? ""}`;
  let words = "";
  try {
    words = String(JSON.parse(answer.body ?? "").message ?? "").slice(0, 200);
  } catch {
    // no words then
  }
  return `signing in: HTTP ${answer.status}${words ? `: ${words}` : ""}`;
}
