/**
 * Are messages handed on at once, in both directions?
 *
 * @module
 */
import type { Connection } from "../../../../reference/http2/index.ts";
import { median } from "../../../common/statistics.ts";
import type { ConnectionEnds } from "../testbed/path-harness.ts";
import { cancelStream, collectReply, sendRequest } from "../testbed/raw-request.ts";
import { ReceivedMessages, reportText } from "../testbed/received-messages.ts";
import { yesIf, type PathCheck } from "./path-check.ts";
import { delay } from "../../../common/waiting.ts";

const MIB = 1024 * 1024;
/** More than one buffer of a proxy, and not a whole number of them. */
const UNALIGNED_OCTETS = 6000;
const ROUNDS = 5;
/** How long one octet may take, and one MiB, in ms: what a person does not notice. */
const PROMPT_MS = 100;
const BULK_MS = 1000;
const TIMEOUT_MS = 4000;
const UNASKED_TIMEOUT_MS = 1500;

async function deliveryTime(from: Connection, to: ReceivedMessages, octets: number): Promise<number> {
  const begin = performance.now();
  from.send(new Uint8Array(octets));
  return (await to.waitForCount(to.messages + 1, TIMEOUT_MS)) ? performance.now() - begin : Infinity;
}

function deliveryCheck(id: string, title: string, octets: number, most: number, ends: (both: ConnectionEnds) => [Connection, Connection]): PathCheck {
  return {
    id,
    group: "Messages",
    title,
    asks: `${ROUNDS} messages of ${{ 1: "1 octet", [MIB]: "1 MiB" }[octets] ?? `${octets} octets`}, 20 ms apart. Yes: the median is at most ${most} ms, which is the time.`,
    phase: "usual",
    needsOpen: true,
    run: async (lab) => {
      const both = await lab.connectBothEnds();
      const [from, to] = ends(both);
      const mailbox = new ReceivedMessages(to);
      const times: number[] = [];
      for (let round = 0; round < ROUNDS && !times.includes(Infinity); round += 1) {
        await delay(20);
        times.push(await deliveryTime(from, mailbox, octets));
      }
      const longest = Math.max(...times);
      if (longest === Infinity) {
        const end = mailbox.report === undefined ? "" : `: ${reportText(mailbox.report)}`;
        return yesIf(false, `message ${times.length} did not arrive${end}`);
      }
      both.client.close();
      return yesIf(median(times) <= most, `longest ${longest.toFixed(1)} ms`, median(times));
    },
  };
}

/** Does a path that buffers responses keep back the end of what came? Our server asks it not to over HTTP/1.1, this origin does not. */
const responseBuffering: PathCheck = {
  id: "down-unasked",
  group: "Messages",
  title: "6000 octets, no x-accel-buffering",
  asks: `An origin that sends no x-accel-buffering sends a message of ${UNALIGNED_OCTETS} octets to a raw client. Yes: all of it arrives within ${UNASKED_TIMEOUT_MS} ms.`,
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const peer = await lab.connectRaw();
    const { stream, ping } = sendRequest(peer, { target: lab.newTarget("stub/message") });
    const { octets } = await collectReply(peer, stream, UNASKED_TIMEOUT_MS, (reply) => reply.octets.length >= ping.length + UNALIGNED_OCTETS);
    cancelStream(peer, stream);
    const came = octets.length - ping.length;
    return yesIf(came >= UNALIGNED_OCTETS, came >= UNALIGNED_OCTETS ? "all of it arrived" : `${Math.max(0, came)} octets of the message arrived, the rest did not`);
  },
};

const clientToServer = ({ client, server }: ConnectionEnds): [Connection, Connection] => [client, server];
const serverToClient = ({ client, server }: ConnectionEnds): [Connection, Connection] => [server, client];

/** The questions. */
export const promptDeliveryChecks: readonly PathCheck[] = [
  deliveryCheck("up-1", "Client to server, 1 octet", 1, PROMPT_MS, clientToServer),
  deliveryCheck("down-1", "Server to client, 1 octet", 1, PROMPT_MS, serverToClient),
  deliveryCheck("up-6000", "Client to server, 6000 octets", UNALIGNED_OCTETS, PROMPT_MS, clientToServer),
  deliveryCheck("down-6000", "Server to client, 6000 octets", UNALIGNED_OCTETS, PROMPT_MS, serverToClient),
  responseBuffering,
  deliveryCheck("up-1-mib", "Client to server, 1 MiB", MIB, BULK_MS, clientToServer),
  deliveryCheck("down-1-mib", "Server to client, 1 MiB", MIB, BULK_MS, serverToClient),
];
