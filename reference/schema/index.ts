/**
 * WebSocket2 over HTTP/2 in the layout language: frames, header fields, registries, checks, limits, states.
 * The schemas are data without behaviour.
 *
 * @module
 */
import type { Describable } from "../layout/describe.ts";
import { describe } from "../layout/describe.ts";
import type { Model } from "../layout/model.ts";
import { errorPayload } from "./frames/error.ts";
import { frame } from "./frames/frame.ts";
import { lz4Payload } from "./frames/lz4.ts";
import { binaryPayload, compressedPayload, textPayload } from "./frames/messages.ts";
import { pingPayload } from "./frames/ping.ts";
import { handshakeElements } from "./headers/index.ts";
import { limit } from "./limits.ts";
import { compressionMethod, errorCode, frameType, pingKind } from "./registries.ts";
import { connection } from "./states/index.ts";
import { frameStream } from "./stream.ts";
import { varSize } from "./varsize.ts";

export * from "./frames/error.ts";
export * from "./frames/frame.ts";
export * from "./frames/lz4.ts";
export * from "./frames/messages.ts";
export * from "./frames/ping.ts";
export * from "./headers/index.ts";
export * from "./limits.ts";
export * from "./registries.ts";
export * from "./states/index.ts";
export * from "./stream.ts";
export * from "./varsize.ts";

const elements: readonly Describable[] = [
  varSize,
  frame,
  textPayload,
  binaryPayload,
  errorPayload,
  pingPayload,
  compressedPayload,
  lz4Payload,
  frameType,
  compressionMethod,
  errorCode,
  pingKind,
  ...handshakeElements.map((model) => ({ model })),
  limit,
  connection,
];

/**
 * The whole protocol as plain data. The draft, the API pages and the vectors are generated from it.
 *
 * @example
 * ```ts
 * import { websocket2 } from "websocket2/schema";
 *
 * const { frame } = websocket2.elements;
 * console.log(frame?.kind === "struct" && frame.fields.map(({ name }) => name).slice(2)); // [ 'compression', 'type', 'payload' ]
 * ```
 */
export const websocket2: Model = describe("WebSocket2", elements, frameStream);
