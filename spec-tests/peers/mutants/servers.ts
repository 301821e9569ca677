/**
 * Servers that are wrong in one way each, and the case that finds it.
 */
import { encodeFrame } from "../../../reference/wire/index.ts";
import { data, headers, reset } from "../../../scripts/interop/h2/index.ts";
import { changed } from "../../../scripts/interop/conformance/fields.ts";
import type { Verdict } from "../../../scripts/interop/report/result.ts";
import type { Mutation } from "../lab-peer.ts";
import { each, lenient, longLength, rewriting, swapLength } from "./rewrite.ts";

/** A mutant: what is wrong with it, and the case that has to find it. */
export interface Mutant {
  readonly name: string;
  readonly found: string;
  readonly mutation: Mutation;
  /** The verdicts that find it, where they are not those that fail a run. */
  readonly verdicts?: readonly Verdict[];
}

const fields = (change: Readonly<Record<string, string | null>>): Mutation => ({ headers: (all) => changed(all, change) });
const drop = new Uint8Array(0);
const isPong = (frame: { type: string; kind?: string }): boolean => frame.type === "ping" && frame.kind === "pong";
const CLOS = encodeFrame({ type: "error", code: "CLOS" });

const handshake: readonly Mutant[] = [
  { name: "no no-store in its replies", found: "opening/accepts", mutation: fields({ "cache-control": "no-transform" }) },
  { name: "no websocket2-error in refusals", found: "opening/version-2", mutation: { headers: (all) => (all[0]?.[1] === "200" ? all : changed(all, { "websocket2-error": null })) } },
  { name: "another content type in its 200", found: "opening/accepts", mutation: fields({ "content-type": "application/octet-stream" }) },
  { name: "no incremental in its 200", found: "opening/accepts", mutation: fields({ incremental: null }) },
  { name: "content-length in its 200", found: "opening/accepts", mutation: { headers: (all) => (all[0]?.[1] === "200" ? changed(all, { "content-length": "1000000" }) : all) } },
  { name: "refusals without content", found: "opening/version-2", mutation: { content: () => drop } },
  { name: "no list of versions", found: "opening/version-lists", mutation: fields({ "websocket2-version": null }) },
  { name: "a subprotocol that nobody offered", found: "opening/protocol-of-offer", mutation: { headers: (all) => (all[0]?.[1] === "200" ? [...all, ["websocket2-protocol", '"mine"']] : all) } },
  { name: "a refusal of http as scheme", found: "opening/scheme-https", mutation: { request: (stream, all) => all.some(([name, value]) => name === ":scheme" && value === "http") || (stream.peer.send(headers(stream.id, [[":status", "400"], ["websocket2-error", "rejected"]]), data(stream.id, Buffer.from("no"), { endStream: true })), false) } },
  { name: "a preflight that allows everybody", found: "opening/preflight", mutation: { request: (stream, all) => !all.some(([, value]) => value === "OPTIONS") || (stream.peer.send(headers(stream.id, [[":status", "204"], ["access-control-allow-origin", "*"]], { endStream: true })), false) } },
  { name: "every origin passes", found: "opening/foreign-origin", mutation: { policy: { origins: ["https://conformance.invalid"] } } },
  { name: "a refused request that is never reset", found: "opening/refusal-linger", mutation: { reset: () => undefined } },
  { name: "an opening pong with other Data", found: "opening/accepts", mutation: { out: rewriting(() => (frame, index) => (index === 0 && frame.type === "ping" ? encodeFrame({ ...frame, data: new Uint8Array(8) }) : undefined)) } },
];

