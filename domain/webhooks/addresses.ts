import { type LookupAddress, type LookupOptions, lookup as lookUp } from "node:dns";
import { BlockList, isIP } from "node:net";

/** Which machines a flow may call: none on this machine's own networks, unless whoever runs Firmflow has named it. */

const inside = new BlockList();
for (const [net, bits] of [
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
] as const)
  inside.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  inside.addSubnet(net, bits, "ipv6");
/** Of IPv6 only what is given out for the whole internet; IPv4 in disguise is not. */
const everywhere = new BlockList();
everywhere.addSubnet("2000::", 3, "ipv6");

/** Whether an address is reached over the internet alike from everywhere (IANA's special-purpose registries say which are not). */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !inside.check(address, "ipv4");
    case 6:
      return everywhere.check(address, "ipv6") && !inside.check(address, "ipv6");
    default:
      return false;
  }
}

/** Hosts inside that may be called all the same (`host:port`, by commas): FIRMFLOW_PRIVATE_WEBHOOKS. Set by whoever runs Firmflow. */
export function isAllowedInside({ hostname, port, protocol }: URL): boolean {
  return namedInside(process.env.FIRMFLOW_PRIVATE_WEBHOOKS, hostname, port || (protocol === "http:" ? "80" : "443"));
}

/** Whether such a setting names this machine. */
export function namedInside(setting: string | undefined, host: string, port: string | number): boolean {
  const named = (setting ?? "").split(",").map((one) => one.trim().toLowerCase());
  return named.includes(`${host.toLowerCase()}:${port}`);
}

export class PrivateAddress extends Error {}

type Done = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
export type Resolve = (host: string, options: { all: true }, done: (error: Error | null, found: LookupAddress[]) => void) => void;

/**
 * A look-up for a connection that fails when any address of the name is inside. The connection is made to the very addresses that were
 * looked at, so a name that answers differently the next time gains nothing.
 */
export const publicLookup =
  (resolve: Resolve = lookUp) =>
  (host: string, options: LookupOptions, done: Done): void => {
    resolve(host, { all: true }, (error, found) => {
      if (error) return done(error, []);
      if (found.length === 0 || found.some(({ address }) => !isPublicAddress(address)))
        return done(new PrivateAddress(`${host} is not a machine on the internet.`), []);
      const [first] = found;
      if (options.all) done(null, found);
      else done(null, first?.address ?? "", first?.family);
    });
  };
