// One timer for every relative time on the page; it runs only while somebody shows one.

const everyMs = 30_000;
/** @type {Set<() => void>} */
const watchers = new Set();
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/** @param {() => void} watcher @returns {() => void} stops it */
export function watchClock(watcher) {
  watchers.add(watcher);
  timer ??= setInterval(() => watchers.forEach((watch) => watch()), everyMs);
  return () => {
    watchers.delete(watcher);
    if (watchers.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}
