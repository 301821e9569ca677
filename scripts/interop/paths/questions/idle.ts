/**
 * What happens to a connection on which nothing is sent?
 *
 * @module
 */
import { data, ping as http2Ping } from "../../h2/index.ts";
import type { Lab } from "../lab/lab.ts";
import { collect, sendRequest } from "../lab/raw.ts";
import { Mailbox, reportText } from "../mailbox.ts";
import { type Answer, answer, type Phase, type Question } from "../question.ts";
import { pause } from "../waiting.ts";

const SECOND = 1000;
const WAIT = 4000;

/** Opens, waits, and then sends a message to and fro. @param pingS - after how many seconds the client pings, 0 for never */
async function idle(lab: Lab, seconds: number, pingS: number): Promise<Answer> {
  const { client, server } = await lab.meet({ limits: { pingAfter: pingS * SECOND, handshake: 10 * SECOND } });
  const at = { client: new Mailbox(client), server: new Mailbox(server) };
  server.onmessage = (data) => server.send(data);
  const begin = performance.now();
  await Promise.race([pause(seconds * SECOND), client.closed]);
  const waited = performance.now() - begin;
  if (at.client.report !== undefined) return answer(false, `cut after ${(waited / SECOND).toFixed(1)} s: client ${reportText(at.client.report)}`);
  client.send("still there?");
  const alive = await at.client.has(1, WAIT);
  client.close();
  return answer(alive, alive ? `alive after ${seconds} s` : `client ${reportText(at.client.report)} on the next message`);
}

function question(id: string, title: string, asks: string, phase: Phase, ask: Question["ask"]): Question {
  return { id, group: "Idle", title, asks: `${asks} Yes: a message still goes to and fro.`, phase, needsOpen: true, ask };
}

/** Do the pings of HTTP/2 keep a path alive? */
const http2Pings: Question = {
  id: "idle-short-http2-pings",
  group: "Idle",
  title: "Short timeouts, PING of HTTP/2",
  asks: "A raw client is silent for 5 s on a stream that is open, and sends a PING frame of HTTP/2 each second; the timeouts of the hops are as before. Yes: the stream then still carries a ping of WebSocket2 to and fro.",
  phase: "short-idle",
  needsOpen: true,
  ask: async (lab) => {
    const peer = await lab.peer();
    const { stream, ping } = sendRequest(peer, { target: lab.target("stub/live-no-store") });
    await collect(peer, stream, WAIT, ({ octets }) => octets.length >= ping.length);
    for (let second = 1; second <= 5; second += 1) {
      const { ended, code } = await collect(peer, stream, SECOND);
      if (ended !== undefined) return answer(false, `cut in the ${second}. second: ${ended} ${code ?? ""}`.trimEnd());
      peer.send(http2Ping(new Uint8Array(8)));
    }
    peer.send(data(stream, ping));
    const { octets } = await collect(peer, stream, WAIT, (reply) => reply.octets.length >= ping.length);
    return answer(octets.length >= ping.length, octets.length >= ping.length ? "alive after 5 s" : "no answer after 5 s");
  },
};

const FULL = 60;
const MARGIN = 5;

/** The questions. */
export const idles: readonly Question[] = [
  question("idle-short", "Idle, short timeouts", "The timeouts of the hops are set to 2 s where they can be; nothing is sent for 5 s.", "short-idle", (lab) => idle(lab, 5, 0)),
  question("idle-short-pings", "Short timeouts, pings", "The timeouts of the hops are as before; for 5 s only pings are sent, by the client after 1 s of silence.", "short-idle", (lab) => idle(lab, 5, 1)),
  http2Pings,
  question("idle-60", "Idle for 65 s", `With the default timeouts nothing is sent for ${FULL + MARGIN} s.`, "long-idle", (lab) => idle(lab, FULL + MARGIN, 0)),
  question("idle-60-pings", "65 s, pings", "With the default timeouts only pings are sent for 65 s, by the client after 20 s of silence.", "long-idle", (lab) => idle(lab, FULL + MARGIN, 20)),
];
