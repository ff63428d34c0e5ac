// What the relay needs of its machine: a database that is whole, and room to write.
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";
import { openReader } from "../cli/store.js";
import { isPostgres } from "../config/load.js";
import { openStore } from "../store/open.js";
import { failure, ok, warning } from "./finding.js";

/** @typedef {import("./finding.js").Found} Found */
/** @typedef {import("../config/types.d.ts").Config} Config */

const bytesLeast = 100 << 20;
const bytesGood = 1 << 30;

/** @param {Config} config @param {Record<string, string | undefined>} env @returns {AsyncGenerator<Found>} */
export async function* database(config, env) {
  if (isPostgres(config.database)) return yield* shared(config, env);
  const file = config.database;
  const folder = path.dirname(file);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    return yield failure(
      `${file} cannot be written: ${code}`,
      `make ${folder} a folder that the relay's user may write in`,
    );
  }
  if (!existsSync(file)) return yield ok(`${file} is made at the first start`);
  let reader;
  try {
    reader = await openReader(config, env);
    const damage = await reader.damage();
    if (damage.length > 0)
      return yield failure(
        `${file} is damaged: ${damage.join("; ")}`,
        "put back a copy (plein snapshot), or remove it: the places are read anew",
      );
    let records = 0;
    for (const { id } of config.bridges) records += (await reader.extent(id)).records;
    yield ok(`${file} opens and is whole (${records} records)`);
  } catch (error) {
    yield failure(
      /** @type {Error} */ (error).message,
      "put back a copy (plein snapshot), or remove it: the places are read anew",
    );
  } finally {
    await reader?.close();
  }
}

/** @param {Config} config @param {Record<string, string | undefined>} env @returns {AsyncGenerator<Found>} */
async function* shared(config, env) {
  let store;
  try {
    store = await openStore(config, env);
    for (const { id } of config.bridges) await store.lastSeq(id);
    yield ok(`${config.database} opens`);
  } catch (error) {
    const todo =
      "see that PostgreSQL runs, that the user and its password are right, and that it may make tables there";
    yield failure(/** @type {Error} */ (error).message, todo);
  } finally {
    await store?.close();
  }
}

/** @param {Config} config @param {(folder: string) => Promise<{bavail: number, bsize: number}>} [look] @returns {AsyncGenerator<Found>} */
export async function* disk(config, look = statfs) {
  if (isPostgres(config.database)) return; // another machine's, or its own
  const folder = path.dirname(config.database);
  if (!existsSync(folder)) return; // said already
  const { bavail, bsize } = await look(folder);
  const free = bavail * bsize;
  const held = existsSync(config.database) ? statSync(config.database).size : 0;
  const what = `${Math.floor(free / (1 << 20))} MiB are free in ${folder}`;
  const todo = "make room, or move the database";
  if (free < bytesLeast) return yield failure(what, todo);
  // Forgetting somebody writes the file anew, beside itself.
  if (free < held * 2)
    return yield warning(`${what}: less than twice the database, which forgetting somebody needs`, todo);
  yield free < bytesGood ? warning(what, todo) : ok(what);
}
