// A small OpenID provider: discovery, authorization, token, keys. It may be told to answer as it should not.
import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export class OpenIdProvider {
  url = "";
  clientId = "plein";
  clientSecret = "client-secret-of-the-tests";
  /** What the next id token says beside, or instead. @type {Record<string, unknown>} */
  says = {};
  /** Signs with a key that is not among the published. */
  foreignKey = false;
  /** Whether it proves that it was asked with the right secret and PKCE. @type {string[]} */
  refused = [];
  /** @type {Map<string, URLSearchParams>} */
  #codes = new Map();
  /** @type {any} */
  #keys;
  /** @type {any} */
  #others;
  #server = createServer((request, response) => void this.#answer(request, response));

  async start() {
    this.#keys = await generateKeyPair("RS256", { extractable: true });
    this.#others = await generateKeyPair("RS256", { extractable: true });
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
    this.url = `http://127.0.0.1:${port}`;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Somebody signs in: where they are sent back to. @param {string} location what the relay sent them to */
  authorize(location) {
    const asked = new URL(location).searchParams;
    const code = randomUUID();
    this.#codes.set(code, asked);
    return { came: { code, state: asked.get("state") ?? "", iss: this.url }, asked };
  }

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
  async #answer(request, response) {
    const { pathname } = new URL(request.url ?? "", this.url);
    let body = "";
    for await (const chunk of request) body += chunk;
    const { status, json } = await this.#document(pathname, request, new URLSearchParams(body));
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify(json));
  }

  /** @param {string} pathname @param {import("node:http").IncomingMessage} request @param {URLSearchParams} form */
  async #document(pathname, request, form) {
    if (pathname === "/.well-known/openid-configuration")
      return {
        status: 200,
        json: {
          issuer: this.url,
          authorization_endpoint: `${this.url}/authorize`,
          token_endpoint: `${this.url}/token`,
          jwks_uri: `${this.url}/keys`,
          response_types_supported: ["code"],
          code_challenge_methods_supported: ["S256"],
          id_token_signing_alg_values_supported: ["RS256"],
          authorization_response_iss_parameter_supported: true,
        },
      };
    if (pathname === "/keys")
      return {
        status: 200,
        json: { keys: [{ ...(await exportJWK(this.#keys.publicKey)), kid: "1", alg: "RS256", use: "sig" }] },
      };
    const asked = this.#codes.get(form.get("code") ?? "");
    this.#codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    // RFC 6749, 2.3.1: both are encoded as of a form before.
    const basic = Buffer.from((request.headers.authorization ?? "").replace(/^Basic /, ""), "base64").toString();
    const right =
      asked?.get("code_challenge") === challenge &&
      asked.get("redirect_uri") === form.get("redirect_uri") &&
      decodeURIComponent(basic) === `${this.clientId}:${this.clientSecret}`;
    if (!right) this.refused.push(pathname);
    if (!right) return { status: 400, json: { error: "invalid_grant" } };
    return {
      status: 200,
      json: { access_token: "access", token_type: "Bearer", id_token: await this.#idToken(asked?.get("nonce") ?? "") },
    };
  }

  /** @param {string} nonce */
  #idToken(nonce) {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.url, aud: this.clientId, sub: "u-1", name: "Ana", nonce, iat: now, exp: now + 60 };
    const { privateKey } = this.foreignKey ? this.#others : this.#keys;
    return new SignJWT({ ...claims, ...this.says }).setProtectedHeader({ alg: "RS256", kid: "1" }).sign(privateKey);
  }
}
