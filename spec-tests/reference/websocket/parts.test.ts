import { runInNewContext } from "node:vm";

import test from "ava";

import { closeEvent, CloseEvent, closeEventClass } from "../../../reference/websocket/close-event.ts";
import { EventHandlers } from "../../../reference/websocket/event-handlers.ts";
import { OutgoingMessages } from "../../../reference/websocket/outgoing-messages.ts";
import { TaskQueue } from "../../../reference/websocket/task-queue.ts";

test("a close event carries the report of the connection", (t) => {
  const event = closeEvent({ wasClean: true, code: 1000, reason: "done" });
  t.deepEqual([event.type, event.wasClean, event.code, event.reason], ["close", true, 1000, "done"]);
  t.deepEqual([event.bubbles, event.cancelable], [false, false]);
  t.true(event instanceof CloseEvent);
});

test("CloseEvent is the class of the platform, if it has one", (t) => {
  t.is(closeEventClass({ CloseEvent: Event as unknown as typeof CloseEvent }), Event as unknown as typeof CloseEvent);
});

const Portable = closeEventClass({});
const membersOf = ({ type, bubbles, cancelable, composed, code, reason, wasClean }: CloseEvent) =>
  [type, bubbles, cancelable, composed, code, reason, wasClean];

test("without a class of the platform, CloseEvent converts its arguments as Web IDL does", (t) => {
  t.is(Portable.name, "CloseEvent");
  t.is(Portable.length, 1);
  t.deepEqual(membersOf(new Portable("x")), ["x", false, false, false, 0, "", false]);
  t.deepEqual(membersOf(new Portable("x", null as never)), ["x", false, false, false, 0, "", false]);
  const full = { bubbles: true, cancelable: true, composed: true, code: 7, reason: "y", wasClean: true };
  t.deepEqual(membersOf(new Portable("x", full)), ["x", true, true, true, 7, "y", true]);
  const odd = { bubbles: 1, code: "65537", reason: "a\ud800", wasClean: "no" } as never;
  t.deepEqual(membersOf(new Portable("x", odd)), ["x", true, false, false, 1, "a\ufffd", true]);
  for (const args of [[], ["x", 7], ["x", { code: 1n }], ["x", { reason: Symbol() }]]) {
    t.throws(() => Reflect.construct(Portable, args) as unknown, { instanceOf: TypeError });
  }
});

test("a handler attribute keeps its place among the listeners while it is replaced", (t) => {
  const target = new EventTarget();
  const handlers = new EventHandlers(target);
  const seen: string[] = [];
  target.addEventListener("x", () => seen.push("first"));
  handlers.set("x", () => seen.push("replaced"));
  target.addEventListener("x", () => seen.push("last"));
  handlers.set("x", () => seen.push("handler"));
  target.dispatchEvent(new Event("x"));
  t.deepEqual(seen, ["first", "handler", "last"]);
});

test("a handler attribute that is removed and set again comes last", (t) => {
  const target = new EventTarget();
  const handlers = new EventHandlers(target);
  const seen: string[] = [];
  handlers.set("x", () => seen.push("old"));
  target.addEventListener("x", () => seen.push("listener"));
  handlers.set("x", null);
  t.is(handlers.get("x"), null);
  handlers.set("x", () => seen.push("new"));
  target.dispatchEvent(new Event("x"));
  t.deepEqual(seen, ["listener", "new"]);
});

test("a handler is called with the target as this; an object is stored and not called, and any other value is null", (t) => {
  const target = new EventTarget();
  const handlers = new EventHandlers(target);
  function handler(this: unknown, event: Event): void {
    t.is(this, target);
    t.is(event.type, "x");
  }
  t.plan(5);
  const object = { handleEvent: () => t.fail() };
  handlers.set("x", handler);
  t.is(handlers.get("x"), handler);
  target.dispatchEvent(new Event("x"));
  handlers.set("x", object);
  t.is<unknown, unknown>(handlers.get("x"), object);
  target.dispatchEvent(new Event("x"));
  handlers.set("x", 7);
  t.is(handlers.get("x"), null);
  target.dispatchEvent(new Event("x"));
});

