import test from "ava";

import { LocalError } from "../../../reference/layout/index.ts";
import type { Message } from "../../../reference/connection/index.ts";
import { EndpointPair } from "./endpoint-pair.ts";

const SEEN = "the buffer of a message was transferred or shrank before it was sent";
const LOST = { code: 1006, reason: "", wasClean: false, seen: SEEN } as const;

const transfer = ({ buffer }: Uint8Array<ArrayBuffer>): void => void structuredClone(buffer, { transfer: [buffer] });
const binary = (bytes: Uint8Array): Message => ({ type: "binary", bytes });
const resizable = (octets: number): Uint8Array<ArrayBuffer> => new Uint8Array(new ArrayBuffer(octets, { maxByteLength: 2 * octets }));

type ResizableBuffer = ArrayBuffer & { resize(octets: number): void };

/** Ways to lose the octets of a view. */
type Octets = Uint8Array<ArrayBuffer>;
const losses: readonly (readonly [name: string, make: (octets: number) => Octets, lose: (view: Octets) => void])[] = [
  ["a transferred buffer", (octets) => new Uint8Array(octets), transfer],
  ["a buffer that shrank", resizable, ({ buffer }) => (buffer as ResizableBuffer).resize(10)],
  [
    "a buffer that shrank below a view of fixed length",
    (octets) => new Uint8Array(resizable(octets).buffer, 0, octets),
    ({ buffer }) => (buffer as ResizableBuffer).resize(10),
  ],
];

/** Moments, by the number of octets and of batches that are taken before the loss: first that of the head of the frame. */
const moments: readonly (readonly [when: string, octets: number, taken: number])[] = [
  ["before its frame is taken", 200_000, 0],
  ["behind the head of its frame", 200_000, 1],
  ["between two pieces", 200_000, 2],
  ["while the last piece is in flight", 20_000, 2],
];

for (const [name, make, lose] of losses) {
  for (const [when, octets, taken] of moments) {
    test(`${name}, lost ${when}, ends its connection and no other`, (t) => {
      const [pair, other] = [new EndpointPair().open().settle(), new EndpointPair().open().settle()];
      const { core } = pair.client;
      const bytes = make(octets);
      t.true(core.send(binary(bytes)));
      for (let count = 0; count < taken; count++) pair.client.take();
      lose(bytes);
      pair.settle();
      t.deepEqual([core.state, pair.client.callsOf("closed")], ["closed", [LOST]]);
      t.deepEqual(pair.server.callsOf("closed"), [{ code: 1006, reason: "", wasClean: false, seen: "RST_STREAM(CANCEL)" }]);
      t.false(core.send(binary(new Uint8Array(1))));
      other.client.core.send(binary(Uint8Array.of(7)));
      t.deepEqual(other.settle().server.messages, [binary(Uint8Array.of(7))]);
    });
  }
}

test("a buffer that is lost after its last octet was sent has no effect, and neither has one that grows", (t) => {
  const pair = new EndpointPair().open().settle();
  const bytes = new Uint8Array(20_000).fill(1);
  pair.client.core.send(binary(bytes));
  pair.settle();
  transfer(bytes);
  const growing = resizable(20_000).fill(2);
  pair.client.core.send(binary(growing));
  (growing.buffer as ResizableBuffer).resize(40_000);
  pair.client.core.send(binary(Uint8Array.of(3)));
  const [first, second, third] = pair.settle().server.messages;
  t.deepEqual([first, second, third], [
    binary(new Uint8Array(20_000).fill(1)),
    binary(new Uint8Array(20_000).fill(2)),
    binary(Uint8Array.of(3)),
  ]);
  t.is(pair.client.core.state, "open");
});

for (const offer of [undefined, { deflate: [9, 15] }] as const) {
  const title = offer === undefined ? "without compression" : "with compression";
  test(`octets lost before send throw a LocalError, ${title}, and the next message is sent`, (t) => {
    const pair = new EndpointPair();
    if (offer !== undefined) pair.policy = { compression: offer };
    pair.open(offer === undefined ? {} : { offer }).settle();
    for (const [, make, lose] of losses.slice(offer === undefined ? 0 : 2)) {
      const bytes = make(20_000);
      const view = bytes.subarray(100, 20_000);
      lose(bytes);
      t.throws(() => pair.client.core.send(binary(view)), { instanceOf: LocalError, message: /^bytes: expected octets, found a buffer/ });
    }
    pair.client.core.send(binary(new Uint8Array()));
    t.deepEqual(pair.settle().server.messages, [binary(new Uint8Array())]);
  });
}
