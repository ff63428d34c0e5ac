// What stands in both places, held against what people said: once each, under the right parent, in order.
import { numberIn } from "./crowd.js";

/** @typedef {import("./crowd.js").Said} Said */
/** @typedef {{number: number, parent: number | null, root: number, order: number}} Standing */

/** @param {import("../simulators/host.js").Simulators} simulators @returns {{page: Standing[], forum: Standing[]}} */
export function standing({ page, forum }) {
  const onPage = page.posts();
  const numbers = new Map(onPage.map((post) => [post.uri, numberIn(post.text)]));
  const onForum = forum.posts();
  const byPid = new Map(onForum.map((post) => [post.pid, numberIn(post.content)]));
  const begins = new Map(onForum.filter((post) => post.main).map((post) => [post.tid, numberIn(post.content)]));
  return {
    page: onPage.map((post) => ({
      number: numberIn(post.text),
      parent: post.parent ? (numbers.get(post.parent) ?? -1) : null,
      root: numbers.get(post.record.reply?.root.uri ?? post.uri) ?? -1,
      order: post.created,
    })),
    forum: onForum.map((post) => ({
      number: numberIn(post.content),
      parent: post.main ? null : ((post.toPid ? byPid.get(post.toPid) : begins.get(post.tid)) ?? -1),
      root: begins.get(post.tid) ?? -1,
      order: post.pid,
    })),
  };
}

/** What is not as it should be, in words. @param {Said[]} said @param {Standing[]} there @param {string} place @returns {string[]} */
function faultsOf(said, there, place) {
  const faults = [];
  for (const { number, parent, root } of said) {
    const mine = there.filter((post) => post.number === number);
    if (mine.length !== 1) faults.push(`nr ${number} stands ${mine.length} times on the ${place}`);
    for (const post of mine) {
      if (post.parent !== parent) faults.push(`nr ${number} is under ${post.parent} on the ${place}, not ${parent}`);
      if (post.root !== root) faults.push(`nr ${number} is in thread ${post.root} on the ${place}, not ${root}`);
    }
  }
  if (there.length > said.length) faults.push(`${there.length} posts stand on the ${place}, ${said.length} were said`);
  return faults;
}

/** Of both places. @param {import("../simulators/host.js").Simulators} simulators @param {Said[]} said @returns {string[]} */
export function allFaults(simulators, said) {
  const { page, forum } = standing(simulators);
  return [...faultsOf(said, page, "page"), ...faultsOf(said, forum, "forum")];
}

/**
 * Pairs of copies in a thread, of posts from one and the same place, that stand in another order than they were written in. `needless`:
 * when the relay began to write the later one, it knew the earlier one, and that one's parent stood there.
 * @param {Said[]} said @param {Standing[]} there @param {import("./memory.js").Memory} memory @param {"page" | "forum"} place
 * @returns {{earlier: number, later: number, needless: boolean}[]}
 */
export function swapped(said, there, memory, place) {
  /** @type {Map<string, Standing[]>} */
  const groups = new Map();
  for (const post of there) {
    const origin = said[post.number];
    if (!origin || origin.where === place) continue;
    const group = `${origin.root} from ${origin.where}`;
    groups.set(group, [...(groups.get(group) ?? []), post]);
  }
  /** When it could have been written. @param {number} number */
  const ready = (number) => {
    const parent = said[number]?.parent ?? null;
    return Math.max(memory.met(number), parent === null ? 0 : memory.stood(parent, place));
  };
  return [...groups.values()].flatMap((group) => {
    group.sort((a, b) => a.order - b.order);
    return group.flatMap(({ number: later }, i) =>
      group
        .slice(i + 1)
        .filter(({ number }) => number < later)
        .map(({ number: earlier }) => ({ earlier, later, needless: ready(earlier) < memory.begun(later, place) })),
    );
  });
}
