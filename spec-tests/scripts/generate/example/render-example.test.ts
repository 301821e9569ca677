import test from "ava";

import { LocalError } from "../../../../reference/layout/index.ts";
import { ViewError } from "../../../../scripts/generate/blocks.ts";
import { parseExample, renderExample } from "../../../../scripts/generate/example/render-example.ts";
import { frames } from "../fixtures/frame.ts";

for (const [id, value, lines] of [
  [
    "frame/text/hi",
    { type: "text", text: "Hi" },
    ["03     length = 3", "00     reserved = 0, compression = none, type = text", '48 69  text = "Hi"'],
  ],
  ["frame/text/empty", { type: "text", text: "" }, ["01  length = 1", '00  reserved = 0, compression = none, type = text, text = ""']],
  [
    "frame/ping/first",
    { type: "ping", kind: "ping", data: "0102030405060708" },
    [
      "0a                    length = 10",
      "03                    reserved = 0, compression = none, type = ping",
      "00                    kind = ping",
      "01 02 03 04 05 06 07  data = 0102030405060708",
      "08",
    ],
  ],
  [
    "frame/error/status",
    { type: "error", code: "CLOS", status: 1000, reason: "" },
    [
      "07           length = 7",
      "02           reserved = 0, compression = none, type = error",
      "43 4c 4f 53  code = CLOS",
      'e8 03        status = 1000, reason = ""',
    ],
  ],
  ["frame/lz4/stored", { type: "binary", compression: "lz4", payload: "01104f" }, [
    "04        length = 4",
    "05        reserved = 0, compression = lz4, type = binary",
    "01 10 4f  payload = 01104f",
  ]],
  ["varsize/254", 254, ["fe fe 00  varsize = 254"]],
] as const) {
  test(`prints ${id} so that parsing returns its octets`, (t) => {
    const { lines: printed, octets } = renderExample(frames, id, value);
    t.deepEqual(printed, lines);
    t.deepEqual(parseExample(printed), { octets });
  });
}

test("prints a header section", (t) => {
  const fields = [[":status", "200"], ["websocket2-error", "okay"]];
  t.deepEqual(renderExample(frames, "handshake/reply", { fields }), { lines: [":status: 200", "websocket2-error: okay"] });
});

for (const [id, value, type, message] of [
  ["fram/x", {}, ViewError, 'there is no element "fram"; did you mean "frame"?'],
  ["error/x", {}, ViewError, "a registry has no octets; expected a struct or an integer"],
  [
    "frame/long",
    { type: "binary", bytes: { repeat: "00", count: 512 } },
    ViewError,
    "the value takes 516 octets, too many to print (at most 512)",
  ],
  [
    "handshake/x",
    { fields: [[":status", 200]] },
    ViewError,
    "example handshake/x: expected fields, a list of [name, value]; quote values that are not text",
  ],
  ["handshake/x", null, ViewError, "example handshake/x: expected fields, a list of [name, value]; quote values that are not text"],
  ["handshake/x", { type: "x", fields: [] }, ViewError, 'unknown key "type" of a header section; expected fields alone'],
  ["frame/x", { type: "text", txt: "Hi" }, LocalError, /txt/],
] as const) {
  test(`refuses ${id} ${JSON.stringify(value)}`, (t) => {
    const error = t.throws(() => renderExample(frames, id, value), { instanceOf: type as new (...parameters: never[]) => Error });
    if (typeof message === "string") t.is(error.message, message);
    else t.regex(error.message, message);
  });
}
