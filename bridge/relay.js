// Puts a relay together: store, accounts, an engine a bridge, and the HTTP face; and takes it apart again.
import { openAccount } from "./accounts.js";
import { AuditLog } from "./audit/audit-log.js";
import { BridgeAudit } from "./audit/bridge-audit.js";
import { builtEngine } from "./built-engine.js";
import { accountName, engineConfig } from "./config/for-engine.js";
import { DamagedError } from "./engine-error.js";
import { EngineHost } from "./engine-host.js";
import { warmSearch } from "./http/search.js";
import { buildServer } from "./http/server.js";
import { Pictures } from "./pictures/pictures.js";
import { openPeople } from "./people/open.js";
import { openKeys } from "./keys.js";
import { readSecret } from "./secrets.js";
import { PushSockets } from "./sockets/push-sockets.js";
import { SqliteStore, StoreError } from "./store/sqlite.js";
import { Transport } from "./transport.js";
import { openWebhook } from "./webhooks/webhook.js";

const requestGraceMs = 1000;

/** What is wrong, and what to do about it. @param {DamagedError} damage @param {import("./config/types.d.ts").Config} config */
function damaged(damage, config) {
  const what = `the database ${config.database}: ${damage.message}`;
  if (damage.newer) return new Error(`${what}. Start the newer Plein with it; nothing was changed`);
  const command = `npm run repair -- --config ${config.file} --bridge ${damage.bridge}`;
  const lost = damage.record === null ? "all records of the bridge" : `record ${damage.record} and all after it`;
  return new Error(`${what}. To give up ${lost}, and go on with what the places hold: ${command}`);
}

/**
 * @param {import("./config/types.d.ts").Config} config
 * @param {{env: Record<string, string | undefined>, log: import("fastify").FastifyBaseLogger, onBroken?: (error: Error) => void,
 *   makeEngine?: () => import("../wasm/engine.d.ts").Engine}} options
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startRelay(config, { env, log, onBroken, makeEngine }) {
  const { folder } = config;
  // Whatever is wrong with the secrets is said before anything is opened.
  const keys = openKeys(config, env);
  const metricsToken = config.metrics
    ? readSecret(config.metrics.token, { env, folder, where: "metrics.token" })
    : null;
  /** @type {Map<string, BridgeAudit>} */
  const audits = new Map();
  const people = config.bridges.map((bridge, i) => {
    /** @type {import("./people/people.js").OnSignIn} */
    const onSignIn = ({ id, role }, way, from) =>
      audits.get(bridge.id)?.note(from, { act: "sign_in", by: { id, role }, outcome: "allowed", way });
    const where = `bridges[${i}].sign_in`;
    return openPeople(bridge, { where, env, folder, url: config.url, keys, log, onSignIn });
  });
  const store = new SqliteStore(config.database);
  /** @type {AuditLog | undefined} */
  let record;
  const transport = new Transport();
  const pictures = new Pictures({ allowPrivate: config.allow_private_addresses });
  /** @type {EngineHost[]} */
  const hosts = [];
  // A bridge whose engine fails stops alone. Without a database, or without any bridge, there is nothing to go on for.
  /** @param {Error} error */
  const hopeless = (error) => error instanceof StoreError || hosts.every((host) => host.broken);
  /** @param {Error} error */
  const broken = (error) => {
    if (hopeless(error)) onBroken?.(error);
  };
  const close = async (graceMs = 2000) => {
    await Promise.all(hosts.map((host) => host.stop(graceMs)));
    await Promise.all([transport.close(), pictures.close()]);
    store.close();
    record?.close();
  };
  try {
    record = new AuditLog(`${config.database}-audit.ndjson`);
    /** @type {Map<string, import("./http/server.js").Bridge>} */
    const bridges = new Map();
    for (const [i, bridge] of config.bridges.entries()) {
      const audit = new BridgeAudit(record, bridge.id);
      audits.set(bridge.id, audit);
      /** @type {Map<string, import("./accounts.js").Account>} */
      const accounts = new Map();
      /** @type {Map<string, import("./webhooks/webhook.js").Webhook>} */
      const webhooks = new Map();
      for (const [j, place] of bridge.places.entries()) {
        const name = accountName(bridge.id, place.id);
        const where = `bridges[${i}].places[${j}]`;
        accounts.set(name, openAccount(place, { where, name, env, folder, transport, store, pictures, keys, log }));
        const webhook = openWebhook(place, { where, env, folder, log: log.child({ bridge: bridge.id }) });
        if (webhook) webhooks.set(place.id, webhook);
      }
      // An instance of its own, as what fails in one may have spoilt its memory.
      const engines = makeEngine ?? (await builtEngine());
      const host = new EngineHost(engines, {
        id: bridge.id,
        config: engineConfig(config, bridge),
        log,
        store,
        onBroken: broken,
        send: async (request) => {
          const account = accounts.get(request.account);
          return account ? account.send(request) : { status: 0, failure: "no_session", detail: "no such account" };
        },
      });
      hosts.push(host);
      const sockets = new PushSockets({ host, accounts, log: log.child({ bridge: bridge.id }) });
      bridges.set(bridge.id, {
        host,
        people: people[i],
        audit,
        webhooks,
        sockets,
        site: bridge.site,
        language: bridge.language,
      });
    }
    const { server, endStreams } = await buildServer({
      bridges,
      origins: config.origins,
      url: config.url,
      trustProxy: config.trust_proxy,
      limits: config.limits,
      widget: config.widget,
      metrics: metricsToken,
      log,
    });
    for (const host of hosts) host.restore(); // none acts unless all can
    for (const host of hosts) {
      try {
        host.start();
        warmSearch(host);
      } catch (error) {
        if (!host.broken || hopeless(host.broken)) throw error;
      }
    }
    const url = await server.listen(config.listen);
    for (const { sockets } of bridges.values()) sockets.start();
    /** @type {Promise<void> | null} */
    let stopping = null;
    const end = async () => {
      for (const { sockets } of bridges.values()) sockets.stop();
      endStreams();
      const cut = setTimeout(() => server.server.closeAllConnections(), requestGraceMs);
      await server.close();
      clearTimeout(cut);
      await close();
    };
    return { url, stop: () => (stopping ??= end()) };
  } catch (error) {
    await close(0);
    throw error instanceof DamagedError ? damaged(error, config) : error;
  }
}
