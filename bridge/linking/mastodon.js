// Mastodon: OAuth 2, the authorization code with PKCE. The instance gets to know the relay as an application by itself, or has one that the
// configuration names. The account is one of the place's own instance; it gives leave to post and to say who it is, and to nothing else.
// Source: docs.joinmastodon.org/methods/apps, /methods/oauth, /api/oauth-scopes.
import * as oidc from "openid-client";
import { ProviderError } from "../people/jwt.js";
import { fixedSession } from "../sessions/fixed.js";
import { LinkError } from "./errors.js";

const scope = "read:accounts write:statuses";
const timeoutS = 10;

/** @typedef {{client_id: string, client_secret: string}} Client */
/**
 * What the instance knows us by, where it outlives the process.
 * @typedef {{load: () => Promise<string | null>, save: (text: string) => Promise<void>}} Kept
 */

/**
 * @param {{url: string, name: string, website: string}} place `website`: the brand's, which the instance shows
 * @param {import("../transport.js").Transport} transport @param {Kept} kept @param {Client} [configured]
 * @returns {import("./way.d.ts").Way}
 */
export function mastodonWay({ url, name, website }, transport, kept, configured) {
  /** @param {string} returnUrl @returns {Promise<Client>} */
  async function registered(returnUrl) {
    const answer = await transport.send({
      method: "POST",
      url: `${url}/api/v1/apps`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_name: name, redirect_uris: returnUrl, scopes: scope, website }),
      timeout_ms: timeoutS * 1000,
    });
    const { client_id, client_secret } = parsed(answer.body);
    if (answer.status !== 200 || typeof client_id !== "string" || typeof client_secret !== "string")
      throw new ProviderError("the instance does not take applications now; try again later");
    await kept.save(JSON.stringify({ returnUrl, client_id, client_secret }));
    return { client_id, client_secret };
  }

  /** @param {string} returnUrl @returns {Promise<Client>} */
  async function clientOf(returnUrl) {
    if (configured) return configured;
    const known = parsed((await kept.load()) ?? "");
    return known.returnUrl === returnUrl ? /** @type {any} */ (known) : registered(returnUrl);
  }

  /** @param {string} returnUrl */
  async function provider(returnUrl) {
    const { client_id, client_secret } = await clientOf(returnUrl);
    const server = {
      issuer: url,
      authorization_endpoint: `${url}/oauth/authorize`,
      token_endpoint: `${url}/oauth/token`,
      revocation_endpoint: `${url}/oauth/revoke`,
    };
    const known = new oidc.Configuration(server, client_id, undefined, oidc.ClientSecretPost(client_secret));
    known.timeout = timeoutS;
    if (url.startsWith("http:")) oidc.allowInsecureRequests(known); // the operator's choice
    return known;
  }

  return {
    popup: true,
    fields: ["code"],

    async begin(returnUrl, seal) {
      const verifier = oidc.randomPKCECodeVerifier();
      return oidc.buildAuthorizationUrl(await provider(returnUrl), {
        redirect_uri: returnUrl,
        scope,
        state: seal({ verifier }),
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      }).href;
    },

    async take({ code }, { verifier }, returnUrl) {
      try {
        const came = new URL(`${returnUrl}?${new URLSearchParams({ code })}`);
        const tokens = await oidc.authorizationCodeGrant(await provider(returnUrl), came, {
          pkceCodeVerifier: verifier,
        });
        if (!/^[\x21-\x7e]{1,4096}$/.test(tokens.access_token)) throw new LinkError("the instance gave no token");
        return { token: tokens.access_token, returnUrl };
      } catch (error) {
        if (error instanceof LinkError || error instanceof ProviderError) throw error;
        const { error: why, code: kind } = /** @type {{error?: string, code?: string}} */ (error);
        // It has forgotten the application, and is told of it anew the next time.
        if (why === "invalid_client" && !configured) await kept.save("");
        if (error instanceof TypeError || kind === "OAUTH_TIMEOUT" || kind === "OAUTH_ABORT")
          throw new ProviderError("the instance does not answer now; try again later");
        throw new LinkError("the instance did not accept this; try again");
      }
    },

    session: ({ token }) => fixedSession({ headers: { authorization: `Bearer ${token}` }, secrets: [token] }),

    async whose(ask) {
      const { status, json } = await ask.get("/api/v1/accounts/verify_credentials");
      return status === 200 && typeof json.id === "string" ? { id: json.id, name: `@${json.acct}` } : null;
    },

    async end({ token, returnUrl }) {
      await oidc.tokenRevocation(await provider(returnUrl), token);
    },
  };
}

/** @param {string | undefined} text @returns {Record<string, unknown>} */
function parsed(text) {
  try {
    const value = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