test("tasks run in order, with all microtasks between them", async (t) => {
  const tasks = new TaskQueue();
  const seen: string[] = [];
  tasks.queue(() => {
    seen.push("1");
    void Promise.resolve().then(() => Promise.resolve()).then(() => seen.push("1 later"));
  });
  t.false(tasks.done);
  const last = new Promise<void>((resolve) => {
    tasks.queue(() => {
      seen.push("2");
      resolve();
    });
  });
  t.deepEqual(seen, []);
  await last;
  t.deepEqual(seen, ["1", "1 later", "2"]);
  t.true(tasks.done);
});

/** Returns a target that records messages as text, with their size in octets. */
function recordingTarget() {
  const seen: string[] = [];
  const text = (data: string | Uint8Array): string => (typeof data === "string" ? data : `<${Buffer.from(data).toString("latin1")}>`);
  return {
    seen,
    send: (data: string | Uint8Array, octets: number) => void seen.push(`${text(data)} ${octets}`),
    fail: (_: unknown, octets: number) => void seen.push(`failed ${octets}`),
  };
}

test("octets are sent as binary, anything else as text without lone surrogates", (t) => {
  const target = recordingTarget();
  const outgoing = new OutgoingMessages(target);
  const buffer = new TextEncoder().encode("abcdef").buffer;
  const values = [
    "héllo",
    "\ud83d\ude00",
    "a\udc00b\ud800",
    "",
    buffer,
    new Uint8Array(buffer, 1, 2),
    new DataView(buffer, 4),
    new Uint16Array(buffer, 2, 1),
    7,
    null,
    undefined,
    [1, 2],
    runInNewContext("new Uint8Array([122]).buffer"),
  ];
  for (const value of values) outgoing.send(value);
  t.deepEqual(target.seen, [
    "héllo 6",
    "\ud83d\ude00 4",
    "a\ufffdb\ufffd 8",
    " 0",
    "<abcdef> 6",
    "<bc> 2",
    "<ef> 2",
    "<cd> 2",
    "7 1",
    "null 4",
    "undefined 9",
    "1,2 3",
    "<z> 1",
  ]);
});

test("octets are copied by send", (t) => {
  const kept: unknown[] = [];
  const outgoing = new OutgoingMessages({ send: (data) => void kept.push(data), fail: () => t.fail() });
  const octets = Uint8Array.of(1, 2, 3);
  outgoing.send(octets);
  outgoing.send(octets.buffer);
  octets.fill(0);
  t.deepEqual(kept, [Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3)]);
});

test("a buffer that was transferred is an empty message, as in Web IDL", (t) => {
  const target = recordingTarget();
  const outgoing = new OutgoingMessages(target);
  for (const view of [Uint8Array.of(1, 2), new DataView(new ArrayBuffer(2)), new Float32Array(2)]) {
    structuredClone(view.buffer, { transfer: [view.buffer] });
    outgoing.send(view);
    outgoing.send(view.buffer);
  }
  t.deepEqual(target.seen, Array.from({ length: 6 }, () => "<> 0"));
});

test("messages after a Blob wait for it, and are copied by send", async (t) => {
  const target = recordingTarget();
  const outgoing = new OutgoingMessages(target);
  const octets = new TextEncoder().encode("xyz");
  outgoing.send(new Blob(["blob"]));
  outgoing.send(octets);
  outgoing.send("text");
  octets.fill(0);
  t.is(outgoing.waiting, 11);
  t.deepEqual(target.seen, []);
  await new Promise<void>((resolve) => outgoing.after(resolve));
  t.deepEqual(target.seen, ["<blob> 4", "<xyz> 3", "text 4"]);
  t.is(outgoing.waiting, 0);
  await new Promise(setImmediate);
  outgoing.send("at once");
  t.is(target.seen.at(-1), "at once 7");
});

test("a Blob that cannot be read is reported, and later messages are sent", async (t) => {
  const target = recordingTarget();
  const outgoing = new OutgoingMessages(target);
  const blob = new Blob(["x"]);
  blob.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
  outgoing.send(blob);
  outgoing.send("text");
  await new Promise<void>((resolve) => outgoing.after(resolve));
  t.deepEqual(target.seen, ["failed 1", "text 4"]);
});
