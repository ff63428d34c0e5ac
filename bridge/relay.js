// Puts a relay together: store, accounts, an engine a bridge, and the HTTP face; and takes it apart again.
import { openAccount } from "./accounts.js";
import { builtEngine } from "./built-engine.js";
import { accountName, engineConfig } from "./config/for-engine.js";
import { Readers } from "./counting/readers.js";
import { DamagedError } from "./engine-error.js";
import { openHosts } from "./hosts.js";
import { warmSearch } from "./http/search.js";
import { buildServer } from "./http/server.js";
import { openLinking } from "./linking/open.js";
import { Pictures } from "./pictures/pictures.js";
import { ShownPictures } from "./pictures/shown.js";
import { openPeople } from "./people/open.js";
import { spentIn } from "./people/spent.js";
import { SignInRecord } from "./people/sign-in-record.js";
import { openKeys } from "./keys.js";
import { readSecret } from "./secrets.js";
import { PushSockets } from "./sockets/push-sockets.js";
import { StoreError } from "./store/errors.js";
import { openStore } from "./store/open.js";
import { Transport } from "./transport.js";
import { openWebhook } from "./webhooks/webhook.js";

const requestGraceMs = 1000;
const expireEveryMs = 600000; // people's linked accounts that have ended

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
 *   makeEngine?: () => import("../wasm/engine.d.ts").Engine, leaseTimes?: import("./sharing/lease.js").Times}} options
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startRelay(config, { env, log, onBroken, makeEngine, leaseTimes }) {
  const { folder } = config;
  // Whatever is wrong with the secrets is said before anything is opened.
  const keys = openKeys(config, env);
  const metricsToken = config.metrics
    ? readSecret(config.metrics.token, { env, folder, where: "metrics.token" })
    : null;
  /** @type {import("./store/sqlite.js").SqliteStore | import("./store/postgres.js").PostgresStore} */
  let store;
  const people = config.bridges.map((bridge, i) => {
    const spent = spentIn(() => store, bridge.id);
    return openPeople(bridge, {
      where: `bridges[${i}].sign_in`,
      env,
      folder,
      url: config.public_url,
      keys,
      spent,
      log,
    });
  });
  store = await openStore(config, env);
  const transport = new Transport();
  const pictures = new Pictures({ allowPrivate: config.allow_private_addresses });
  /** @type {import("./hosts.js").Acting[]} */
  const hosts = [];
  const openedHosts = await openHosts(store, leaseTimes);
  // A bridge whose engine fails stops alone. Without a database, or without any bridge, there is nothing to go on for.
  /** @param {Error} error */
  const hopeless = (error) => error instanceof StoreError || hosts.every((host) => host.broken);
  /** @param {Error} error */
  const broken = (error) => {
    if (hopeless(error)) onBroken?.(error);
  };
  const close = async (graceMs = 2000) => {
    await Promise.all(hosts.map((host) => host.stop(graceMs)));
    await Promise.all([transport.close(), pictures.close(), openedHosts.close()]);
    await store.close();
  };
  try {
    /** @type {Map<string, import("./http/server.js").Bridge>} */
    const bridges = new Map();
    for (const [i, bridge] of config.bridges.entries()) {
      /** @type {Map<string, import("./accounts.js").Account>} */
      const accounts = new Map();
      /** @type {Map<string, import("./webhooks/webhook.js").Webhook>} */
      const webhooks = new Map();
      const linking = { where: `bridges[${i}]`, env, folder, url: config.public_url, keys, store, transport, log };
      const linked = openLinking(bridge, linking);
      for (const [j, place] of bridge.places.entries()) {
        const name = accountName(bridge.id, place.id);
        const where = `bridges[${i}].places[${j}]`;
        const members = linked?.actingIn(place.id);
        accounts.set(
          name,
          openAccount(place, { where, name, env, folder, transport, store, pictures, keys, log, members }),
        );
        const webhook = openWebhook(place, { where, env, folder, log: log.child({ bridge: bridge.id }) });
        if (webhook) webhooks.set(place.id, webhook);
      }
      // An instance of its own, as what fails in one may have spoilt its memory.
      const engines = makeEngine ?? (await builtEngine());
      /** @type {import("./hosts.js").Acting} */
      const host = openedHosts.make(engines, {
        id: bridge.id,
        config: engineConfig(config, bridge, keys),
        log,
        onBroken: broken,
        onOpen: () => warmSearch(host, log),
        onTurn: (ours) => void (ours ? sockets.start() : sockets.stop()),
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
        signIns: new SignInRecord(store, bridge.id),
        linked,
        readers: new Readers(host, { bridge: bridge.id, keys, log: log.child({ bridge: bridge.id }) }),
        webhooks,
        sockets,
        site: bridge.site,
        language: bridge.language,
      });
    }
    const { server, endStreams } = await buildServer({
      bridges,
      origins: config.origins,
      widget: config.widget,
      metrics: metricsToken,
      pictures: new ShownPictures(pictures),
      publicUrl: config.public_url ?? null,
      limits: config.limits,
      trustProxy: config.trust_proxy,
      store,
      log,
    });
    for (const host of hosts) await host.restore(); // none acts unless all can
    const expire = async () => {
      try {
        for (const { linked } of bridges.values()) await linked?.expire();
      } catch (error) {
        log.warn({ reason: /** @type {Error} */ (error).message }, "accounts that have ended are not deleted yet");
      }
    };
    await expire();
    const expiring = setInterval(expire, expireEveryMs).unref();
    for (const host of hosts) {
      try {
        await host.start();
      } catch (error) {
        if (!host.broken || hopeless(host.broken)) throw error;
      }
    }
    for (const { readers } of bridges.values()) readers.start();
    const url = await server.listen(config.listen);
    /** @type {Promise<void> | null} */
    let stopping = null;
    const end = async () => {
      clearInterval(expiring);
      for (const { sockets } of bridges.values()) sockets.stop();
      endStreams();
      const cut = setTimeout(() => server.server.closeAllConnections(), requestGraceMs);
      await server.close();
      clearTimeout(cut);
      await Promise.all([...bridges.values()].map(({ readers }) => readers.stop()));
      await close();
    };
    return { url, stop: () => (stopping ??= end()) };
  } catch (error) {
    await close(0);
    throw error instanceof DamagedError ? damaged(error, config) : error;
  }
}
