import test from "ava";

import { Inbox } from "../../../reference/connection/inbox.ts";
import type { Message } from "../../../reference/connection/index.ts";
import { limit } from "../../../reference/schema/index.ts";

/** What is handed over of a message that waited. */
function waited(bytes: Uint8Array): Uint8Array {
  const inbox = new Inbox(limit.configure());
  inbox.paused = true;
  inbox.message({ type: "binary", bytes });
  inbox.paused = false;
  const got: Message[] = [];
  inbox.deliver({ message: (message) => void got.push(message) });
  const [message] = got;
  return message?.type === "binary" ? message.bytes : new Uint8Array(0);
}

for (const [kind, chunk] of [["a Uint8Array", new Uint8Array(100)], ["a Buffer, whose slice is a view", Buffer.alloc(100)]] as const) {
  test(`a small view that waits lets go of the chunk that it was read from: ${kind}`, (t) => {
    chunk.set([1, 2, 3], 40);
    const small = waited(chunk.subarray(40, 43));
    t.deepEqual([...small], [1, 2, 3]);
    t.is(small.buffer.byteLength, 3);
  });
}

test("a view of half the chunk or more is not copied", (t) => {
  for (const [octets, copied] of [[49, true], [50, false], [51, false]] as const) {
    const chunk = new Uint8Array(100);
    t.is(waited(chunk.subarray(0, octets)).buffer !== chunk.buffer, copied);
  }
});
