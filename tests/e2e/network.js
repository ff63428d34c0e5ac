// A real AT Protocol network: a PDS, an AppView and a PLC directory, with the databases they need.
import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { startPostgres, startRedis } from "../databases/start.js";

/** @returns {Promise<{pds: string, settle: () => Promise<void>, stop: () => Promise<void>}>} */
export async function startNetwork() {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "network-process.js")], {
    env: {
      ...process.env,
      DB_POSTGRES_URL: postgres.url,
      REDIS_HOST: redis.host,
      LOG_ENABLED: "false",
      NODE_ENV: "test",
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  /** What it said last, for when it fails. @type {string[]} */
  const log = [];
  /** @type {((message: any) => void)[]} */
  const waiting = [];
  const stop = async () => {
    child.stdin.end();
    const late = setTimeout(() => child.kill("SIGKILL"), 10000);
    if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve));
    clearTimeout(late);
    await Promise.all([postgres.stop(), redis.stop()]);
  };
  /** @param {string} line */
  const heard = (line) => {
    if (line.startsWith("@plein ")) waiting.shift()?.(JSON.parse(line.slice(7)));
    else log.push(line);
    if (log.length > 50) log.shift();
  };
  createInterface({ input: child.stdout }).on("line", heard);
  createInterface({ input: child.stderr }).on("line", heard);
  const next = () =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the network did not answer:\n${log.join("\n")}`)), 60000);
      waiting.push((message) => {
        clearTimeout(late);
        resolve(message);
      });
      child.once("exit", (code) => reject(new Error(`the network ended with exit code ${code}:\n${log.join("\n")}`)));
    });
  try {
    const { pds } = await next();
    return {
      pds,
      async settle() {
        child.stdin.write("settle\n");
        await next();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
