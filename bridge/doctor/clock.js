// Whether this machine's clock goes as a place's does. Tokens end, sessions begin and posts are ordered by it.
import { failure, ok, warning } from "./finding.js";

const noticeMs = 10000;
const tooMuchMs = 120000;

/** @param {number | null} skewMs how far the other clock is ahead @returns {Generator<import("./finding.js").Found>} */
export function* clock(skewMs) {
  if (skewMs === null) return;
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) < noticeMs) return yield ok("its clock and ours agree");
  const what = `this machine's clock is ${seconds} s ${skewMs > 0 ? "behind" : "ahead of"} the place's`;
  yield (Math.abs(skewMs) < tooMuchMs ? warning : failure)(what, "set the clock by NTP (timedatectl set-ntp true)");
}
