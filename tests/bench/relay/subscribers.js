// A process of its own with all the readers of an event stream: bare sockets, which note when an event has reached them.
import { connect } from "node:net";
import { serve } from "./process.js";

const atOnce = 200; // that are being connected
const now = () => Number(process.hrtime.bigint()) / 1e6;

/** @type {Set<import("node:net").Socket>} */
const sockets = new Set();
let lost = 0;
let needle = "";
let reached = 0;
let lastAt = 0;

/** Resolves once the stream has begun. @param {URL} url @returns {Promise<void>} */
function subscribe(url) {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    let tail = ""; // what may be the beginning of a word
    let open = false;
    let seen = "";
    socket.setEncoding("latin1").on("data", (/** @type {any} */ chunk) => {
      const text = tail + chunk;
      if (!open && text.includes("retry:")) {
        open = true;
        sockets.add(socket);
        resolve();
      }
      if (needle !== "" && seen !== needle && text.includes(needle)) {
        seen = needle;
        reached += 1;
        lastAt = now();
      }
      tail = text.slice(-32);
    });
    socket.once("error", reject);
    socket.once("close", () => {
      if (sockets.delete(socket)) lost += 1;
      else reject(new Error("the relay ended a connection before it was a stream"));
    });
    socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nAccept: text/event-stream\r\n\r\n`);
  });
}

serve({
  /** @param {string} address @param {number} count */
  async subscribe(address, count) {
    const url = new URL(address);
    let left = count;
    const connecting = async () => {
      while (left-- > 0) await subscribe(url);
    };
    await Promise.all(Array.from({ length: atOnce }, connecting));
  },
  /** What to look for from now on. @param {string} word of 32 letters at most */
  await(word) {
    needle = word;
    reached = 0;
    lastAt = 0;
  },
  /** How many have it, when the last of them got it, and how many streams have ended. */
  reached: () => ({ reached, lastAt, lost }),
});