const frames: readonly Mutant[] = [
  { name: "Length in the other byte order", found: "frames/length-edges", mutation: { out: each(swapLength) } },
  { name: "Length longer than it has to be", found: "frames/text", mutation: { out: rewriting(() => (frame) => (frame.type === "text" ? longLength(encodeFrame(frame)) : undefined)) } },
  { name: "a longer Length is accepted", found: "vectors/frame/gen/binary/length-shortest/in-3-octets", mutation: { in: () => lenient } },
  { name: "pongs only in the opening", found: "pings/echoes-data", mutation: { out: rewriting(() => (frame, index) => (index > 0 && isPong(frame) ? drop : undefined)) } },
  { name: "pongs with one octet changed", found: "pings/echoes-data", mutation: { out: rewriting(() => (frame, index) => (index > 0 && frame.type === "ping" && frame.kind === "pong" ? encodeFrame({ ...frame, data: frame.data.map((octet) => octet ^ 1) }) : undefined)) } },
  { name: "the BOM of a text is cut off", found: "frames/text", mutation: { echo: (message) => (message.type === "text" ? { type: "text", text: message.text.replace(/^\ufeff/, "") } : message) } },
  { name: "text comes back as binary", found: "frames/text", mutation: { echo: (message) => (message.type === "text" ? { type: "binary", bytes: Buffer.from(message.text) } : message) } },
  { name: "empty messages are lost", found: "frames/empty", mutation: { echo: (message) => ((message.type === "text" ? message.text : message.bytes).length === 0 ? undefined : message) } },
  { name: "empty DATA frames are taken for the end", found: "frames/empty-data", mutation: { in: () => (octets) => (octets.length === 0 ? Uint8Array.of(0) : octets) } },
  { name: "window of a stream is never given back", found: "frames/1-mib", mutation: { window: false } },
  { name: "a message limit of 1000 octets", found: "frames/64-kib", mutation: { in: () => (octets) => (octets.length > 1000 ? Uint8Array.of(0) : octets) } },
];

const closing: readonly Mutant[] = [
  { name: "END_STREAM right behind its own CLOS", found: "closing/client-ends-first", mutation: { closesEarly: true } },
  { name: "CLOS answered by silence", found: "closing/plain", mutation: { out: rewriting(() => (frame) => (frame.type === "error" ? drop : undefined)) } },
  { name: "the Status is not repeated", found: "closing/status-1000", mutation: { out: rewriting(() => (frame) => (frame.type === "error" && frame.code === "CLOS" ? CLOS : undefined)) } },
  { name: "the Reason is repeated", found: "closing/status-1000", mutation: { out: rewriting(() => (frame) => (frame.type === "error" && frame.status !== undefined ? encodeFrame({ ...frame, reason: "bye" }) : undefined)) } },
  { name: "a reset in place of END_STREAM", found: "closing/end-with-clos", mutation: { end: (stream) => stream.peer.send(reset(stream.id, "CANCEL")) } },
  { name: "no END_STREAM in the end", found: "closing/plain", mutation: { end: () => undefined } },
  { name: "a fault is not reported", found: "faults/reports", mutation: { out: rewriting(() => (frame) => (frame.type === "error" && frame.code === "FRAM" ? drop : undefined)) } },
  { name: "every fault is UTF8", found: "faults/reports", mutation: { out: rewriting(() => (frame) => (frame.type === "error" && frame.code === "FRAM" ? encodeFrame({ type: "error", code: "UTF8" }) : undefined)) } },
  { name: "trailers do not end a stream", found: "closing/end-by-trailers", mutation: { peerEnd: () => undefined } },
  { name: "a ping behind its own error frame", found: "pings/none-after-close", mutation: { out: rewriting(() => (frame) => (frame.type === "error" ? Buffer.concat([encodeFrame(frame), encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) })]) : undefined)) } },
  { name: "an error frame in answer to END_STREAM", found: "closing/end-alone", mutation: { end: (stream, send) => (stream.peer.send(data(stream.id, CLOS)), send()) } },
];

const limits: readonly Mutant[] = [
  { name: "no limit on resets", found: "limits/openings-reset", verdicts: ["unimplemented"], mutation: { openings: 1e9 } },
  { name: "no limit on pings", found: "limits/pings", verdicts: ["unimplemented"], mutation: { limits: { pings: 1e6 } } },
  { name: "no limit on empty messages", found: "limits/empty-messages", verdicts: ["unimplemented"], mutation: { limits: { emptyFrames: 0 } } },
];

/** All of them. */
export const serverMutants: readonly Mutant[] = [...handshake, ...frames, ...closing, ...limits];
