// Records and snapshots in PostgreSQL, for one relay or several. Whatever changes a bridge is one statement, which also looks whether who asks
// may: a relay that stalls in the middle holds no lock, and one whose turn is over changes nothing. Each tells all relays (notices.js).
// What is erased is gone from the tables; the server's own log, its replicas and backups keep it for as long as they are kept.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { FencedError, StoreError } from "./errors.js";
import { PostgresLinks } from "./postgres-links.js";
import { migrate } from "./postgres-schema.js";

/** @typedef {import("./store.d.ts").Store} Store */
/** @typedef {import("./store.d.ts").Row} Row */
/** @typedef {import("./store.d.ts").Answer} Answer */
/** @typedef {import("./store.d.ts").Hold} Hold */

export const channel = "plein";
const partBytes = 8 << 20; // of a snapshot
const statementMs = 60000;
const connectMs = 5000;

// $1: the bridge; $2: the token, or null for a tool, which needs that nobody writes, and sees to it that nobody goes on.
const guard = "id = $1 AND (token = $2 OR ($2::bigint IS NULL AND until < clock_timestamp()))";
const token = "token = CASE WHEN $2::bigint IS NULL THEN token + 1 ELSE token END";
const addLines = `INSERT INTO record (bridge, seq, line)
  SELECT $1, held.last - cardinality($3::text[]) + n, line FROM held, unnest($3::text[]) WITH ORDINALITY AS given (line, n)`;
const told = (/** @type {string} */ what) => `pg_notify('${channel}', '${what} ' || $1)`;
/** @param {number} from the number of its first parameter */
const answered = (
  from,
) => `UPDATE call SET answer = given.text FROM held, unnest($${from}::bigint[], $${from + 1}::text[]) AS given (id, text)
  WHERE call.id = given.id AND call.bridge = $1`;

/** @implements {Store} */
export class PostgresStore {
  /** The address without its password, for people. */
  name;
  pool;
  links = new PostgresLinks((text, values) => this.#ask(text, values));

  /** @param {{url: string, password?: string}} where */
  constructor({ url, password }) {
    this.settings = settingsOf(url, password);
    this.name = new URL(url).host + new URL(url).pathname;
    this.pool = new pg.Pool({
      ...this.settings,
      max: 8,
      connectionTimeoutMillis: connectMs,
      query_timeout: statementMs,
    });
    this.pool.on("error", () => {}); // an idle connection that broke: the next question makes another
  }

  /** @param {{url: string, password?: string}} where */
  static async open(where) {
    const store = new PostgresStore(where);
    try {
      const client = await store.pool.connect();
      try {
        await migrate(client);
      } finally {
        client.release();
      }
      return store;
    } catch (error) {
      await store.close();
      throw new StoreError(`the database ${store.name} cannot be opened: ${reasonOf(error)}`);
    }
  }

  /** @param {string} bridge @param {string[]} lines @param {Answer[]} [answers] @param {Hold} [hold] */
  async append(bridge, lines, answers = [], hold) {
    await this.#change(
      bridge,
      hold,
      `WITH held AS (UPDATE bridge SET last = last + cardinality($3::text[]), ${token} WHERE ${guard} RETURNING last),
         added AS (${addLines}), answered AS (${answered(4)})
       SELECT ${told("records")} FROM held`,
      [lines, answers.map(({ call }) => call), answers.map(({ text }) => text)],
    );
  }

