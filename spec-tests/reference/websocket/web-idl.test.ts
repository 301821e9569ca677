import test from "ava";

import { WebSocket2 } from "../../../reference/websocket.ts";

const { prototype } = WebSocket2;
const members = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(([name]) => name !== "constructor");
const accessors = members.filter(([, { get }]) => get !== undefined);

test("every getter, setter and method throws TypeError on another object, before it looks at its arguments", (t) => {
  t.deepEqual(accessors.map(([name]) => name).sort(), [
    "binaryType",
    "bufferedAmount",
    "extensions",
    "onclose",
    "onerror",
    "onmessage",
    "onopen",
    "protocol",
    "readyState",
    "url",
  ]);
  for (const wrong of [{}, prototype]) {
    for (const [name, { get, set }] of accessors) {
      t.throws(() => Reflect.apply(get as () => unknown, wrong, []) as unknown, { instanceOf: TypeError }, name);
      if (set !== undefined) t.throws(() => Reflect.apply(set, wrong, ["neither"]) as unknown, { instanceOf: TypeError }, name);
    }
    t.throws(() => Reflect.apply(prototype.send, wrong, ["x"]) as unknown, { instanceOf: TypeError });
    t.throws(() => Reflect.apply(prototype.close, wrong, [1]) as unknown, { instanceOf: TypeError });
  }
});

test("constructor, send and close have as many required arguments as in Web IDL; listeners are those of EventTarget", (t) => {
  t.deepEqual([WebSocket2.length, prototype.send.length, prototype.close.length], [1, 1, 0]);
  t.false(Object.hasOwn(prototype, "addEventListener"));
});
