// Whether a socket opens.
import { WebSocket } from "undici";

const waitMs = 10000;

/** @param {string} url @returns {Promise<string | null>} why not; null: it does */
export function opens(url) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    /** @param {string | null} outcome */
    const end = (outcome) => {
      clearTimeout(late);
      resolve(outcome);
      socket.close();
    };
    const late = setTimeout(() => end("no answer in time"), waitMs);
    socket.addEventListener("open", () => end(null));
    socket.addEventListener("error", () => end("it does not open"));
  });
}
