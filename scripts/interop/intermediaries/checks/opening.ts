/**
 * Checks of the opening: whether a connection opens, how long that takes, and which requests pass.
 *
 * @module
 */
import { connect } from "node:net";

import { median } from "../../../common/statistics.ts";
import { withTimeout } from "../../../common/waiting.ts";
import type { FieldChanges } from "../../h2/change-fields.ts";
import { endText } from "../path-ends/raw-exchange.ts";
import type { PathTarget } from "../path-ends/path-target.ts";
import type { PathHarness } from "../testbed/path-harness.ts";
import { type CheckResult, no, openingFailed, type PathCheck, rounded, yes, yesIf } from "./path-check.ts";

const OPENINGS = 5;
const TIMEOUT_MS = 1500;

/** The check whose `no` makes the checks that need a connection pointless. */
export const openingCheck: PathCheck = {
  id: "opens",
  group: "Opening",
  title: "Opens",
  description: `The client opens ${OPENINGS} connections, one after the other. Time: the median from the request to the opening pong.`,
  needs: "client",
  needsOpen: false,
  run: async (target) => {
    const times: number[] = [];
    try {
      for (let opening = 0; opening < OPENINGS; opening += 1) {
        const connection = await target.connect(target.newTarget("meet"));
        times.push(connection.statistics().opening ?? NaN);
        connection.close();
      }
    } catch (error) {
      return openingFailed(error);
    }
    return yes("open", median(times));
  },
};

/** Returns the time of a TCP connection to the first hop, in ms; `undefined` if none opens. */
async function tcpConnectMs({ address }: PathTarget): Promise<number | undefined> {
  const begin = performance.now();
  const socket = connect(address);
  const connected = new Promise<number | undefined>((resolve) => {
    socket.on("connect", () => resolve(performance.now() - begin)).on("error", () => resolve(undefined));
  });
  return withTimeout(connected, TIMEOUT_MS).finally(() => socket.destroy());
}

/** Returns the round-trip time of a ping, next to that of TCP. */
function latencyText(roundTrip: number | undefined, tcp: number | undefined): string {
  if (roundTrip === undefined) return "open";
  const added = tcp === undefined ? "" : `, ${rounded(Math.max(0, roundTrip - tcp))} ms more than TCP to the first hop`;
  return `open; a ping and its pong take ${rounded(roundTrip)} ms${added}`;
}

const confirmedCheck: PathCheck = {
  id: "confirmed",
  group: "Opening",
  title: "Confirmed",
  description: "The client waits for the pong to its second ping before it opens.",
  needs: "client",
  needsOpen: true,
  run: async (target) => {
    try {
      const tcp = await tcpConnectMs(target);
      const connection = await target.connect(target.newTarget("meet"), { confirm: true });
      const { roundTrip } = connection.statistics();
      connection.close();
      return yes(latencyText(roundTrip, tcp));
    } catch (error) {
      return openingFailed(error);
    }
  },
};

const withoutPingCheck: PathCheck = {
  id: "opens-without-ping",
  group: "Opening",
  title: "Opens without a ping",
  description: `A raw client sends the header section alone to an origin that answers at once. Yes: the header section of the response arrives within ${TIMEOUT_MS} ms.`,
  needs: "client",
  needsOpen: false,
  run: async (target) => {
    const exchange = await target.openRaw({ target: target.newTarget("stub/echo"), ping: false });
    const reply = await exchange.collect(TIMEOUT_MS, ({ status }) => status !== undefined);
    exchange.cancel();
    const end = reply.ended === undefined ? "" : `, then ${endText(reply)}`;
    return yesIf(
      reply.status === "200",
      reply.status === undefined ? `no response within ${TIMEOUT_MS} ms` : `status ${reply.status}${end}`,
      { rating: "fact" },
    );
  },
};

/** Sends a changed request with its ping, and expects the ping back. */
async function expectPingBack(harness: PathHarness, fields: FieldChanges): Promise<CheckResult> {
  const begin = performance.now();
  const target = harness.newTarget("stub/echo");
  const exchange = await harness.openRaw({ target, fields });
  const reply = await exchange.collect(TIMEOUT_MS, ({ octets }) => octets.length >= exchange.ping.length);
  const ms = performance.now() - begin;
  exchange.cancel();
  if (Buffer.from(reply.octets).equals(exchange.ping)) return yes(`answered with ${reply.status}`, ms);
  const end = reply.ended === undefined ? "" : `, then ${endText(reply)}`;
  if (reply.status !== undefined) return no(`status ${reply.status}${end}`, { ms });
  const reached = harness.origin.observedRequests(target).length > 0;
  return no(`no response${end}, ${reached ? "though the origin answered" : "the origin saw nothing"}`, { ms });
}

function requestVariant(id: string, title: string, request: string, fields: FieldChanges): PathCheck {
  return {
    id,
    group: "Opening",
    title,
    description: `A raw client sends ${request} and a ping to an origin that sends back every octet. Yes: the ping comes back within ${TIMEOUT_MS} ms.`,
    needs: "origin",
    needsOpen: false,
    run: (harness) => expectPingBack(harness, fields),
  };
}

/** The checks of the opening. */
export const openingChecks: readonly PathCheck[] = [
  openingCheck,
  confirmedCheck,
  withoutPingCheck,
  requestVariant("post", "POST", "the request of the client", {}),
  requestVariant("get", "GET", "the same request with GET", { ":method": "GET" }),
  requestVariant("scheme-wss", "Scheme wss", "the same request with the scheme wss", { ":scheme": "wss" }),
];
