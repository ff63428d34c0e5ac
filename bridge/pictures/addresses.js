// Which addresses of the network are the public's. Whoever writes a picture's address into a post must not reach this machine, its
// network or the cloud's own services through us.
// https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
import { lookup } from "node:dns";
import { BlockList, isIP } from "node:net";

/** @typedef {import("node:dns").LookupAddress} LookupAddress */
/** @typedef {(host: string, options: import("node:dns").LookupAllOptions, done: (error: Error | null, found: LookupAddress[]) => void) => void} Resolve */

/** @type {[string, number][]} */
const special4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];
/** Within 2000::/3, outside of which nothing is public: tunnels, which hold an IPv4 address, and documentation. @type {[string, number][]} */
const special6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];
const special = new BlockList();
for (const [net, bits] of special4) special.addSubnet(net, bits, "ipv4");
for (const [net, bits] of special6) special.addSubnet(net, bits, "ipv6");
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");

/** @param {string} address an IP address */
export function isPublic(address) {
  const family = isIP(address);
  if (family === 4) return !special.check(address, "ipv4");
  return family === 6 && global6.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** Nothing may be fetched from there; the message is for people. */
export class AddressError extends Error {}

/**
 * What a connection resolves its host with: it goes to one of the very addresses that were looked at, and a name that is resolved
 * to another one later changes nothing.
 * @param {string} host
 * @param {import("node:dns").LookupOptions} options
 * @param {(error: Error | null, address: any, family?: number) => void} done
 * @param {Resolve} [resolve]
 */
export function lookupPublic(host, options, done, resolve = /** @type {Resolve} */ (lookup)) {
  resolve(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, "");
    const open = found.filter(({ address }) => isPublic(address));
    if (open.length === 0) return done(new AddressError("it is of a private network"), "");
    if (options.all) return done(null, open);
    done(null, open[0].address, open[0].family);
  });
}
