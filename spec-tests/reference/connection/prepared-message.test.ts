import test from "ava";
import fc from "fast-check";

import { nodeCompression } from "../../../reference/compression/index.ts";
import type { Compressor } from "../../../reference/compression/index.ts";
import { type Message, PreparedMessage, type SendOptions } from "../../../reference/connection/index.ts";
import { LocalError } from "../../../reference/layout/errors.ts";
import { EndpointPair, type PairOptions } from "./endpoint-pair.ts";
import { ManualTurns } from "./manual-turns.ts";

const words = (octets: number): string => "the same words, ".repeat(Math.ceil(octets / 16)).slice(0, octets);
const text = (value: string): Message => ({ type: "text", text: value });

/** Methods with their ranges. */
interface Methods {
  readonly lz4?: readonly [number, number];
  readonly deflate?: readonly [number, number];
}

/** Opens a connection. @param compression - what client and server support */
function open(compression?: Methods, options?: PairOptions) {
  const pair = new EndpointPair(options);
  if (compression !== undefined) pair.policy = { compression };
  return pair.open(compression === undefined ? {} : { offer: compression }).settle();
}

/** Sends a message on the server of each pair and returns the octets that each stream takes. */
function taken(pairs: readonly EndpointPair[], message: PreparedMessage, options?: SendOptions): (Uint8Array | undefined)[] {
  return pairs.map(({ server: { core } }) => {
    core.send(message, options);
    return core.take(65536);
  });
}

/** Returns the sizes of the octets. */
const sizes = (octets: readonly (Uint8Array | undefined)[]): unknown[] => octets.map((each) => each?.length);

test("all connections take one view of the octets, and each counts the message once", (t) => {
  const pairs = [open(), open(), open()];
  const message = new PreparedMessage(text("Grüße"));
  t.is(message.size, 7);
  for (const { server } of pairs) {
    t.true(server.core.send(message));
    t.is(server.core.bufferedAmount, 7);
  }
  const views = pairs.map(({ server }) => server.core.take(65536));
  t.deepEqual(views, [views[0], views[0], views[0]]);
  t.true(views.every((view) => view === views[0]));
  t.is(Buffer.from(views[0] ?? []).toString("hex"), "08004772c3bcc39f65");
  t.deepEqual(pairs.map(({ server }) => [server.core.bufferedAmount, server.core.statistics().sent.messages]), [[0, 1], [0, 1], [0, 1]]);
});

test("the octets of a binary message are copied once, and the view of the environment goes to all streams", (t) => {
  const bytes = Uint8Array.of(1, 2);
  const view = Buffer.alloc(1);
  const message = new PreparedMessage({ type: "binary", bytes }, { view: (octets) => Buffer.concat([view, octets]) });
  bytes.fill(9);
  const found = taken([open(), open()], message);
  t.is(Buffer.from(found[0] ?? []).toString("hex"), "0003010102");
  t.is(found[1], found[0]);
});

test("connections with lz4 of one level share the payload, which is compressed once for each level", (t) => {
  const calls: number[] = [];
  const counted = (level: number): Compressor => {
    const inner = nodeCompression.lz4.compressor(level);
    return { payloadKey: inner.payloadKey, compress: (octets) => (calls.push(level), inner.compress(octets)) };
  };
  const compression = { ...nodeCompression, lz4: { ...nodeCompression.lz4, compressor: counted } };
  const environment = { clock: () => 0, random: (octets: number) => new Uint8Array(octets), compression };
  const pairs = [1, 9, 1, 9].map((level) => open({ lz4: [level, level] }, { server: { environment } }));
  const message = new PreparedMessage(text(words(1000)));
  const [first, second, ...others] = taken(pairs, message);
  t.true(others[0] === first && others[1] === second && first !== second);
  t.deepEqual(calls, [1, 9]);
  t.true((first?.length ?? 1000) < 100);
  taken(pairs, message);
  t.deepEqual(calls, [1, 9]);
});

test("deflate compresses for each connection, in the order of all its messages", (t) => {
  const pair = open({ deflate: [15, 15] });
  const message = new PreparedMessage(text(words(300)));
  const sent = [text(words(200)), message, text(words(250)), message];
  const found = sent.map((each) => {
    pair.server.core.send(each);
    pair.server.take();
    const part = pair.server.outgoing.at(-1);
    return part?.is === "octets" ? part.octets.length : 0;
  });
  t.true(found.slice(1).every((octets) => octets > 0 && octets < 20), String(found));
  t.deepEqual(pair.settle().client.messages, [200, 300, 250, 300].map((octets) => text(words(octets))));
});

