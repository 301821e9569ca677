/** The requirements of the draft on header sections that an endpoint sends, which vectors do not cover. */
import test from "ava";

import { LocalError } from "../../../../reference/layout/errors.ts";
import { websocket2 } from "../../../../reference/schema/index.ts";
import { buildRefusal, buildReply, buildRequest, checkRequest, encodeFrame, type FieldLines } from "../../../../reference/wire/index.ts";

const target = { authority: "ws.example", path: "/chat" } as const;
const valueOf = (fields: FieldLines, name: string): string | undefined => fields.find(([each]) => each === name)?.[1];

/** Returns the names of the request fields with a presence. */
function namesWith(presence: string): string[] {
  const table = websocket2.elements["request-field"];
  return table?.kind === "registry"
    ? table.entries.filter(({ columns: more }) => more["presence"] === presence).map(({ name }) => name)
    : [];
}

test("a request has each field that is always present (R-009), no field that is never present (R-010), and one version (R-016)", (t) => {
  const fields = buildRequest({ ...target, offer: { lz4: [1, 9] }, protocols: ["chat"], origin: "https://app.example" });
  t.true(namesWith("always").length > 5 && namesWith("never").length > 1);
  t.deepEqual(namesWith("always").filter((name) => valueOf(fields, name) === undefined), []);
  t.deepEqual(namesWith("never").filter((name) => valueOf(fields, name) !== undefined), []);
  t.is(valueOf(fields, "websocket2-version"), "1");
});

type Check = Parameters<typeof buildRefusal>[0]["check"];

/** Replies of all kinds: an acceptance, and a refusal by each check. */
const checks = websocket2.elements["server-check"];
const refusals =
  checks?.kind === "registry"
    ? checks.entries.map(({ name }) => buildRefusal({ check: name as Check, versions: [1, 2], method: "POST" }))
    : [];
const replies: readonly FieldLines[] = [buildReply(), ...refusals.map(({ fields }) => fields)];

test("every response has no-store and no-transform (R-030)", (t) => {
  t.true(replies.length > 10);
  t.deepEqual(replies.map((fields) => valueOf(fields, "cache-control")), replies.map(() => "no-store, no-transform"));
});

test("a targeted cache field of a response can only be no-store (R-031)", (t) => {
  t.throws(() => buildReply({ fields: [["cdn-cache-control", "max-age=60"]] }), { instanceOf: LocalError });
  t.is(valueOf(buildReply({ fields: [["cdn-cache-control", "no-store"]] }), "cdn-cache-control"), "no-store");
});

test("the refusal of a version lists all versions of the server (R-024)", (t) => {
  const request = buildRequest(target).map(([name, value]) => [name, name === "websocket2-version" ? "9" : value] as const);
  const { reply } = checkRequest(request, { endStream: false, policy: { versions: [1, 2, 7] } });
  t.is(valueOf(reply, "websocket2-version"), "1, 2, 7");
});

test("a 200 has neither content-length nor content-encoding, and an application cannot add one (R-035)", (t) => {
  for (const name of ["content-length", "content-encoding"]) {
    t.is(valueOf(buildReply(), name), undefined);
    t.throws(() => buildReply({ fields: [[name, "0"]] }), { instanceOf: LocalError });
  }
});

test("a refusal has content except for HEAD (R-043), which is a problem document (R-044)", (t) => {
  for (const { fields, body } of refusals) {
    t.is(valueOf(fields, "content-type"), "application/problem+json");
    t.true(body.length > 0);
    t.notThrows(() => JSON.parse(new TextDecoder().decode(body)));
  }
  t.is(buildRefusal({ check: "method", versions: [1], method: "HEAD" }).body.length, 0);
});

test("a sender refuses every Status outside the table (R-065)", (t) => {
  const sent = [[1000, 1003], [1007, 1014], [3000, 4999]] as const;
  const edges = sent.flatMap(([least, most]) => [least - 1, least, most, most + 1]);
  for (const status of [0, 65535, ...edges]) {
    const encode = (): Uint8Array => encodeFrame({ type: "error", code: "CLOS", status, reason: "" });
    if (sent.some(([least, most]) => status >= least && status <= most)) t.notThrows(encode);
    else t.throws(encode, { instanceOf: LocalError }, String(status));
  }
});
