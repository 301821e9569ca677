/**
 * The section of `make bench` on decoding: the compiled decoder, one written by hand, `ws` and `binary-parser`.
 *
 * @module
 */
import { contestSizes, runContest } from "./contest.ts";
import { CHUNK } from "./decoders.ts";
import { figure, ratioFigure } from "./measure.ts";
import { type BenchMessage, messagesOfSize } from "./messages.ts";
import type { BenchFigure } from "./report-schema.ts";
import { type BenchSection, type BenchSize, measureRows } from "./section.ts";

const others = ["hand", "ws", "masked"] as const;

async function compare(sample: BenchMessage, run: BenchSize): Promise<Record<string, BenchFigure>> {
  const binary = typeof sample.data !== "string";
  const names = ["compiled", ...others, ...(binary ? (["declared"] as const) : [])] as const;
  const found = await runContest("decoding", names, sample, run);
  return {
    time: figure(found.compiled, "ns"),
    hand: ratioFigure(found.hand, found.compiled, "decode-hand"),
    ws: ratioFigure(found.ws, found.compiled),
    masked: ratioFigure(found.masked, found.compiled),
    ...(binary && { declared: ratioFigure(found.declared, found.compiled) }),
  };
}

const columns = [
  { id: "time", title: "a message" },
  { id: "hand", title: "by hand" },
  { id: "ws", title: "ws" },
  { id: "masked", title: "ws, masked" },
  { id: "declared", title: "binary-parser" },
];

const notes = (size: BenchSize): string[] => [
  `Streams of messages in chunks of ${CHUNK} octets; each subject in a process of its own, warm, with \`--single-threaded-gc\`;
${contestSizes[size].rounds} rounds. First the compiled decoder, then its speed relative to each of the others; a target counts less
the spread. Each message is delivered with its payload: octets as a view, or as one copy if chunks cut them; text validated and converted
to a string. By hand: straight code for the same frames in the same push loop. \`ws\`: its Receiver with synchronous events and without
compression; frames from a server, and masked frames from a client. \`binary-parser\` reads no streams and validates nothing: it gets one
whole frame at a time, without the cost of finding or joining it.`,
];

/** Decoding. */
export const decoding: BenchSection = {
  title: "Decoding",
  run: async (size) => {
    const messages = messagesOfSize(size);
    const rows = await measureRows(messages, ({ name }) => name, (each) => compare(each, size));
    return { notes: notes(size), tables: [{ id: "decoding", label: "message", columns, rows }] };
  },
};
