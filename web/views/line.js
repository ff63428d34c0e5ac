// The line that joins a thread's posts: for each post which stretches of it pass by. Posts stand in at most three columns;
// the first post shares its column with the replies to it.

/** @import { PostView } from "../../wasm/engine.js" */

/**
 * @typedef {object} Stretch
 * @property {number} column 0 to 2
 * @property {"none" | "line" | "elbow"} above how the post is joined to what stands before it
 * @property {string} from the place of the post that it is joined to there, out of whose hue the line turns
 * @property {boolean} below whether anything is joined to it from below
 * @property {{ column: number, place: string }[]} passing lines of earlier posts, to the left, that go on below
 */

/** @param {PostView} post */
const columnOf = ({ depth = 0 }) => Math.max(0, Math.min(depth, 3) - 1);

/** @param {PostView[]} posts in reading order @returns {Stretch[]} */
export function lineThrough(posts) {
  const columns = posts.map(columnOf);
  /** Whether column `column` has another post after `index` before the thread returns to its left. */
  const goesOn = (/** @type {number} */ index, /** @type {number} */ column) => {
    for (let at = index + 1; at < columns.length && columns[at] >= column; at++)
      if (columns[at] === column) return true;
    return false;
  };
  /** @type {string[]} the place of the latest post in each column */
  const latest = [];
  return posts.map((post, index) => {
    const column = columns[index];
    const before = columns[index - 1] ?? -1;
    const isFirstInColumn = before < column;
    const from = latest[isFirstInColumn ? column - 1 : column] ?? post.place;
    latest[column] = post.place;
    const passing = [];
    for (let left = 0; left < column; left++)
      if (goesOn(index, left)) passing.push({ column: left, place: latest[left] });
    return {
      column,
      above: index === 0 ? "none" : isFirstInColumn ? "elbow" : "line",
      from,
      below: goesOn(index, column) || columns[index + 1] > column,
      passing,
    };
  });
}
