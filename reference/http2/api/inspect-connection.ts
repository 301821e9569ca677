/**
 * Text of a connection for `console.log`.
 *
 * @module
 */
import type { inspect, InspectOptions } from "node:util";

import type { Traffic } from "../../connection/reports/statistics.ts";
import type { Connection } from "./connection.ts";

const trafficText = ({ messages, octets }: Traffic): string => `${messages} ${messages === 1 ? "message" : "messages"}, ${octets} octets`;

/** Returns a value that formats as a text without quotes. */
const unquoted = (text: string): object => ({ [Symbol.for("nodejs.util.inspect.custom")]: () => text });

/**
 * Returns the text of a connection: state, target and counts in short.
 *
 * @param depth - levels that may still be shown, `null` for all; negative shows the name only
 * @param options - options of the caller of `inspect`
 * @param format - `inspect` of the caller
 */
export function inspected(connection: Connection, depth: number | null, options: InspectOptions, format: typeof inspect): string {
  if (depth !== null && depth < 0) return "[Connection]";
  const { state, url, protocol, compression, remoteAddress, remotePort, bufferedAmount, data } = connection;
  const { sent, received, roundTrip } = connection.statistics();
  const shown = {
    state,
    url,
    protocol,
    compression,
    remote: remoteAddress === undefined ? undefined : unquoted(`${remoteAddress} port ${remotePort}`),
    bufferedAmount,
    sent: unquoted(trafficText(sent)),
    received: unquoted(trafficText(received)),
    roundTrip: roundTrip === undefined ? undefined : unquoted(`${roundTrip.toFixed(1)} ms`),
    ...(data === undefined ? {} : { data }),
  };
  return `Connection ${format(shown, { ...options, depth })}`;
}
