/**
 * Shows the connections of WebSocket2 in a capture of packets: frame by frame, both directions in the order of time.
 *
 * @module
 */
import { compileElement } from "../../../reference/layout/compile/codec.ts";
import type { Model } from "../../../reference/layout/index.ts";
import { readCapture } from "../../capture/read-capture.ts";
import { readTcp, type TcpDirection } from "../../capture/read-tcp.ts";
import type { Capture } from "../../capture/read-types.ts";
import { exitCode, UsageError } from "../../common/program.ts";
import { isFaultless, type TracingCodec } from "../../frames/decode-items.ts";
import { type ParsedArguments, type CommandIo, integerOption } from "../command.ts";
import { plural } from "../frames/item-text.ts";
import { captureEnds } from "./captured-stream.ts";
import { gapText } from "./content-frames.ts";
import { readConnection, type ReadConnection } from "./read-connection.ts";
import { type CaptureReport, JsonReport, type PacketTime, TextReport } from "./report.ts";
import { tlsAdvice } from "./tls-advice.ts";
import { type CaptureContext, recogniseStream, streamEntries } from "./websocket2-stream.ts";

/** A capture to show. */
export interface CaptureInput {
  /** The path, or `-`. */
  readonly file: string;
  readonly octets: Uint8Array;
}

const SECOND = 1_000_000_000n;
const SHOWN_DIGITS = 6;

/** Returns the time since the first packet that has one. */
function packetTime({ packets }: Capture): PacketTime {
  const begin = packets.find(({ time }) => time !== undefined)?.time ?? 0n;
  return (number) => {
    const time = packets[number - 1]?.time;
    if (time === undefined) return undefined;
    const [sign, since] = time < begin ? ["-", begin - time] : ["", time - begin];
    const digits = String(since % SECOND).padStart(9, "0").slice(0, SHOWN_DIGITS);
    return `${sign}${since / SECOND}.${digits}`;
  };
}

/** Writes the report of a capture, and counts problems and frames. */
class CaptureDecoder {
  readonly #capture: Capture;
  readonly #report: CaptureReport;
  readonly #codec: TracingCodec;
  readonly #context: CaptureContext;
  #problems = 0;
  #streams = 0;

  constructor(capture: Capture, report: CaptureReport, codec: TracingCodec, context: CaptureContext) {
    this.#capture = capture;
    this.#report = report;
    this.#codec = codec;
    this.#context = context;
  }

  run(file: string, chosen: number | undefined): number {
    const { connections, others } = readTcp(this.#capture.packets);
    this.#report.begin(file, this.#capture.packets.length, connections.length);
    for (const { octet, text } of this.#capture.notes) this.#problem(`${file}: octet ${octet}: ${text}`);
    for (const [kind, { count, hidden, first }] of others) {
      if (hidden) this.#problem(`${plural(count, "packet")} left out, ${kind}; the first is packet ${first}`);
    }
    for (const tcp of connections) this.#connection(file, readConnection(tcp), chosen);
    if (this.#streams === 0) this.#problem(this.#nothingText(connections.length, chosen));
    this.#report.end();
    return this.#problems === 0 ? exitCode.ok : exitCode.failed;
  }

  #nothingText(connections: number, chosen: number | undefined): string {
    const wanted = chosen === undefined ? "stream of WebSocket2" : `stream of WebSocket2 with the number ${chosen}`;
    return `expected a ${wanted}, found none in ${plural(connections, "TCP connection")}`;
  }

  #problem(...place: Parameters<CaptureReport["problem"]>): void {
    this.#problems += 1;
    this.#report.problem(...place);
  }

  #connection(file: string, connection: ReadConnection, chosen: number | undefined): void {
    const found = connection.streams.flatMap((stream) => recogniseStream(stream, this.#codec, this.#context) ?? []);
    const shown = found.filter(({ stream }) => chosen === undefined || stream.id === chosen);
    // Connections of other protocols are counted only.
    if (shown.length === 0 && !connection.isTls && connection.problems.length === 0) return;
    this.#report.connection(connection);
    if (connection.isTls) for (const line of tlsAdvice(file, connection, this.#capture.hasTlsSecrets)) this.#report.remark(line);
    for (const end of captureEnds) if (!connection.isTls) this.#gaps(connection.tcp[end], end);
    for (const { packet, from, text } of connection.problems) this.#problem(text, packet, from);
    for (const mark of connection.marks) this.#report.remark(`${mark.type}, ${mark.text ?? ""}`, mark.packet, mark.from);
    for (const each of shown) {
      this.#streams += 1;
      this.#report.stream(each);
      for (const entry of streamEntries(each, this.#codec, this.#context.limit)) {
        if (entry.kind === "note" || (entry.kind === "frame" && !isFaultless(entry.item))) this.#problems += 1;
        this.#report.entry(entry);
      }
    }
  }

  #gaps({ track, hasStart, stray }: TcpDirection, end: "client" | "server"): void {
    if (!hasStart && track.length > 0) this.#problem("the capture begins in the middle of this direction", track.packetAt(0), end);
    for (const gap of track.gaps) this.#problem(gapText(gap), gap.packet, end);
    if (stray > 0) this.#problem(`${plural(stray, "segment")} left out: their sequence numbers are far from the others`);
  }
}

/**
 * Shows a capture.
 *
 * @returns the exit code: 1 if something is missing, has a fault, or if there is no stream of WebSocket2
 */
export async function decodeCapture(model: Model, input: CaptureInput, args: ParsedArguments, io: CommandIo): Promise<number> {
  const element = model.stream?.element ?? "";
  if (args.value("type") !== undefined) throw new UsageError("--type: expected octets, found a capture: its streams have frames");
  const compression =
    args.value("compression") === undefined ? undefined : (await import("../options/agreed-compression.ts")).readAgreedCompression(args);
  const context = { limit: integerOption(args, "limit", 0, 2 ** 32), compression };
  const capture = readCapture(input.octets);
  const time = packetTime(capture);
  const report = args.has("json") ? new JsonReport(element, time, io.out) : new TextReport(model, element, time, io.style, io.out);
  const chosen = integerOption(args, "stream", 1, 2 ** 31 - 1);
  return new CaptureDecoder(capture, report, compileElement(model, element), context).run(input.file, chosen);
}