  /** @param {string} bridge @param {number} from @param {string[]} lines @param {Hold} [hold] */
  async cut(bridge, from, lines, hold) {
    const row = await this.#change(
      bridge,
      hold,
      `WITH held AS (UPDATE bridge SET last = last + cardinality($3::text[]), ${token},
           snapshot_set = CASE WHEN snapshot_seq >= $4 THEN NULL ELSE snapshot_set END, erased = CASE WHEN erased >= $4 THEN 0 ELSE erased END
           WHERE ${guard} RETURNING last),
         gone AS (DELETE FROM record USING held WHERE bridge = $1 AND seq >= $4 RETURNING 1), added AS (${addLines})
       SELECT (SELECT count(*)::int FROM gone) AS gone, ${told("cut")} FROM held`,
      [lines, from],
    );
    return Number(row.gone);
  }

  /** @param {string} bridge @param {string[]} lines @param {Uint8Array | null} snapshot */
  async fill(bridge, lines, snapshot) {
    if ((await this.lastSeq(bridge)) > 0)
      throw new StoreError(`bridge "${bridge}" holds records already, and they are kept: nothing was changed`);
    const set = snapshot ? await this.#saveParts(bridge, snapshot) : null;
    const covered = snapshot ? 1 : 0;
    await this.#change(
      bridge,
      undefined,
      `WITH held AS (UPDATE bridge SET last = cardinality($3::text[]) + $5::bigint, ${token}, erased = $5::bigint, snapshot_seq = $5::bigint,
           snapshot_set = $4::uuid WHERE ${guard} AND last = 0 RETURNING last),
         added AS (${addLines})
       SELECT ${told("records")} FROM held`,
      [lines, set, covered],
    );
  }

  /** @param {string} bridge @param {Uint8Array} bytes @param {Answer[]} [answers] @param {Hold} [hold] */
  async erase(bridge, bytes, answers = [], hold) {
    const set = await this.#saveParts(bridge, bytes);
    // It has a number of its own, so that who follows and has all records sees it.
    await this.#change(
      bridge,
      hold,
      `WITH held AS (UPDATE bridge SET last = last + 1, snapshot_set = $3, snapshot_seq = last + 1, erased = last + 1, ${token} WHERE ${guard} RETURNING last),
         gone AS (DELETE FROM record USING held WHERE bridge = $1), old AS (DELETE FROM snapshot_part USING held WHERE bridge = $1 AND set <> $3),
         answered AS (${answered(4)})
       SELECT ${told("erased")} FROM held`,
      [set, answers.map(({ call }) => call), answers.map(({ text }) => text)],
    );
    // Who is not the tables' owner may not, and the server does it by itself later.
    await this.pool.query("VACUUM record, snapshot_part").catch(() => {});
  }

  /** @param {string} bridge */
  async erasedUpTo(bridge) {
    return Number((await this.#bridge(bridge))?.erased ?? 0);
  }

  /** @param {string} bridge @param {number} seq @returns {AsyncGenerator<Row[]>} */
  async *records(bridge, seq, part = 5000) {
    for (let after = seq; ;) {
      const rows = await this.#ask(
        "SELECT seq, line FROM record WHERE bridge = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        [bridge, after, part],
      );
      if (rows.length === 0) return;
      const list = rows.map((row) => ({ seq: Number(row.seq), line: row.line }));
      after = list[list.length - 1].seq;
      yield list;
    }
  }

  /** @param {string} bridge */
  async lastSeq(bridge) {
    return Number((await this.#bridge(bridge))?.last ?? 0);
  }

  /** @param {string} bridge */
  async snapshot(bridge) {
    // In one statement: another one may be saved meanwhile.
    const rows = await this.#ask(
      `SELECT snapshot_seq AS seq, bytes FROM bridge JOIN snapshot_part ON bridge = id AND set = snapshot_set
       WHERE id = $1 ORDER BY part`,
      [bridge],
    );
    if (rows.length === 0) return null;
    return { seq: Number(rows[0].seq), bytes: new Uint8Array(Buffer.concat(rows.map((row) => row.bytes))) };
  }

  /** @param {string} bridge @param {number} seq @param {Uint8Array} bytes @param {Hold} [hold] */
  async saveSnapshot(bridge, seq, bytes, hold) {
    const set = await this.#saveParts(bridge, bytes);
    await this.#change(
      bridge,
      hold,
      `WITH held AS (UPDATE bridge SET snapshot_set = $3, snapshot_seq = $4, ${token} WHERE ${guard} RETURNING last),
         old AS (DELETE FROM snapshot_part USING held WHERE bridge = $1 AND set <> $3)
       SELECT last FROM held`,
      [set, seq],
    );
  }

  /** @param {string} bridge @param {Omit<import("../http/audit.js").AuditEntry, "id">} entry */
  async note(bridge, { at, who, role, did, about, status, source }) {
    await this.#ask(
      "INSERT INTO audit (bridge, at, who, role, did, about, status, source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      [bridge, at, who, role, did, about, status, source],
    );
  }

  /** @param {string} bridge @param {number} before @param {number} most @param {string} [act] @returns {Promise<import("../http/audit.js").AuditEntry[]>} */
  async notes(bridge, before, most, act) {
    const rows = await this.#ask(
      `SELECT id, at, who, role, did, about, status, source FROM audit
       WHERE bridge = $1 AND id < $2 AND ($4::text IS NULL OR did LIKE $4 || ' %' AND status < 300) ORDER BY id DESC LIMIT $3`,
      [bridge, before, most, act ?? null],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id), at: Number(row.at) }));
  }

  /** Its records and snapshot, under another name. @param {string} bridge @param {string} time for the name @returns {Promise<string>} what was copied, and where to */
  async setAside(bridge, time) {
    const name = `${bridge} before repair ${time}`;
    await this.#ask(
      `WITH copied AS (INSERT INTO bridge (id, last, erased, snapshot_seq, snapshot_set)
           SELECT $2, last, erased, snapshot_seq, snapshot_set FROM bridge WHERE id = $1),
         parts AS (INSERT INTO snapshot_part SELECT $2, set, part, bytes FROM snapshot_part WHERE bridge = $1)
       INSERT INTO record SELECT $2, seq, line FROM record WHERE bridge = $1`,
      [bridge, name],
    );
    return `the bridge's rows, as bridge "${name}" of the tables bridge, record and snapshot_part`;
  }

  /** @param {string} id @param {number} until @param {number} now @returns {Promise<boolean>} */
  async spend(id, until, now) {
    await this.#ask("DELETE FROM spent WHERE until <= $1", [now]);
    const rows = await this.#ask("INSERT INTO spent VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id", [id, until]);
    return rows.length === 1;
  }

  /** @param {string} account @returns {Promise<Uint8Array | null>} */
  async session(account) {
    return (await this.#ask("SELECT sealed FROM session WHERE account = $1", [account]))[0]?.sealed ?? null;
  }

  /** @param {string} account @param {Uint8Array} sealed */
  async saveSession(account, sealed) {
    await this.#ask(
      "INSERT INTO session VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed",
      [account, sealed],
    );
  }

  async close() {
    if (!this.pool.ended) await this.pool.end();
  }

  /** @param {string} text @param {unknown[]} values @returns {Promise<any[]>} */
  async #ask(text, values) {
    try {
      return (await this.pool.query(text, values)).rows;
    } catch (error) {
      throw new StoreError(`the database ${this.name} does not answer as it should: ${reasonOf(error)}`);
    }
  }

  /** @param {string} bridge */
  async #bridge(bridge) {
    return (await this.#ask("SELECT last, erased FROM bridge WHERE id = $1", [bridge]))[0];
  }

  /** A statement whose `held` is the bridge, if it may be changed. @param {string} bridge @param {Hold | undefined} hold @param {string} text @param {unknown[]} values from $3 on */
  async #change(bridge, hold, text, values) {
    // A tool's bridge may have had no relay yet.
    if (!hold) await this.#ask("INSERT INTO bridge (id) VALUES ($1) ON CONFLICT DO NOTHING", [bridge]);
    const [row] = await this.#ask(text, [bridge, hold?.token ?? null, ...values]);
    if (!row) throw new FencedError(bridge);
    return row;
  }

  /** Nothing refers to them yet; those that nothing ever refers to go with the next snapshot. @param {string} bridge @param {Uint8Array} bytes */
  async #saveParts(bridge, bytes) {
    const set = randomUUID();
    for (let part = 0; part * partBytes < Math.max(bytes.length, 1); part++) {
      const piece = Buffer.from(bytes.subarray(part * partBytes, (part + 1) * partBytes));
      await this.#ask("INSERT INTO snapshot_part VALUES ($1, $2, $3, $4)", [bridge, set, part, piece]);
    }
    return set;
  }
}

/** @param {string} url @param {string | undefined} password @returns {import("pg").ClientConfig} */
function settingsOf(url, password) {
  const address = new URL(url);
  if (password !== undefined) address.password = encodeURIComponent(password);
  return { connectionString: address.href, application_name: "plein", keepAlive: true };
}

/** Never with what was asked, which may hold what people wrote. @param {unknown} error */
export function reasonOf(error) {
  const { message, code } = /** @type {{message?: string, code?: string}} */ (error);
  return message || code || "it cannot be reached";
}
