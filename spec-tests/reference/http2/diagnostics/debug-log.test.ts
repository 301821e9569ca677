import { format } from "node:util";

import test from "ava";

import type { Connection, DiagnosticMessages, DiagnosticName } from "../../../../reference/http2/index.ts";
import { channels } from "../../../../reference/http2/diagnostics/channels.ts";
import { startDebugLog } from "../../../../reference/http2/diagnostics/debug-log.ts";

/** Returns a log that collects lines. */
function fakeLog(enabled: boolean, lines: string[]): Parameters<typeof startDebugLog>[0] {
  const write = (text: string, ...values: unknown[]): void => void lines.push(format(text, ...values));
  return Object.assign(write, { enabled }) as Parameters<typeof startDebugLog>[0];
}

const connection = {} as Connection;

/** Messages with their lines. */
const CASES: readonly (readonly [DiagnosticName, DiagnosticMessages[DiagnosticName], string])[] = [
  ["websocket2:open", { role: "server", connection, target: "/a\u009b1" }, "server open /a\\u{9b}1"],
  [
    "websocket2:frame:in",
    { role: "server", connection, target: "/a", frame: { type: "text", text: "secret" }, size: 6, octets: new Uint8Array(8) },
    "server in /a text, 6 octets",
  ],
  [
    "websocket2:frame:out",
    {
      role: "client",
      connection,
      target: "https://a/",
      frame: { type: "error", code: "CLOS", status: 1000, reason: "by\ne" },
      size: 10,
      octets: new Uint8Array(12),
    },
    'client out https://a/ error CLOS 1000 "by\\ne", 10 octets',
  ],
  [
    "websocket2:frame:out",
    {
      role: "client",
      connection: undefined,
      target: "https://a/",
      frame: { type: "text", compression: "lz4", payload: new Uint8Array(3) },
      size: 3,
      octets: new Uint8Array(5),
    },
    "client out https://a/ lz4 text, 3 octets",
  ],
  [
    "websocket2:close",
    { role: "client", connection, report: { code: 1006, reason: "", wasClean: false, seen: "lost" } },
    "client close 1006 lost",
  ],
  [
    "websocket2:fail",
    { role: "server", target: "/b", failure: { path: "/b", check: "resource", status: 404, seen: "no resource" } },
    "server fail /b resource: no resource",
  ],
];

test("the log has a line for each event, without the content of messages and without control characters", (t) => {
  const lines: string[] = [];
  startDebugLog(fakeLog(false, lines));
  t.false(channels.open.hasSubscribers);
  startDebugLog(fakeLog(true, lines));
  startDebugLog(fakeLog(true, lines));
  const byName = Object.fromEntries(Object.values(channels).map((each) => [each.name, each]));
  for (const [name, message] of CASES) (byName[name] as (typeof channels)["open"]).publish(message as never);
  t.deepEqual(lines, CASES.map(([, , line]) => line));
});
