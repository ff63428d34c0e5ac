// The store that a configuration names.
import { isPostgres } from "../config/load.js";
import { readSecret } from "../secrets.js";
import { PostgresStore } from "./postgres.js";
import { SqliteStore } from "./sqlite.js";

/**
 * To change what is there. SQLite: no relay may be running. PostgreSQL: none that writes for the bridge that is changed.
 * @param {import("../config/types.d.ts").Config} config @param {Record<string, string | undefined>} env
 * @returns {Promise<SqliteStore | PostgresStore>} Rejects with a StoreError.
 */
export async function openStore({ database, database_password: named, folder }, env) {
  if (!isPostgres(database)) return new SqliteStore(database);
  const password = named && readSecret(named, { env, folder, where: "database_password" });
  return PostgresStore.open({ url: database, password });
}
