// Signing in through the forum: Discourse as the provider of DiscourseConnect. Both ways a payload is signed with a secret that the forum
// and the relay share; the nonce is the sealed sign-in itself, so what comes back is ours, of this bridge, and used once.
// https://meta.discourse.org/t/use-discourse-as-an-identity-provider-sso-discourseconnect/32974
import { createHmac, timingSafeEqual } from "node:crypto";
import { named, roleOfGroups } from "./roles.js";
import { SignInError } from "./sign-ins.js";

/** @typedef {import("./roles.js").Person} Person */

const payloadMax = 16384;

export class DiscourseConnect {
  name = "discourse";
  #options;

  /**
   * @param {{place: string, title: string, url: string, secret: string, roles?: import("./roles.js").RoleMap, returnUrl: string,
   *   signIns: import("./sign-ins.js").SignIns}} options `url`: the forum's; `returnUrl`: where it sends people back to
   */
  constructor(options) {
    this.#options = options;
    this.title = options.title;
  }

  /** @param {{origin: string, request: string}} asked @returns {Promise<string>} where to send who signs in */
  async begin(asked) {
    const { url, returnUrl, signIns } = this.#options;
    const nonce = signIns.begin({ way: this.name, ...asked });
    const fields = new URLSearchParams({ nonce, return_sso_url: returnUrl });
    const sso = Buffer.from(String(fields)).toString("base64");
    return `${url}/session/sso_provider?${new URLSearchParams({ sso, sig: this.#sign(sso).toString("hex") })}`;
  }

  /** @param {URLSearchParams} came @returns {Promise<{started: import("./sign-ins.js").Started, person: Person}>} */
  async finish(came) {
    const { place, returnUrl, roles, signIns } = this.#options;
    const payload = this.#payload(came);
    const started = signIns.open(payload.get("nonce"), this.name);
    // A forum serves several websites: what it signed for another is not for us.
    const meant = payload.get("return_sso_url");
    if (meant !== null && meant !== returnUrl)
      throw new SignInError("the forum meant this for another website", started);
    await signIns.use(started);
    if (payload.get("failed") === "true") throw new SignInError("the forum did not sign you in", started);
    const id = payload.get("external_id") ?? "";
    const username = payload.get("username") ?? "";
    const who = named(`discourse:${id}`, payload.get("name") || username);
    if (!/^[0-9]{1,20}$/.test(id) || !/^[^\s\p{Cc}]{1,60}$/u.test(username) || !who)
      throw new SignInError("the forum did not say who you are", started);
    const groups = (payload.get("groups") ?? "").split(",");
    const role = roleOfGroups(roles, groups, "member");
    return { started, person: { ...who, role, way: this.name, forum: { place, id, username } } };
  }

  /** @param {URLSearchParams} came */
  #payload(came) {
    const sso = came.get("sso") ?? "";
    const sig = came.get("sig") ?? "";
    const whole = sso.length > 0 && sso.length <= payloadMax && /^[0-9a-f]{64}$/i.test(sig);
    if (!whole || !timingSafeEqual(Buffer.from(sig, "hex"), this.#sign(sso)))
      throw new SignInError("the forum's signature is not right");
    return new URLSearchParams(Buffer.from(sso, "base64").toString("utf8"));
  }

  /** @param {string} sso */
  #sign(sso) {
    return createHmac("sha256", this.#options.secret).update(sso).digest();
  }
}
