/**
 * How long do messages take to and fro?
 *
 * @module
 */
import { median } from "../../../common/statistics.ts";
import { ReceivedMessages } from "../testbed/received-messages.ts";
import { yesIf, no, type PathCheck } from "./path-check.ts";

const ROUNDS = 5;
const TIMEOUT_MS = 4000;
const PROMPT_MS = 100;

/** The question. */
export const roundTripCheck: PathCheck = {
  id: "ping-pong",
  group: "Messages",
  title: "To and fro",
  asks: `${ROUNDS} times a message of 16 octets goes to the server and one comes back. Yes: the median is at most ${PROMPT_MS} ms, which is the time.`,
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const { client, server } = await lab.connectBothEnds();
    server.onmessage = (data) => server.send(data);
    const mailbox = new ReceivedMessages(client);
    const times: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const begin = performance.now();
      client.send(new Uint8Array(16));
      if (!(await mailbox.waitForCount(round, TIMEOUT_MS))) return no(`message ${round} did not come back within ${TIMEOUT_MS} ms`);
      times.push(performance.now() - begin);
    }
    client.close();
    const longest = Math.max(...times);
    return yesIf(median(times) <= PROMPT_MS, `longest ${longest.toFixed(1)} ms`, median(times));
  },
};
