// That something the desk shows has changed, as the relay tells it: server-sent events, read by `fetch`, as an EventSource cannot bear a token.

const waitMs = { first: 1_000, most: 60_000 };
/** So long after the last one: what comes together is looked at together. */
const quietMs = 400;

/**
 * @param {string} address @param {() => string} token
 * @param {{ changed: () => void, connected: (is: boolean) => void, refused: (status: number) => void }} on refused: it will not be had this way
 * @returns {() => void} stops it
 */
export function listenTo(address, token, on) {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  let wait = waitMs.first;
  /** Wakes who waits for the next attempt. */
  let again = () => {};

  const tell = () => {
    clearTimeout(later);
    later = setTimeout(on.changed, quietMs);
  };
  const pause = () =>
    new Promise((resolve) => {
      again = () => resolve(undefined);
      setTimeout(again, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, waitMs.most);
    });
  const read = async () => {
    const headers = { authorization: `Bearer ${token()}`, accept: "text/event-stream" };
    const answer = await fetch(address, { headers, signal, credentials: "omit", cache: "no-store" });
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return answer.status;
    if (!answer.ok || !answer.body) return 0;
    wait = waitMs.first;
    on.connected(true);
    // Whatever was told before this line stood is not known.
    tell();
    const lines = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await lines.read();
      if (done) return 0;
      const parts = (rest + value).split(/\r\n|\n|\r/);
      rest = parts.pop() ?? "";
      if (parts.includes("event: desk") || parts.includes("event:desk")) tell();
    }
  };
  const online = () => again();
  addEventListener("online", online);
  void (async () => {
    while (!signal.aborted) {
      const refused = await read().catch(() => 0);
      if (signal.aborted) return;
      on.connected(false);
      if (refused) return on.refused(refused);
      await pause();
    }
  })();
  return () => {
    stopping.abort();
    clearTimeout(later);
    again();
    removeEventListener("online", online);
  };
}
