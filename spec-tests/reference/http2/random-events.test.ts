/**
 * Random events of HTTP/2 at both roles: resets and GOAWAY with every code at every moment, violations of HTTP/2, lost sockets and silence.
 * Each handshake ends once, with a documented outcome, and leaves nothing behind.
 */
import { createServer, type ServerHttp2Session } from "node:http2";

import test, { type ExecutionContext } from "ava";
import fc from "fast-check";

import { Client, type Connection, OpeningError, sessionOptions, WebSocket2Server } from "../../../reference/http2/index.ts";
import { clientCheck } from "../../../reference/schema/headers/index.ts";
import { buildReply } from "../../../reference/wire/index.ts";
import {
  data,
  type FrameOrOctets,
  goaway,
  headers,
  type Http2ErrorCode,
  http2ErrorCode,
  type Http2Peer,
  ping as http2Ping,
  rawFrame,
  reset,
} from "../../../scripts/interop/h2/index.ts";
import { clos, DATA, listen, octets, openRaw, ping, pongTo, rawClient, rawServer, request, soon, text, until } from "./support.ts";

/** Event at one moment: frames or octets on a stream. */
type Step = (stream: number, code: Http2ErrorCode) => FrameOrOctets;

const LAST_STREAM = 2 ** 31 - 1;
const LAST_CLIENT_STREAM = 4001;

const steps: Readonly<Record<string, Step>> = {
  message: (stream) => data(stream, text("Hi")),
  "half a message": (stream) => data(stream, text("Hi").subarray(0, 2)),
  "a ping": (stream) => data(stream, ping),
  CLOS: (stream) => data(stream, clos),
  "CLOS and END_STREAM": (stream) => data(stream, clos, { endStream: true }),
  "a malformed frame": (stream) => data(stream, Uint8Array.of(0)),
  END_STREAM: (stream) => data(stream, new Uint8Array(0), { endStream: true }),
  trailers: (stream) => headers(stream, [["x-end", "1"]], { endStream: true }),
  RST_STREAM: reset,
  "GOAWAY for all": (_stream, code) => goaway(0, code),
  "GOAWAY for later streams": (_stream, code) => goaway(LAST_STREAM, code),
  PING: () => http2Ping(DATA),
  "DATA on an idle stream": () => data(LAST_CLIENT_STREAM, Uint8Array.of(1)),
  "a frame that is too long": () => Uint8Array.of(0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1),
  "PING of three octets": () => rawFrame("PING", 0, new Uint8Array(3)),
  "SETTINGS of five octets": () => rawFrame("SETTINGS", 0, new Uint8Array(5)),
  "an unexpected CONTINUATION": (stream) => rawFrame("CONTINUATION", stream),
  "WINDOW_UPDATE of 0": (stream) => rawFrame("WINDOW_UPDATE", stream, new Uint8Array(4)),
};

/** What the peer does last. */
const ends: Readonly<Record<string, (peer: Http2Peer) => void>> = {
  silence: () => undefined,
  "loss of the socket": (peer) => peer.destroy(),
  "no more reading": (peer) => peer.stopReading(),
};

/** How the handshake goes, with the frames of the first write behind it or not. */
const openings = ["complete", "complete, in one write with the next", "half", "none"] as const;

/** One sequence of events. Each element of `writes` is one write. */
interface Sequence {
  readonly opening: (typeof openings)[number];
  readonly writes: readonly (readonly (readonly [step: string, code: Http2ErrorCode])[])[];
  readonly end: string;
}

/** NO_ERROR often, since Node.js treats it in its own way. */
const code = fc.oneof(fc.constant("NO_ERROR" as const), fc.constantFrom<Http2ErrorCode[]>(...http2ErrorCode.names, 0xff));
/** Octets that are answered and resets often, since each changes what the other does. */
const step = fc.oneof(
  fc.constantFrom(...Object.keys(steps)),
  fc.constantFrom("message", "a ping", "CLOS", "a malformed frame"),
  fc.constant("RST_STREAM"),
);
const write = fc.array(fc.tuple(step, code), { minLength: 1, maxLength: 3 });
const sequence: fc.Arbitrary<Sequence> = fc.record({
  opening: fc.constantFrom(...openings, "complete" as const),
  writes: fc.array(write, { maxLength: 3 }),
  end: fc.constantFrom(...Object.keys(ends)),
});

/** Sequences that left a connection, a place or a promise behind once. */
const known: readonly Sequence[] = ["message", "a ping", "CLOS", "a malformed frame"].map((answered) => ({
  opening: "complete",
  writes: [[[answered, 0], ["RST_STREAM", "NO_ERROR"]]],
  end: "silence",
}));

/** `make soak` runs more sequences. */
const RUNS = 50 * Number(process.env["RANDOM_RUNS"] ?? 1);

/** Sequences that run at the same time. */
const CONCURRENT = 60;

/** Limits by which each wait ends in milliseconds. */
const limits = {
  handshake: 100,
  refusalLinger: 20,
  flush: 30,
  close: 30,
  closeAtMost: 60,
  pingAfter: 20,
  pingsUnanswered: 1,
  pingLost: 20,
  // Not less, since it is also the time in which a session has to answer PING.
  pingStalled: 1000,
  connections: 1,
};

/** Close codes of the draft that these sequences can lead to. */
const CLOSE_CODES = [1001, 1005, 1006];

/** Sends the writes one after the other, then the end. */
async function play(peer: Http2Peer, stream: number, first: readonly FrameOrOctets[], { opening, writes, end }: Sequence): Promise<void> {
  const parts = writes.map((each) => each.map(([step, errorCode]) => (steps[step] as Step)(stream, errorCode)));
  const joined = opening === "complete, in one write with the next";
  const all = joined ? [[...first, ...(parts[0] ?? [])], ...parts.slice(1)] : [first, ...parts];
  for (const each of all) {
    if (each.length > 0) peer.send(...each);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
  }
  ends[end]?.(peer);
}

