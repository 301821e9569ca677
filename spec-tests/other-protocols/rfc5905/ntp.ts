/** The header of NTP (RFC 5905, Section 7.3). */
import { bigUint, code, int, octets, registry, struct, uint } from "../../../reference/layout/index.ts";

const cite = "RFC5905, Section 7.3";
const about = { cite, codeTitle: "Value" } as const;

/** Warnings of a leap second. */
export const leap = registry({ id: "ntp-leap", title: "Leap Indicators", description: "Warnings.", ...about }, [
  { code: 0, name: "none", meaning: "No warning", cite },
  { code: 1, name: "insert", meaning: "The last minute of the day has 61 seconds", cite },
  { code: 2, name: "delete", meaning: "The last minute of the day has 59 seconds", cite },
  { code: 3, name: "unsynchronized", meaning: "The clock is not set", cite },
]);

/** Modes of an association. */
export const mode = registry({ id: "ntp-mode", title: "Modes", description: "Roles of the sender.", ...about, open: true }, [
  { code: 1, name: "symmetricActive", meaning: "A peer that begins", cite },
  { code: 2, name: "symmetricPassive", meaning: "A peer that answers", cite },
  { code: 3, name: "client", meaning: "A client", cite },
  { code: 4, name: "server", meaning: "A server", cite },
  { code: 5, name: "broadcast", meaning: "A server without a request", cite },
]);

const time = (title: string, description: string) => ({ title, description, cite }) as const;

/** The header, without extension fields and authentication. */
export const header = struct({ id: "ntp-header", title: "NTP Header", description: "One packet.", cite, fault: "BAD_NTP" })
  .field("leap", code(2, leap), { title: "LI", label: "LI", description: "A warning of a leap second.", cite })
  .field("version", uint(3, { least: 1, most: 4 }), { title: "VN", label: "VN", description: "The version.", cite })
  .field("mode", code(3, mode), { title: "Mode", label: "Mode", description: "The role of the sender.", cite })
  .field("stratum", uint(8), { description: "The distance from a reference clock.", cite })
  .field("poll", int(8), { description: "The longest interval of messages: a power of two, in seconds.", cite })
  .field("precision", int(8), { description: "The precision of the clock: a power of two, in seconds.", cite })
  .field("rootDelay", uint(32), { title: "Root Delay", description: "The way to the reference clock and back, in 2^-16 seconds.", cite })
  .field("rootDispersion", uint(32), { title: "Root Dispersion", description: "The error of the reference clock, in 2^-16 seconds.", cite })
  .field("referenceId", octets(4), { title: "Reference ID", description: "The server or the reference clock.", cite })
  .field("reference", bigUint(64), time("Reference Timestamp", "When the clock was set, in 2^-32 seconds since 1900."))
  .field("origin", bigUint(64), time("Origin Timestamp", "When the request left the client."))
  .field("receive", bigUint(64), time("Receive Timestamp", "When the request reached the server."))
  .field("transmit", bigUint(64), time("Transmit Timestamp", "When the response left the server."));
