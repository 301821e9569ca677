import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  data,
  headers,
  type Http2Field,
  type Http2Frame,
  http2FrameCodec,
  preface,
  settings,
} from "../../../../scripts/interop/h2/index.ts";
import { pcapFile } from "../../capture/fixtures/capture-files.ts";
import { PacketWriter } from "../../capture/fixtures/packets.ts";

/** Returns the octets of HTTP/2 frames. */
export const http2 = (...frames: readonly Http2Frame[]): Buffer => Buffer.concat(frames.map((frame) => http2FrameCodec.encode(frame)));

export const request: readonly Http2Field[] = [
  [":method", "POST"],
  [":scheme", "http"],
  [":path", "/chat"],
  [":authority", "a.test"],
  ["content-type", "application/websocket2"],
  ["websocket2-version", "1"],
  ["cookie", "session=secret"],
];

export const response: readonly Http2Field[] = [
  [":status", "200"],
  ["content-type", "application/websocket2"],
  ["websocket2-error", "okay"],
];

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");

/** A ping, its pong, a text "Hi", and a close. */
export const frames = {
  ping: hex("0a0300 0102030405060708"),
  pong: hex("0a0301 0102030405060708"),
  hi: hex("03004869"),
  close: hex("0502434c4f53"),
};

/** Returns a connection with one stream: opening, a text in each direction, closes. */
export function talk(reply: readonly Http2Field[] = response): PacketWriter {
  return new PacketWriter()
    .open()
    .send("client", preface, http2(settings(), ...headers(1, request), data(1, frames.ping)))
    .send("server", http2(settings(), ...headers(1, reply), data(1, frames.pong)))
    .send("client", http2(data(1, frames.hi)))
    .send("server", http2(data(1, frames.hi)))
    .send("client", http2(data(1, frames.close, { endStream: true })))
    .send("server", http2(data(1, frames.close, { endStream: true })))
    .close();
}

const [BEGIN, STEP] = [1_764_000_000_000_000_000n, 1_500_000n];

/** Returns a pcap file of packets, 1.5 ms apart. @param cutTo - the most octets of each packet */
export function captureOf(packets: readonly Uint8Array[], cutTo = Infinity): Uint8Array {
  const timed = packets.map((octets, index) => ({ octets, time: BEGIN + STEP * BigInt(index) }));
  return pcapFile(timed.map(({ octets, time }) => ({ octets: octets.subarray(0, cutTo), length: octets.length, time })));
}

/** Writes a file in a folder of its own. @returns its path, and a function that removes the folder */
export function temporaryFile(name: string, content: Uint8Array): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "capture-"));
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, remove: () => rmSync(folder, { recursive: true }) };
}
