/**
 * Checks of messages: whether each arrives at once, in both directions, and whether the path caps their sum.
 *
 * @module
 */
import { median } from "../../../common/statistics.ts";
import { delay } from "../../../common/waiting.ts";
import type { PathProblem } from "../catalogue/fixes.ts";
import { reportText } from "../path-ends/end-report.ts";
import type { PathEnd, PathEnds } from "../path-ends/path-target.ts";
import { type CheckResult, no, type PathCheck, yesIf } from "./path-check.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
/** More than one buffer of a proxy, and not a multiple of one. */
const UNALIGNED_OCTETS = 6000;
const ROUNDS = 5;
/** The time in which a message of some octets, and one of 1 MiB, counts as prompt, in ms. */
const PROMPT_MS = 100;
const BULK_MS = 1000;
const TIMEOUT_MS = 4000;
const UNASKED_TIMEOUT_MS = 1500;

/** The size of the messages of a check. */
interface DeliverySize {
  readonly octets: number;
  readonly text: string;
  /** The greatest median that is prompt, in ms. */
  readonly promptMs: number;
  /** The fault of a path on which the message does not arrive. */
  readonly lostBy: PathProblem | undefined;
}

const single: DeliverySize = { octets: 1, text: "1 octet", promptMs: PROMPT_MS, lostBy: "buffers" };
const unaligned: DeliverySize = { octets: UNALIGNED_OCTETS, text: `${UNALIGNED_OCTETS} octets`, promptMs: PROMPT_MS, lostBy: "holds-ends" };
const bulk: DeliverySize = { octets: MIB, text: "1 MiB", promptMs: BULK_MS, lostBy: "caps-uploads" };
const bulkDown: DeliverySize = { ...bulk, lostBy: undefined };

/** Returns the time of one message, in ms; `Infinity` if it does not arrive. */
async function deliveryTime(from: PathEnd, to: PathEnd, octets: number): Promise<number> {
  const begin = performance.now();
  const expected = to.messages + 1;
  from.send(octets);
  return (await to.waitForCount(expected, TIMEOUT_MS)) ? performance.now() - begin : Infinity;
}

type Direction = (ends: PathEnds) => readonly [from: PathEnd, to: PathEnd];

const up: Direction = ({ client, server }) => [client, server];
const down: Direction = ({ client, server }) => [server, client];

async function lostResult(number: number, { client }: PathEnds, problem: PathProblem | undefined): Promise<CheckResult> {
  const report = await client.waitForClose(0);
  return no(
    `message ${number} did not arrive${report === undefined ? "" : `: ${reportText(report)}`}`,
    problem === undefined ? {} : { problem },
  );
}

function deliveryCheck(id: string, title: string, { octets, text, promptMs, lostBy }: DeliverySize, direction: Direction): PathCheck {
  return {
    id,
    group: "Messages",
    title,
    description: `${ROUNDS} messages of ${text}, 20 ms apart. Yes: the median is at most ${promptMs} ms. Time: the median.`,
    needs: "both-ends",
    needsOpen: true,
    run: async (target) => {
      const ends = await target.connectBothEnds();
      const [from, to] = direction(ends);
      const times: number[] = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        await delay(20);
        const time = await deliveryTime(from, to, octets);
        if (time === Infinity) return lostResult(round, ends, lostBy);
        times.push(time);
      }
      ends.client.close(1000);
      const ms = median(times);
      return yesIf(ms <= promptMs + target.roundTripMs, `longest ${Math.max(...times).toFixed(1)} ms`, {
        ms,
        rating: "poor",
        ...(octets === MIB ? {} : { problem: "delays" }),
      });
    },
  };
}

/** Over HTTP/1.1 the package's server asks for unbuffered responses with x-accel-buffering; the origin of this check does not. */
const unaskedCheck: PathCheck = {
  id: "down-unasked",
  group: "Messages",
  title: "6000 octets down, no x-accel-buffering",
  description: `An origin that sends no x-accel-buffering sends a message of ${UNALIGNED_OCTETS} octets to a raw client. Yes: all of it arrives within ${UNASKED_TIMEOUT_MS} ms.`,
  needs: "origin",
  needsOpen: true,
  run: async (harness) => {
    const exchange = await harness.openRaw({ target: harness.newTarget("stub/message") });
    const { octets } = await exchange.collect(
      UNASKED_TIMEOUT_MS,
      (reply) => reply.octets.length >= exchange.ping.length + UNALIGNED_OCTETS,
    );
    exchange.cancel();
    const arrived = Math.max(0, octets.length - exchange.ping.length);
    const all = arrived >= UNALIGNED_OCTETS;
    return yesIf(all, all ? "all of it arrived" : `${arrived} octets of the message arrived, the rest did not`);
  },
};

const roundTripCheck: PathCheck = {
  id: "ping-pong",
  group: "Messages",
  title: "To and fro",
  description: `${ROUNDS} times a message of 16 octets goes to the server and back. Yes: the median is at most ${PROMPT_MS} ms. Time: the median.`,
  needs: "both-ends",
  needsOpen: true,
  run: async (target) => {
    const { client, server } = await target.connectBothEnds();
    server.echo();
    const times: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const begin = performance.now();
      client.send(16);
      if (!(await client.waitForCount(round, TIMEOUT_MS))) {
        return no(`message ${round} did not come back within ${TIMEOUT_MS} ms`, { problem: "buffers" });
      }
      times.push(performance.now() - begin);
    }
    client.close(1000);
    const ms = median(times);
    return yesIf(ms <= PROMPT_MS + target.roundTripMs, `longest ${Math.max(...times).toFixed(1)} ms`, {
      ms,
      rating: "poor",
      problem: "delays",
    });
  },
};

const UPLOAD_MESSAGES = 16;
const UPLOAD_OCTETS = 256 * KIB;
const UPLOAD_TIMEOUT_MS = 8000;

const uploadCheck: PathCheck = {
  id: "upload",
  group: "Messages",
  title: "4 MiB up",
  description: `The client sends ${UPLOAD_MESSAGES} messages of 256 KiB. Yes: all reach the server.`,
  needs: "both-ends",
  needsOpen: true,
  run: async (target) => {
    const { client, server } = await target.connectBothEnds();
    for (let message = 0; message < UPLOAD_MESSAGES; message += 1) client.send(UPLOAD_OCTETS);
    const all = await server.waitForCount(UPLOAD_MESSAGES, UPLOAD_TIMEOUT_MS);
    const seen = `${server.messages} of ${UPLOAD_MESSAGES} messages`;
    if (!all) return no(`${seen}; client ${reportText(await client.waitForClose(UPLOAD_TIMEOUT_MS))}`, { problem: "caps-uploads" });
    client.close(1000);
    return yesIf(true, seen);
  },
};

/** The checks of messages. */
export const messageChecks: readonly PathCheck[] = [
  deliveryCheck("up-1", "1 octet up", single, up),
  deliveryCheck("down-1", "1 octet down", single, down),
  deliveryCheck("up-6000", "6000 octets up", unaligned, up),
  deliveryCheck("down-6000", "6000 octets down", unaligned, down),
  unaskedCheck,
  deliveryCheck("up-1-mib", "1 MiB up", bulk, up),
  deliveryCheck("down-1-mib", "1 MiB down", bulkDown, down),
  roundTripCheck,
  uploadCheck,
];
