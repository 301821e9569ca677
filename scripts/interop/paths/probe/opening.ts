/**
 * The opening: whether it works, how long it takes, and what it depends on.
 *
 * @module
 */
import { connect } from "node:net";

import { OpeningError } from "../../../../reference/http2/index.ts";
import type { ClientCheck } from "../../../../reference/schema/index.ts";
import type { Problem } from "../remedies.ts";
import { rounded } from "../question.ts";
import { within } from "../waiting.ts";
import type { Check, Finding } from "./check.ts";
import { PATIENCE, type Subject } from "./subject.ts";

/** What a failed check says of the path, where a setting may mend it. */
const problems: Readonly<Partial<Record<ClientCheck, Problem>>> = {
  timeout: "buffers",
  "not-duplex": "one-way",
  "content-coded": "compresses",
  "opening-pong": "replays",
};

/** What a failed opening says. */
function failed({ check, meaning, failure: { seen, status } }: OpeningError): Finding {
  const problem = problems[check];
  return {
    is: "bad",
    check,
    ...(status === undefined ? {} : { status }),
    seen: `${check}: ${seen}. ${meaning}.`,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** The time that a TCP connection to the first hop takes, in ms. */
function tcpTime({ address }: Subject): Promise<number | undefined> {
  const begin = performance.now();
  const socket = connect(address);
  const done = new Promise<number | undefined>((resolve) => {
    socket.on("connect", () => resolve(performance.now() - begin)).on("error", () => resolve(undefined));
  });
  return within(done, PATIENCE).finally(() => socket.destroy());
}

/** The first check; without it the others have nothing to look at. */
export const opens: Check = {
  id: "opens",
  title: "Opens",
  needsProbe: false,
  look: async (subject): Promise<Finding> => {
    try {
      const connection = await subject.connect({ confirm: true });
      subject.learn(connection);
      const { opening } = connection.statistics();
      connection.close();
      return { is: "good", seen: "a connection opens, and stays open both ways", ...(opening === undefined ? {} : { ms: rounded(opening) }) };
    } catch (error) {
      if (!(error instanceof OpeningError)) throw error;
      return failed(error);
    }
  },
};

/** From the second ping of an opening to its pong. */
export const latency: Check = {
  id: "latency",
  title: "Latency",
  needsProbe: false,
  look: async (subject) => {
    const tcp = await tcpTime(subject);
    const connection = await subject.connect({ confirm: true });
    const { roundTrip } = connection.statistics();
    connection.close();
    const added = tcp === undefined || roundTrip === undefined ? "" : `, ${rounded(Math.max(0, roundTrip - tcp))} ms more than TCP to the first hop`;
    return { is: "fact", seen: `a ping takes ${roundTrip === undefined ? "an unknown time" : `${rounded(roundTrip)} ms`} there and back${added}` };
  },
};

/** Whether the path waits for content. */
export const unpinged: Check = {
  id: "withholds",
  title: "Without content",
  needsProbe: false,
  look: async (subject) => {
    const exchange = await subject.raw({ ping: false }, 1500);
    subject.drop(exchange);
    if (exchange.reply.status !== undefined) return { is: "fact", seen: "the response comes before the client has sent content" };
    return { is: "fact", seen: "the response is withheld until the client sends content, as the opening ping is" };
  },
};

/** Whether two openings are kept apart. */
export const caches: Check = {
  id: "caches",
  title: "Caches",
  needsProbe: false,
  look: async (subject) => {
    for (let time = 0; time < 2; time += 1) {
      const connection = await subject.connect().catch((error: unknown) => error);
      if (connection instanceof OpeningError) return failed(connection);
      (connection as { close(): void }).close();
    }
    const exchange = await subject.raw();
    subject.drop(exchange);
    const { age } = exchange.reply.fields;
    return { is: "good", seen: `each opening gets its own pong${age === undefined ? "" : `; the response carries age: ${age}, so a cache stands on the path`}` };
  },
};
