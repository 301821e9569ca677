/**
 * The section of `make bench` on encoding: messages into the queue of a connection and out of it in batches, next to the Sender of `ws`.
 *
 * @module
 */
import { contestSizes, runContest } from "./contest.ts";
import { BATCH } from "./encoders.ts";
import { figure, ratioFigure } from "./measure.ts";
import { type BenchMessage, messagesOfSize } from "./messages.ts";
import type { BenchFigure } from "./report-schema.ts";
import { type BenchSection, type BenchSize, measureRows } from "./section.ts";
import type { TargetId } from "./targets.ts";

/** The longest messages with a target, in octets. The octets of longer ones are passed on, which costs about the same for all. */
const TARGET_OCTETS = 1024;

function targetOf({ data, size }: BenchMessage): TargetId | undefined {
  if (size > TARGET_OCTETS) return undefined;
  return typeof data === "string" ? "encode-text" : "encode-binary";
}

async function compare(sample: BenchMessage, run: BenchSize): Promise<Record<string, BenchFigure>> {
  const { queue, ws, masked } = await runContest("encoding", ["queue", "ws", "masked"], sample, run);
  return { time: figure(queue, "ns"), ws: ratioFigure(ws, queue, targetOf(sample)), masked: ratioFigure(masked, queue) };
}

const columns = [
  { id: "time", title: "a message" },
  { id: "ws", title: "ws" },
  { id: "masked", title: "ws, masked" },
];

const notes = (size: BenchSize): string[] => [
  `Messages into the queue of a connection and out of it in batches of ${BATCH}, next to the Sender of \`ws\`, which writes each message to
a socket that discards it: as a server, and as a client, which masks. Batches save writes, which do not count here, and cost a copy, which
does. Both pass the octets of long messages on without a copy. A process for each subject, with \`--single-threaded-gc\`;
${contestSizes[size].rounds} rounds; a target counts less the spread.`,
];

/** Encoding. */
export const encoding: BenchSection = {
  title: "Encoding",
  run: async (size) => {
    const messages = messagesOfSize(size);
    const rows = await measureRows(messages, ({ name }) => name, (each) => compare(each, size));
    return { notes: notes(size), tables: [{ id: "encoding", label: "message", columns, rows }] };
  },
};
