// Both stores keep the same promises: one suite, run on each.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { FencedError, StoreError } from "../../bridge/store/errors.js";
import { acquire, release, renew } from "../../bridge/store/leases.js";
import { PostgresStore } from "../../bridge/store/postgres.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { startPostgres } from "../databases/start.js";

/** @typedef {import("../../bridge/store/store.d.ts").Store} Store */

const folder = mkdtempSync(path.join(tmpdir(), "plein-stores-"));
/** @type {import("../databases/start.js").Postgres} */
let postgres;
before(async () => {
  postgres = await startPostgres();
});
after(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** @type {Record<string, () => Promise<Store>>} what is kept is there again when it is opened again */
const stores = {
  SQLite: async () => new SqliteStore(path.join(folder, "plein.db")),
  PostgreSQL: () => PostgresStore.open({ url: postgres.url }),
};
let bridges = 0;

for (const [name, open] of Object.entries(stores)) {
  describe(name, () => {
    /** @type {Store} */
    let store;
    let bridge = "";
    /** @param {number} [from] @param {number} [part] */
    const parts = async (from = 0, part) => {
      const list = [];
      for await (const rows of store.records(bridge, from, part)) list.push(rows.map(({ line }) => line));
      return list;
    };
    const lines = async () => (await parts()).flat();
    /** @param {string} title @param {() => Promise<void>} check */
    const kept = (title, check) =>
      test(title, async () => {
        store = await open();
        bridge = `b${++bridges}`;
        try {
          await check();
        } finally {
          await store.close();
        }
      });
    const again = async () => {
      await store.close();
      store = await open();
    };

    kept("records come back in order, in parts, for their own bridge, after it is opened again too", async () => {
      await store.append(bridge, ["a", "b"]);
      await store.append("other", ["x"]);
      await store.append(bridge, ["c"]);
      await again();
      assert.deepEqual(await parts(0, 2), [["a", "b"], ["c"]]);
      const last = await store.lastSeq(bridge);
      assert.deepEqual(await parts(last), []);
      await store.append(bridge, ["d"]);
      assert.deepEqual(await parts(last), [["d"]]);
      assert.ok((await store.lastSeq(bridge)) > last);
      assert.equal(await store.lastSeq("none"), 0);
    });

    kept(
      "a person's own account acts until it is refused, dropped or has ended, and for nobody else's bridge",
      async () => {
        const link = (/** @type {object} */ more) => ({
          person: "ada",
          place: "page",
          author: "key-of-ada",
          member: "did:plc:ada",
          name: "@ada",
          at: 5,
          sealed: Uint8Array.of(1, 2),
          ...more,
        });
        /** @param {string} [of] @param {number} [now] */
        const acting = async (of = "did:plc:ada", now = 10) => {
          const found = await store.links.acting(bridge, "page", of, now);
          return found && [found.person, [...found.sealed], found.session && [...found.session]];
        };
        await store.links.put(bridge, link({}));
        await store.links.put(bridge, link({ place: "forum", member: "7", name: "ada there" }));
        await store.links.put("other", link({ sealed: Uint8Array.of(9) }));
        await again();
        assert.deepEqual(
          (await store.links.of(bridge, "ada")).map((each) => ({ ...each })),
          [
            { place: "forum", member: "7", name: "ada there", at: 5, refused: false },
            { place: "page", member: "did:plc:ada", name: "@ada", at: 5, refused: false },
          ],
        );
        assert.deepEqual(await store.links.of(bridge, "bo"), []);
        assert.deepEqual(await acting(), ["ada", [1, 2], null]);
        assert.equal(await acting("did:plc:bo"), null);
        await store.links.keepSession(bridge, "ada", "page", Uint8Array.of(3));
        assert.deepEqual(await acting(), ["ada", [1, 2], [3]]);
        await store.links.refuse(bridge, "ada", "page");
        assert.equal(await acting(), null);
        assert.equal((await store.links.of(bridge, "ada"))[1].refused, true);
        // Linked anew it is whole again; what was signed in to before is not taken over.
        await store.links.put(bridge, link({ sealed: Uint8Array.of(4), at: 6 }));
        assert.deepEqual(await acting(), ["ada", [4], null]);
        // Two people showed that one account is theirs: the latest counts.
        await store.links.put(bridge, link({ person: "eve", author: "key-of-eve", at: 7, sealed: Uint8Array.of(5) }));
        assert.deepEqual(await acting(), ["eve", [5], null]);
        const dropped = await store.links.drop(bridge, "eve", "page");
        assert.deepEqual([dropped?.member, [...(dropped?.sealed ?? [])]], ["did:plc:ada", [5]]);
        assert.equal(await store.links.drop(bridge, "eve", "page"), null);
        // Forgotten: it acts for a while, and is told to nobody.
        await store.links.end(bridge, "key-of-ada", 20);
        assert.deepEqual(await store.links.of(bridge, "ada"), []);
        assert.deepEqual(await acting(), ["ada", [4], null]);
        assert.equal(await acting("did:plc:ada", 20), null);
        await store.links.expire(20);
        assert.equal(await store.links.drop(bridge, "ada", "page"), null);
        assert.equal((await store.links.of("other", "ada")).length, 1);
      },
    );

    kept("what counts once counts once, also when it is opened again", async () => {
      const id = `${name} once`;
      assert.equal(await store.spend(id, 50, 10), true);
      assert.equal(await store.spend(id, 50, 10), false);
      await again();
      assert.equal(await store.spend(id, 50, 49), false);
      assert.equal(await store.spend(id, 90, 50), true); // it would have ended by itself
      const atOnce = await Promise.all(Array.from({ length: 8 }, () => store.spend(`${id} at once`, 90, 50)));
      assert.equal(atOnce.filter(Boolean).length, 1);
    });

    kept("what people write comes back as it was", async () => {
      const hostile = [
        "",
        " ",
        "\\",
        '"',
        "{}",
        "{a,b}",
        "NULL",
        "é😀\u2028",
        "'; DROP TABLE record; --",
        "x".repeat(1 << 20),
      ];
      await store.append(bridge, hostile);
      assert.deepEqual(await lines(), hostile);
    });

    kept("a batch is kept whole or not at all", async () => {
      // PostgreSQL's text has no NUL; SQLite takes no object.
      const bad = /** @type {any} */ (name === "SQLite" ? {} : "a\0b");
      await assert.rejects(async () => store.append(bridge, ["a", bad]), StoreError);
      assert.deepEqual(await lines(), []);
      await store.append(bridge, ["b"]);
      assert.deepEqual(await lines(), ["b"]);
    });

    kept("the latest snapshot is kept, whatever its size, with the record it covers", async () => {
      assert.equal(await store.snapshot(bridge), null);
      await store.append(bridge, ["a", "b"]);
      const seq = await store.lastSeq(bridge);
      const large = Buffer.alloc((17 << 20) + 3, 7);
      for (const bytes of [new Uint8Array([1, 2, 3]), large, new Uint8Array(0), new Uint8Array([9])]) {
        await store.saveSnapshot(bridge, seq, bytes);
        await again();
        const found = await store.snapshot(bridge);
        assert.equal(found?.seq, seq);
        assert.ok(Buffer.from(found?.bytes ?? []).equals(Buffer.from(bytes)), `${bytes.length} bytes`);
      }
    });

    kept("an erasure leaves the snapshot alone, and numbers go on", async () => {
      await store.append(bridge, ["a", "b"]);
      const before = await store.lastSeq(bridge);
      await store.erase(bridge, new Uint8Array([5]));
      assert.deepEqual(await lines(), []);
      const erased = await store.erasedUpTo(bridge);
      assert.ok(erased >= before);
      assert.equal((await store.snapshot(bridge))?.seq, erased);
      assert.deepEqual([...((await store.snapshot(bridge))?.bytes ?? [])], [5]);
      await again();
      await store.append(bridge, ["c"]);
      assert.deepEqual(await parts(before), [["c"]]);
      assert.ok((await store.lastSeq(bridge)) > before);
    });

    kept("what is cut is gone with the snapshot that stood for it, and its numbers are not given again", async () => {
      await store.append(bridge, ["a", "b", "c"]);
      const last = await store.lastSeq(bridge);
      await store.saveSnapshot(bridge, last, new Uint8Array([1]));
      assert.equal(await store.cut(bridge, last - 1, ["mark"]), 2);
      assert.deepEqual(await lines(), ["a", "mark"]);
      assert.equal(await store.snapshot(bridge), null);
      assert.ok((await store.lastSeq(bridge)) > last);
    });

    kept("an empty bridge can be filled, with a snapshot for what was erased; one that is not, cannot", async () => {
      await store.fill(bridge, ["a", "b"], new Uint8Array([4]));
      const erased = await store.erasedUpTo(bridge);
      assert.ok(erased > 0);
      assert.deepEqual(await parts(erased), [["a", "b"]]);
      assert.equal((await store.snapshot(bridge))?.seq, erased);
      await assert.rejects(async () => store.fill(bridge, ["c"], null), /holds records already/);
      assert.deepEqual(await lines(), ["a", "b"]);
    });

    kept("sessions and decisions are kept", async () => {
      assert.equal(await store.session(bridge), null);
      await store.saveSession(bridge, new Uint8Array([1]));
      await store.saveSession(bridge, new Uint8Array([2]));
      const entry = { who: "Ada", role: "moderator", did: "hold", about: "p", status: 200, source: "192.0.2.0" };
      for (let at = 1; at <= 3; at++) await store.note(bridge, { at, ...entry });
      await again();
      assert.deepEqual([...((await store.session(bridge)) ?? [])], [2]);
      const latest = await store.notes(bridge, Number.MAX_SAFE_INTEGER, 2);
      assert.deepEqual(
        latest.map(({ at }) => at),
        [3, 2],
      );
      const [first] = await store.notes(bridge, latest[1].id, 5);
      assert.deepEqual({ ...first, id: 0 }, { id: 0, at: 1, ...entry });
      const report = { ...entry, at: 4, did: "report spam" };
      await store.note(bridge, report);
      await store.note(bridge, { ...report, at: 5, did: "reported", about: "%" });
      await store.note(bridge, { ...report, at: 6, status: 404 });
      const reports = await store.notes(bridge, Number.MAX_SAFE_INTEGER, 5, "report");
      assert.deepEqual(
        reports.map(({ at, did }) => [at, did]),
        [[4, "report spam"]],
      );
    });

    kept("before a bridge is mended it is copied", async () => {
      await store.append(bridge, ["a"]);
      assert.match(await store.setAside(bridge, "20260131T120000000Z"), /before.repair.20260131T120000000Z/);
    });
  });
}

test("who had a lease and lost it changes nothing more; a tool changes nothing while somebody has it", async () => {
  const store = await PostgresStore.open({ url: postgres.url });
  try {
    const first = await acquire(store.pool, "fenced", "first", 300);
    assert.ok(first !== null);
    assert.equal(await acquire(store.pool, "fenced", "second", 60000), null, "while it lasts nobody else gets it");
    await store.append("fenced", ["a"], [], { token: first });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await store.append("fenced", ["b"], [], { token: first }); // it lapsed, and nobody took it
    const second = await acquire(store.pool, "fenced", "second", 60000);
    assert.ok(second !== null && second > first);
    assert.equal(await renew(store.pool, "fenced", first, 60000), false);
    await release(store.pool, "fenced", first);
    const late = { token: first };
    const bytes = new Uint8Array([1]);
    for (const change of [
      () => store.append("fenced", ["late"], [], late),
      () => store.erase("fenced", bytes, [], late),
      () => store.saveSnapshot("fenced", 1, bytes, late),
      () => store.cut("fenced", 1, ["late"], late),
      () => store.append("fenced", ["tool"]),
      () => store.cut("fenced", 1, ["tool"]),
    ])
      await assert.rejects(change, FencedError);
    await store.append("fenced", ["c"], [], { token: second });
    const lines = [];
    for await (const rows of store.records("fenced", 0)) lines.push(...rows.map(({ line }) => line));
    assert.deepEqual(lines, ["a", "b", "c"]);
    assert.deepEqual([await store.snapshot("fenced"), await store.erasedUpTo("fenced")], [null, 0]);
    await release(store.pool, "fenced", second);
    await store.append("fenced", ["tool"]);
    await assert.rejects(
      store.append("fenced", ["d"], [], { token: second }),
      FencedError,
      "nobody goes on behind a tool",
    );
  } finally {
    await store.close();
  }
});
