/**
 * The section of `make bench` on encoding: messages into the queue of a connection and out of it in batches, next to the Sender of `ws`.
 *
 * @module
 */
import { median } from "../common/statistics.ts";
import { runContest, medianRatio, ROUNDS, spread } from "./contest.ts";
import { BATCH } from "./encoders.ts";
import { ratio, table } from "./measure.ts";
import { MESSAGES, type BenchMessage } from "./messages.ts";

async function compare(sample: BenchMessage): Promise<string[]> {
  const { queue, ws, masked } = await runContest("encoding", ["queue", "ws", "masked"], sample);
  return [
    sample.name,
    median(queue).toFixed(0),
    spread(queue),
    ratio(medianRatio(ws, queue), sample.target),
    ratio(medianRatio(masked, queue)),
  ];
}

/** Returns the section, in Markdown. */
export async function encoding(): Promise<string> {
  const rows: string[][] = [];
  for (const sample of MESSAGES) rows.push(await compare(sample));
  return `## Encoding

Messages into the queue of a connection and out of it in batches of ${BATCH}, next to the Sender of \`ws\`, which writes each message to a
socket that discards it: as a server, and as a client, which masks. Batches save writes, which do not count here, and cost a copy, which
does. Both pass the octets of long messages on without a copy. A process for each subject, median of ${ROUNDS} alternating rounds.

${table(["message", "ns a message", "spread", "ws", "ws, masked"], rows)}`;
}
