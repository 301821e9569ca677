/**
 * How long do messages take to and fro?
 *
 * @module
 */
import { Mailbox } from "../mailbox.ts";
import { answer, no, type Question } from "../question.ts";
import { median } from "../waiting.ts";

const ROUNDS = 5;
const WAIT = 4000;
const PROMPT = 100;

/** The question. */
export const pingPong: Question = {
  id: "ping-pong",
  group: "Messages",
  title: "To and fro",
  asks: `${ROUNDS} times a message of 16 octets goes to the server and one comes back. Yes: the median is at most ${PROMPT} ms, which is the time.`,
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const { client, server } = await lab.meet();
    server.onmessage = (data) => server.send(data);
    const mailbox = new Mailbox(client);
    const times: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const begin = performance.now();
      client.send(new Uint8Array(16));
      if (!(await mailbox.has(round, WAIT))) return no(`message ${round} did not come back within ${WAIT} ms`);
      times.push(performance.now() - begin);
    }
    client.close();
    const longest = Math.max(...times);
    return answer(median(times) <= PROMPT, `longest ${longest.toFixed(1)} ms`, median(times));
  },
};
