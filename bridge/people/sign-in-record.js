// Who signed in to one bridge, and who could not, for the audit. Somebody who tries tokens does not fill it: of refused sign-ins each network
// has a line a minute.
import { Once } from "./once.js";
import { shortened } from "./shortened.js";

const pauseMs = 60000;
const networksMax = 10000;

export class SignInRecord {
  #store;
  #bridge;
  #noted = new Once(networksMax);

  /** @param {Pick<import("../store/store.d.ts").Store, "note">} store @param {string} bridge */
  constructor(store, bridge) {
    this.#store = store;
    this.#bridge = bridge;
  }

  /** @param {string} ip @param {import("./roles.js").Person} person */
  async signedIn(ip, { id, role, way = "" }) {
    await this.#note(ip, { who: id, role, about: way, status: 200 });
  }

  /** @param {string} ip @param {string} way */
  async refused(ip, way) {
    if (this.#noted.take(`${shortened(ip)} ${way}`, Date.now() + pauseMs))
      await this.#note(ip, { who: "", role: "", about: way, status: way === "token" ? 401 : 403 });
  }

  /** @param {string} ip @param {{who: string, role: string, about: string, status: number}} what */
  async #note(ip, what) {
    await this.#store.note(this.#bridge, { at: Date.now(), did: "sign_in", source: shortened(ip), ...what });
  }
}
