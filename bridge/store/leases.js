// Which relay writes for a bridge: a lease that it renews, by the database's clock alone. Each new holder has a higher token, which every
// write shows (postgres.js): who lost the lease without knowing changes nothing.

/** @typedef {import("pg").Pool} Pool */

/**
 * Taken where nobody has it, or who had it let it lapse.
 * @param {Pool} pool @param {string} bridge @param {string} holder @param {number} ms how long it lasts
 * @returns {Promise<number | null>} its token; null: another relay has it
 */
export async function acquire(pool, bridge, holder, ms) {
  const { rows } = await pool.query(
    `INSERT INTO bridge AS held (id, token, holder, until) VALUES ($1, 1, $2, clock_timestamp() + $3 * interval '1 ms')
     ON CONFLICT (id) DO UPDATE SET token = held.token + 1, holder = excluded.holder, until = clock_timestamp() + $3 * interval '1 ms'
       WHERE held.until < clock_timestamp()
     RETURNING token`,
    [bridge, holder, ms],
  );
  return rows.length > 0 ? Number(rows[0].token) : null;
}

/** @param {Pool} pool @param {string} bridge @param {number} token @param {number} ms @returns {Promise<boolean>} false: another relay has it */
export async function renew(pool, bridge, token, ms) {
  const { rowCount } = await pool.query(
    "UPDATE bridge SET until = clock_timestamp() + $3 * interval '1 ms' WHERE id = $1 AND token = $2",
    [bridge, token, ms],
  );
  return rowCount === 1;
}

/** Another relay may take it at once. @param {Pool} pool @param {string} bridge @param {number} token */
export async function release(pool, bridge, token) {
  await pool.query("UPDATE bridge SET until = '-infinity' WHERE id = $1 AND token = $2", [bridge, token]);
}

/** Looks only: taking locks what is being written to. @param {Pool} pool @param {string} bridge @returns {Promise<{holder: string, free: boolean}>} */
export async function held(pool, bridge) {
  const { rows } = await pool.query("SELECT holder, until < clock_timestamp() AS free FROM bridge WHERE id = $1", [
    bridge,
  ]);
  return rows[0] ?? { holder: "", free: true };
}