test("the message goes uncompressed below the threshold, if it becomes no shorter, and if either option says so", (t) => {
  const incompressible = Uint8Array.from({ length: 200 }, (_, at) => (at * at * 31 + at * 7) & 255);
  for (const compression of [{ lz4: [1, 1] }, { deflate: [15, 15] }] as const) {
    const pairs = [open(compression), open(compression), open()];
    const whole = (octets: number): number[] => [octets, octets, octets];
    t.deepEqual(sizes(taken(pairs, new PreparedMessage(text(words(127))))), whole(129));
    t.deepEqual(sizes(taken(pairs, new PreparedMessage({ type: "binary", bytes: incompressible }))), whole(202));
    t.deepEqual(sizes(taken(pairs, new PreparedMessage(text(words(250)), { compress: false }))), whole(252));
    t.deepEqual(sizes(taken(pairs, new PreparedMessage(text(words(250))), { compress: false })), whole(252));
  }
});

test("a message over the limit of one peer throws there alone, and that connection stays open", (t) => {
  const pairs = [open(undefined, { client: { limits: { message: 65_536 } } }), open()];
  const message = new PreparedMessage(text("é".repeat(32_769)));
  t.throws(() => pairs[0]?.server.core.send(message), {
    instanceOf: LocalError,
    message: "message: expected at most 65536 octets, the message limit of the peer, found 65538",
  });
  t.true(pairs[1]?.server.core.send(message));
  t.true(pairs[0]?.server.core.send(text("next")));
  t.deepEqual(pairs.map((pair) => pair.settle().client.messages), [[text("next")], [text("é".repeat(32_769))]]);
});

test("a long message goes out in pieces of the size that is asked for, all views of one memory", (t) => {
  const pairs = [open(), open()];
  const message = new PreparedMessage({ type: "binary", bytes: new Uint8Array(50_000).fill(7) });
  const pieces = pairs.map(({ server: { core } }) => {
    core.send(message);
    return [core.take(16_384), core.take(20_000), core.bufferedAmount, core.take(65_536), core.bufferedAmount, core.take(65_536)] as const;
  });
  for (const [first, second, waiting, third, left, end] of pieces) {
    t.deepEqual([first?.length, second?.length, waiting, third?.length, left, end], [16_384, 20_000, 50_000, 13_620, 0, undefined]);
    t.true([first, second, third].every((piece) => piece?.buffer === pieces[0]?.[0]?.buffer));
  }
});

test("a value that is no message is refused when it is prepared", (t) => {
  t.throws(() => new PreparedMessage(text("\ud800")), { instanceOf: LocalError });
  t.throws(() => new PreparedMessage({ type: "prepared" } as never), { instanceOf: LocalError });
});

for (const method of [{ lz4: [9, 9] }, { deflate: [15, 15] }] as const) {
  test(`a prepared message stays behind a message that waits for its compression, with ${Object.keys(method)[0]}`, (t) => {
    const turns = new ManualTurns(100, 1024 * 1024);
    const pair = open(method, { turns: turns.scheduler });
    const sent = [text(words(200_000)), text("short"), text(words(1000))];
    pair.server.core.send(sent[0]!);
    for (const message of sent.slice(1)) t.true(pair.server.core.send(new PreparedMessage(message)));
    t.is(pair.server.core.bufferedAmount, 201_005);
    do {
      while (pair.server.take());
      if (pair.server.unsent > 0) pair.server.sent();
      while (pair.deliver(pair.server));
    } while (turns.run());
    t.deepEqual(pair.client.messages, sent);
  });
}

test("prepared and other messages of any size arrive whole and in the order of their sending", (t) => {
  const sizesOf = fc.array(fc.tuple(fc.boolean(), fc.constantFrom(0, 1, 125, 130, 16_320, 16_384, 70_000)), { maxLength: 8 });
  const methods = fc.constantFrom(undefined, { lz4: [1, 9] } as const, { deflate: [9, 15] } as const);
  const run = (messages: [boolean, number][], method: Methods | undefined, most: number): void => {
    const pair = open(method);
    const expected = messages.map(([, octets], at) => text(`${at}${words(octets)}`));
    messages.forEach(([prepared], at) => {
      const message = expected[at] as Message;
      t.true(pair.server.core.send(prepared ? new PreparedMessage(message) : message));
      if (at % 3 === 2) pair.server.take(most);
    });
    t.deepEqual(pair.settle().client.messages, expected);
  };
  fc.assert(fc.property(sizesOf, methods, fc.constantFrom(1000, 16_384, 65_536), run), { numRuns: 40 });
});
