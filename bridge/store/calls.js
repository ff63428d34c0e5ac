// Calls that one relay hands to the one that writes, and their answers. An answer is kept together with the records of its call
// (postgres.js): whoever takes over does not do it a second time.
import { channel } from "./postgres.js";

/** @typedef {import("pg").Pool} Pool */
/** @typedef {{id: string, text: string}} Handed */

const forgottenAfterS = 60; // nobody waits for so long

/** @param {Pool} pool @param {string} bridge @param {string} text @returns {Promise<string>} its number */
export async function hand(pool, bridge, text) {
  const { rows } = await pool.query(
    `WITH given AS (INSERT INTO call (bridge, text) VALUES ($1, $2) RETURNING id) SELECT id, pg_notify('${channel}', 'call ' || $1) FROM given`,
    [bridge, text],
  );
  return rows[0].id;
}

/** What waits for who writes, in order; what nobody waits for any more is gone. @param {Pool} pool @param {string} bridge @param {string[]} taken those that are being done @returns {Promise<Handed[]>} */
export async function waiting(pool, bridge, taken) {
  await pool.query("DELETE FROM call WHERE bridge = $1 AND at < clock_timestamp() - $2 * interval '1 s'", [
    bridge,
    forgottenAfterS,
  ]);
  const { rows } = await pool.query(
    "SELECT id, text FROM call WHERE bridge = $1 AND answer IS NULL AND id <> ALL ($2::bigint[]) ORDER BY id LIMIT 500",
    [bridge, taken],
  );
  return rows;
}

/** Of those, the ones that are answered, each given once. @param {Pool} pool @param {string[]} ids @returns {Promise<Handed[]>} `text`: the answer */
export async function takeAnswers(pool, ids) {
  const { rows } = await pool.query(
    "DELETE FROM call WHERE id = ANY ($1::bigint[]) AND answer IS NOT NULL RETURNING id, answer AS text",
    [ids],
  );
  return rows;
}

/** Nobody waits for it any more. @param {Pool} pool @param {string} id */
export async function withdraw(pool, id) {
  await pool.query("DELETE FROM call WHERE id = $1", [id]);
}
