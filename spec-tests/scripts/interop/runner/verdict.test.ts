import test from "ava";

import type { AdapterReply } from "../../../../scripts/interop/protocol/messages.ts";
import {
  decodeVerdict,
  type ExpectedDecoding,
  expectSame,
  type VectorOutcome,
  isSame,
} from "../../../../scripts/interop/runner/verdict.ts";

const hi = [{ type: "text", text: "Hi" }];

const table: readonly (readonly [title: string, ExpectedDecoding, Omit<AdapterReply, "seq">, VectorOutcome])[] = [
  ["a valid case without an error", { result: "valid" }, { frames: hi }, "pass"],
  ["a valid case with an error", { result: "valid" }, { frames: hi, error: "FRAM" }, "fail"],
  ["a valid case that is reported as incomplete", { result: "valid" }, { frames: hi, error: "INCOMPLETE" }, "fail"],
  ["other frames", { result: "valid" }, { frames: [] }, "fail"],
  ["an invalid case with its error", { result: "invalid", errors: ["FRAM"] }, { frames: hi, error: "FRAM" }, "pass"],
  ["an invalid case with one of its errors", { result: "invalid", errors: ["LRGE", "DECO"] }, { frames: hi, error: "DECO" }, "pass"],
  ["an invalid case with another error", { result: "invalid", errors: ["FRAM"] }, { frames: hi, error: "UTF8" }, "wrong-error"],
  ["an invalid case that is accepted", { result: "invalid", errors: ["FRAM"] }, { frames: hi }, "fail"],
  ["an invalid case that is reported as incomplete", { result: "invalid", errors: ["FRAM"] }, { frames: hi, error: "INCOMPLETE" }, "fail"],
  ["an invalid case without the frames before it", { result: "invalid", errors: ["FRAM"] }, { error: "FRAM" }, "fail"],
  [
    "an invalid case with another error and without the frames before it",
    { result: "invalid", errors: ["FRAM"] },
    { error: "UTF8" },
    "fail",
  ],
  ["an incomplete case", { result: "incomplete" }, { frames: hi, error: "INCOMPLETE" }, "pass"],
  ["an incomplete case without an error", { result: "incomplete" }, { frames: hi }, "fail"],
  ["an incomplete case that is rejected", { result: "incomplete" }, { frames: hi, error: "FRAM" }, "fail"],
  ["an acceptable case that is accepted", { result: "acceptable", errors: ["DECO"] }, { frames: hi }, "pass"],
  ["an acceptable case that is rejected", { result: "acceptable", errors: ["DECO"] }, { frames: hi, error: "DECO" }, "pass"],
  [
    "an acceptable case that is rejected with another error",
    { result: "acceptable", errors: ["DECO"] },
    { frames: hi, error: "FRAM" },
    "wrong-error",
  ],
  ["a case that is skipped", { result: "valid" }, { skipped: "not yet" }, "skipped"],
];

for (const [title, expected, reply, outcome] of table) {
  test(`gives ${title} the outcome ${outcome}`, (t) => {
    t.is(decodeVerdict(expected, { seq: 1, ...reply }, () => expectSame("frames", reply.frames ?? [], hi)).outcome, outcome);
  });
}

test("treats hexadecimal and a repeated pattern of the same octets as equal", (t) => {
  t.true(isSame([{ bytes: { repeat: "61", count: 3 } }], [{ bytes: "616161" }]));
  t.false(isSame([{ bytes: { repeat: "61", count: 2 } }], [{ bytes: "616161" }]));
});

test("treats objects with members in another order as equal", (t) => {
  t.true(isSame({ a: 1, b: [2] }, { b: [2], a: 1 }));
  t.false(isSame({ a: 1 }, { a: 1, b: undefined }));
  t.false(isSame({ a: 1 }, { a: "1" }));
});
