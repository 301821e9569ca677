import test, { type ExecutionContext } from "ava";

import { ByteBuffer } from "../../../reference/bytes/byte-buffer.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { measureMemory } from "../../../scripts/soak/memory-usage.ts";
import { EndpointPair } from "../connection/endpoint-pair.ts";

test("returns all added octets as one array and is empty afterwards", (t) => {
  const buffer = new ByteBuffer();
  const octets = Uint8Array.from({ length: 300 }, (_, at) => at);
  for (const [from, to] of [[0, 0], [0, 11], [11, 64], [64, 65], [65, 299], [299, 300]] as const) buffer.add(octets.subarray(from, to));
  t.is(buffer.length, 300);
  t.deepEqual(buffer.take(), octets);
  t.is(buffer.length, 0);
  t.deepEqual(buffer.take(), new Uint8Array(0));
});

/** Delivers a frame octet by octet to a server that has not decided, and lets it accept. @returns the memory that the octets took */
async function memoryOfSingleOctets(t: ExecutionContext, frame: Uint8Array): Promise<number> {
  const pair = new EndpointPair();
  pair.server.decide = () => undefined;
  pair.open();
  pair.deliver(pair.client);
  const { core } = pair.server;
  core.receiveData(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }));
  const { used } = await measureMemory();
  for (const octet of frame) core.receiveData(Uint8Array.of(octet));
  const taken = (await measureMemory()).used - used;
  core.accept();
  pair.server.take();
  t.deepEqual(pair.server.messages, [{ type: "binary", bytes: new Uint8Array(10_000) }]);
  return taken;
}

test.serial(
  "octets that arrive one by one before the decision take little more memory than their number, and are read after it",
  async (t) => {
    const frame = encodeFrame({ type: "binary", bytes: new Uint8Array(10_000) });
    // Other tests allocate in the same process meanwhile: the least of three counts.
    const taken = [await memoryOfSingleOctets(t, frame), await memoryOfSingleOctets(t, frame), await memoryOfSingleOctets(t, frame)];
    // One array for each octet would take more than 100 octets each.
    t.true(Math.min(...taken) < 40 * frame.length);
  },
);
