import test from "ava";

import type { Message } from "../../../reference/connection/index.ts";
import { closeEvent, CloseEvent } from "../../../reference/websocket/close-event.ts";
import { Handlers } from "../../../reference/websocket/handlers.ts";
import { Outgoing } from "../../../reference/websocket/outgoing.ts";
import { Tasks } from "../../../reference/websocket/tasks.ts";

test("a close event tells how the connection ended", (t) => {
  const event = closeEvent({ wasClean: true, code: 1000, reason: "done" });
  t.deepEqual([event.type, event.wasClean, event.code, event.reason], ["close", true, 1000, "done"]);
  t.deepEqual([event.bubbles, event.cancelable], [false, false]);
  const bare = new CloseEvent("close");
  t.deepEqual([bare.wasClean, bare.code, bare.reason], [false, 0, ""]);
});

test("a handler attribute keeps its place among the listeners while it is replaced", (t) => {
  const target = new EventTarget();
  const handlers = new Handlers(target);
  const seen: string[] = [];
  target.addEventListener("x", () => seen.push("first"));
  handlers.set("x", () => seen.push("replaced"));
  target.addEventListener("x", () => seen.push("last"));
  handlers.set("x", () => seen.push("handler"));
  target.dispatchEvent(new Event("x"));
  t.deepEqual(seen, ["first", "handler", "last"]);
});

test("a handler attribute that was removed comes last when it is set anew", (t) => {
  const target = new EventTarget();
  const handlers = new Handlers(target);
  const seen: string[] = [];
  handlers.set("x", () => seen.push("old"));
  target.addEventListener("x", () => seen.push("listener"));
  handlers.set("x", null);
  t.is(handlers.get("x"), null);
  handlers.set("x", () => seen.push("new"));
  target.dispatchEvent(new Event("x"));
  t.deepEqual(seen, ["listener", "new"]);
});

test("a handler is called with the target as this, and what cannot be called is null", (t) => {
  const target = new EventTarget();
  const handlers = new Handlers(target);
  function handler(this: unknown, event: Event): void {
    t.is(this, target);
    t.is(event.type, "x");
  }
  t.plan(5);
  handlers.set("x", handler);
  t.is(handlers.get("x"), handler);
  target.dispatchEvent(new Event("x"));
  handlers.set("x", { handleEvent: () => t.fail() });
  t.is(handlers.get("x"), null);
  handlers.set("x", 7);
  t.is(handlers.get("x"), null);
  target.dispatchEvent(new Event("x"));
});

test("tasks run in order, with all microtasks between them", async (t) => {
  const tasks = new Tasks();
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

/** A sink that notes what it gets, as text. */
function sink() {
  const seen: string[] = [];
  const text = (message: Message): string => (message.type === "text" ? message.text : `<${Buffer.from(message.bytes).toString("latin1")}>`);
  return { seen, send: (message: Message) => void seen.push(text(message)), fail: () => void seen.push("failed") };
}

test("octets and Blobs are sent as binary, anything else as text", async (t) => {
  const to = sink();
  const outgoing = new Outgoing(to);
  const buffer = new TextEncoder().encode("abcdef").buffer;
  t.is(outgoing.send("héllo"), 6);
  t.is(outgoing.send("\ud83d\ude00"), 4);
  t.is(outgoing.send("a\udc00b\ud800"), 8);
  t.is(outgoing.send(buffer), 6);
  t.is(outgoing.send(new Uint8Array(buffer, 1, 2)), 2);
  t.is(outgoing.send(new DataView(buffer, 4)), 2);
  t.is(outgoing.send(new Uint16Array(buffer, 2, 1)), 2);
  t.is(outgoing.send(7), 1);
  t.is(outgoing.send(null), 4);
  t.is(outgoing.send([1, 2]), 3);
  t.deepEqual(to.seen, ["héllo", "\ud83d\ude00", "a\ufffdb\ufffd", "<abcdef>", "<bc>", "<ef>", "<cd>", "7", "null", "1,2"]);
});

test("what comes behind a Blob waits for it, as it was when it was sent", async (t) => {
  const to = sink();
  const outgoing = new Outgoing(to);
  const octets = new TextEncoder().encode("xyz");
  t.is(outgoing.send(new Blob(["blob"])), 4);
  t.is(outgoing.send(octets), 3);
  t.is(outgoing.send("text"), 4);
  octets.fill(0);
  t.is(outgoing.waiting, 11);
  t.deepEqual(to.seen, []);
  await new Promise<void>((resolve) => outgoing.after(resolve));
  t.deepEqual(to.seen, ["<blob>", "<xyz>", "text"]);
  t.is(outgoing.waiting, 0);
  await new Promise(setImmediate);
  outgoing.send("at once");
  t.deepEqual(to.seen.at(-1), "at once");
});

test("a Blob that cannot be read is reported, and what is behind it is not lost", async (t) => {
  const to = sink();
  const outgoing = new Outgoing(to);
  const blob = new Blob(["x"]);
  blob.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
  outgoing.send(blob);
  outgoing.send("text");
  await new Promise<void>((resolve) => outgoing.after(resolve));
  t.deepEqual(to.seen, ["failed", "text"]);
});
