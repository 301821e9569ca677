import test from "ava";

import { PreparedMessage, type SendableMessage } from "../../../../reference/connection/index.ts";
import { Connection, type ConnectionCoreApi, type ConnectionFacts } from "../../../../reference/http2/api/connection.ts";
import { resolveSendBuffer } from "../../../../reference/http2/api/connection-options.ts";
import { publish } from "../../../../reference/http2/api/prepare-message.ts";
import { prepareMessage, type ReceivedData } from "../../../../reference/http2/index.ts";
import { LocalError } from "../../../../reference/layout/errors.ts";
import { newClient, serve } from "../support.ts";

/** Core that keeps the messages that it accepts. */
class FakeCore {
  readonly sent: [SendableMessage, unknown][] = [];
  readonly closes: unknown[] = [];
  peerMessageLimit: number | undefined;
  bufferedAmount = 0;
  accepts = true;
  send(message: SendableMessage, options: unknown): boolean {
    if (this.accepts) this.sent.push([message, options]);
    return this.accepts;
  }
  pause(): void {
    // A connection begins paused.
  }
  close(...values: unknown[]): void {
    this.closes.push(values);
  }
}

/** Returns connections with their cores. */
function connections(count: number) {
  const cores = Array.from({ length: count }, () => new FakeCore());
  const negotiated = { protocol: null, compression: null };
  const facts = { sendBuffer: resolveSendBuffer({ most: 1000 }) } as ConnectionFacts;
  return { cores, all: cores.map((core) => new Connection(core as unknown as ConnectionCoreApi, negotiated, facts)) };
}

const counts = (cores: readonly FakeCore[]): number[] => cores.map(({ sent }) => sent.length);

test("a published message is prepared once and goes to all but the excepted and those that the filter excludes", (t) => {
  const { cores, all } = connections(4);
  t.is(publish(all, "Hi", { except: all[0]!, filter: (each) => each !== all[2], compress: false }), 2);
  t.deepEqual(counts(cores), [0, 1, 0, 1]);
  t.is(cores[1]?.sent[0]?.[0], cores[3]?.sent[0]?.[0]);
  t.deepEqual(cores[1]?.sent[0]?.[1], { compress: false });
  t.is(publish(all, Uint8Array.of(1), { to: new Set([all[2]!]) }), 1);
  t.deepEqual(counts(cores), [0, 1, 1, 1]);
});

test("a connection that cannot take the message is not counted, and the others receive it", (t) => {
  const { cores, all } = connections(4);
  cores[0]!.accepts = false;
  cores[1]!.peerMessageLimit = 3;
  cores[2]!.bufferedAmount = 999;
  const message = prepareMessage("éé");
  t.is(publish(all, message, {}), 1);
  t.deepEqual(counts(cores), [0, 0, 0, 1]);
  t.deepEqual(cores.map(({ closes }) => closes), [[], [], [[1008, "send buffer full"]], []]);
  cores[1]!.peerMessageLimit = 4;
  cores[2]!.bufferedAmount = 996;
  t.is(publish(all, message, {}), 3);
});

test("what is no message throws before any connection receives it", (t) => {
  const { cores, all } = connections(2);
  for (const value of ["\ud800", 7]) t.throws(() => publish(all, value as string, {}), { instanceOf: LocalError });
  t.deepEqual(counts(cores), [0, 0]);
});

test("send and the writable stream accept a prepared message", async (t) => {
  const { cores, all } = connections(1);
  const message = prepareMessage("Hi");
  t.true(message instanceof PreparedMessage);
  t.true(all[0]!.send(message));
  await all[0]!.writable.getWriter().write(message);
  t.deepEqual(cores[0]?.sent.map(([each]) => each === message), [true, true]);
});

test("a server publishes to connections without compression, with lz4 and with deflate", async (t) => {
  const resource = { compression: { lz4: [1, 9], deflate: [9, 15] }, connection: () => undefined } as const;
  const { url, ws } = await serve(t, { resources: { "/": resource } });
  const client = newClient(t);
  const offers = [undefined, { lz4: [1, 9] }, { deflate: [9, 15] }] as const;
  const opened = await Promise.all(offers.map((compression) => client.connect(url, compression === undefined ? {} : { compression })));
  const message = "the same words, ".repeat(5000);
  const received = opened.map((each) => new Promise<ReceivedData>((resolve) => (each.onmessage = resolve)));
  t.is(ws.publish(message), 3);
  t.deepEqual(await Promise.all(received), [message, message, message]);
});
