import test from "ava";

import { compressor } from "../../../../reference/compression/index.ts";
import type { Message } from "../../../../reference/connection/index.ts";
import type { ConnectionContext } from "../../../../reference/connection/machine/connection-context.ts";
import type { CompressionMethod } from "../../../../reference/schema/headers/index.ts";
import { limit } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { type TestEndpoint, EndpointPair } from "../endpoint-pair.ts";

const LIMITS = { message: 65_536, queuedOctets: 1000 };
const MOST = LIMITS.queuedOctets + 60_000;

/** The number of short messages of deflate that are decompressed in one turn: each counts as 32 KiB of its MiB. */
const MESSAGES_PER_TURN = 32;

const roles = ["client", "server"] as const;
const methods = ["lz4", "deflate"] as const;

const clos = encodeFrame({ type: "error", code: "CLOS" });
const ping = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(7) });
const pong = encodeFrame({ type: "ping", kind: "pong", data: new Uint8Array(8).fill(7) });
const plain = (octet: number): Uint8Array => encodeFrame({ type: "binary", bytes: Uint8Array.of(octet) });
const hex = (octets: Uint8Array): string => Buffer.from(octets).toString("hex");

function opened(
  method: CompressionMethod,
  limits: Partial<typeof LIMITS & { close: number; pings: number; pingStalled: number }> = LIMITS,
): EndpointPair {
  const use = { threshold: 1 };
  const pair = new EndpointPair({ client: { limits, use }, server: { limits, use } });
  pair.policy = { compression: { [method]: [9, 9] } };
  return pair.open({ offer: { [method]: [9, 9] } }).settle();
}

const inboxOf = ({ core }: TestEndpoint): ConnectionContext["inbox"] =>
  (core as unknown as { readonly context: ConnectionContext }).context.inbox;

/** Returns messages that differ in their octets. */
const longMessages = (count: number, octets = 60_000): Message[] =>
  Array.from({ length: count }, (_, at) => ({ type: "binary", bytes: new Uint8Array(octets).fill(at) }));

/** Returns the compressed frames of messages. */
function compressedFrames(method: CompressionMethod, messages: readonly Message[]): Uint8Array[] {
  const sender = compressor({ [method]: 9 });
  return messages.map((message) => {
    const bytes = message.type === "binary" ? message.bytes : new Uint8Array(0);
    return encodeFrame({ type: "binary", compression: method, payload: sender.compress(bytes) as Uint8Array });
  });
}

/** Returns the first octet of each message delivered. */
const firstOctets = ({ messages }: TestEndpoint): (number | undefined)[] =>
  messages.map((each) => (each.type === "binary" ? each.bytes[0] : undefined));
const count = (end: number): number[] => Array.from({ length: end }, (_, at) => at % 256);

/** Resumes delivery and runs turns until all input is read. */
function readAll(end: TestEndpoint): void {
  end.core.resume();
  while (end.runTurn());
}

/** Returns an end whose paused application has 100 compressed messages of 60,000 octets waiting, and the octets after them. */
function pausedEnd(
  method: CompressionMethod,
  role: "client" | "server",
  ...following: Uint8Array[]
): { readonly pair: EndpointPair; readonly end: TestEndpoint } {
  const pair = opened(method);
  const end = pair[role];
  end.core.pause();
  end.core.receiveData(Buffer.concat([...compressedFrames(method, longMessages(100)), ...following]));
  return { pair, end };
}

