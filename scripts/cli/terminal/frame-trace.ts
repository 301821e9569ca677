/**
 * Frames of a connection as they go, octet by octet.
 *
 * @module
 */
import { decompressor, type Decompressor } from "../../../reference/compression/index.ts";
import type { ConnectionRole } from "../../../reference/schema/states/index.ts";
import { type Connection, type FrameMessage, type ReceivedData, subscribeDiagnostics } from "../../../reference/http2/index.ts";
import { compressionNameOf } from "../../../reference/wire/index.ts";
import { escapeControls } from "../../common/escape-controls.ts";
import { hexRows } from "../../interop/conformance/exchange/explain-exchange.ts";
import { FrameExplainer } from "../../interop/conformance/exchange/frame-explainer.ts";

/** The longest decompressed message that is shown, in octets. */
const MAX_MESSAGE = 64 * 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Direction of a frame, from this end. */
export type FrameDirection = "in" | "out";

/** Receives the frames of one role. */
export type FrameListener = (direction: FrameDirection, message: FrameMessage) => void;

/** Returns octets and fields of a frame, one line each. */
export function frameLines({ connection, octets }: Pick<FrameMessage, "connection" | "octets">): string[] {
  const explainer = new FrameExplainer();
  explainer.compression = compressionNameOf(connection?.compression ?? null);
  return [...hexRows(octets), ...explainer.push(octets).map((line) => `       ${line}`)].map(escapeControls);
}

/** Reads the messages of frames. A method of compression may refer to earlier messages, so it needs every frame of a connection. */
export class TracedMessages {
  readonly #decompressors: Readonly<Record<FrameDirection, WeakMap<Connection, Decompressor>>> = { in: new WeakMap(), out: new WeakMap() };

  /** Returns the message of a frame, decompressed; `undefined` of other frames and of those that do not decompress. */
  read(direction: FrameDirection, { frame, connection }: Pick<FrameMessage, "frame" | "connection">): ReceivedData | undefined {
    if (frame.type !== "text" && frame.type !== "binary") return undefined;
    if (frame.compression === undefined) return frame.type === "text" ? frame.text : frame.bytes;
    const result = this.#decompressorOf(direction, connection)?.decompress(frame.payload);
    if (result?.ok !== true) return undefined;
    return frame.type === "text" ? utf8.decode(result.octets) : result.octets;
  }

  #decompressorOf(direction: FrameDirection, connection: Connection | undefined): Decompressor | undefined {
    const choice = connection?.compression ?? null;
    if (connection === undefined || choice === null) return undefined;
    const known = this.#decompressors[direction];
    const made = known.get(connection) ?? decompressor(choice, { message: MAX_MESSAGE });
    known.set(connection, made);
    return made;
  }
}

/** Calls back with each frame of connections whose handshake begins from now on. @returns a function that unsubscribes */
export function traceFrames(role: ConnectionRole, listener: FrameListener): () => void {
  const ends = (["in", "out"] as const).map((direction) =>
    subscribeDiagnostics(`websocket2:frame:${direction}`, (message) => {
      if (message.role === role) listener(direction, message);
    }),
  );
  return () => ends.forEach((end) => end());
}
