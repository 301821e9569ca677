import test from "ava";

import { compressor } from "../../../reference/compression/index.ts";
import type { Message } from "../../../reference/connection/index.ts";
import type { ConnectionContext } from "../../../reference/connection/machine/connection-context.ts";
import type { CompressionMethod } from "../../../reference/schema/headers/index.ts";
import { limit } from "../../../reference/schema/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { type TestEndpoint, EndpointPair } from "./endpoint-pair.ts";

const LIMITS = { message: 65_536, queuedOctets: 1000 };
const MOST = LIMITS.message + LIMITS.queuedOctets;

/** Decompressed in a row before others have their turn. */
const IN_A_ROW = 128;

const roles = ["client", "server"] as const;
const methods = ["lz4", "deflate"] as const;

const clos = encodeFrame({ type: "error", code: "CLOS" });
const ping = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(7) });
const pong = encodeFrame({ type: "ping", kind: "pong", data: new Uint8Array(8).fill(7) });
const plain = (octet: number): Uint8Array => encodeFrame({ type: "binary", bytes: Uint8Array.of(octet) });
const hex = (octets: Uint8Array): string => Buffer.from(octets).toString("hex");

function opened(method: CompressionMethod, limits: Partial<typeof LIMITS & { close: number; pings: number; emptyFrames: number; pingStalled: number }> = LIMITS): EndpointPair {
  const use = { threshold: 1 };
  const pair = new EndpointPair({ client: { limits, use }, server: { limits, use } });
  pair.policy = { compression: { methods: { [method]: [9, 9] } } };
  return pair.open({ offer: { [method]: [9, 9] } }).flow();
}

const inboxOf = ({ core }: TestEndpoint): ConnectionContext["inbox"] => (core as unknown as { readonly context: ConnectionContext }).context.inbox;

/** Messages that are told apart. */
const long = (count: number, octets = 60_000): Message[] => Array.from({ length: count }, (_, at) => ({ type: "binary", bytes: new Uint8Array(octets).fill(at) }));

/** The messages in compressed frames, as a peer sends them. */
function packed(method: CompressionMethod, messages: readonly Message[]): Uint8Array[] {
  const sender = compressor({ [method]: 9 });
  return messages.map((message) => {
    const bytes = message.type === "binary" ? message.bytes : new Uint8Array(0);
    return encodeFrame({ type: "binary", compression: method, payload: sender.compress(bytes) as Uint8Array });
  });
}

/** How far messages came, by their first octet. */
const firsts = ({ messages }: TestEndpoint): (number | undefined)[] => messages.map((each) => (each.type === "binary" ? each.bytes[0] : undefined));
const count = (end: number): number[] => Array.from({ length: end }, (_, at) => at % 256);

/** The application reads all that there is. */
function readAll(end: TestEndpoint): void {
  end.core.resume();
  while (end.turn());
}

/** An end whose application does not read has been sent messages that expand to 60,000 octets each, and what follows. */
function stuffed(method: CompressionMethod, role: "client" | "server", ...behind: Uint8Array[]): { readonly pair: EndpointPair; readonly end: TestEndpoint } {
  const pair = opened(method);
  const end = pair[role];
  end.core.pause();
  end.core.receiveData(Buffer.concat([...packed(method, long(100)), ...behind]));
  return { pair, end };
}