for (const role of roles) {
  const other = role === "client" ? "server" : "client";
  for (const method of methods) {
    test(`the inbox of a ${role} stays bounded for any ${method} payload, and all messages and a clean end arrive`, (t) => {
      const pair = opened(method);
      const end = pair[role];
      end.core.pause();
      const sent = longMessages(100);
      for (const message of sent) t.true(pair[other].core.send(message));
      pair[other].core.close(4000, "bye");
      pair.settle();
      t.is(inboxOf(end).queuedOctets, 60_000);
      t.true(end.receivePaused);
      t.is(end.core.state, "open");
      readAll(end);
      pair.settle();
      t.deepEqual(end.messages, sent);
      t.deepEqual(end.callsOf("closed"), [{ code: 4000, reason: "bye", wasClean: true, error: "CLOS" }]);
      t.deepEqual(pair[other].callsOf("closed"), [{ code: 4000, reason: "", wasClean: true, error: "CLOS" }]);
      t.false(end.receivePaused);
    });

    test(`the inbox of a ${role} stays bounded for an application that takes one message at a time: ${method}`, (t) => {
      const { end } = pausedEnd(method, role);
      const waiting: number[] = [];
      end.onMessage = () => {
        end.core.pause();
        waiting.push(inboxOf(end).queuedOctets);
      };
      for (let at = 0; at < 200; at += 1) {
        end.core.resume();
        end.runTurn();
      }
      t.deepEqual(firstOctets(end), count(100));
      t.true(waiting.every((octets) => octets <= MOST));
      t.false(end.receivePaused);
    });
  }

  test(`a ${role} reads up to the first compressed message that must wait, and answers a ping before it only (R-195)`, (t) => {
    const pair = opened("lz4");
    const end = pair[role];
    end.core.pause();
    const [one, two] = compressedFrames("lz4", longMessages(2)) as [Uint8Array, Uint8Array];
    end.core.receiveData(Buffer.concat([one, plain(9), ping, two, ping]));
    t.is(inboxOf(end).queuedMessages, 2);
    end.outgoing.length = 0;
    while (end.take());
    t.deepEqual(end.outgoing.map((part) => (part.is === "octets" ? hex(part.octets) : part.is)), [hex(pong)]);
    end.core.receiveData(plain(5));
    readAll(end);
    t.deepEqual(firstOctets(end), [0, 9, 1, 5]);
    while (end.take());
    t.is(end.outgoing.length, 2);
  });

  test(`a ${role} decompresses ${MESSAGES_PER_TURN} messages and schedules a read, in one input or in many`, (t) => {
    for (const cut of [Infinity, 1]) {
      const pair = opened("deflate");
      const end = pair[role];
      const frames = compressedFrames("deflate", longMessages(1000, 12));
      if (cut === Infinity) end.core.receiveData(Buffer.concat(frames));
      else for (const frame of frames) end.core.receiveData(frame);
      t.is(end.messages.length, MESSAGES_PER_TURN);
      t.true(end.receivePaused);
      end.core.receiveData(plain(77));
      for (let turns = 2; turns * MESSAGES_PER_TURN < 1000; turns += 1) {
        t.true(end.runTurn());
        t.is(end.messages.length, turns * MESSAGES_PER_TURN);
        t.true(end.receivePaused);
      }
      t.true(end.runTurn());
      t.deepEqual(firstOctets(end), [...count(1000), 77]);
      t.false(end.receivePaused);
      t.false(end.runTurn());
    }
  });

  test(`a ${role} schedules a read after 1 MiB is decompressed`, (t) => {
    const pair = opened("lz4", {});
    const end = pair[role];
    end.core.receiveData(Buffer.concat(compressedFrames("lz4", longMessages(10, 300_000))));
    t.is(end.messages.length, 4);
    t.true(end.runTurn());
    t.is(end.messages.length, 8);
    t.true(end.runTurn());
    t.deepEqual(firstOctets(end), count(10));
  });

  test(`a ${role} schedules no read for uncompressed messages`, (t) => {
    const end = opened("lz4")[role];
    for (let at = 0; at < 1000; at += 1) end.core.receiveData(plain(at));
    t.is(end.messages.length, 1000);
    t.false(end.readScheduled);
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
    test(`a ${role} handles ${title} after its unread messages`, (t) => {
      const { pair, end } = pausedEnd("deflate", role);
      ends(end);
      t.is(end.core.state, "open");
      pair.advance(3_600_000);
      t.is(end.core.state, "open");
      readAll(end);
      pair.settle();
      t.deepEqual(firstOctets(end), count(100));
      t.deepEqual(end.calls.at(-1), ["closed", report]);
      t.is(end.core.state, "closed");
    });

    test(`a ${role} handles an unread CLOS before ${title}`, (t) => {
      const { pair, end } = pausedEnd("deflate", role, clos);
      ends(end);
      readAll(end);
      pair.settle();
      t.deepEqual(firstOctets(end), count(100));
      t.like(end.calls.at(-1)?.[1], { code: 1005, error: "CLOS", wasClean: role === "server" && title === "END_STREAM" });
    });
  }

  test(`a ${role} whose stream is gone sends nothing, queues nothing and has no timer while messages are unread`, (t) => {
    const { end } = pausedEnd("lz4", role);
    end.core.send({ type: "text", text: "queued" });
    end.core.connectionLost();
    t.is(end.core.deadline, undefined);
    t.is(end.core.take(1000), undefined);
    t.false(end.core.send({ type: "text", text: "more" }));
    end.core.handleTimeout();
    t.is(end.core.state, "open");
  });

  test(`a ${role} finds a fault after unread messages, at its stream offset, and reads nothing after it`, (t) => {
    const pair = opened("lz4");
    const end = pair[role];
    end.core.pause();
    const frames = compressedFrames("lz4", longMessages(5));
    const before = end.core.statistics().received.octets;
    const octets = Buffer.concat(frames).length;
    end.core.receiveData(Buffer.concat([...frames, Uint8Array.of(0xff), ...frames]));
    end.core.receiveData(frames[0] as Uint8Array);
    t.is(end.core.state, "open");
    readAll(end);
    t.is(end.core.state, "faulting");
    t.deepEqual(firstOctets(end), count(5));
    t.false(end.receivePaused);
    pair.settle();
    end.core.receiveEndStream();
    t.deepEqual(end.callsOf("closed").map(({ code, fault }) => [code, fault?.octet]), [[1006, before + octets]]);
  });

  test(`unread octets of a ${role} count for liveness, and no timer runs after END_STREAM`, (t) => {
    const { pair, end } = pausedEnd("lz4", role);
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

  test(`a ${role} that loses a silent peer cancels at once and delivers unread messages before the report`, (t) => {
    const { pair, end } = pausedEnd("lz4", role);
    pair[other].cutOff = true;
    pair.advance(200_000);
    t.true(end.resetSent);
    t.is(end.core.state, "open");
    readAll(end);
    t.deepEqual(firstOctets(end), count(100));
    t.deepEqual(end.callsOf("closed"), [{ code: 1006, reason: "", wasClean: false, seen: "no octet received although pings were sent" }]);
  });

  test(`a ${role} counts pings that waited for a turn, but not those that waited for the application`, (t) => {
    const many = Array.from({ length: 30 }, () => ping);
    for (const waits of [true, false]) {
      const pair = opened("lz4", { ...LIMITS, pings: 20 });
      const end = pair[role];
      if (waits) end.core.pause();
      end.core.receiveData(Buffer.concat([...compressedFrames("lz4", waits ? longMessages(3) : longMessages(200, 30)), ...many]));
      readAll(end);
      t.is(end.core.state, waits ? "open" : "flushing");
      // Later input counts.
      end.core.receiveData(Buffer.concat(many));
      t.is(end.core.state, "flushing");
    }
  });

  test(`the close timer of a ${role} with unread octets runs to its bound`, (t) => {
    const { pair, end } = pausedEnd("lz4", role);
    end.core.close();
    while (end.take());
    end.sent();
    t.is(end.core.state, "closing");
    pair.now = 599_999;
    end.core.handleTimeout();
    t.is(end.core.state, "closing");
    readAll(end);
    t.deepEqual(firstOctets(end), count(100));
    pair.now = 600_000;
    end.core.handleTimeout();
    t.is(end.core.state, "closed");
  });
}

test("a client that waits for the second pong reads turn by turn, and opens", (t) => {
  const pair = new EndpointPair({ client: { confirm: true } });
  pair.policy = { compression: { deflate: [9, 9] } };
  pair.open({ offer: { deflate: [9, 9] } });
  pair.client.take();
  while (pair.deliver(pair.client));
  while (pair.server.take());
  while (pair.deliver(pair.server));
  t.is(pair.client.core.state, "confirming");
  pair.client.core.receiveData(Buffer.concat(compressedFrames("deflate", longMessages(300, 12))));
  t.deepEqual(pair.client.messages, []);
  pair.settle();
  t.is(pair.client.core.state, "open");
  t.deepEqual(firstOctets(pair.client), count(300));
});

test("octets held until the decision are read turn by turn", (t) => {
  const pair = new EndpointPair();
  pair.policy = { compression: { deflate: [9, 9] } };
  pair.server.decide = () => undefined;
  pair.open({ offer: { deflate: [9, 9] } });
  pair.deliver(pair.client);
  const { core } = pair.server;
  const frames = compressedFrames("deflate", longMessages(300, 12));
  core.receiveData(ping);
  for (const frame of frames) core.receiveData(frame);
  core.accept();
  t.is(pair.server.messages.length, MESSAGES_PER_TURN);
  while (pair.server.runTurn());
  t.deepEqual(firstOctets(pair.server), count(300));
});

test("a reset before the opening pong is sent counts, even with unread messages", (t) => {
  const pair = new EndpointPair({ server: { limits: LIMITS } });
  pair.policy = { compression: { lz4: [9, 9] } };
  pair.open({ offer: { lz4: [9, 9] } });
  pair.deliver(pair.client);
  pair.server.core.pause();
  pair.server.core.receiveData(Buffer.concat([ping, ...compressedFrames("lz4", longMessages(100))]));
  pair.server.core.receiveReset(8);
  t.is(pair.server.core.state, "closed");
  pair.server.core.resume();
  t.is(pair.server.callsOf("openingAborted").length, 1);
});
