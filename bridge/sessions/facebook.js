// Facebook: a Page access token. Where the app demands it, each request also proves that the sender knows the app's secret.
// https://developers.facebook.com/docs/graph-api/guides/secure-requests
import { createHmac } from "node:crypto";
import { fixedSession } from "./fixed.js";

/** @param {string} token @param {string} [appSecret] */
export function facebookSession(token, appSecret) {
  const proof = appSecret && createHmac("sha256", appSecret).update(token).digest("hex");
  return fixedSession({
    headers: { authorization: `Bearer ${token}` },
    query: proof ? { appsecret_proof: proof } : {},
    // The addresses of next pages hold the token (https://developers.facebook.com/docs/graph-api/results).
    secrets: proof ? [token, proof] : [token],
  });
}
