/** Vectors as a capture: each case is a stream of one HTTP/2 connection, with the header sections that negotiate its configuration. */
import { readFileSync } from "node:fs";

import { plainOctets } from "../../../reference/layout/index.ts";
import { websocket2 } from "../../../reference/schema/index.ts";
import { TcpWriter } from "../../../scripts/capture/write-tcp.ts";
import { type CaptureBlock, writePcapng } from "../../../scripts/capture/write-pcapng.ts";
import { data, headers, type Http2Field, type Http2Frame, http2FrameCodec, preface, settings } from "../../../scripts/interop/h2/index.ts";

/** A case of the vectors that has octets on the wire. */
export interface CapturedCase {
  readonly id: string;
  readonly op: "decode" | "decompress";
  readonly result: "valid" | "invalid" | "incomplete" | "acceptable";
  readonly errors: readonly string[];
  readonly frames: readonly Readonly<Record<string, unknown>>[];
  readonly compression: string;
  /** The packets that carry its frames. */
  readonly packets: readonly number[];
}

interface VectorCase {
  readonly id: string;
  readonly result: CapturedCase["result"];
  readonly wire?: unknown;
  readonly steps?: readonly { readonly feed: unknown; readonly emit?: CapturedCase["frames"] }[];
  readonly frames?: CapturedCase["frames"];
  readonly errors?: readonly string[];
}

interface VectorGroup {
  readonly op: string;
  readonly config: {
    readonly compression: "none" | Readonly<Record<string, number>>;
    readonly limit: number;
    readonly role: "client" | "server";
  };
  readonly cases: readonly VectorCase[];
}

/** The greatest number of octets of a case in the capture. */
const MOST_OCTETS = 200_000;
const DATA_OCTETS = 16_384;
const CLIENT = { address: "192.0.2.1", port: 50_000 };
const SERVER = { address: "192.0.2.2", port: 8080 };

const mediaType = websocket2.stream?.mediaType ?? "";

function groups(): VectorGroup[] {
  return ["frame", "compression"].flatMap((suite) =>
    ["hand", "generated"].flatMap((folder) => {
      const text = readFileSync(`spec-tests/vectors/${folder}/${suite}.json`, "utf8");
      return (JSON.parse(text) as { readonly groups: readonly VectorGroup[] }).groups;
    }),
  );
}

function headerSections({ compression, limit, role }: VectorGroup["config"]): Record<"client" | "server", Http2Field[]> {
  const announced: Http2Field[] = [["websocket2-limit", String(limit)]];
  const [method] = typeof compression === "string" ? [] : Object.entries(compression);
  const agreed: Http2Field[] = method === undefined ? [] : [["websocket2-compression", `${method[0]}=${method[1]}`]];
  const common: Http2Field[] = [["content-type", mediaType]];
  return {
    client: [
      [":method", "POST"],
      [":scheme", "http"],
      [":authority", "example.test"],
      [":path", "/"],
      ...common,
      ...(role === "client" ? announced : []),
    ],
    server: [[":status", "200"], ["websocket2-error", "okay"], ...common, ...(role === "server" ? announced : []), ...agreed],
  };
}

/** Writes frames as packets of one TCP connection. */
class Http2Writer {
  readonly blocks: CaptureBlock[] = [];
  readonly #tcp = new TcpWriter(CLIENT, SERVER);

  constructor() {
    this.#add(this.#tcp.open());
    this.#add(this.#tcp.send("client", preface));
    for (const end of ["client", "server"] as const) this.send(end, [settings()]);
  }

  /** @returns the number of the packet, from 1 */
  send(from: "client" | "server", frames: readonly Http2Frame[]): number {
    return this.#add(this.#tcp.send(from, Buffer.concat(frames.map((frame) => http2FrameCodec.encode(frame)))));
  }

  #add(packets: readonly Uint8Array[]): number {
    for (const packet of packets) this.blocks.push({ packet, time: (this.blocks.length + 1) * 1000 });
    return this.blocks.length;
  }
}

function dataFrames(stream: number, octets: Uint8Array): Http2Frame[] {
  const frames: Http2Frame[] = [];
  for (let at = 0; at < octets.length; at += DATA_OCTETS) frames.push(data(stream, octets.subarray(at, at + DATA_OCTETS)));
  return frames;
}

/** Returns a capture of all vectors of frames and of compression, and the cases in it; `left` has the ids of those that are too long. */
export function vectorsCapture(): { readonly file: Uint8Array; readonly cases: CapturedCase[]; readonly left: string[] } {
  const http2 = new Http2Writer();
  const cases: CapturedCase[] = [];
  const left: string[] = [];
  let stream = -1;
  for (const { op, config, cases: list } of groups()) {
    if (op !== "decode" && op !== "decompress") continue;
    const sections = headerSections(config);
    for (const { id, result, wire, steps = [{ feed: wire }], frames = steps.flatMap(({ emit = [] }) => emit), errors = [] } of list) {
      const feeds = steps.map(({ feed }) => plainOctets(feed));
      if (feeds.reduce((sum, { length }) => sum + length, 0) > MOST_OCTETS) {
        left.push(id);
        continue;
      }
      stream += 2;
      http2.send("client", headers(stream, sections.client));
      http2.send("server", headers(stream, sections.server));
      const from = config.role === "client" ? "server" : "client";
      const packets = feeds.filter(({ length }) => length > 0).map((feed) => http2.send(from, dataFrames(stream, feed)));
      const compression = typeof config.compression === "string" ? "none" : (Object.keys(config.compression)[0] as string);
      cases.push({ id, op, result, errors, frames, compression, packets });
    }
  }
  return { file: writePcapng(http2.blocks), cases, left };
}
