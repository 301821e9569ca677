import test from "ava";

import { runWs2 } from "./run-ws2.ts";

test("lists the elements that have octets", async (t) => {
  const { code, out } = await runWs2(["source"]);
  t.is(code, 0);
  t.regex(out, /^varsize +An unsigned integer of up to 32 bits\./m);
  t.regex(out, /^frame +One message, error, ping or pong\.$/m);
  t.notRegex(out, /^limit /m);
});

test("prints a module with the statement that demands each check", async (t) => {
  const { code, out } = await runWs2(["source", "frame"]);
  t.is(code, 0);
  t.true(
    out.includes(
      "  // LRGE  R-056  length: at most bounds.message + 1\n  if (length > bounds.message + 1) return state.fail(checks.lengthBound, lengthAt, 0, length);\n",
    ),
  );
  t.true(out.includes('from "websocket2/layout";'));
  t.true(out.includes("export type FrameValue ="));
});

test("prints JavaScript, with the runtime that is asked for", async (t) => {
  const { out } = await runWs2(["source", "lz4-payload", "--language", "javascript", "--runtime", "./runtime.js"]);
  t.true(out.includes('import { check, codecOf } from "./runtime.js";'));
  t.true(out.includes("export function readLz4Payload(octets, start, end, state) {"));
});

test("refuses what has no octets", async (t) => {
  t.deepEqual(await runWs2(["source", "limit"]), {
    code: 2,
    out: "",
    error: 'ws2: expected one of varsize, frame, lz4-payload, text-payload, binary-payload, error-payload, ping-payload, compressed-payload, found "limit"\nSee ws2 source --help.\n',
  });
});
