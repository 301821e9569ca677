import test from "ava";

import { ByteBuffer } from "../../../reference/bytes/byte-buffer.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { measureMemory } from "../../../scripts/soak/memory-usage.ts";
import { EndpointPair } from "../connection/endpoint-pair.ts";

test("gives back as one run what was added, and then holds nothing", (t) => {
  const held = new ByteBuffer();
  const octets = Uint8Array.from({ length: 300 }, (_, at) => at);
  for (const [from, to] of [[0, 0], [0, 11], [11, 64], [64, 65], [65, 299], [299, 300]] as const) held.add(octets.subarray(from, to));
  t.is(held.length, 300);
  t.deepEqual(held.take(), octets);
  t.is(held.length, 0);
  t.deepEqual(held.take(), new Uint8Array(0));
});

test.serial("octets that come one by one before the decision take little more room than they have, and are read behind it", async (t) => {
  const pair = new EndpointPair();
  pair.server.decide = () => undefined;
  pair.open();
  pair.arrive(pair.client);
  const { core } = pair.server;
  core.receiveData(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }));
  const { used } = await measureMemory();
  const long = encodeFrame({ type: "binary", bytes: new Uint8Array(100_000) });
  for (const octet of long) core.receiveData(Uint8Array.of(octet));
  t.true((await measureMemory()).used - used < 10 * long.length);
  core.accept();
  pair.server.take();
  t.deepEqual(pair.server.messages, [{ type: "binary", bytes: new Uint8Array(100_000) }]);
});
