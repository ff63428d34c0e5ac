// News from the relay: server-sent events where there is an engine to fold them, polling where there is none.
import { readEvent } from "./readable.js";

/** @import { FeedEvent } from "../../wasm/engine.js" */

const pollEveryMs = 20_000;
const reconnectMs = { first: 1_000, most: 60_000 };

/**
 * @param {(since: string) => string} url
 * @param {string} since the sequence number after which to begin
 * @param {{ changes: (events: FeedEvent[]) => void, reset: () => void, decided: () => void, connected: (is: boolean) => void }} on
 * @returns {() => void} stops it
 */
export function listen(url, since, on) {
  let wait = reconnectMs.first;
  /** @type {EventSource} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {FeedEvent[]} */
  let batch = [];
  let stopped = false;

  const flush = () => {
    const events = batch;
    batch = [];
    if (!stopped) on.changes(events);
  };
  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(url(since));
    source.addEventListener("open", () => {
      wait = reconnectMs.first;
      on.connected(true);
    });
    source.addEventListener("change", (event) => {
      const change = parse(event.data);
      if (!change) return;
      since = event.lastEventId || since;
      if (batch.push(change) === 1) setTimeout(flush);
    });
    source.addEventListener("reset", () => on.reset());
    source.addEventListener("community", () => on.decided());
    // The browser reconnects by itself after a broken line, but gives up for good after an error status.
    source.addEventListener("error", () => {
      on.connected(false);
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, reconnectMs.most);
    });
  };
  // Nobody has to wait for the next attempt where the network says that it is back.
  const online = () => source.readyState !== EventSource.OPEN && open();
  addEventListener("online", online);
  open();
  return () => {
    stopped = true;
    removeEventListener("online", online);
    clearTimeout(timer);
    source.close();
  };
}

/** @param {string} data @returns {FeedEvent | undefined} */
function parse(data) {
  try {
    return readEvent(JSON.parse(data))[0];
  } catch {
    return undefined;
  }
}

/** @param {() => void} look @returns {() => void} stops it */
export function poll(look) {
  const timer = setInterval(() => document.visibilityState === "visible" && look(), pollEveryMs);
  return () => clearInterval(timer);
}
