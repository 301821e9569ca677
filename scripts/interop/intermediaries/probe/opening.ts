/**
 * The opening: whether it works, how long it takes, and what it depends on.
 *
 * @module
 */
import { connect } from "node:net";

import { OpeningError } from "../../../../reference/http2/index.ts";
import type { ClientCheck } from "../../../../reference/schema/index.ts";
import type { PathProblem } from "../catalogue/fixes.ts";
import { rounded } from "../checks/path-check.ts";
import { withTimeout } from "../../../common/waiting.ts";
import type { ProbeCheck, ProbeFinding } from "./probe-check.ts";
import { PROBE_TIMEOUT_MS, type ProbeTarget } from "./probe-target.ts";

/** What a failed check says of the path, where a setting may mend it. */
const problemByCheck: Readonly<Partial<Record<ClientCheck, PathProblem>>> = {
  timeout: "buffers",
  "not-duplex": "one-way",
  "content-coded": "compresses",
  "opening-pong": "replays",
};

/** What a failed opening says. */
function openingFailure({ check, meaning, failure: { seen, status } }: OpeningError): ProbeFinding {
  const problem = problemByCheck[check];
  return {
    is: "bad",
    check,
    ...(status === undefined ? {} : { status }),
    seen: `${check}: ${seen}. ${meaning}.`,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** The time that a TCP connection to the first hop takes, in ms. */
function tcpTime({ address }: ProbeTarget): Promise<number | undefined> {
  const begin = performance.now();
  const socket = connect(address);
  const done = new Promise<number | undefined>((resolve) => {
    socket.on("connect", () => resolve(performance.now() - begin)).on("error", () => resolve(undefined));
  });
  return withTimeout(done, PROBE_TIMEOUT_MS).finally(() => socket.destroy());
}

/** The first check; without it the others have nothing to look at. */
export const opensCheck: ProbeCheck = {
  id: "opens",
  title: "Opens",
  needsProbe: false,
  run: async (subject): Promise<ProbeFinding> => {
    try {
      const connection = await subject.connect({ confirm: true });
      subject.noteProtocol(connection);
      const { opening } = connection.statistics();
      connection.close();
      return { is: "good", seen: "a connection opens, and stays open both ways", ...(opening === undefined ? {} : { ms: rounded(opening) }) };
    } catch (error) {
      if (!(error instanceof OpeningError)) throw error;
      return openingFailure(error);
    }
  },
};

/** From the second ping of an opening to its pong. */
export const latencyCheck: ProbeCheck = {
  id: "latency",
  title: "Latency",
  needsProbe: false,
  run: async (subject) => {
    const tcp = await tcpTime(subject);
    const connection = await subject.connect({ confirm: true });
    const { roundTrip } = connection.statistics();
    connection.close();
    const added = tcp === undefined || roundTrip === undefined ? "" : `, ${rounded(Math.max(0, roundTrip - tcp))} ms more than TCP to the first hop`;
    return { is: "fact", seen: `a ping takes ${roundTrip === undefined ? "an unknown time" : `${rounded(roundTrip)} ms`} there and back${added}` };
  },
};

/** Whether the path waits for content. */
export const withoutContentCheck: ProbeCheck = {
  id: "withholds",
  title: "Without content",
  needsProbe: false,
  run: async (subject) => {
    const exchange = await subject.sendRaw({ ping: false }, 1500);
    subject.cancel(exchange);
    if (exchange.reply.status !== undefined) return { is: "fact", seen: "the response comes before the client has sent content" };
    return { is: "fact", seen: "the response is withheld until the client sends content, as the opening ping is" };
  },
};

/** Whether two openings are kept apart. */
export const cachesCheck: ProbeCheck = {
  id: "caches",
  title: "Caches",
  needsProbe: false,
  run: async (subject) => {
    for (let time = 0; time < 2; time += 1) {
      const connection = await subject.connect().catch((error: unknown) => error);
      if (connection instanceof OpeningError) return openingFailure(connection);
      (connection as { close(): void }).close();
    }
    const exchange = await subject.sendRaw();
    subject.cancel(exchange);
    const { age } = exchange.reply.fields;
    return { is: "good", seen: `each opening gets its own pong${age === undefined ? "" : `; the response carries age: ${age}, so a cache stands on the path`}` };
  },
};
