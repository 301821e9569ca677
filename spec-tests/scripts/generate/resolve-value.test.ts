import test from "ava";

import { resolveValue, ValueError } from "../../../scripts/generate/resolve-value.ts";
import { doors } from "./fixtures/door.ts";
import { frames } from "./fixtures/frame.ts";

const words = (text: string) => ({ text, code: false });
const code = (text: string) => ({ text, code: true });

for (const [model, path, value] of [
  [frames, "varsize", words("VarSize")],
  [frames, "varsize.largest", words("4294967295")],
  [frames, "frame", words("Frame")],
  [frames, "frame.length", words("Length")],
  [frames, "frame.length.range", words("1 to 4294967295")],
  [frames, "frame.length.size", words("8, 24 or 40 bits")],
  [frames, "ping-payload.data.bits", words("64")],
  [frames, "error-payload.reason.size", words("0 to 123 octets")],
  [frames, "error.FRAM", code("FRAM")],
  [frames, "error.FRAM.code", code("FRAM")],
  [frames, "error.CLOS.meaning", words("A graceful close.")],
  [frames, "error.CLOS.close", words("1005")],
  [frames, "frame-type.ping", code("ping")],
  [frames, "frame-type.ping.code", words("3")],
  [frames, "frame-type.ping.status", words("assigned")],
  [doors, "limit.weight", words("16 MiB")],
  [doors, "limit.weight.least", words("64 KiB")],
  [doors, "limit.weight.value", words("16777216")],
  [doors, "limit.weight.fault", code("HEAV")],
  [doors, "limit.guests", words("100 in 10 s")],
  [doors, "limit.guests.default", words("100")],
  [doors, "limit.guests.within", words("10 s")],
  [doors, "limit.guests.status", words("1008")],
  [doors, "limit.wait", words("1500 ms")],
  [doors, "door-guests", code("door-guests")],
  [doors, "door-check.knock.status", words("404")],
  [doors, "door.ajar", code("ajar")],
  [doors, "door.ajar.description", words("The host looks out.")],
] as const) {
  test(`resolves ${path}`, (t) => {
    t.deepEqual(resolveValue(model, path), value);
  });
}

for (const [model, path, element, message] of [
  [frames, "varsise", "", 'there is no element "varsise"; did you mean "varsize"?'],
  [frames, "frame.lenght", "frame", 'there is no "lenght" in "frame"; did you mean "length"?'],
  [frames, "error.fram", "error", 'there is no "fram" in "error"; did you mean "FRAM"?'],
  [frames, "error.FRAM.meening", "error", 'there is no property "meening" of "error.FRAM"; did you mean "meaning"?'],
  [frames, "error.FRAM.meaning.x", "error", '"error.FRAM.meaning.x" has too many parts, expected element.part.property'],
  [
    doors,
    "limit.wait.least",
    "limit",
    'there is no property "least" of "limit.wait"; expected one of: title, description, value, default, over',
  ],
  [doors, "limit.constructor", "limit", /^there is no "constructor" in "limit"; expected one of: /],
  [doors, "", "", /^there is no element ""; expected one of: door-check, door-guests/],
] as const) {
  test(`refuses ${JSON.stringify(path)}`, (t) => {
    const error = t.throws(() => resolveValue(model, path), { instanceOf: ValueError });
    t.is(error.element, element);
    if (typeof message === "string") t.is(error.message, message);
    else t.regex(error.message, message);
  });
}
