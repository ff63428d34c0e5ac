// Pictures taken anew, held against those that are kept in docs/images: what somebody last looked at. A change that is meant:
// `npm run screenshots`, look at them, and keep them.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import pixelmatch from "pixelmatch";
import UPNG from "upng-js";

/** @import { Shot } from "./shots.js" */

const root = path.resolve(import.meta.dirname, "../..");

/** As much may differ in one pixel (of 1), and so many pixels of a million may differ by more: what another way of smoothing letters does, and
 * less than one word in another colour. */
const threshold = 0.1;
const perMillion = 150;

/** @param {Uint8Array} png */
function pixelsOf(png) {
  const { width, height, ...image } = UPNG.decode(new Uint8Array(png).buffer);
  return { width, height, rgba: new Uint8Array(UPNG.toRGBA8({ width, height, ...image })[0]) };
}

/** The tests of what is kept there. @param {string} folder of docs/images @param {string[]} shotNames @param {() => Promise<Shot[]>} take */
export function heldAgainst(folder, shotNames, take) {
  const kept = path.join(root, "docs/images", folder);
  const failed = path.join(root, "build/screenshots", folder);
  /** @type {Map<string, Uint8Array>} */
  let taken;
  before(async () => {
    rmSync(failed, { recursive: true, force: true });
    taken = new Map((await take()).map(({ name, png }) => [name, png]));
  });

  /** @param {string} name @param {Uint8Array | undefined} difference @returns {string} where to look */
  function keepFailed(name, difference) {
    mkdirSync(failed, { recursive: true });
    writeFileSync(path.join(failed, `${name}.png`), taken.get(name) ?? "");
    if (difference) writeFileSync(path.join(failed, `${name}-difference.png`), difference);
    return `see build/screenshots/${folder}/${name}.png${difference ? ` and ${name}-difference.png` : ""}`;
  }

  test("each picture that is kept is taken, and each that is taken is kept", () => {
    const names = readdirSync(kept).map((file) => path.basename(file, ".png"));
    assert.deepEqual(names.sort(), [...shotNames].sort());
    assert.deepEqual([...taken.keys()].sort(), [...shotNames].sort());
  });

  for (const name of shotNames) {
    test(`it looks as it did: ${name}`, () => {
      const file = path.join(kept, `${name}.png`);
      const now = pixelsOf(taken.get(name) ?? new Uint8Array());
      if (!existsSync(file)) assert.fail(`it is not kept; ${keepFailed(name, undefined)}`);
      const then = pixelsOf(readFileSync(file));
      const { width, height } = now;
      if (width !== then.width || height !== then.height) {
        const was = `it is ${width} by ${height}, and was ${then.width} by ${then.height}`;
        assert.fail(`${was}; ${keepFailed(name, undefined)}`);
      }
      const drawn = new Uint8Array(width * height * 4);
      const differ = pixelmatch(then.rgba, now.rgba, drawn, width, height, { threshold });
      if (differ <= (width * height * perMillion) / 1_000_000) return;
      const difference = new Uint8Array(UPNG.encode([drawn.buffer], width, height, 0));
      assert.fail(`${differ} pixels differ; ${keepFailed(name, difference)}`);
    });
  }
}