for (const role of roles) {
  const other = role === "client" ? "server" : "client";
  for (const method of methods) {
    test(`what waits for the application of a ${role} is bounded however much ${method} makes of a window, and comes whole with a clean end behind it`, (t) => {
      const pair = opened(method);
      const end = pair[role];
      end.core.pause();
      const sent = long(100);
      for (const message of sent) t.true(pair[other].core.send(message));
      pair[other].core.close(4000, "bye");
      pair.flow();
      t.is(inboxOf(end).queuedOctets, 120_000);
      t.true(end.withheld);
      t.is(end.core.state, "open");
      readAll(end);
      pair.flow();
      t.deepEqual(end.messages, sent);
      t.deepEqual(end.of("closed"), [{ code: 4000, reason: "bye", wasClean: true, error: "CLOS" }]);
      t.deepEqual(pair[other].of("closed"), [{ code: 4000, reason: "", wasClean: true, error: "CLOS" }]);
      t.false(end.withheld);
    });

    test(`an application of a ${role} that takes one message at a time never has more than the bound waiting: ${method}`, (t) => {
      const { end } = stuffed(method, role);
      const waiting: number[] = [];
      end.onMessage = () => {
        end.core.pause();
        waiting.push(inboxOf(end).queuedOctets);
      };
      for (let at = 0; at < 200; at += 1) {
        end.core.resume();
        end.turn();
      }
      t.deepEqual(firsts(end), count(100));
      t.true(waiting.every((octets) => octets <= MOST));
      t.false(end.withheld);
    });
  }

  test(`a ${role} reads on up to the first compressed message that has to wait, and answers a ping in front of it alone (R-129)`, (t) => {
    const pair = opened("lz4");
    const end = pair[role];
    end.core.pause();
    const [one, two, three] = packed("lz4", long(3)) as [Uint8Array, Uint8Array, Uint8Array];
    end.core.receiveData(Buffer.concat([one, two, plain(9), ping, three, ping]));
    t.is(inboxOf(end).queuedMessages, 3);
    end.way.length = 0;
    while (end.take());
    t.deepEqual(end.way.map((parcel) => (parcel.is === "octets" ? hex(parcel.octets) : parcel.is)), [hex(pong)]);
    end.core.receiveData(plain(5));
    readAll(end);
    t.deepEqual(firsts(end), [0, 1, 9, 2, 5]);
    while (end.take());
    t.is(end.way.length, 2);
  });

  test(`a ${role} decompresses ${IN_A_ROW} messages and asks for a turn, in one input or in many`, (t) => {
    for (const cut of [Infinity, 1]) {
      const pair = opened("deflate");
      const end = pair[role];
      const frames = packed("deflate", long(1000, 12));
      if (cut === Infinity) end.core.receiveData(Buffer.concat(frames));
      else for (const frame of frames) end.core.receiveData(frame);
      t.is(end.messages.length, IN_A_ROW);
      t.true(end.withheld);
      end.core.receiveData(plain(77));
      for (let turns = 2; turns <= 7; turns += 1) {
        t.true(end.turn());
        t.is(end.messages.length, turns * IN_A_ROW);
        t.true(end.withheld);
      }
      t.true(end.turn());
      t.deepEqual(firsts(end), [...count(1000), 77]);
      t.false(end.withheld);
      t.false(end.turn());
    }
  });

  test(`a ${role} asks for a turn when 1 MiB has been decompressed, by whatever few messages`, (t) => {
    const pair = opened("lz4", {});
    const end = pair[role];
    end.core.receiveData(Buffer.concat(packed("lz4", long(10, 300_000))));
    t.is(end.messages.length, 4);
    t.true(end.turn());
    t.is(end.messages.length, 8);
    t.true(end.turn());
    t.deepEqual(firsts(end), count(10));
  });

  test(`a ${role} asks for no turn for messages that are not compressed`, (t) => {
    const end = opened("lz4")[role];
    for (let at = 0; at < 1000; at += 1) end.core.receiveData(plain(at));
    t.is(end.messages.length, 1000);
    t.false(end.asks);
  });

  for (const [title, ends, report] of [
    ["a reset", (end: TestEndpoint) => end.core.receiveReset(8), { code: 1006, reason: "", wasClean: false, seen: "RST_STREAM(CANCEL)" }],
    ["a loss", (end: TestEndpoint) => end.core.connectionLost("gone"), { code: 1006, reason: "", wasClean: false, seen: "gone" }],
    ["END_STREAM", (end: TestEndpoint) => end.core.receiveEndStream(), { code: 1006, reason: "", wasClean: false, seen: "END_STREAM" }],
    ["END_STREAM and a reset", (end: TestEndpoint) => {
      end.core.receiveEndStream();
      end.core.receiveReset(0);
    }, { code: 1006, reason: "", wasClean: false, seen: "END_STREAM" }],
  ] as const) {
    test(`${title} waits behind what a ${role} has not read`, (t) => {
      const { pair, end } = stuffed("deflate", role);
      ends(end);
      t.is(end.core.state, "open");
      pair.pass(3_600_000);
      t.is(end.core.state, "open");
      readAll(end);
      pair.flow();
      t.deepEqual(firsts(end), count(100));
      t.deepEqual(end.told.at(-1), ["closed", report]);
      t.is(end.core.state, "closed");
    });

    test(`a CLOS that a ${role} has not read is not overtaken by ${title}`, (t) => {
      const { pair, end } = stuffed("deflate", role, clos);
      ends(end);
      readAll(end);
      pair.flow();
      t.deepEqual(firsts(end), count(100));
      t.like(end.told.at(-1)?.[1], { code: 1005, error: "CLOS", wasClean: role === "server" && title === "END_STREAM" });
    });
  }

  test(`a ${role} whose stream is gone sends nothing, takes nothing and has no timer while messages wait unread`, (t) => {
    const { end } = stuffed("lz4", role);
    end.core.send({ type: "text", text: "queued" });
    end.core.connectionLost();
    t.is(end.core.deadline, undefined);
    t.is(end.core.take(1000), undefined);
    t.false(end.core.send({ type: "text", text: "more" }));
    end.core.handleTimeout();
    t.is(end.core.state, "open");
  });

  test(`a ${role} finds a fault behind what waited, at its place, and reads nothing behind it`, (t) => {
    const pair = opened("lz4");
    const end = pair[role];
    end.core.pause();
    const frames = packed("lz4", long(5));
    const before = end.core.statistics().received.octets;
    const octets = Buffer.concat(frames).length;
    end.core.receiveData(Buffer.concat([...frames, Uint8Array.of(0xff), ...frames]));
    end.core.receiveData(frames[0] as Uint8Array);
    t.is(end.core.state, "open");
    readAll(end);
    t.is(end.core.state, "faulting");
    t.deepEqual(firsts(end), count(5));
    t.false(end.withheld);
    pair.flow();
    end.core.receiveEndStream();
    t.deepEqual(end.of("closed").map(({ code, fault }) => [code, fault?.octet]), [[1006, before + octets]]);
  });

  test(`octets that a ${role} leaves unread are signs of life, and none is missed from then on until END_STREAM`, (t) => {
    const { pair, end } = stuffed("lz4", role);
    const { pingAfter } = limit.configure();
    for (let at = 1; at <= 20; at += 1) {
      pair.now = at * pingAfter;
      end.core.handleTimeout();
      while (end.take());
      end.sent();
      end.core.receiveData(pong);
    }
    t.is(end.core.state, "open");
    end.core.receiveEndStream();
    t.is(end.core.deadline, undefined);
  });

  test(`a ${role} that gives a silent peer up cancels at once, and hands over what it has not read before it reports`, (t) => {
    const { pair, end } = stuffed("lz4", role);
    pair[other].cut = true;
    pair.pass(200_000);
    t.true(end.resetSent);
    t.is(end.core.state, "open");
    readAll(end);
    t.deepEqual(firsts(end), count(100));
    t.deepEqual(end.of("closed"), [{ code: 1006, reason: "", wasClean: false, seen: "no octet in spite of pings" }]);
  });

  test(`a ${role} does not count pings and empty messages that waited for the application, and counts those that waited for a turn`, (t) => {
    const many = Array.from({ length: 20 }, () => [ping, encodeFrame({ type: "text", text: "" })]).flat();
    for (const waits of [true, false]) {
      const pair = opened("lz4", { ...LIMITS, pings: 10, emptyFrames: 10 });
      const end = pair[role];
      if (waits) end.core.pause();
      end.core.receiveData(Buffer.concat([...packed("lz4", waits ? long(3) : long(200, 30)), ...many]));
      readAll(end);
      t.is(end.core.state, waits ? "open" : "flushing");
      // What comes later counts.
      end.core.receiveData(Buffer.concat(many));
      t.is(end.core.state, "flushing");
    }
  });

  test(`while a ${role} that closes has octets unread the close timer runs on to its bound only`, (t) => {
    const { pair, end } = stuffed("lz4", role);
    end.core.close();
    while (end.take());
    end.sent();
    t.is(end.core.state, "closing");
    pair.now = 29_999;
    end.core.handleTimeout();
    t.is(end.core.state, "closing");
    readAll(end);
    t.deepEqual(firsts(end), count(100));
    pair.now = 30_000;
    end.core.handleTimeout();
    t.is(end.core.state, "closed");
  });
}

