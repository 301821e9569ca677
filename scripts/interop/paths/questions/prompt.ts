/**
 * Are messages handed on at once, in both directions?
 *
 * @module
 */
import type { Connection } from "../../../../reference/http2/index.ts";
import type { Ends } from "../lab/lab.ts";
import { cancel, collect, sendRequest } from "../lab/raw.ts";
import { Mailbox, reportText } from "../mailbox.ts";
import { answer, type Question } from "../question.ts";
import { median, pause } from "../waiting.ts";

const MIB = 1024 * 1024;
/** More than one buffer of a proxy, and not a whole number of them. */
const ODD = 6000;
const ROUNDS = 5;
/** How long one octet may take, and one MiB, in ms: what a person does not notice. */
const PROMPT = 100;
const BULK = 1000;
const WAIT = 4000;
const HELD = 1500;

async function oneMessage(from: Connection, to: Mailbox, octets: number): Promise<number> {
  const begin = performance.now();
  from.send(new Uint8Array(octets));
  return (await to.has(to.messages + 1, WAIT)) ? performance.now() - begin : Infinity;
}

function direction(id: string, title: string, octets: number, most: number, ends: (both: Ends) => [Connection, Connection]): Question {
  return {
    id,
    group: "Messages",
    title,
    asks: `${ROUNDS} messages of ${{ 1: "1 octet", [MIB]: "1 MiB" }[octets] ?? `${octets} octets`}, 20 ms apart. Yes: the median is at most ${most} ms, which is the time.`,
    phase: "usual",
    needsOpen: true,
    ask: async (lab) => {
      const both = await lab.meet();
      const [from, to] = ends(both);
      const mailbox = new Mailbox(to);
      const times: number[] = [];
      for (let round = 0; round < ROUNDS && !times.includes(Infinity); round += 1) {
        await pause(20);
        times.push(await oneMessage(from, mailbox, octets));
      }
      const longest = Math.max(...times);
      if (longest === Infinity) {
        const end = mailbox.report === undefined ? "" : `: ${reportText(mailbox.report)}`;
        return answer(false, `message ${times.length} did not arrive${end}`);
      }
      both.client.close();
      return answer(median(times) <= most, `longest ${longest.toFixed(1)} ms`, median(times));
    },
  };
}

/** Does a path that buffers responses keep back the end of what came? Our server asks it not to over HTTP/1.1, this origin does not. */
const held: Question = {
  id: "down-unasked",
  group: "Messages",
  title: "6000 octets, no x-accel-buffering",
  asks: `An origin that sends no x-accel-buffering sends a message of ${ODD} octets to a raw client. Yes: all of it arrives within ${HELD} ms.`,
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const peer = await lab.peer();
    const { stream, ping } = sendRequest(peer, { target: lab.target("stub/message") });
    const { octets } = await collect(peer, stream, HELD, (reply) => reply.octets.length >= ping.length + ODD);
    cancel(peer, stream);
    const came = octets.length - ping.length;
    return answer(came >= ODD, came >= ODD ? "all of it arrived" : `${Math.max(0, came)} octets of the message arrived, the rest did not`);
  },
};

const up = ({ client, server }: Ends): [Connection, Connection] => [client, server];
const down = ({ client, server }: Ends): [Connection, Connection] => [server, client];

/** The questions. */
export const prompt: readonly Question[] = [
  direction("up-1", "Client to server, 1 octet", 1, PROMPT, up),
  direction("down-1", "Server to client, 1 octet", 1, PROMPT, down),
  direction("up-6000", "Client to server, 6000 octets", ODD, PROMPT, up),
  direction("down-6000", "Server to client, 6000 octets", ODD, PROMPT, down),
  held,
  direction("up-1-mib", "Client to server, 1 MiB", MIB, BULK, up),
  direction("down-1-mib", "Server to client, 1 MiB", MIB, BULK, down),
];
