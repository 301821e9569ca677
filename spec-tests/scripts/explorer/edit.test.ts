import test from "ava";

import { encodeFrame, type Frame } from "../../../reference/codec.ts";
import { toHex } from "../../../reference/layout/index.ts";
import { decodeInput } from "../../../scripts/explorer/view/decode-input.ts";
import {
  completeValues, editControls, encodeValues, newFrame, valuesOf, withGroup, withoutGroup,
} from "../../../scripts/explorer/view/edit.ts";
import { readFragment } from "../../../scripts/explorer/view/settings.ts";
import { data, explorerCases } from "./explorer-cases.ts";

const hexOf = (values: Readonly<Record<string, string>>, method = "none"): string => toHex(encodeValues(data, method, values));

/** Returns whether a sender may send a frame: some values are for receivers alone. */
function isSendable(frame: Frame): boolean {
  try {
    encodeFrame(frame);
    return true;
  } catch {
    return false;
  }
}

test("the values of every frame of the vectors that can be sent make the same octets", (t) => {
  const different = explorerCases("frame").filter(({ octets }) => octets.length < 4096).flatMap(({ id, octets, fragment }) => {
    const { settings } = readFragment(fragment, data);
    return decodeInput(data, octets, settings)
      .filter(({ result }) => result.ok && isSendable(result.value as Frame))
      .flatMap((item) => {
        const made = hexOf(valuesOf(data, settings.method, item.result.ok ? item.result.value : undefined), settings.method);
        return made === toHex(item.octets) ? [] : [`${id}: ${made}`];
      });
  });
  t.deepEqual(different, []);
});

test("the controls are those of the case, and compression is offered for messages if a method was agreed", (t) => {
  const namesOf = (method: string, values: Readonly<Record<string, string>>): string[] =>
    editControls(data, method, values).map(({ name, kind }) => `${name} ${kind}`);
  t.deepEqual(namesOf("none", { type: "text" }), ["type choice", "text text"]);
  t.deepEqual(namesOf("lz4", { type: "text" }), ["type choice", "compression choice", "text text"]);
  t.deepEqual(namesOf("lz4", { type: "binary", compression: "lz4" }), ["type choice", "compression choice", "payload octets"]);
  t.deepEqual(namesOf("lz4", { type: "error" }), ["type choice", "code choice", "status number", "reason text"]);
  t.deepEqual(namesOf("none", { type: "ping" }), ["type choice", "kind choice", "data octets"]);
  const [, code] = editControls(data, "none", { type: "error" });
  t.deepEqual([code?.open, code?.choices.map(({ value }) => value)], [true, ["CLOS", "UTF8", "DECO", "FRAM", "LRGE"]]);
});

test("another type keeps no value of the old one, and a group is added and removed as a whole", (t) => {
  t.deepEqual(newFrame(data), { type: "text", text: "" });
  const error = completeValues(data, "none", { type: "error", text: "none" });
  t.deepEqual(error, { type: "error", code: "CLOS" });
  t.is(hexOf(error), "0502434c4f53");
  const closing = withGroup(data, "none", error, "closing");
  t.deepEqual(closing, { type: "error", code: "CLOS", status: "1000", reason: "" });
  t.is(hexOf(closing), "0702434c4f53e803");
  t.deepEqual(withoutGroup(data, "none", closing, "closing"), error);
  t.is(hexOf({ type: "text", text: "none" }), "05006e6f6e65");
});

test("a value that cannot be encoded is refused with the name of its field", (t) => {
  const pathOf = (values: Readonly<Record<string, string>>): string =>
    (t.throws(() => encodeValues(data, "none", values)) as Error & { path: string }).path;
  t.is(pathOf({ type: "error", code: "CLOS", status: "70000", reason: "" }), "status");
  t.is(pathOf({ type: "error", code: "CL", status: "1000", reason: "" }), "code");
  t.is(pathOf({ type: "ping", kind: "ping", data: "00" }), "data");
  t.regex(t.throws(() => encodeValues(data, "none", { type: "binary", bytes: "0g" })).message, /expected hexadecimal digits/);
});
