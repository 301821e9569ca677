/**
 * What happens to a connection on which nothing is sent?
 *
 * @module
 */
import type { Lab } from "../lab/lab.ts";
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

const FULL = 60;
const MARGIN = 5;

/** The questions. */
export const idles: readonly Question[] = [
  question("idle-short", "Idle, short timeouts", "The timeouts of the hops are set to 2 s where they can be; nothing is sent for 5 s.", "short-idle", (lab) => idle(lab, 5, 0)),
  question("idle-short-pings", "The same with pings", "The same, and the client pings after 1 s of silence.", "short-idle", (lab) => idle(lab, 5, 1)),
  question("idle-60", "Idle for 65 s", `With the default timeouts nothing is sent for ${FULL + MARGIN} s.`, "long-idle", (lab) => idle(lab, FULL + MARGIN, 0)),
  question("idle-60-pings", "The same with pings", "The same, and the client pings after 20 s of silence.", "long-idle", (lab) => idle(lab, FULL + MARGIN, 20)),
];
