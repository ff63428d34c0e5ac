// Looks at all that a relay needs, before it is needed. Each finding is given as it is made; one check that fails stops no other.
import { accountName } from "../config/for-engine.js";
import { ConfigError } from "../config/load.js";
import { openSession } from "../sessions/open.js";
import { Transport } from "../transport.js";
import { Asker, NoAnswer } from "./asker.js";
import { bluesky } from "./bluesky.js";
import { clock } from "./clock.js";
import { discourse } from "./discourse.js";
import { facebook } from "./facebook.js";
import { at, failure } from "./finding.js";
import { flarum } from "./flarum.js";
import { database, disk } from "./machine.js";
import { mastodon } from "./mastodon.js";
import { nodebb } from "./nodebb.js";
import { relay } from "./relay.js";
import { secretsOf } from "./secrets.js";

/** @typedef {import("./finding.js").Finding} Finding */
/** @typedef {import("./finding.js").Found} Found */
/** @typedef {import("../config/types.d.ts").PlaceEntry} PlaceEntry */

/**
 * What a platform's check is given.
 * @typedef {object} Patient
 * @property {PlaceEntry} place
 * @property {Asker} ask
 * @property {string} webhookPath of the relay, for this place
 * @property {string | undefined} relayUrl where platforms reach the relay
 * @property {(secret: string) => string | null} secret by its path in the place: "webhook.secret"; null: it is not to be had
 * @property {import("../transport.js").Transport} transport
 * @property {boolean} actsForMembers whether what members write in the widget is to be written as them (docs/sign-in.md)
 */

/** @type {Record<import("../config/types.d.ts").Platform, (patient: Patient) => AsyncGenerator<Found>>} */
const platforms = { bluesky, mastodon, facebook, discourse, nodebb, flarum };

const shownMin = 4; // a shorter secret would be found in any text

/** Sign in anew: the relay's own session stays as it is. */
const forgetful = /** @type {any} */ ({ session: () => null, saveSession() {} });

/**
 * @param {import("../config/types.d.ts").Config} config
 * @param {{env: Record<string, string | undefined>, relayUrl?: string}} options
 * @returns {AsyncGenerator<Finding>}
 */
export async function* diagnose(config, { env, relayUrl }) {
  const secrets = secretsOf(config, env);
  const values = secrets.flatMap(({ value }) => (value === null || value.length < shownMin ? [] : [value]));
  for await (const finding of looked(config, secrets, { env, relayUrl })) {
    // A platform may repeat in its answer what it was sent.
    const what = values.reduce((text, value) => text.replaceAll(value, "***"), finding.what);
    yield { ...finding, what };
  }
}

/**
 * @param {import("../config/types.d.ts").Config} config @param {import("./secrets.js").Looked[]} secrets
 * @param {{env: Record<string, string | undefined>, relayUrl?: string}} options @returns {AsyncGenerator<Finding>}
 */
async function* looked(config, secrets, { env, relayUrl }) {
  const transport = new Transport();
  try {
    yield* at("database", database(config, env));
    yield* at("disk", disk(config));
    for (const { where, found } of secrets) yield { where, ...found };
    /** @param {string} where @returns {string | null} */
    const secretAt = (where) => secrets.find((one) => one.where === where)?.value ?? null;
    for (const [i, bridge] of config.bridges.entries()) {
      const actsForMembers = config.key !== undefined && bridge.sign_in !== undefined;
      for (const [j, place] of bridge.places.entries()) {
        const where = `bridges[${i}].places[${j}]`;
        const webhookPath = `/webhooks/${bridge.id}/${place.id}`;
        const name = accountName(bridge.id, place.id);
        const secret = (/** @type {string} */ path) => secretAt(`${where}.${path}`);
        const more = { place, webhookPath, relayUrl, secret, transport, actsForMembers };
        const from = { where, name, env, folder: config.folder, transport, store: forgetful };
        yield* at(`${bridge.id}/${place.id}`, examined(more, from));
      }
    }
    yield* relay(config, { relayUrl, secretAt, transport });
  } finally {
    await transport.close();
  }
}

/** @param {Omit<Patient, "ask">} patient @param {import("../sessions/open.js").From} from @returns {AsyncGenerator<Found>} */
async function* examined(patient, from) {
  const { place, transport } = patient;
  const title = `${place.platform} at ${place.url}`;
  try {
    const ask = new Asker(place.url, transport, openSession(place, from));
    yield* platforms[place.platform]({ ...patient, ask });
    yield* clock(ask.skewMs);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (error instanceof ConfigError) yield failure(`${title}: not asked, as its secret is not to be had`, "see above");
    else if (error instanceof NoAnswer)
      yield failure(`${title}: ${message}`, "check the address, the network and what signs in");
    // What a server answers may be of any shape.
    else yield failure(`${title}: its answers are not this platform's (${message})`, "check `platform` and `url`");
  }
}
