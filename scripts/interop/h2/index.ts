/**
 * A lab for HTTP/2: raw peers at the level of frames, in both roles, so that a test chooses every octet itself.
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
export { type Manners, PeerCore, type Sendable } from "./core.ts";
export type * from "./event.ts";
export * from "./frames.ts";
export type { Field } from "./hpack/static-table.ts";
export { Inbox, NothingCame } from "./inbox.ts";
export * from "./peer.ts";
export { Receiver } from "./receiver.ts";
export * from "./recording.ts";
export { errorCode, type ErrorCode } from "./wire/error-code.ts";
export { flag, type Frame, frameCodec } from "./wire/frame.ts";
