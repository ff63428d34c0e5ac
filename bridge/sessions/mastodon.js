// Mastodon: an application's access token. An instance may stream from another host than the one its API is at: the API answers a
// socket with a redirect then, and only the instance itself can say where the token belongs too.
// https://docs.joinmastodon.org/entities/Instance/#streaming
import { fixedSession } from "./fixed.js";

/**
 * @param {string} token
 * @param {string} url of the API
 * @param {import("../transport.js").Transport} transport
 * @returns {import("./session.d.ts").Session}
 */
export function mastodonSession(token, url, transport) {
  return {
    ...fixedSession({ headers: { authorization: `Bearer ${token}` } }),
    async socketAddress(wanted) {
      const answer = await transport.send({
        method: "GET",
        url: `${url}/api/v2/instance`,
        headers: {},
        timeout_ms: 15000,
      });
      const base = streamingOf(answer.body ?? "");
      return base === null ? wanted : new URL(wanted.pathname + wanted.search, base);
    },
  };
}

/** @param {string} body @returns {URL | null} */
function streamingOf(body) {
  try {
    const base = new URL(JSON.parse(body).configuration.urls.streaming);
    return ["ws:", "wss:"].includes(base.protocol) ? base : null;
  } catch {
    return null;
  }
}
