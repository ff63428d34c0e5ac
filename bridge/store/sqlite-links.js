// People's own accounts in places, in a SQLite file (links.d.ts says what each method promises).

/** @typedef {import("./links.d.ts").Links} Links */

/** @implements {Links} */
export class SqliteLinks {
  #database;
  #whole;

  /** @param {import("node:sqlite").DatabaseSync} database @param {<T>(work: () => T) => T} whole all of it is kept, or nothing */
  constructor(database, whole) {
    this.#database = database;
    this.#whole = whole;
  }

  /** @type {Links["put"]} */
  put(bridge, { person, place, author, member, name, at, sealed }) {
    this.#run(
      "INSERT OR REPLACE INTO link (bridge, person, place, author, member, name, at, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      [bridge, person, place, author, member, name, at, sealed],
    );
  }

  /** @type {Links["of"]} */
  of(bridge, person) {
    const rows = this.#database
      .prepare(
        "SELECT place, member, name, at, refused FROM link WHERE bridge = ? AND person = ? AND until IS NULL ORDER BY place",
      )
      .all(bridge, person);
    return rows.map(({ refused, ...row }) => /** @type {any} */ ({ ...row, refused: refused === 1 }));
  }

  /** @type {Links["acting"]} */
  acting(bridge, place, member, now) {
    const row = this.#database
      .prepare(
        `SELECT person, sealed, session FROM link
         WHERE bridge = ? AND place = ? AND member = ? AND refused = 0 AND (until IS NULL OR until > ?) ORDER BY at DESC LIMIT 1`,
      )
      .get(bridge, place, member, now);
    return row ? /** @type {any} */ ({ ...row }) : null;
  }

  /** @type {Links["keepSession"]} */
  keepSession(bridge, person, place, session) {
    this.#run("UPDATE link SET session = ? WHERE bridge = ? AND person = ? AND place = ?", [
      session,
      bridge,
      person,
      place,
    ]);
  }

  /** @type {Links["refuse"]} */
  refuse(bridge, person, place) {
    this.#run("UPDATE link SET refused = 1, session = NULL WHERE bridge = ? AND person = ? AND place = ?", [
      bridge,
      person,
      place,
    ]);
  }

  /** @type {Links["drop"]} */
  drop(bridge, person, place) {
    const [row] = this.#run(
      "DELETE FROM link WHERE bridge = ? AND person = ? AND place = ? RETURNING member, sealed, session",
      [bridge, person, place],
    );
    return row ? { ...row } : null;
  }

  /** @type {Links["end"]} */
  end(bridge, author, until) {
    this.#run("UPDATE link SET until = ? WHERE bridge = ? AND author = ? AND until IS NULL", [until, bridge, author]);
  }

  /** @type {Links["expire"]} */
  expire(now) {
    this.#run("DELETE FROM link WHERE until <= ?", [now]);
  }

  /** @param {string} text @param {(string | number | Uint8Array)[]} values @returns {any[]} */
  #run(text, values) {
    return this.#whole(() => this.#database.prepare(text).all(...values));
  }
}