test("a client that waits for the second pong reads on turn by turn, and opens", (t) => {
  const pair = new EndpointPair({ client: { confirm: true } });
  pair.policy = { compression: { methods: { deflate: [9, 9] } } };
  pair.open({ offer: { deflate: [9, 9] } });
  pair.client.take();
  while (pair.arrive(pair.client));
  while (pair.server.take());
  while (pair.arrive(pair.server));
  t.is(pair.client.core.state, "confirming");
  pair.client.core.receiveData(Buffer.concat(packed("deflate", long(300, 12))));
  t.deepEqual(pair.client.messages, []);
  pair.flow();
  t.is(pair.client.core.state, "open");
  t.deepEqual(firsts(pair.client), count(300));
});

test("octets that were held until the decision are read turn by turn", (t) => {
  const pair = new EndpointPair();
  pair.policy = { compression: { methods: { deflate: [9, 9] } } };
  pair.server.decide = () => undefined;
  pair.open({ offer: { deflate: [9, 9] } });
  pair.arrive(pair.client);
  const { core } = pair.server;
  const frames = packed("deflate", long(3000, 12));
  core.receiveData(ping);
  for (const frame of frames) core.receiveData(frame);
  core.accept();
  t.is(pair.server.messages.length, IN_A_ROW);
  while (pair.server.turn());
  t.deepEqual(firsts(pair.server), count(3000));
});

test("a reset before the opening pong is out is counted, whatever is unread", (t) => {
  const pair = new EndpointPair({ server: { limits: LIMITS } });
  pair.policy = { compression: { methods: { lz4: [9, 9] } } };
  pair.open({ offer: { lz4: [9, 9] } });
  pair.arrive(pair.client);
  pair.server.core.pause();
  pair.server.core.receiveData(Buffer.concat([ping, ...packed("lz4", long(100))]));
  pair.server.core.receiveReset(8);
  t.is(pair.server.core.state, "closed");
  pair.server.core.resume();
  t.is(pair.server.of("openingBrokenOff").length, 1);
});
