/**
 * Attacks that hold memory or places: by idling, by not finishing, by not reading.
 *
 * @module
 */
import { connect } from "node:net";

import { STREAM_WINDOW } from "../../../reference/http2/stream/session-options.ts";
import { buildRequest, encodeFrame } from "../../../reference/wire/index.ts";
import { data, windowUpdate } from "../../interop/h2/index.ts";
import { answersOf, type Attack, type AttackedPath, type Attacker } from "./attack.ts";
import { openingPing, type RawSession, type RawSessionOptions } from "./raw-session.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

/** Opens streams of one HTTP/2 connection. */
async function openStreams(
  attacker: Attacker,
  path: AttackedPath,
  full: number,
  options?: RawSessionOptions & { readonly ping?: boolean },
): Promise<readonly [RawSession, number[]]> {
  const session = attacker.session(options);
  const request = options?.ping === undefined ? {} : { ping: options.ping };
  if (path !== "/undecided") return [session, await attacker.openPaced(session, attacker.many(full), () => session.open(path, request))];
  const streams = Array.from({ length: attacker.many(full) }, () => session.open(path, request));
  await attacker.rest(500);
  return [session, streams];
}

/** Sends the same octets on each stream, as far as the windows of the server allow. */
async function fill(attacker: Attacker, session: RawSession, streams: readonly number[], octets: Uint8Array, ms: number): Promise<void> {
  const sent = new Map<number, number>();
  await attacker.until(() => {
    for (const stream of streams) {
      const at = sent.get(stream) ?? 0;
      sent.set(stream, at + session.sendWithinWindows(stream, octets.subarray(at), STREAM_WINDOW));
    }
    return attacker.spent || session.ended;
  }, ms);
}

/** Fills the windows of many connections with octets. */
const filled = (name: string, path: AttackedPath, count: number, octets: () => Uint8Array, ms = 2500): Attack => ({
  name,
  run: async (attacker) => {
    const [session, streams] = await openStreams(attacker, path, count);
    await fill(attacker, session, streams, octets(), ms);
    return answersOf([session]);
  },
});

const repeated = (frame: Uint8Array, octets: number): Uint8Array =>
  Buffer.concat(Array.from({ length: Math.floor(octets / frame.length) }, () => frame));

const idleSessions: Attack = {
  name: "1000 idle HTTP/2 connections",
  run: async (attacker) => {
    for (let at = 0; at < attacker.many(1000); at += 1) {
      attacker.session();
      if (at % 50 === 49) await attacker.rest(30);
    }
    await attacker.rest(500);
    return "open";
  },
};

const noPing: Attack = {
  name: "1000 openings without a ping",
  run: async (attacker) => {
    const [session] = await openStreams(attacker, "/echo", 1000, { ping: false });
    await attacker.rest(1500);
    return answersOf([session]);
  },
};

const halfOpen: Attack = {
  name: "500 half-open handshakes over HTTP/1.1",
  run: async (attacker) => {
    const fields = buildRequest({ scheme: "http", authority: "a", path: "/echo" }).filter(([name]) => !name.startsWith(":"));
    const lines = [["host", "a"], ["transfer-encoding", "chunked"], ...fields].map(([name, value]) => `${name}: ${value}\r\n`);
    const sockets = Array.from({ length: attacker.many(500) }, () => connect(attacker.ports.http1, "127.0.0.1"));
    let answered = 0;
    for (const socket of sockets) {
      socket.on("error", () => undefined);
      socket.on("data", () => (answered += 1));
      socket.write(`POST /echo HTTP/1.1\r\n${lines.join("")}\r\n`);
    }
    await attacker.rest(1500);
    for (const socket of sockets) socket.destroy();
    return `${answered} answered`;
  },
};

/** Breaks HTTP/2 once, then hangs up. */
const ghosts: Attack = {
  name: "200 ghosts: DATA on an idle stream, then hang up",
  run: async (attacker) => {
    const [session] = await openStreams(attacker, "/echo", 200);
    session.send(data(99_999, openingPing));
    await attacker.rest(100);
    session.destroy();
    await attacker.rest(1500);
    return session.end;
  },
};

/** Takes nothing, or a few octets at a time, from a server that sends 40 MiB and closes. */
const slowReaders = (name: string, increment: number): Attack => ({
  name,
  run: async (attacker) => {
    const [session, streams] = await openStreams(attacker, "/sender", 5, { streamWindow: openingPing.length });
    for (let at = 0; at < 10; at += 1) {
      if (increment > 0) session.send(...streams.map((stream) => windowUpdate(stream, increment)));
      await attacker.rest(300);
    }
    return `${Math.round(session.content / KIB)} KiB taken, ${session.resets} reset`;
  },
});

/** A text to many receivers that take nothing. */
const deafChat: Attack = {
  name: "chat of 8 MiB to 200 receivers that take nothing",
  run: async (attacker) => {
    await openStreams(attacker, "/chat", 200, { streamWindow: openingPing.length });
    const [session, [sender = 0]] = await openStreams(attacker, "/chat", 0);
    session.sendData(sender, encodeFrame({ type: "text", text: "x".repeat(attacker.many(8 * MIB)) }));
    await attacker.rest(1500);
    return "queued";
  },
};

const letter = encodeFrame({ type: "text", text: "x" });
const longFrame = encodeFrame({ type: "binary", bytes: new Uint8Array(16 * MIB) });

/** Attacks that hold memory or places. */
export const holdingAttacks: readonly Attack[] = [
  idleSessions,
  noPing,
  halfOpen,
  filled("content before the decision on 1000 streams", "/undecided", 1000, () => new Uint8Array(4 * 16_384)),
  filled("texts of one letter to a stalled application on 100", "/stalled", 100, () => repeated(letter, MIB)),
  filled("half of a frame of 16 MiB on 1000 connections", "/echo", 1000, () => longFrame),
  slowReaders("zero window", 0),
  slowReaders("drip of 64 KiB", 64 * KIB),
  slowReaders("window of one octet", 1),
  deafChat,
  ghosts,
];
