// Signing in through an OpenID provider: the authorization code flow with PKCE, state and nonce. The id token's signature is checked
// too, though it comes over TLS from the provider itself.
import * as oidc from "openid-client";
import { ProviderError } from "./jwt.js";
import { named, roleOfGroups } from "./roles.js";
import { SignInError } from "./sign-ins.js";

/** @typedef {import("./roles.js").Person} Person */

const timeoutS = 10;
const idMax = 190; // with our name before it

export class OpenId {
  name = "openid";
  #options;
  /** @type {Promise<oidc.Configuration> | null} */
  #provider = null;

  /**
   * @param {{title: string, issuer: string, client_id: string, secret?: string, scope?: string, roles_claim?: string,
   *   roles?: import("./roles.js").RoleMap, returnUrl: string, signIns: import("./sign-ins.js").SignIns}} options
   */
  constructor(options) {
    this.#options = options;
    this.title = options.title;
  }

  /** @param {{origin: string, request: string}} asked @returns {Promise<string>} where to send who signs in */
  async begin(asked) {
    const { returnUrl, scope = "openid profile", signIns } = this.#options;
    const provider = await this.#discovered();
    const verifier = oidc.randomPKCECodeVerifier();
    const nonce = oidc.randomNonce();
    const state = signIns.begin({ way: this.name, ...asked, verifier, nonce });
    const code_challenge = await oidc.calculatePKCECodeChallenge(verifier);
    const fields = { redirect_uri: returnUrl, scope, state, nonce, code_challenge, code_challenge_method: "S256" };
    return oidc.buildAuthorizationUrl(provider, fields).href;
  }

  /** @param {URLSearchParams} came @returns {Promise<{started: import("./sign-ins.js").Started, person: Person}>} */
  async finish(came) {
    const { returnUrl, roles, roles_claim = "groups", signIns } = this.#options;
    const started = signIns.open(came.get("state"), this.name);
    await signIns.use(started);
    if (came.has("error")) throw new SignInError("the provider did not sign you in", started);
    const provider = await this.#discovered();
    const checks = {
      pkceCodeVerifier: started.verifier,
      expectedNonce: started.nonce,
      expectedState: came.get("state") ?? "",
      idTokenExpected: true,
    };
    /** @type {Record<string, unknown>} */
    let claims;
    try {
      const tokens = await oidc.authorizationCodeGrant(provider, new URL(`${returnUrl}?${came}`), checks);
      claims = { ...tokens.claims() };
      if (!nameIn(claims) && provider.serverMetadata().userinfo_endpoint)
        claims = { ...(await oidc.fetchUserInfo(provider, tokens.access_token, String(claims.sub))), ...claims };
    } catch (error) {
      if (unreachable(error)) throw new ProviderError("the provider does not answer now; try again later");
      throw new SignInError("the provider's answer is not accepted", started);
    }
    const sub = String(claims.sub);
    const who = sub.length <= idMax ? named(`openid:${sub}`, nameIn(claims)) : null;
    if (!who) throw new SignInError("the provider did not say who you are", started);
    const given = [claims[roles_claim]].flat().filter((one) => typeof one === "string");
    const role = roleOfGroups(roles, given, "member");
    return { started, person: { ...who, role, way: this.name } };
  }

  /** What failed is asked for again the next time. */
  #discovered() {
    this.#provider ??= this.#discover().catch(() => {
      this.#provider = null;
      throw new ProviderError("the provider does not answer as it should now; try again later");
    });
    return this.#provider;
  }

  #discover() {
    const { issuer, client_id, secret } = this.#options;
    const address = new URL(issuer);
    const execute = [oidc.enableNonRepudiationChecks];
    // The configuration lets only providers of this machine be asked in clear text.
    if (address.protocol === "http:") execute.push(oidc.allowInsecureRequests);
    const authentication = secret === undefined ? oidc.None() : oidc.ClientSecretBasic(secret);
    return oidc.discovery(address, client_id, undefined, authentication, { execute, timeout: timeoutS });
  }
}

/** @param {Record<string, unknown>} claims */
const nameIn = ({ name, preferred_username }) => name || preferred_username;

const timeouts = ["OAUTH_TIMEOUT", "OAUTH_ABORT"];

/** @param {unknown} error */
const unreachable = (error) =>
  error instanceof TypeError || timeouts.includes(/** @type {{code?: string}} */ (error).code ?? "");
