import test from "ava";

import {
  type DiagnosticMessages,
  type DiagnosticName,
  type FrameMessage,
  OpeningError,
  subscribeDiagnostics,
} from "../../../../reference/http2/index.ts";
import { toHex } from "../../../../reference/layout/plain.ts";
import { echo, newClient, serve } from "../support.ts";

const NAMES: readonly DiagnosticName[] = [
  "websocket2:open",
  "websocket2:close",
  "websocket2:fail",
  "websocket2:frame:in",
  "websocket2:frame:out",
];

/** Message of any channel. */
type AnyMessage = DiagnosticMessages[DiagnosticName];

/** A published message: the channel, the role, whether the connection is open, and what happened. */
type Entry = readonly [name: string, role: string, connected: boolean, event: unknown];

const frameText = ({ frame, size, octets }: FrameMessage): unknown => {
  if (frame.type === "ping") return [frame.kind, size];
  return [frame.type, size, toHex(octets)];
};

function eventOf(message: AnyMessage): unknown {
  if ("octets" in message) return frameText(message);
  if ("report" in message) return message.report.code;
  if (!("failure" in message)) return message.target;
  const { failure } = message;
  return failure instanceof OpeningError ? `${failure.check} ${message.target}` : `${failure.check} ${message.target} ${failure.status}`;
}

/** Records the messages of all channels until the returned function is called. */
function record(entries: Entry[]): () => void {
  const ends = NAMES.map((name) =>
    subscribeDiagnostics(name, (message: AnyMessage) => {
      const connected = "connection" in message && message.connection !== undefined;
      entries.push([name.slice("websocket2:".length), message.role, connected, eventOf(message)]);
    }),
  );
  return () => ends.forEach((end) => end());
}

/** Returns the messages of one role by channel, in their order. HTTP may join octets, so the order between the channels is open. */
function of(entries: readonly Entry[], wanted: string): Readonly<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [name, role, ...rest] of entries) if (role === wanted) (found[name] ??= []).push(rest);
  return found;
}

const TEXT = ["text", 2, "03004869"];
const CLOSE = ["error", 6, "0702434c4f53e803"];
const PING = ["ping", 9];
const PONG = ["pong", 9];

test.serial("both ends publish the opening, each frame with its octets, and the end", async (t) => {
  const { url, ws } = await serve(t);
  const entries: Entry[] = [];
  const end = record(entries);
  const connection = await newClient(t).connect(`${url}/echo?a=1`);
  connection.onmessage = () => connection.close(1000);
  connection.send("Hi");
  await connection.closed;
  await ws.close();
  end();
  t.deepEqual(of(entries, "client"), {
    open: [[true, `${url}/echo?a=1`]],
    "frame:out": [[false, PING], [true, PING], [true, TEXT], [true, CLOSE]],
    "frame:in": [[false, PONG], [true, PONG], [true, TEXT], [true, CLOSE]],
    close: [[true, 1000]],
  });
  t.deepEqual(of(entries, "server"), {
    open: [[true, "/echo?a=1"]],
    "frame:in": [[false, PING], [true, PING], [true, TEXT], [true, CLOSE]],
    "frame:out": [[true, PONG], [true, PONG], [true, TEXT], [true, CLOSE]],
    close: [[true, 1000]],
  });
});

test.serial("both ends publish a refusal", async (t) => {
  const { url } = await serve(t);
  const entries: Entry[] = [];
  const end = record(entries);
  await t.throwsAsync(newClient(t).connect(`${url}/none`), { instanceOf: OpeningError });
  end();
  t.deepEqual(of(entries, "client"), { "frame:out": [[false, PING]], fail: [[false, `refused ${url}/none`]] });
  t.deepEqual(of(entries, "server").fail, [[false, "resource /none 404"]]);
});

test.serial("a client publishes that no HTTP/2 connection came about", async (t) => {
  const entries: Entry[] = [];
  const end = record(entries);
  const client = newClient(t);
  await t.throwsAsync(client.connect("http://127.0.0.1:1/echo"), { instanceOf: OpeningError });
  end();
  t.deepEqual(entries, [["fail", "client", false, "aborted http://127.0.0.1:1/echo"]]);
});

test.serial("a subscription ends, and a connection that opened without one publishes no frames", async (t) => {
  const { url } = await serve(t, echo);
  const entries: Entry[] = [];
  record(entries)();
  const connection = await newClient(t).connect(`${url}/echo`);
  const end = record(entries);
  const echoed = new Promise((resolve) => (connection.onmessage = resolve));
  connection.send("Hi");
  t.is(await echoed, "Hi");
  t.deepEqual(entries, []);
  end();
});
