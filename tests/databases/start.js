// PostgreSQL and Redis for tests: each in a folder of its own, on a free port of this machine, ended by its process id.
import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @param {import("node:child_process").ChildProcess} child */
function ended(child) {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once("exit", resolve));
}

/** @param {() => Promise<unknown> | unknown} ready @param {string} what */
async function until(ready, what, withinMs = 20000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await ready();
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`${what} did not start: ${/** @type {Error} */ (error).message}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function postgresPrograms() {
  const versions = "/usr/lib/postgresql";
  const newest = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0] : undefined;
  if (!newest) throw new Error("PostgreSQL is not installed: npm run setup");
  return path.join(versions, newest, "bin");
}

/**
 * @typedef {object} Postgres
 * @property {string} url
 * @property {() => void} kill as if its machine had lost its power; what it acknowledged is there after `start`
 * @property {() => Promise<void>} start it again
 * @property {() => Promise<void>} stop for good
 */

/** @returns {Promise<Postgres>} */
export async function startPostgres() {
  const folder = mkdtempSync(path.join(tmpdir(), "plein-postgres-"));
  const programs = postgresPrograms();
  // PostgreSQL does not run as root: then it runs as the user that its package made.
  const options = { stdio: /** @type {const} */ ("ignore") };
  if (userInfo().uid === 0) {
    const number = (/** @type {string} */ flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
    Object.assign(options, { uid: number("-u"), gid: number("-g") });
    chownSync(folder, number("-u"), number("-g"));
  }
  const data = path.join(folder, "data");
  execFileSync(
    path.join(programs, "initdb"),
    ["-D", data, "-U", "plein", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"],
    { ...options, cwd: folder },
  );
  const port = await freePort();
  /** @type {import("node:child_process").ChildProcess} */
  let server;
  const start = async () => {
    server = spawn(
      path.join(programs, "postgres"),
      ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-c", "fsync=off", "-c", "max_connections=200"],
      { ...options, cwd: folder },
    );
    const isReady = () =>
      execFileSync(path.join(programs, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    await until(isReady, "PostgreSQL");
  };
  await start();
  return {
    url: `postgresql://plein@127.0.0.1:${port}/postgres`,
    kill: () => void server.kill("SIGQUIT"),
    async start() {
      await ended(server);
      await start();
    },
    async stop() {
      server.kill("SIGINT");
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<{host: string, stop: () => Promise<void>}>} */
export async function startRedis() {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "plein-redis-"));
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const server = spawn("redis-server", settings, { stdio: "ignore" });
  await until(() => execFileSync("redis-cli", ["-p", String(port), "ping"], { stdio: "ignore" }), "Redis");
  return {
    host: `127.0.0.1:${port}`,
    async stop() {
      server.kill("SIGTERM");
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
