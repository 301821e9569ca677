/**
 * Raw HTTP/2 peers in both roles, at the level of frames: a test chooses every octet.
 *
 * ```ts
 * const peer = await connectPeer({ host: "127.0.0.1", port });
 * peer.send(headers(1, fields), data(1, octets, { endStream: true }));
 * const reply = await peer.next("HEADERS", { stream: 1 });
 * ```
 *
 * @module
 */
export * from "./connect.ts";
export { type AutoReplies, Http2PeerCore, type FrameOrOctets } from "./peer-core.ts";
export type * from "./http2-event.ts";
export * from "./frames.ts";
export type { Http2Field } from "./hpack/static-table.ts";
export { EventQueue, TimeoutError } from "./event-queue.ts";
export * from "./peer.ts";
export { FieldDecoder, UNKNOWN_FIELD } from "./hpack/field-decoder.ts";
export { Http2Decoder, Http2FrameInterpreter } from "./receiver.ts";
export * from "./recording.ts";
export { http2ErrorCode, type Http2ErrorCode } from "./wire/error-code.ts";
export { frameFlag, type Http2Frame, http2FrameCodec } from "./wire/frame.ts";
