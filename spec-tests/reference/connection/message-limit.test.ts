import test from "ava";

import { LocalError } from "../../../reference/layout/index.ts";
import type { Message } from "../../../reference/connection/index.ts";
import { EndpointPair } from "./endpoint-pair.ts";

const LIMIT = 65_536;
const binary = (size: number): Message => ({ type: "binary", bytes: new Uint8Array(size) });
const isTooLong = { instanceOf: LocalError, message: /^message: expected at most 65536 octets.* of the peer/ } as const;

function announced(pair: EndpointPair): (string | undefined)[] {
  return pair.endpoints.map(({ outgoing }) => {
    const [first] = outgoing;
    return first?.is === "headers" ? first.fields.find(([name]) => name === "websocket2-limit")?.[1] : undefined;
  });
}

test("both ends announce their message limit, and know that of the peer", (t) => {
  const pair = new EndpointPair({ client: { limits: { message: LIMIT } }, server: { limits: { message: 2 ** 40 } } });
  t.is(pair.client.core.peerMessageLimit, undefined);
  pair.open();
  t.is(announced(pair)[0], "65536");
  pair.deliver(pair.client);
  t.is(announced(pair)[1], "4294967294");
  pair.settle();
  t.deepEqual(pair.endpoints.map(({ core }) => core.peerMessageLimit), [4_294_967_294, LIMIT]);
});

test("an end with announceLimit false announces nothing, and its peer sends messages of any length", (t) => {
  const pair = new EndpointPair({ client: { announceLimit: false } }).open().settle();
  t.is(pair.server.core.peerMessageLimit, undefined);
  t.true(pair.server.core.send(binary(1_000_000)));
});

for (const offer of [undefined, { deflate: [9, 15] }, { lz4: [1, 9] }] as const) {
  test(`a message over the limit of the peer throws, with ${Object.keys(offer ?? { no: 0 })[0]} compression, and the next is sent`, (t) => {
    const pair = new EndpointPair({ client: { limits: { message: LIMIT } }, server: { limits: { message: LIMIT } } });
    if (offer !== undefined) pair.policy = { compression: offer };
    pair.open(offer === undefined ? {} : { offer }).settle();
    for (const end of pair.endpoints) {
      t.throws(() => end.core.send(binary(LIMIT + 1)), isTooLong);
      t.throws(() => end.core.send({ type: "text", text: "é".repeat(LIMIT / 2 + 1) }), isTooLong);
      t.true(end.core.send(binary(LIMIT)));
      t.true(end.core.send({ type: "text", text: "é".repeat(LIMIT / 2) }));
    }
    pair.settle();
    for (const { core, messages } of pair.endpoints) {
      t.is(core.state, "open");
      t.deepEqual(messages.map((each) => (each.type === "text" ? Buffer.byteLength(each.text) : each.bytes.length)), [LIMIT, LIMIT]);
    }
  });
}
