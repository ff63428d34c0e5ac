// An address, as far as it tells a network apart and no household: IPv4 by its first three numbers, IPv6 by its first three groups.
import { isIP } from "node:net";

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** @param {string | undefined} address */
export function shortened(address) {
  const plain = mapped.exec(address ?? "")?.[1] ?? address ?? "";
  if (isIP(plain) === 4) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  if (isIP(plain) !== 6) return "unknown";
  const [head, tail = ""] = plain.replace(/%.*$/, "").toLowerCase().split("::");
  const first = head === "" ? [] : head.split(":");
  const rest = tail === "" ? [] : tail.split(":");
  const zeros = plain.includes("::") ? Array(Math.max(0, 8 - first.length - rest.length)).fill("0") : [];
  return `${[...first, ...zeros, ...rest].slice(0, 3).join(":")}::/48`;
}
