import test from "ava";

import { Inbox } from "../../../../reference/connection/queues/inbox.ts";
import type { Message } from "../../../../reference/connection/index.ts";
import { limit } from "../../../../reference/schema/index.ts";
import { measureMemory } from "../../../../scripts/soak/memory-usage.ts";

/** Returns the octets that the application receives for a queued message. */
function queuedAndDelivered(bytes: Uint8Array): Uint8Array {
  const inbox = new Inbox(limit.configure());
  inbox.paused = true;
  inbox.queueMessage({ type: "binary", bytes });
  inbox.paused = false;
  const got: Message[] = [];
  inbox.deliver({ message: (message) => void got.push(message) });
  const [message] = got;
  return message?.type === "binary" ? message.bytes : new Uint8Array(0);
}

for (const [kind, chunk] of [["a Uint8Array", new Uint8Array(1000)], ["a Buffer, whose slice is a view", Buffer.alloc(1000)]] as const) {
  test(`a small queued view does not retain the chunk that contained it: ${kind}`, (t) => {
    chunk.set([1, 2, 3], 40);
    for (const octets of [3, 64, 65, 100]) {
      const small = queuedAndDelivered(chunk.subarray(40, 40 + octets));
      t.deepEqual([...small], [1, 2, 3, ...new Array<number>(octets - 3).fill(0)]);
      t.is(small.buffer.byteLength, octets);
    }
  });
}

test("does not copy a view of half its chunk or more", (t) => {
  for (const [octets, copied] of [[499, true], [500, false], [501, false]] as const) {
    const chunk = new Uint8Array(1000);
    t.is(queuedAndDelivered(chunk.subarray(0, octets)).buffer !== chunk.buffer, copied);
  }
});

test("delivers queued messages and calls in order, each message with memory of its own", (t) => {
  const inbox = new Inbox(limit.configure());
  inbox.paused = true;
  const chunk = Uint8Array.from({ length: 300 }, (_, at) => at);
  const sizes = [0, 1, 63, 64, 65, 128, ...Array<number>(200).fill(64), 3, 4096, 2];
  const messages: Message[] = sizes.flatMap((size, at) => [
    { type: "binary", bytes: chunk.slice(0, size) },
    ...(at % 50 === 0 ? ([{ type: "text", text: `text ${at}` }] as const) : []),
  ]);
  const got: (Message | "call")[] = [];
  for (const message of messages) inbox.queueMessage(message);
  inbox.queueCall(() => got.push("call"));
  inbox.queueMessage({ type: "binary", bytes: Uint8Array.of(9) });
  t.is(inbox.queuedMessages, messages.length + 1);
  inbox.paused = false;
  inbox.deliver({ message: (message) => void got.push(message) });
  t.deepEqual(got, [...messages, "call", { type: "binary", bytes: Uint8Array.of(9) }]);
  t.is(inbox.queuedMessages, 0);
  for (const message of got) {
    if (typeof message === "object" && message.type === "binary" && message.bytes.length > 0) {
      t.is(message.bytes.buffer.byteLength, message.bytes.length);
    }
  }
});

test("a pause takes effect between two messages that were packed together", (t) => {
  const inbox = new Inbox(limit.configure());
  inbox.paused = true;
  for (const octet of [1, 2, 3]) inbox.queueMessage({ type: "binary", bytes: Uint8Array.of(octet) });
  const got: number[] = [];
  const message = (each: Message): void => {
    if (each.type === "binary") got.push(each.bytes[0] ?? -1);
    inbox.paused = true;
  };
  for (const left of [2, 1]) {
    inbox.paused = false;
    inbox.deliver({ message });
    t.is(inbox.queuedMessages, left);
  }
  inbox.queueMessage({ type: "binary", bytes: Uint8Array.of(4) });
  for (let at = 0; at < 2; at += 1) {
    inbox.paused = false;
    inbox.deliver({ message });
  }
  t.deepEqual(got, [1, 2, 3, 4]);
});

test("short texts that were packed are delivered unchanged, up to 64 octets in UTF-8", (t) => {
  const inbox = new Inbox(limit.configure());
  inbox.paused = true;
  const long = ["€".repeat(21), "€".repeat(22), "x".repeat(64), "x".repeat(65)];
  const texts = ["", "a", "\ufeffbom", "a\0b", "naïve € \u{1f680}", "\ufffd", ...long];
  const messages: Message[] = texts.flatMap((text, at) => [{ type: "text", text }, { type: "binary", bytes: Uint8Array.of(at) }]);
  for (const message of messages) inbox.queueMessage(message);
  t.is(inbox.queuedOctets, texts.join("").length + texts.length);
  inbox.paused = false;
  const got: Message[] = [];
  inbox.deliver({ message: (message) => void got.push(message) });
  t.deepEqual(got, messages);
  t.is(inbox.queuedOctets, 0);
});

for (const [kind, messageOf] of [
  ["binary messages of one octet", (at: number): Message => ({ type: "binary", bytes: Uint8Array.of(at) })],
  // Not one of the characters whose strings V8 shares.
  ["texts of one character", (at: number): Message => ({ type: "text", text: String.fromCharCode(0x400 + (at % 1000)) })],
] as const) {
  test.serial(`queued ${kind} take little more memory than their frames`, async (t) => {
    const inbox = new Inbox(limit.configure());
    inbox.paused = true;
    const { used } = await measureMemory();
    // The number of frames that fit into a stream window of 256 KiB.
    const count = Math.floor((256 * 1024) / 3);
    for (let at = 0; at < count; at += 1) inbox.queueMessage(messageOf(at));
    t.true((await measureMemory()).used - used < 1024 * 1024);
    t.is(inbox.queuedMessages, count);
  });
}
