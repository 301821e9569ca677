/**
 * Checks of silence: whether the path cuts a connection on which nothing is sent.
 *
 * @module
 */
import { ping as http2Ping } from "../../h2/index.ts";
import { reportText } from "../path-ends/end-report.ts";
import type { PathTarget } from "../path-ends/path-target.ts";
import { endText, hasPong } from "../path-ends/raw-exchange.ts";
import { type CheckPhase, type CheckResult, no, type PathCheck, type TargetCheck, yesIf } from "./path-check.ts";

const SECOND_MS = 1000;
const TIMEOUT_MS = 4000;
const CUT = { rating: "poor", problem: "cuts-idle" } as const;

/** The silence of a check. */
interface Silence {
  readonly seconds: number;
  /** The seconds after which the client sends a ping; 0 for never. */
  readonly pingAfterS: number;
}

/** Opens, waits, then sends a message to and fro. */
async function exchangeAfterSilence(target: PathTarget, { seconds, pingAfterS }: Silence): Promise<CheckResult> {
  const { client, server } = await target.connectBothEnds({ limits: { pingAfter: pingAfterS * SECOND_MS, handshake: 10 * SECOND_MS } });
  server.echo();
  const begin = performance.now();
  const cut = await client.waitForClose(seconds * SECOND_MS);
  const waitedS = (performance.now() - begin) / SECOND_MS;
  if (cut !== undefined) return no(`cut after ${waitedS.toFixed(1)} s: client ${reportText(cut)}`, CUT);
  client.send(1);
  const alive = await client.waitForCount(1, TIMEOUT_MS);
  const report = alive ? undefined : await client.waitForClose(0);
  client.close(1000);
  return yesIf(alive, alive ? `alive after ${seconds} s` : `client ${reportText(report)} on the next message`, CUT);
}

/** Opens with a raw client, is silent second by second, then sends a ping. @param eachSecond - runs after every second of silence */
async function pingAfterSilence(
  target: PathTarget,
  resource: string,
  seconds: number,
  eachSecond: (send: (octets: Uint8Array) => void) => void,
): Promise<CheckResult> {
  const exchange = await target.openRaw({ target: target.newTarget(resource) });
  await exchange.collect(TIMEOUT_MS, hasPong);
  for (let second = 1; second <= seconds; second += 1) {
    const reply = await exchange.collect(SECOND_MS);
    if (reply.ended !== undefined) return no(`cut in second ${second}: ${endText(reply)}`, CUT);
    eachSecond((octets) => exchange.peer.send(http2Ping(octets)));
  }
  exchange.send(exchange.ping);
  const alive = hasPong(await exchange.collect(TIMEOUT_MS, hasPong));
  exchange.cancel();
  return yesIf(alive, alive ? `alive after ${seconds} s` : `no answer after ${seconds} s`, CUT);
}

function silenceCheck(id: string, title: string, condition: string, phase: CheckPhase, silence: Silence): PathCheck {
  const description = `${condition} Yes: a message still goes to and fro.`;
  return {
    id,
    group: "Idle",
    title,
    description,
    phase,
    needs: "both-ends",
    needsOpen: true,
    run: (target) => exchangeAfterSilence(target, silence),
  };
}

const HTTP2_PINGS_S = 5;

const http2PingsCheck: PathCheck = {
  id: "idle-short-http2-pings",
  group: "Idle",
  title: "Short timeouts, PING of HTTP/2",
  description: `A raw client is silent for ${HTTP2_PINGS_S} s on an open stream, and sends a PING frame of HTTP/2 each second; the timeouts of the hops are 2 s. Yes: the stream then still carries a ping of WebSocket2 to and fro.`,
  phase: "short-idle",
  needs: "origin",
  needsOpen: true,
  run: (harness) => pingAfterSilence(harness, "stub/live-no-store", HTTP2_PINGS_S, (send) => send(new Uint8Array(8))),
};

/** Returns a check that is silent for a time of the caller's choice. @param seconds - the time */
export function idleCheckOf(seconds: number): TargetCheck {
  return {
    id: "idle",
    group: "Idle",
    title: "Idle",
    description: `A raw client is silent for ${seconds} s. Yes: a ping then still gets its pong.`,
    needs: "client",
    needsOpen: true,
    run: (target) => pingAfterSilence(target, "meet", seconds, () => undefined),
  };
}

/** The most common default timeout, 60 s, and a margin. */
const LONG_S = 65;

/** The checks of silence. */
export const idleChecks: readonly PathCheck[] = [
  silenceCheck(
    "idle-short",
    "Idle, short timeouts",
    "The timeouts of the hops are 2 s if they can be set; nothing is sent for 5 s.",
    "short-idle",
    { seconds: 5, pingAfterS: 0 },
  ),
  silenceCheck(
    "idle-short-pings",
    "Short timeouts, pings",
    "The timeouts of the hops are 2 s; for 5 s only pings are sent, by the client after 1 s of silence.",
    "short-idle",
    { seconds: 5, pingAfterS: 1 },
  ),
  http2PingsCheck,
  silenceCheck("idle-60", `Idle for ${LONG_S} s`, `With the default timeouts nothing is sent for ${LONG_S} s.`, "long-idle", {
    seconds: LONG_S,
    pingAfterS: 0,
  }),
  silenceCheck(
    "idle-60-pings",
    `${LONG_S} s, pings`,
    `With the default timeouts only pings are sent for ${LONG_S} s, by the client after 20 s of silence.`,
    "long-idle",
    { seconds: LONG_S, pingAfterS: 20 },
  ),
];
