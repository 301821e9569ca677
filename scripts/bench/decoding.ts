/**
 * The section of `make bench` on decoding: the compiled decoder, one written by hand, `ws` and `binary-parser`.
 *
 * @module
 */
import { median } from "../common/statistics.ts";
import { runContest, medianRatio, ROUNDS, spread } from "./contest.ts";
import { CHUNK } from "./decoders.ts";
import { ratio, table } from "./measure.ts";
import { MESSAGES, type BenchMessage } from "./messages.ts";

async function compare(sample: BenchMessage): Promise<string[]> {
  const binary = typeof sample.data !== "string";
  const { compiled, hand, ws, masked, declared } = await runContest(
    "decoding",
    ["compiled", "hand", "ws", "masked", ...(binary ? (["declared"] as const) : [])],
    sample,
  );
  return [
    sample.name,
    median(compiled).toFixed(0),
    spread(compiled),
    ratio(medianRatio(hand, compiled), 0.9),
    ratio(medianRatio(ws, compiled), sample.target),
    ratio(medianRatio(masked, compiled)),
    binary ? ratio(medianRatio(declared, compiled)) : "",
  ];
}

/** Returns the section, in Markdown. */
export async function decoding(): Promise<string> {
  const rows: string[][] = [];
  for (const sample of MESSAGES) rows.push(await compare(sample));
  return `## Decoding

Streams of messages in chunks of ${CHUNK} octets; each subject in a process of its own, warm; median of ${ROUNDS} alternating
rounds. First the compiled decoder, then its speed relative to each of the others; targets in brackets. Spread: half the distance
between the quartiles. Each message is delivered with its payload: octets as a view, or as one copy if chunks cut them; text validated
and converted to a string. By hand: straight code for the same frames in the same push loop. \`ws\`: its Receiver with synchronous events
and without compression; frames from a server, and masked frames from a client. \`binary-parser\` reads no streams and validates
nothing: it gets one whole frame at a time, without the cost of finding or joining it.

${table(["message", "ns a message", "spread", "by hand", "ws", "ws, masked", "binary-parser"], rows)}`;
}
