/**
 * Attacks by many frames: resets, refusals, and frames that cost the sender little.
 *
 * @module
 */
import { buildRequest, encodeFrame } from "../../../reference/wire/index.ts";
import { data, headers, type Http2Frame, ping, priorityFrame, rawFrame, reset, settings, windowUpdate } from "../../interop/h2/index.ts";
import { encodeFields } from "../../interop/h2/hpack/encode-fields.ts";
import type { Attack, AttackedPath } from "./attack.ts";
import { openingPing, type RawSession } from "./raw-session.ts";

/** The octets of a long message whose frame never ends. */
const LONG = 16 * 1024 * 1024;

const FIELDS = buildRequest({ scheme: "http", authority: "127.0.0.1", path: "/echo" });

/** Repeats an act on one HTTP/2 connection after the other. */
const flood = (name: string, batch: number, act: (session: RawSession) => void): Attack => ({
  name,
  run: (attacker) => attacker.flood(batch, act),
});

/** Opens a connection, then acts on its stream. @param ms - the delay of the act; 0 for the same turn */
const opening = (name: string, ms: number, act: (session: RawSession, stream: number) => void, path: AttackedPath = "/undecided"): Attack =>
  flood(name, 50, (session) => {
    const stream = session.open(path);
    if (ms === 0) act(session, stream);
    else setTimeout(() => act(session, stream), ms);
  });

/** Opens one connection for each HTTP/2 connection, and acts on it again and again. */
const inConnection = (name: string, batch: number, act: (session: RawSession, stream: number) => void, begin?: typeof act): Attack => {
  const streams = new WeakMap<RawSession, number>();
  return flood(name, batch, (session) => {
    let stream = streams.get(session);
    if (stream === undefined) {
      stream = session.open("/echo");
      streams.set(session, stream);
      begin?.(session, stream);
    }
    act(session, stream);
  });
};

/** A WINDOW_UPDATE that the server has to answer with a reset. */
const zeroIncrement = (stream: number): Http2Frame => rawFrame("WINDOW_UPDATE", stream, new Uint8Array(4));

const MAX_INCREMENT = 2 ** 31 - 1;
const pongs = Buffer.concat(Array.from({ length: 100 }, () => encodeFrame({ type: "ping", kind: "pong", data: new Uint8Array(8) })));
const longHead = encodeFrame({ type: "binary", bytes: new Uint8Array(LONG) }).subarray(0, 8);
const manyFields = encodeFields(Array.from({ length: 100 }, (_, at) => [`x-${at}`, "a".repeat(100)] as const));
const refused = FIELDS.map(([name, value]) => [name, name === "content-type" ? "text/plain" : value] as const);

const continuation: Attack = {
  name: "CONTINUATION flood",
  run: async (attacker) => {
    const begun = new WeakSet<RawSession>();
    return await attacker.flood(20, (session) => {
      if (!begun.has(session)) session.send(rawFrame("HEADERS", session.idle(), encodeFields(FIELDS)));
      begun.add(session);
      session.send(rawFrame("CONTINUATION", 1, manyFields));
    });
  },
};

/** Attacks by many frames. */
export const floodAttacks: readonly Attack[] = [
  opening("rapid reset in one write", 0, (session, stream) => session.send(reset(stream, "CANCEL"))),
  opening("rapid reset after 5 ms", 5, (session, stream) => session.send(reset(stream, "CANCEL"))),
  opening("MadeYouReset: WINDOW_UPDATE of 0", 3, (session, stream) => session.send(zeroIncrement(stream))),
  opening("MadeYouReset: window overflow", 3, (session, stream) =>
    session.send(windowUpdate(stream, MAX_INCREMENT), windowUpdate(stream, MAX_INCREMENT)),
  ),
  opening("MadeYouReset: DATA behind the end", 3, (session, stream) =>
    session.send(data(stream, undefined, { endStream: true }), data(stream, openingPing)),
  ),
  opening("MadeYouReset: PRIORITY on itself", 3, (session, stream) => session.send(priorityFrame(stream, stream, 1))),
  opening("open, then provoke a reset", 10, (session, stream) => session.send(zeroIncrement(stream)), "/echo"),
  flood("refused handshakes", 200, (session) => {
    const stream = session.idle();
    session.send(...headers(stream, refused), data(stream, openingPing));
    setTimeout(() => session.send(reset(stream, "CANCEL")), 3);
  }),
  continuation,
  flood("SETTINGS flood", 500, (session) => session.send(settings({ MAX_CONCURRENT_STREAMS: 100 }))),
  flood("PING flood of HTTP/2", 500, (session) => session.send(ping(new Uint8Array(8)))),
  flood("PRIORITY flood", 500, (session) => session.send(priorityFrame(session.idle(), 0, 16))),
  inConnection("empty DATA", 500, (session, stream) => session.send(data(stream))),
  inConnection("DATA of one octet, invalid", 500, (session, stream) => session.send(data(stream, Uint8Array.of(3)))),
  inConnection(
    "DATA of one octet, in a frame of 16 MiB",
    500,
    (session, stream) => session.send(data(stream, Uint8Array.of(1))),
    (session, stream) => session.send(data(stream, longHead)),
  ),
  inConnection("pong flood", 50, (session, stream) => session.send(data(stream, pongs))),
  inConnection("ping flood", 200, (session, stream) => session.send(data(stream, openingPing))),
];
