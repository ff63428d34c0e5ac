// How a PostgreSQL database came to be what it is, a step a version. A step is never changed once a release had it.

// `bridge` says all that must change together with the records: the last number, who writes (`token`, until when), and which snapshot holds.
/** @type {readonly string[]} */
const steps = [
  `CREATE TABLE bridge (id text PRIMARY KEY, last bigint NOT NULL DEFAULT 0, token bigint NOT NULL DEFAULT 0, holder text NOT NULL DEFAULT '',
     until timestamptz NOT NULL DEFAULT '-infinity', erased bigint NOT NULL DEFAULT 0, snapshot_seq bigint, snapshot_set uuid);
   CREATE TABLE record (bridge text NOT NULL, seq bigint NOT NULL, line text NOT NULL, PRIMARY KEY (bridge, seq));
   CREATE TABLE snapshot_part (bridge text NOT NULL, set uuid NOT NULL, part integer NOT NULL, bytes bytea NOT NULL,
     PRIMARY KEY (bridge, set, part));
   CREATE TABLE session (account text PRIMARY KEY, sealed bytea NOT NULL);
   CREATE TABLE audit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, bridge text NOT NULL, at bigint NOT NULL, who text NOT NULL,
     role text NOT NULL, did text NOT NULL, about text NOT NULL, status integer NOT NULL, source text NOT NULL);
   CREATE INDEX audit_by_bridge ON audit (bridge, id);
   CREATE TABLE call (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, bridge text NOT NULL, text text NOT NULL,
     at timestamptz NOT NULL DEFAULT clock_timestamp(), answer text);
   CREATE INDEX call_waiting ON call (bridge, id) WHERE answer IS NULL;`,
  `CREATE TABLE link (bridge text NOT NULL, person text NOT NULL, place text NOT NULL, author text NOT NULL, member text NOT NULL, name text NOT NULL,
     at bigint NOT NULL, refused boolean NOT NULL DEFAULT false, until bigint, sealed bytea NOT NULL, session bytea,
     PRIMARY KEY (bridge, person, place));
   CREATE INDEX link_by_member ON link (bridge, place, member);
   CREATE TABLE spent (id text PRIMARY KEY, until bigint NOT NULL);`,
];
const migrationLock = 7013464; // any number, the same for all relays: one of them takes the steps

/** Takes the steps that are missing, all or none. @param {import("pg").ClientBase} client */
export async function migrate(client) {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
    await client.query("CREATE TABLE IF NOT EXISTS plein (version integer NOT NULL)");
    const { rows } = await client.query("SELECT version FROM plein");
    const taken = rows[0]?.version ?? 0;
    if (taken > steps.length)
      throw new Error(
        `it is of a newer Plein (version ${taken}, expected ${steps.length} at most); nothing was changed`,
      );
    for (const step of steps.slice(taken)) await client.query(step);
    if (taken < steps.length) {
      await client.query("DELETE FROM plein");
      await client.query("INSERT INTO plein VALUES ($1)", [steps.length]);
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
