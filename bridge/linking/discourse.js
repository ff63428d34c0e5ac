// Discourse: a User API key, which the forum makes for a member who agrees, and sends back encrypted for us. The private key goes with the
// person, sealed: nothing is kept for who never comes back. The forum sends people only to addresses that its setting
// `allowed_user_api_auth_redirects` names.
// Source: app/controllers/user_api_keys_controller.rb, lib/user_api_key_scope.rb.
import { constants, createPrivateKey, generateKeyPair, privateDecrypt, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { fixedSession } from "../sessions/fixed.js";
import { LinkError } from "./errors.js";

const generate = promisify(generateKeyPair);
const { RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING } = constants;

/** @param {{url: string, name: string, id: string}} place `id`: by which the forum knows us @returns {import("./way.d.ts").Way} */
export const discourseWay = ({ url, name, id }) => ({
  popup: true,
  fields: ["payload"],

  async begin(returnUrl, seal) {
    const { publicKey, privateKey } = await generate("rsa", { modulusLength: 2048 });
    const nonce = randomBytes(12).toString("base64url"); // it must fit into what 2048 bits encrypt
    const key = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
    const back = `${returnUrl}?${new URLSearchParams({ state: seal({ nonce, key }) })}`;
    const asked = new URLSearchParams({
      application_name: name,
      client_id: id,
      scopes: "write", // which reads too
      public_key: String(publicKey.export({ type: "spki", format: "pem" })),
      nonce,
      padding: "oaep",
      auth_redirect: back,
    });
    return `${url}/user-api-key/new?${asked}`;
  },

  async take({ payload }, { nonce, key }) {
    const answer = opened(payload, Buffer.from(key, "base64"));
    if (answer?.nonce !== nonce || typeof answer.key !== "string" || !/^[\x21-\x7e]{8,256}$/.test(answer.key))
      throw new LinkError("the forum's answer is not to this question; try again");
    return { key: answer.key };
  },

  session: ({ key }) => fixedSession({ headers: { "user-api-key": key }, secrets: [key] }),

  async whose(ask) {
    const { status, json } = await ask.get("/session/current.json");
    const user = json.current_user;
    return status === 200 && Number.isSafeInteger(user?.id) ? { id: String(user.id), name: `@${user.username}` } : null;
  },

  async end(_credential, ask) {
    await ask.send("POST", "/user-api-key/revoke");
  },
});

/** Forums that know no other padding answer with PKCS 1. @param {string} payload @param {Buffer} pkcs8 @returns {any} null: it is no answer to us */
function opened(payload, pkcs8) {
  const key = createPrivateKey({ key: pkcs8, type: "pkcs8", format: "der" });
  const bytes = Buffer.from(payload, "base64");
  for (const padding of [RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING]) {
    try {
      return JSON.parse(privateDecrypt({ key, padding }, bytes).toString("utf8"));
    } catch {
      // of the other kind, or of somebody else
    }
  }
  return null;
}
