import test from "ava";

import type { CompressionOffer } from "../../../reference/schema/index.ts";
import { frameArena } from "../../../reference/bytes/frame-arena.ts";
import type { Message } from "../../../reference/connection/index.ts";
import { writeMessage } from "../../../reference/connection/message.ts";
import { EndpointPair } from "./endpoint-pair.ts";
import { ManualTurns } from "./manual-turns.ts";

const MIB = 1024 * 1024;
const LONG = 200_000;
const offers: readonly CompressionOffer[] = [{ lz4: [9, 9] }, { deflate: [15, 15] }];

const text = (value: string): Message => ({ type: "text", text: value });
/** A text without long repetitions. */
const numbers = Array.from({ length: LONG / 8 }, (_, at) => String((at * 7_654_321) % 99_999_989).padEnd(8, "x"));
const long = { type: "text", text: numbers.join("") } as const;

function openPair(turns: ManualTurns, offer: CompressionOffer): EndpointPair {
  const pair = new EndpointPair({ turns: turns.scheduler });
  pair.policy = { compression: offer };
  return pair.open({ offer }).settle();
}

/** Sends what the server of a pair can send, and delivers it. */
function pump(pair: EndpointPair): void {
  const { server } = pair;
  for (let active = true; active; ) {
    active = false;
    while (server.take()) active = true;
    if (server.unsent > 0) server.sent();
    while (pair.deliver(server));
  }
}

/** Runs turns until nothing is left to do. @returns the messages that the clients had received before each turn, and at the end */
function runTurns(turns: ManualTurns, pairs: readonly EndpointPair[]): string[] {
  const steps: string[] = [];
  do {
    for (const pair of pairs) pump(pair);
    steps.push(pairs.map(({ client }) => client.messages.length).join(" "));
  } while (turns.run());
  return steps;
}

/** Messages as text, shortened: a difference of two long ones would fill the screen. */
const shown = (messages: readonly Message[]): string[] =>
  messages.map((message) => {
    const value = message.type === "text" ? message.text : message.bytes.join("");
    return `${message.type} ${value.length} ${value.slice(0, 9)}`;
  });

for (const offer of offers) {
  const [method] = Object.keys(offer);

  test(`a long message to several receivers is accepted at once, and compressed in steps, for one after the other, with ${method}`, (t) => {
    const turns = new ManualTurns(100, MIB);
    const pairs = [openPair(turns, offer), openPair(turns, offer)];
    for (const { server } of pairs) t.true(server.core.send(long));
    t.deepEqual(pairs.map(({ server }) => server.core.bufferedAmount), [LONG, LONG]);
    const steps = runTurns(turns, pairs);
    t.deepEqual(steps, ["0 0", "0 0", "0 0", "1 0", "1 0", "1 0", "1 0", "1 1", "1 1"]);
    for (const { client, server } of pairs) {
      t.true(client.messages.length === 1 && client.messages[0]?.type === "text" && client.messages[0].text === long.text);
      t.is(server.core.bufferedAmount, 0);
      t.true(server.core.statistics().sent.octets < LONG);
    }
  });

  test(`messages behind a deferred one arrive in order, whatever their size, and the close behind them, with ${method}`, (t) => {
    const turns = new ManualTurns(100, MIB);
    const pair = openPair(turns, offer);
    const bytes = new Uint8Array(1000).fill(7);
    const messages: Message[] = [text("x".repeat(500)), long, { type: "binary", bytes }, text("short"), long];
    for (const [at, message] of messages.entries()) pair.server.core.send(message, at === 4 ? { compress: false } : {});
    // A short binary message belongs to the application again.
    const expected = messages.map((message) => (message.type === "binary" ? { type: "binary", bytes: bytes.slice() } : message));
    bytes.fill(9);
    pair.server.core.close(1000);
    runTurns(turns, [pair]);
    t.deepEqual(shown(pair.client.messages), shown(expected as Message[]));
    t.is(pair.server.core.bufferedAmount, 0);
    pair.settle();
    t.is(pair.client.callsOf("closed")[0]?.code, 1000);
  });
}

test("short messages are compressed at once while the budget of the turn lasts, the others in later turns and together", (t) => {
  const turns = new ManualTurns(3, MIB);
  const pair = openPair(turns, { deflate: [15, 15] });
  while (turns.run());
  for (let at = 0; at < 5; at += 1) pair.server.core.send(text(String(at).repeat(200)));
  const steps = runTurns(turns, [pair]);
  t.deepEqual(steps.slice(0, 2), ["3", "5"]);
});

test("an end that is closed sends none of the messages that were not compressed", (t) => {
  const turns = new ManualTurns(100, MIB);
  const pair = openPair(turns, { deflate: [15, 15] });
  pair.server.core.send(long);
  t.false(pair.server.take());
  pair.server.core.terminate();
  while (turns.run());
  t.is(pair.server.core.state, "closed");
  t.false(pair.server.take());
});

test("a buffer that is transferred before its message is compressed ends the connection", (t) => {
  const turns = new ManualTurns(100, MIB);
  const pair = openPair(turns, { deflate: [15, 15] });
  const bytes = new Uint8Array(LONG);
  pair.server.core.send({ type: "binary", bytes });
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  t.false(pair.server.take());
  t.is(pair.server.core.state, "closed");
  t.deepEqual(pair.client.messages, []);
});

test("a text with a lone surrogate is refused, compressed or not", (t) => {
  const turns = new ManualTurns(100, MIB);
  for (const shared of [true, false]) {
    const pair = shared ? openPair(turns, { deflate: [15, 15] }) : new EndpointPair();
    if (!shared) {
      pair.policy = { compression: { deflate: [15, 15] } };
      pair.open({ offer: { deflate: [15, 15] } }).settle();
    }
    t.throws(() => pair.server.core.send(text(`${"x".repeat(500)}\ud800`)), { name: "LocalError" });
    t.is(pair.server.core.bufferedAmount, 0);
  }
});

test("receivers of the same long text share its octets", async (t) => {
  const octetsOf = (value: string): Uint8Array | undefined => {
    writeMessage(text(value), undefined, undefined);
    return frameArena.tail;
  };
  const first = octetsOf("ä".repeat(20_000));
  t.is(first?.length, 40_000);
  t.is(octetsOf("ä".repeat(20_000)), first);
  t.not(octetsOf("ö".repeat(20_000)), first);
  await Promise.resolve();
  t.not(octetsOf("ö".repeat(20_000)), octetsOf("ä".repeat(20_000)));
});
