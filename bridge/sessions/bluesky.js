// Bluesky: a session is made with the app password, lives two hours, and is renewed with its refresh token. Signing in is limited to
// 30 times in 5 minutes and 300 a day an account, so the refresh token outlives a restart (sealed, see keeper.js), and
// whoever needs a session waits for the one renewal under way.
// Source: com.atproto.server.createSession, refreshSession.

/** No session is to be had: the platform's reason, never a secret. `refused`: by what it was asked with, not by a passing trouble. */
export class SessionError extends Error {
  refused;

  /** @param {string} message @param {boolean} [refused] */
  constructor(message, refused = false) {
    super(message);
    this.refused = refused;
  }
}

const pauseMinMs = 15000;
const pauseMaxMs = 600000; // refused for ever, this is 150 times a day

/**
 * @param {{url: string, identifier: string, password: string}} account
 * @param {import("../transport.js").Transport} transport
 * @param {import("./session.d.ts").SessionKeeper} keeper
 * @returns {import("./session.d.ts").Session}
 */
export function blueskySession(account, transport, keeper) {
  /** @type {string | null} */
  let access = null;
  /** What is worth nothing any more. @type {string | null} */
  let spent = null;
  /** @type {Promise<string> | null} */
  let renewal = null;
  let refusals = 0;
  let refusedUntil = 0;
  let refusal = "";
  let refusedForGood = false;

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

  /** @param {import("../../wasm/engine.d.ts").HttpResponse} answer @returns {Promise<string | null>} */
  async function take(answer) {
    if (answer.status !== 200) return null;
    const session = readSession(answer.body ?? "");
    if (!session) return null;
    access = session.access;
    refusals = refusedUntil = 0;
    try {
      await keeper.save(session.refresh);
    } catch {
      // It works without; only a restart would sign in anew.
    }
    return session.access;
  }

  /** No session: for a while nothing is asked, as the platform counts. @param {import("../../wasm/engine.d.ts").HttpResponse} answer */
  function refused(answer) {
    refusal = reasonOf(answer);
    refusedForGood = [400, 401, 403].includes(answer.status);
    if (answer.status === 0) return new SessionError(refusal);
    if (answer.status < 500) refusals += 1;
    const pause = Math.min(pauseMinMs * 2 ** Math.max(refusals - 1, 0), pauseMaxMs);
    refusedUntil = Date.now() + Math.max(pause, Math.min(pauseNamed(answer), 24 * 3600 * 1000));
    return new SessionError(refusal, refusedForGood);
  }

  async function renew() {
    if (Date.now() < refusedUntil) throw new SessionError(refusal, refusedForGood);
    // Another relay may have renewed it meanwhile: a refresh token is good once.
    const refresh = await keeper.load();
    if (refresh && refresh !== spent) {
      const answer = await call("refreshSession", refresh);
      const token = await take(answer);
      if (token) return token;
      // Only a refusal says that the refresh token is worth nothing; silence, trouble and throttling say nothing.
      if (![400, 401, 403].includes(answer.status)) throw refused(answer);
      spent = refresh;
    }
    const answer = await call("createSession", null, { identifier: account.identifier, password: account.password });
    const token = await take(answer);
    if (token) return token;
    throw refused(answer);
  }

  function renewed() {
    renewal ??= renew().finally(() => {
      renewal = null;
    });
    return renewal;
  }

  return {
    credentials: async () => ({ headers: { authorization: `Bearer ${access ?? (await renewed())}` } }),
    async rejected(used, answer) {
      if (answer.status !== 401 && !(answer.status === 400 && /"(ExpiredToken|InvalidToken)"/.test(answer.body ?? "")))
        return false;
      if (used.headers.authorization === `Bearer ${access}`) access = null;
      if (access === null) await renewed();
      return true;
    },
  };
}

/** @param {string} body @returns {{access: string, refresh: string} | null} */
function readSession(body) {
  try {
    const { accessJwt: access, refreshJwt: refresh } = JSON.parse(body);
    // What no header may hold is no token.
    const good = (/** @type {unknown} */ token) => typeof token === "string" && /^[\x21-\x7e]{1,8192}$/.test(token);
    return good(access) && good(refresh) ? { access, refresh } : null;
  } catch {
    return null;
  }
}

/** How long the platform asks to wait. @param {import("../../wasm/engine.d.ts").HttpResponse} answer */
function pauseNamed({ status, headers = {} }) {
  if (status !== 429) return 0;
  const after = Number(headers["retry-after"]) * 1000;
  const reset = Number(headers["ratelimit-reset"]) * 1000 - Date.now();
  return after > 0 ? after : reset > 0 ? reset : 0;
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
