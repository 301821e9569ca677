/**
 * What happens to a connection on which nothing is sent?
 *
 * @module
 */
import { data, ping as http2Ping } from "../../h2/index.ts";
import type { PathHarness } from "../testbed/path-harness.ts";
import { collectReply, sendRequest } from "../testbed/raw-request.ts";
import { ReceivedMessages, reportText } from "../testbed/received-messages.ts";
import { type CheckResult, yesIf, type CheckPhase, type PathCheck } from "./path-check.ts";
import { delay } from "../../../common/waiting.ts";

const SECOND = 1000;
const TIMEOUT_MS = 4000;

/** Opens, waits, and then sends a message to and fro. @param pingS - after how many seconds the client pings, 0 for never */
async function exchangeAfterIdle(lab: PathHarness, seconds: number, pingS: number): Promise<CheckResult> {
  const { client, server } = await lab.connectBothEnds({ limits: { pingAfter: pingS * SECOND, handshake: 10 * SECOND } });
  const at = { client: new ReceivedMessages(client), server: new ReceivedMessages(server) };
  server.onmessage = (data) => server.send(data);
  const begin = performance.now();
  await Promise.race([delay(seconds * SECOND), client.closed]);
  const waited = performance.now() - begin;
  if (at.client.report !== undefined) return yesIf(false, `cut after ${(waited / SECOND).toFixed(1)} s: client ${reportText(at.client.report)}`);
  client.send("still there?");
  const alive = await at.client.waitForCount(1, TIMEOUT_MS);
  client.close();
  return yesIf(alive, alive ? `alive after ${seconds} s` : `client ${reportText(at.client.report)} on the next message`);
}

function idleCheck(id: string, title: string, asks: string, phase: CheckPhase, ask: PathCheck["run"]): PathCheck {
  return { id, group: "Idle", title, asks: `${asks} Yes: a message still goes to and fro.`, phase, needsOpen: true, run: ask };
}

/** Do the pings of HTTP/2 keep a path alive? */
const http2Pings: PathCheck = {
  id: "idle-short-http2-pings",
  group: "Idle",
  title: "Short timeouts, PING of HTTP/2",
  asks: "A raw client is silent for 5 s on a stream that is open, and sends a PING frame of HTTP/2 each second; the timeouts of the hops are as before. Yes: the stream then still carries a ping of WebSocket2 to and fro.",
  phase: "short-idle",
  needsOpen: true,
  run: async (lab) => {
    const peer = await lab.connectRaw();
    const { stream, ping } = sendRequest(peer, { target: lab.newTarget("stub/live-no-store") });
    await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= ping.length);
    for (let second = 1; second <= 5; second += 1) {
      const { ended, code } = await collectReply(peer, stream, SECOND);
      if (ended !== undefined) return yesIf(false, `cut in the ${second}. second: ${ended} ${code ?? ""}`.trimEnd());
      peer.send(http2Ping(new Uint8Array(8)));
    }
    peer.send(data(stream, ping));
    const { octets } = await collectReply(peer, stream, TIMEOUT_MS, (reply) => reply.octets.length >= ping.length);
    return yesIf(octets.length >= ping.length, octets.length >= ping.length ? "alive after 5 s" : "no answer after 5 s");
  },
};

const COMMON_TIMEOUT_S = 60;
const MARGIN_S = 5;

/** The questions. */
export const idleChecks: readonly PathCheck[] = [
  idleCheck("idle-short", "Idle, short timeouts", "The timeouts of the hops are set to 2 s where they can be; nothing is sent for 5 s.", "short-idle", (lab) => exchangeAfterIdle(lab, 5, 0)),
  idleCheck("idle-short-pings", "Short timeouts, pings", "The timeouts of the hops are as before; for 5 s only pings are sent, by the client after 1 s of silence.", "short-idle", (lab) => exchangeAfterIdle(lab, 5, 1)),
  http2Pings,
  idleCheck("idle-60", "Idle for 65 s", `With the default timeouts nothing is sent for ${COMMON_TIMEOUT_S + MARGIN_S} s.`, "long-idle", (lab) => exchangeAfterIdle(lab, COMMON_TIMEOUT_S + MARGIN_S, 0)),
  idleCheck("idle-60-pings", "65 s, pings", "With the default timeouts only pings are sent for 65 s, by the client after 20 s of silence.", "long-idle", (lab) => exchangeAfterIdle(lab, COMMON_TIMEOUT_S + MARGIN_S, 20)),
];
