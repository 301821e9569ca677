/**
 * The part of `make bench` on encoding: messages into the queue of a connection and out of it as batches, next to the Sender of `ws`.
 *
 * @module
 */
import { Outbox } from "../../reference/connection/outbox.ts";
import { room } from "../../reference/connection/slab.ts";
import { writeMessage } from "../../reference/connection/write-message.ts";
import { Sender } from "./foreign.ts";
import { alternate, ratio, table } from "./measure.ts";
import { MESSAGES, type Sample } from "./samples.ts";

const ROUNDS = 15;
const ROUND_OCTETS = 3_000_000;
/** Messages before the queue is emptied. */
const BATCH = 64;
const MOST = 65536;

function timed(count: number, run: () => number): number {
  const start = process.hrtime.bigint();
  const octets = run();
  const time = Number(process.hrtime.bigint() - start) / count;
  if (octets < count) throw new Error(`wrote ${octets} octets for ${count} messages`);
  return time;
}

function queued({ frame }: Sample, count: number): number {
  const outbox = new Outbox();
  let octets = 0;
  for (let at = 1; at <= count; at++) {
    outbox.message(room, writeMessage(frame, undefined, undefined));
    if (at % BATCH !== 0 && at !== count) continue;
    for (let taken = outbox.take(MOST); taken !== undefined; taken = outbox.take(MOST)) octets += taken.length;
  }
  return octets;
}

function sent({ data }: Sample, count: number): number {
  let octets = 0;
  // A socket makes octets of a string.
  const write = (chunk: Uint8Array | string): void => void (octets += typeof chunk === "string" ? Buffer.from(chunk).length : chunk.length);
  const sender = new Sender({ cork: () => undefined, uncork: () => undefined, write });
  const options = { binary: typeof data !== "string", mask: false, fin: true, compress: false };
  for (let at = 0; at < count; at++) sender.send(data, options);
  return octets;
}

async function compare(sample: Sample): Promise<string[]> {
  const count = Math.max(8, Math.floor(ROUND_OCTETS / Math.max(sample.size, 64)));
  const found = await alternate(ROUNDS, { ours: () => timed(count, () => queued(sample, count)), ws: () => timed(count, () => sent(sample, count)) });
  return [sample.name, found.ours.toFixed(0), ratio(found.ws / found.ours)];
}

/** The section on encoding, in Markdown. */
export async function encoding(): Promise<string> {
  const rows: string[][] = [];
  for (const sample of MESSAGES) rows.push(await compare(sample));
  return `## Encoding

Messages into the queue of a connection and out of it in batches of ${BATCH}, next to the Sender of \`ws\` without masking, which writes
each message by itself to a socket that does nothing. So what is compared leaves out what batches save in writes, and counts the copy
that a batch needs: \`ws\` hands long binary messages on as they are, and they may not change until they are sent. Median of ${ROUNDS} alternating rounds.

${table(["message", "ns a message", "ws"], rows)}`;
}
