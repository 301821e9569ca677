import test, { type ExecutionContext } from "ava";

import { LocalError } from "../../../reference/layout/errors.ts";
import { WebSocket2, type WebSocket2Options } from "../../../reference/websocket.ts";
import { isBlockedPort } from "../../../reference/websocket/blocked-ports.ts";
import { Fake, settled } from "./fake.ts";

const mistakes: readonly (readonly [options: unknown, message: string | RegExp])[] = [
  [null, "options: expected an object, found null"],
  ["stray", 'options: expected an object, found "stray"'],
  [7, "options: expected an object, found 7"],
  [{ perMessageDeflate: false }, /^perMessageDeflate: unknown option; expected one of /],
  [{ protocols: ["chat"] }, /^protocols: unknown option/],
  [{ signal: new AbortController().signal }, /^signal: unknown option/],
  [{ redirects: true }, /^redirects: unknown option/],
  [{ connect: 5 }, "connect: expected a function, found 5"],
  [{ connect: null }, "connect: expected a function, found null"],
  [{ onfailed: 5 }, "onfailed: expected a function, found 5"],
  [{ allowCleartext: "yes" }, 'allowCleartext: expected true or false, found "yes"'],
  [{ tls: 5 }, "tls: expected an object, found 5"],
  [{ origin: 7 }, "origin: expected a string, found 7"],
  [{ origin: "https://a.example\n" }, /^origin: expected a field value/],
  [{ headers: null }, "headers: expected an object, found null"],
  [{ headers: { connection: "close" } }, /^connection: is a connection-specific field/],
  [{ headers: { "a b": "c" } }, /^"a b": expected a field name/],
  [{ limits: { handshake: -1 } }, /^limits\.handshake: /],
  [{ limits: { nope: 1 } }, /nope/],
  [{ compression: { zip: [1, 2] } }, /zip/],
  [{ compression: { lz4: [9, 1] } }, /lz4/],
  [{ use: { threshold: "x" } }, /^use\.threshold: /],
  [{ sendBuffer: { over: "drop" } }, /^sendBuffer\.over: /],
];

for (const [options, message] of mistakes) {
  test(`the constructor throws for the options ${JSON.stringify(options)}, and opens nothing`, (t) => {
    const connect = () => Promise.reject(t.fail());
    const given = typeof options === "object" && options !== null ? { connect, ...options } : options;
    t.throws(() => new WebSocket2("wss://example.com/", [], given as WebSocket2Options), { instanceOf: LocalError, message });
  });
}

test("the error for an unknown option names all known ones", (t) => {
  t.throws(() => new WebSocket2("wss://example.com/", [], { Connect: 1 } as never), {
    instanceOf: LocalError,
    message: /^Connect: unknown option; expected one of compression, .*\btls, .*\bconnect, allowCleartext, onfailed$/,
  });
});

test("an option of undefined is the same as none", (t) => {
  const { request } = new Fake({ onfailed: undefined, compression: undefined, tls: undefined } as never);
  t.deepEqual(request?.options.headers, []);
});

test("headers are read once, so an iterator is enough", (t) => {
  const { request } = new Fake({ headers: [["cookie", "a=b"] as const].values() });
  t.deepEqual(request?.options.headers, [["cookie", "a=b"]]);
});

/** Runs a program and returns the exceptions that it does not catch. */
async function uncaughtIn(t: ExecutionContext, program: () => Promise<void>): Promise<unknown[]> {
  const seen: unknown[] = [];
  const events = ["uncaughtException", "unhandledRejection"] as const;
  const before = events.map((event) => process.listeners(event as "uncaughtException"));
  const record = (error: unknown) => void seen.push(error);
  for (const event of events) process.removeAllListeners(event).on(event, record);
  try {
    await program();
    await settled();
  } finally {
    events.forEach((event, index) => {
      process.removeAllListeners(event);
      for (const listener of before[index] ?? []) process.on(event as "uncaughtException", listener);
    });
  }
  return seen;
}

const NEVER_OPENED = ["error 3", "close 3 1006  not clean"];

test.serial("an onfailed that throws swallows no event, and its error is an uncaught exception", async (t) => {
  const broken = new TypeError("broken log");
  const onfailed = () => {
    throw broken;
  };
  const sockets: Fake[] = [];
  const uncaught = await uncaughtIn(t, async () => {
    const refused = new Fake({ onfailed });
    refused.fail("refused");
    sockets.push(refused, new Fake({ url: "ws://example.com/", onfailed }));
    await settled();
  });
  t.deepEqual(sockets.map(({ events }) => events), [NEVER_OPENED, NEVER_OPENED]);
  t.deepEqual(uncaught, [broken, broken]);
});

const brokenOpenings: readonly (readonly [title: string, connect: () => unknown, message: string])[] = [
  ["throws", () => {
    throw new RangeError("at once");
  }, "at once"],
  ["rejects", () => Promise.reject(new RangeError("later")), "later"],
  ["returns no connection", () => undefined, "connect: expected the promise of a Connection"],
  ["resolves with no connection", () => Promise.resolve({ close: () => undefined }), "connect: expected the promise of a Connection"],
];

for (const [title, connect, message] of brokenOpenings) {
  test.serial(`fires error and close where the option connect ${title}, and reports why`, async (t) => {
    const failures: string[] = [];
    const told = new Fake({ connect: connect as never, onfailed: (error) => failures.push((error as Error).message) });
    await settled();
    t.deepEqual([told.events, failures], [NEVER_OPENED, [message]]);
    let untold: Fake | undefined;
    const uncaught = await uncaughtIn(t, async () => {
      untold = new Fake({ connect: connect as never });
      await settled();
    });
    t.deepEqual(untold?.events, NEVER_OPENED);
    t.deepEqual(uncaught.map((error) => (error as Error).message), [message]);
  });
}

test("a close while connecting fires error and close even if the option connect ignores the signal", async (t) => {
  const fake = new Fake({ connect: () => new Promise(() => undefined) });
  fake.socket.close();
  await settled();
  t.deepEqual(fake.events, NEVER_OPENED);
});

test("a port that the Fetch Standard blocks fails the opening before anything is sent, and only onfailed learns why", async (t) => {
  for (const url of ["wss://example.com:22/", "https://example.com:0/", "wss://example.com:10080/"]) {
    const failures: string[] = [];
    const fake = new Fake({ url, onfailed: (error) => failures.push((error as Error).message) });
    await settled();
    t.is(fake.request, undefined);
    t.deepEqual(fake.events, NEVER_OPENED);
    t.deepEqual(failures, [`url: expected a port that the Fetch Standard does not block, found ${new URL(url).port}`]);
  }
});

test("default ports and ports of HTTP are not blocked", (t) => {
  const blocked = (url: string) => isBlockedPort(new URL(url));
  t.deepEqual(["wss://a/", "ws://a/", "ws://a:80/", "wss://a:443/", "wss://a:8443/", "ws://a:8080/", "ws://a:6000/"].map(blocked), [
    ...Array.from({ length: 6 }, () => false),
    true,
  ]);
});
