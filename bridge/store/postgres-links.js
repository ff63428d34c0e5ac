// People's own accounts in places, in PostgreSQL (links.d.ts says what each method promises).

/** @typedef {import("./links.d.ts").Links} Links */

/** @implements {Links} */
export class PostgresLinks {
  #ask;

  /** @param {(text: string, values: unknown[]) => Promise<any[]>} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /** @type {Links["put"]} */
  async put(bridge, { person, place, author, member, name, at, sealed }) {
    await this.#ask(
      `INSERT INTO link (bridge, person, place, author, member, name, at, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (bridge, person, place) DO UPDATE SET author = excluded.author, member = excluded.member, name = excluded.name,
         at = excluded.at, sealed = excluded.sealed, session = NULL, refused = false, until = NULL`,
      [bridge, person, place, author, member, name, at, sealed],
    );
  }

  /** @type {Links["of"]} */
  async of(bridge, person) {
    const rows = await this.#ask(
      "SELECT place, member, name, at, refused FROM link WHERE bridge = $1 AND person = $2 AND until IS NULL ORDER BY place",
      [bridge, person],
    );
    return rows.map((row) => ({ ...row, at: Number(row.at) }));
  }

  /** @type {Links["acting"]} */
  async acting(bridge, place, member, now) {
    const [row] = await this.#ask(
      `SELECT person, sealed, session FROM link
       WHERE bridge = $1 AND place = $2 AND member = $3 AND NOT refused AND (until IS NULL OR until > $4) ORDER BY at DESC LIMIT 1`,
      [bridge, place, member, now],
    );
    return row ?? null;
  }

  /** @type {Links["keepSession"]} */
  async keepSession(bridge, person, place, session) {
    await this.#ask("UPDATE link SET session = $4 WHERE bridge = $1 AND person = $2 AND place = $3", [
      bridge,
      person,
      place,
      session,
    ]);
  }

  /** @type {Links["refuse"]} */
  async refuse(bridge, person, place) {
    await this.#ask("UPDATE link SET refused = true, session = NULL WHERE bridge = $1 AND person = $2 AND place = $3", [
      bridge,
      person,
      place,
    ]);
  }

  /** @type {Links["drop"]} */
  async drop(bridge, person, place) {
    const [row] = await this.#ask(
      "DELETE FROM link WHERE bridge = $1 AND person = $2 AND place = $3 RETURNING member, sealed, session",
      [bridge, person, place],
    );
    return row ?? null;
  }

  /** @type {Links["end"]} */
  async end(bridge, author, until) {
    await this.#ask("UPDATE link SET until = $3 WHERE bridge = $1 AND author = $2 AND until IS NULL", [
      bridge,
      author,
      until,
    ]);
  }

  /** @type {Links["expire"]} */
  async expire(now) {
    await this.#ask("DELETE FROM link WHERE until <= $1", [now]);
  }
}
