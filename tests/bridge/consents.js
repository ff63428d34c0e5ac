// How people give an application leave to act for them in simulated places: what their own browsers see and press, and what the application asks
// then. As the platforms' sources say (linking/mastodon.js, linking/discourse.js name them).
import { constants, createHash, createPublicKey, publicEncrypt, randomUUID } from "node:crypto";

/** @typedef {import("../simulators/hosted.js").Request} Request */
/** @typedef {import("../simulators/hosted.js").Answer} Answer */

/** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] @returns {Answer} */
const answer = (status, body, headers = {}) => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body),
  failure: "",
});
const at = (/** @type {string} */ url) => new URL(url, "http://place.example");

/** Mastodon's OAuth: applications, the page on which somebody agrees, tokens. `token`: of who agrees, in the simulator. */
export class MastodonConsent {
  /** @type {Map<string, {secret: string, redirect: string, scopes: string}>} */
  applications = new Map();
  /** @type {Map<string, {client: string, redirect: string, challenge: string, scope: string, token: string}>} */
  #codes = new Map();
  /** What an application's token stands for; null: taken back. @type {Map<string, string | null>} */
  tokens = new Map();

  /** @param {Request} request @returns {Answer | Request | null} */
  before = (request) => {
    const { method, headers } = request;
    const { pathname } = at(request.url);
    const form = () => new URLSearchParams(request.body);
    if (method === "POST" && pathname === "/api/v1/apps") return this.#register(JSON.parse(request.body));
    if (method === "POST" && pathname === "/oauth/token") return this.#exchange(form());
    if (method === "POST" && pathname === "/oauth/revoke") return this.#revoke(form());
    const given = headers.authorization?.replace("Bearer ", "") ?? "";
    if (!this.tokens.has(given)) return null;
    const token = this.tokens.get(given);
    if (!token) return answer(401, { error: "The access token was revoked" });
    // read:accounts write:statuses is all that was agreed to.
    const mayRead = method === "GET" && pathname === "/api/v1/accounts/verify_credentials";
    const mayWrite = method !== "GET" && pathname.startsWith("/api/v1/statuses") && !/favourite|reblog/.test(pathname);
    if (!mayRead && !mayWrite) return answer(403, { error: "This action is outside the authorized scopes" });
    return { ...request, headers: { ...headers, authorization: `Bearer ${token}` } };
  };

  /** The address to which somebody is sent who agrees. @param {string} url where the application sent them @param {string} token */
  agree(url, token) {
    const asked = at(url).searchParams;
    const client = asked.get("client_id") ?? "";
    const application = this.applications.get(client);
    const redirect = asked.get("redirect_uri") ?? "";
    if (at(url).pathname !== "/oauth/authorize" || application?.redirect !== redirect)
      throw new Error("no page for this application");
    const scope = asked.get("scope") ?? "";
    if (scope.split(" ").some((one) => !application.scopes.split(" ").includes(one)))
      throw new Error("a scope too many");
    if (asked.get("code_challenge_method") !== "S256") throw new Error("no challenge");
    const code = randomUUID();
    this.#codes.set(code, { client, redirect, challenge: asked.get("code_challenge") ?? "", scope, token });
    return `${redirect}?${new URLSearchParams({ code, state: asked.get("state") ?? "" })}`;
  }

  /** @param {{redirect_uris: string, scopes: string}} asked */
  #register({ redirect_uris, scopes }) {
    const [client_id, secret] = [randomUUID(), randomUUID()];
    this.applications.set(client_id, { secret, redirect: redirect_uris, scopes });
    return answer(200, { id: "1", client_id, client_secret: secret });
  }

  /** @param {URLSearchParams} form */
  #exchange(form) {
    const code = this.#codes.get(form.get("code") ?? "");
    this.#codes.delete(form.get("code") ?? "");
    const client = form.get("client_id") ?? "";
    if (this.applications.get(client)?.secret !== form.get("client_secret"))
      return answer(401, { error: "invalid_client" });
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const right = code?.client === client && code.redirect === form.get("redirect_uri") && code.challenge === challenge;
    if (!code || !right) return answer(400, { error: "invalid_grant" });
    const token = `oauth-${randomUUID()}`;
    this.tokens.set(token, code.token);
    return answer(200, { access_token: token, token_type: "Bearer", scope: code.scope, created_at: 1795000000 });
  }

  /** @param {URLSearchParams} form */
  #revoke(form) {
    if (this.applications.get(form.get("client_id") ?? "")?.secret !== form.get("client_secret"))
      return answer(403, { error: "unauthorized_client" });
    this.tokens.set(form.get("token") ?? "", null);
    return answer(200, {});
  }
}

/** Discourse's User API keys. `key`: of who agrees, in the simulator. */
export class DiscourseConsent {
  /** What a User API key stands for; null: revoked. @type {Map<string, string | null>} */
  keys = new Map();

  /** @param {string} allowed how addresses begin to which the forum sends people, by its setting @param {"oaep" | "pkcs1"} padding */
  constructor(allowed, padding) {
    this.allowed = allowed;
    this.padding = padding;
  }

  /** @param {Request} request @returns {Answer | Request | null} */
  before = (request) => {
    const { "user-api-key": given, ...headers } = request.headers;
    if (given === undefined) return null;
    const key = this.keys.get(given);
    if (!key) return answer(403, { errors: ["You are not permitted to do that."], error_type: "invalid_access" });
    if (at(request.url).pathname === "/user-api-key/revoke") {
      this.keys.set(given, null);
      return answer(200, { success: "OK" });
    }
    return { ...request, headers: { ...headers, "api-key": key } };
  };

  /** The address to which somebody is sent who agrees. @param {string} url where the application sent them @param {string} key */
  agree(url, key) {
    const asked = at(url).searchParams;
    const back = asked.get("auth_redirect") ?? "";
    if (at(url).pathname !== "/user-api-key/new" || !back.startsWith(this.allowed)) throw new Error("not allowed");
    if (asked.get("scopes") !== "write") throw new Error("a scope too many");
    const given = randomUUID().replaceAll("-", "");
    this.keys.set(given, key);
    const payload = JSON.stringify({ key: given, nonce: asked.get("nonce"), push: false, api: 4 });
    const { RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING } = constants;
    const padding = this.padding === "oaep" ? RSA_PKCS1_OAEP_PADDING : RSA_PKCS1_PADDING;
    const sealed = publicEncrypt(
      { key: createPublicKey(asked.get("public_key") ?? ""), padding },
      Buffer.from(payload),
    );
    // As Base64.encode64 does, with line ends.
    const lines = sealed.toString("base64").replace(/(.{60})/g, "$1\n");
    const address = new URL(back);
    address.searchParams.append("payload", lines);
    return address.href;
  }
}
