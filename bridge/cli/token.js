// plein token: a token as the brand's own website would make it, for trying out.
import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { ConfigError, loadConfig } from "../config/load.js";
import { maxAgeDefaultS } from "../people/jwt.js";
import { claimedRoles as roles } from "../people/roles.js";
import { readSecret } from "../secrets.js";
import { bridgeOf } from "./bridge.js";
import { exits, UsageError } from "./exit.js";

const unitMs = /** @type {Record<string, number>} */ ({ m: 60000, h: 3600000, d: 86400000 });
const lifetimeMaxMs = 7 * unitMs.d;

/** @type {import("./command.d.ts").Command} */
export const token = {
  summary: "makes a JWT for trying out",
  usage: `Usage: plein token --config plein.json [--bridge ID] --id ID --name NAME [--role ROLE] [--lifetime 1h]

Prints a token of that person, signed with the secret of the bridge's sign_in.jwt. For trying out: a token of a role is that role, for
whoever holds it, until it ends. Real visitors get theirs from your own website.
  --id        the person's id, as your website would say it
  --name      the name that is shown
  --role      one of ${roles.join(", ")} (visitor)
  --lifetime  so many minutes, hours or days: 30m, 1h, 7d at most (1h)
Exit codes: 0 done, 2 wrong usage or configuration.`,
  options: {
    config: { type: "string" },
    bridge: { type: "string" },
    id: { type: "string" },
    name: { type: "string" },
    role: { type: "string", default: "visitor" },
    lifetime: { type: "string", default: "1h" },
  },
  needed: ["config", "id", "name"],
  async run(options, { env, out, err }) {
    const lifetimeMs = lifetimeOf(String(options.lifetime));
    const id = text("id", options.id, 200);
    const name = text("name", options.name, 100);
    const role = String(options.role);
    if (!roles.includes(role)) throw new UsageError(`--role: found "${role}", expected one of: ${roles.join(", ")}`);
    const config = loadConfig(String(options.config));
    const bridge = bridgeOf(config, options.bridge);
    const where = `bridges[${config.bridges.indexOf(bridge)}].sign_in`;
    if (!bridge.sign_in?.jwt)
      throw new ConfigError([`${where}.jwt: found nothing, expected issuer, audience and secret: nobody can sign in`]);
    const { issuer, audience, algorithm = "HS256", secret: named, max_age_s = maxAgeDefaultS } = bridge.sign_in.jwt;
    if (!named)
      throw new ConfigError([`${where}.jwt.secret: found nothing: only who holds the private key makes tokens`]);
    if (lifetimeMs > max_age_s * 1000)
      throw new UsageError(
        `--lifetime: found ${options.lifetime}, expected ${max_age_s} s at most (${where}.jwt.max_age_s)`,
      );
    const secret = readSecret(named, { env, folder: config.folder, where: `${where}.jwt.secret` });
    const now = Math.floor(Date.now() / 1000);
    const signed = await new SignJWT({ name, role })
      .setProtectedHeader({ alg: algorithm, typ: "JWT" })
      .setSubject(id)
      .setIssuer(issuer)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + lifetimeMs / 1000)
      .sign(new TextEncoder().encode(secret));
    const until = new Date(now * 1000 + lifetimeMs).toISOString();
    err.write(`for trying out only: whoever holds it is "${name}" (${role}) until ${until}\n`);
    out.write(`${signed}\n`);
    return exits.done;
  },
};

/** @param {string} option @param {unknown} value @param {number} max */
function text(option, value, max) {
  const trimmed = String(value).trim();
  if (trimmed !== "" && trimmed.length <= max) return trimmed;
  throw new UsageError(`--${option}: found ${trimmed.length} characters, expected 1 to ${max}`);
}

/** @param {string} text */
function lifetimeOf(text) {
  const [, count, unit] = /^([1-9][0-9]{0,4})([mhd])$/.exec(text) ?? [];
  const ms = Number(count) * unitMs[unit];
  if (ms > 0 && ms <= lifetimeMaxMs) return ms;
  throw new UsageError(`--lifetime: found "${text}", expected 30m, 1h or 7d at most`);
}
