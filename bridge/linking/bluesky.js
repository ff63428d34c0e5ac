// Bluesky: an app password, which its owner makes for this alone and can take back. An account's own password is refused: it could do
// everything. (OAuth there needs DPoP and a session of its own for each account's server; decision 13 says why not yet.)
// Source: com.atproto.server.createSession; pds, auth-scope.ts.
import { decodeJwt } from "jose";
import { ProviderError } from "../people/jwt.js";
import { blueskySession } from "../sessions/bluesky.js";
import { LinkError } from "./errors.js";

/** @param {{url: string}} place @param {import("../transport.js").Transport} transport @returns {import("./way.d.ts").Way} */
export const blueskyWay = ({ url }, transport) => {
  /** @param {string} method @param {Record<string, string>} headers @param {object} [body] */
  const call = (method, headers, body) =>
    transport.send({
      method: "POST",
      url: `${url}/xrpc/com.atproto.server.${method}`,
      headers: body ? { "content-type": "application/json", ...headers } : headers,
      body: body && JSON.stringify(body),
      timeout_ms: 15000,
    });
  return {
    popup: false,
    fields: ["identifier", "password"],

    async take({ identifier, password }) {
      const answer = await call("createSession", {}, { identifier, password });
      if (answer.status === 0 || answer.status === 429 || answer.status >= 500)
        throw new ProviderError("Bluesky does not answer now; try again later");
      const { accessJwt, refreshJwt } = read(answer.body);
      if (answer.status !== 200 || !accessJwt) throw new LinkError("Bluesky does not take this name and app password");
      // It is signed in to again when it acts.
      await call("deleteSession", { authorization: `Bearer ${refreshJwt}` });
      if (scopeOf(accessJwt) === "com.atproto.access")
        throw new LinkError("that is the account's own password: make an app password, in Bluesky's settings");
      return { identifier, password };
    },

    session: ({ identifier, password }, keeper) => blueskySession({ url, identifier, password }, transport, keeper),

    async whose(ask) {
      const { status, json } = await ask.get("/xrpc/com.atproto.server.getSession");
      return status === 200 && typeof json.did === "string" ? { id: json.did, name: `@${json.handle}` } : null;
    },
  };
};

/** @param {string | undefined} body @returns {{accessJwt?: string, refreshJwt?: string}} */
function read(body) {
  try {
    const { accessJwt, refreshJwt } = JSON.parse(body ?? "");
    // What no header may hold is no token.
    return [accessJwt, refreshJwt].every((each) => typeof each === "string" && /^[\x21-\x7e]{1,8192}$/.test(each))
      ? { accessJwt, refreshJwt }
      : {};
  } catch {
    return {};
  }
}

/** What a session may do; "" where its token does not say. @param {string} token */
function scopeOf(token) {
  try {
    return String(decodeJwt(token).scope ?? "");
  } catch {
    return "";
  }
}