/** Runs sequences, a number of them at a time, and names the one that fails. */
async function runAll(t: ExecutionContext, seed: number, run: (sequence: Sequence) => Promise<void>): Promise<void> {
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  const sequences = [...known, ...fc.sample(sequence, { numRuns: RUNS, seed })];
  for (let at = 0; at < sequences.length; at += CONCURRENT) {
    await Promise.all(
      sequences.slice(at, at + CONCURRENT).map(async (each) => {
        try {
          await run(each);
        } catch (error) {
          t.fail(`${JSON.stringify(each)}: ${(error as Error).stack}`);
        }
      }),
    );
  }
  await until("no timer is left", () => timers() <= before);
  t.pass();
}

function assert(holds: boolean, condition: string): void {
  if (!holds) throw new RangeError(condition);
}

/** Waits until the HTTP/2 connection has answered a PING or has ended. Returns whether it answered. */
async function isAlive(peer: Http2Peer): Promise<boolean> {
  if (!peer.isLost) peer.send(http2Ping(Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9)));
  const answered = peer.next("PING", { matches: ({ ack, data: echoed }) => ack && echoed[0] === 9 });
  return answered.then(() => true, () => false);
}

/** Opens one more connection, again while the first handshake waits for its timeout. Returns whether it opened, or HTTP/2 has ended. */
async function hasFreePlace(peer: Http2Peer): Promise<boolean> {
  const end = performance.now() + 5000;
  for (let stream = 2001; performance.now() < end; stream += 2) {
    peer.send(headers(stream, request()));
    // On a busy machine, the session may have ended for want of an answer to PING in time.
    const fields = await peer.next("HEADERS", { stream }).then((event) => event.fields, () => undefined);
    if (fields === undefined) return peer.isLost;
    if (fields.some(([name, value]) => name === ":status" && value === "200")) return true;
    // Longer than a refused stream lingers, which has a place itself for that time.
    await new Promise((resolve) => setTimeout(resolve, 2 * limits.refusalLinger));
  }
  return false;
}

test.serial("any sequence of HTTP/2 events ends each connection of a server once, and leaves nothing behind", async (t) => {
  await runAll(t, 1, async (each) => {
    const opened: Connection[] = [];
    const codes: number[] = [];
    const failures: unknown[] = [];
    const connection = (accepted: Connection): void => {
      opened.push(accepted);
      accepted.onclose = (report) => codes.push(report.code);
      accepted.onmessage = (message) => accepted.send(message);
    };
    const server = createServer(sessionOptions);
    const sessions: ServerHttp2Session[] = [];
    server.on("session", (session) => sessions.push(session.on("error", () => undefined)));
    const ws = new WebSocket2Server({ resources: { "/echo": { connection } }, limits, onfailed: (failure) => failures.push(failure) });
    const peer = await rawClient(t, await listen(t, ws.attach(server) && server), { timeoutMs: 3000 });
    if (each.opening === "complete") await openRaw(peer);
    const first = {
      complete: [],
      "complete, in one write with the next": [headers(1, request()), data(1, ping)],
      half: [headers(1, request()), data(1, ping.subarray(0, 4))],
      none: [],
    }[each.opening];
    await play(peer, 1, first, each);

    await until("all connections have ended", () => ws.connections.size === 0 && codes.length === opened.length);
    assert(opened.length + failures.length <= 1, `${opened.length} connections and ${failures.length} failures`);
    assert(codes.every((closeCode) => CLOSE_CODES.includes(closeCode)), `close codes ${codes.join()}`);
    const [session] = sessions;
    const draining = peer.unread.some(({ type }) => type === "GOAWAY") || session?.closed === true || each.end === "no more reading";
    if (!draining && each.end === "silence" && (await isAlive(peer)) && session?.destroyed === false && !session.closed) {
      assert(await hasFreePlace(peer), "the place of the connection is not free");
    }
    await soon("the server is closed", ws.close());
    peer.destroy();
    server.close();
  });
});

test.serial("any sequence of HTTP/2 events ends each opening and connection of a client once, and leaves nothing behind", async (t) => {
  await runAll(t, 2, async (each) => {
    const accept = async (peer: Http2Peer): Promise<void> => {
      const { stream } = await peer.next("HEADERS");
      const opening = await octets(peer, stream, ping.length);
      const reply = headers(stream, buildReply());
      const pong = data(stream, pongTo(opening));
      const complete = [reply, pong];
      const first = { complete, "complete, in one write with the next": complete, half: [reply], none: [] }[each.opening];
      await play(peer, stream, first, each);
    };
    const { url } = await rawServer(t, (peer) => void accept(peer).catch(() => undefined));
    const client = new Client({ idle: 1 });
    let closes = 0;
    try {
      const connection = await soon("the opening is settled", client.connect(url, { limits }));
      connection.onclose = () => (closes += 1);
      connection.onmessage = (message) => connection.send(message);
      const { code: closeCode } = await soon("the connection has ended", connection.closed);
      assert(CLOSE_CODES.includes(closeCode), `close code ${closeCode}`);
      await until("onclose is called", () => closes === 1);
    } catch (error) {
      if (!(error instanceof OpeningError)) throw error;
      assert(clientCheck.names.includes(error.check), `check ${error.check}`);
    }
    await soon("the client is closed", client.close());
    assert(client.connections.size === 0 && closes <= 1, `${client.connections.size} connections, ${closes} ends`);
  });
});
