import test from "ava";

import { UsageError } from "../../../scripts/common/usage-error.ts";
import { checkHeaders, headerText, parseHeaderLines } from "../../../scripts/explorer/view/handshake-view.ts";

const request = [":method: POST", ":scheme: https", ":authority: ws.example", ":path: /", "Content-Type: application/websocket2"];

const resultsOf = (lines: readonly string[], config = ""): unknown => {
  const { checks, ok, agreed } = checkHeaders({ role: "server", text: lines.join("\n"), endStream: false, config });
  return { ok, agreed, results: checks.slice(0, 4).map(({ name, result, found }) => [name, result, found]) };
};

test("lines are fields, with names in lower case, and a line without a colon is refused with its number", (t) => {
  const fields = parseHeaderLines(":method: POST\n\nWebSocket2-Version:  1 \nempty:\n");
  t.deepEqual(fields, [[":method", "POST"], ["websocket2-version", "1"], ["empty", ""]]);
  t.deepEqual(parseHeaderLines(headerText(fields)), fields);
  const error = t.throws(() => parseHeaderLines("a: 1\nPOST /chat"), { instanceOf: UsageError });
  t.is(error.message, 'line 2: expected a field as "name: value", found "POST /chat"');
});

test("every check of a request has a result, up to the first that fails", (t) => {
  t.deepEqual(resultsOf(request), {
    ok: false,
    agreed: "",
    results: [
      ["resource", "passed", ""],
      ["method", "passed", ""],
      ["version", "failed", "0 lines"],
      ["content-type", "not made", ""],
    ],
  });
  const offer = ["websocket2-version: 1", "websocket2-compression: lz4=(1 9)"];
  t.deepEqual(resultsOf([...request, ...offer], '{"compression":{"methods":{"lz4":[1,1]}}}'), {
    ok: true,
    agreed: 'compression: {"lz4":1}; subprotocol: none',
    results: [
      ["resource", "passed", ""],
      ["method", "passed", ""],
      ["version", "passed", ""],
      ["content-type", "passed", ""],
    ],
  });
});

test("a response is checked by the client", (t) => {
  const { ok, checks } = checkHeaders({ role: "client", text: ":status: 404", endStream: true, config: "" });
  t.deepEqual([ok, checks.find(({ result }) => result === "failed")?.name], [false, "status"]);
});

test("options that are no JSON object, or not those of the endpoint, are refused", (t) => {
  const input = { role: "server", text: request.join("\n"), endStream: false } as const;
  const refused = (config: string): string => t.throws(() => checkHeaders({ ...input, config }), { instanceOf: UsageError }).message;
  t.regex(refused("{"), /^options: expected JSON: /);
  t.is(refused("[1]"), "options: expected a JSON object");
});
