import test from "ava";
import fc from "fast-check";

import { type ReplyCheck, replyChecks } from "../../../../reference/schema/headers/index.ts";
import {
  buildRefusal,
  buildReply,
  checkReply,
  type FieldLines,
  type ReplyCheckOptions,
} from "../../../../reference/wire/handshake/index.ts";

const plain: FieldLines = [
  [":status", "200"],
  ["content-type", "application/websocket2"],
  ["websocket2-error", "okay"],
];

const open = { endStream: false };

function having(...changes: FieldLines): FieldLines {
  const names = changes.map(([name]) => name);
  return [...plain.filter(([name]) => !names.includes(name)), ...changes];
}

const without = (name: string): FieldLines => plain.filter(([each]) => each !== name);

/** For each check, a reply that fails it and no earlier check, with the expected report. */
const failing: Readonly<Record<ReplyCheck, { readonly fields: FieldLines; readonly endStream?: boolean; readonly report: object }>> = {
  status: { fields: [[":status", "404"]], report: { seen: "status 404", status: 404 } },
  "not-websocket2": { fields: without("websocket2-error"), report: { seen: "status 200", status: 200 } },
  refused: {
    fields: having([":status", "403"], ["websocket2-error", "rejected"]),
    report: { seen: 'status 403, websocket2-error "rejected"', status: 403, token: "rejected" },
  },
  ended: { fields: plain, endStream: true, report: { seen: "status 200 with END_STREAM", status: 200, token: "okay" } },
  "content-coded": {
    fields: having(["content-encoding", "identity"]),
    report: { seen: "content-encoding identity", status: 200, token: "okay" },
  },
  "not-tunnel": { fields: having(["content-length", "5"]), report: { seen: "content-length 5", status: 200, token: "okay" } },
  negotiation: {
    fields: having(["websocket2-compression", "lz4=1"]),
    report: { seen: "compression lz4=1, which was not offered", status: 200, token: "okay" },
  },
};

for (const check of replyChecks) {
  test(`fails by ${check} and reports the value found`, (t) => {
    const { fields, endStream = false, report } = failing[check];
    const result: object = checkReply(fields, { endStream });
    t.deepEqual(result, { ok: false, check, ...report });
  });
}

/** Fields that make a reply fail a check; `undefined` removes a field. */
const spoils: Readonly<
  Record<ReplyCheck, { readonly fields: Readonly<Record<string, string | undefined>>; readonly endStream?: boolean }>
> = {
  status: { fields: { ":status": "500", "websocket2-error": undefined } },
  "not-websocket2": { fields: { ":status": "201", "websocket2-error": undefined } },
  refused: { fields: { "websocket2-error": "rejected" } },
  ended: { fields: {}, endStream: true },
  "content-coded": { fields: { "content-encoding": "gzip" } },
  "not-tunnel": { fields: { "content-type": "text/html" } },
  negotiation: { fields: { "websocket2-protocol": '"chat"' } },
};

for (const [index, first] of replyChecks.entries()) {
  for (const second of replyChecks.slice(index + 1)) {
    test(`reports ${first} before ${second}`, (t) => {
      const [one, two] = [spoils[first], spoils[second]];
      const fields = Object.entries({ ...Object.fromEntries(plain), ...two.fields, ...one.fields });
      const endStream = one.endStream === true || two.endStream === true;
      const present = fields.filter((field): field is [string, string] => field[1] !== undefined);
      t.like(checkReply(present, { endStream }), { ok: false, check: first });
    });
  }
}

test("accepts a reply without choices", (t) => {
  t.deepEqual(checkReply(plain, open), { ok: true, compression: null, protocol: null });
});

test("reports the proxy-status field", (t) => {
  const result = checkReply([[":status", "502"], ["proxy-status", "p; error=connection_refused"]], open);
  t.is(!result.ok && result.seen, "status 502, proxy-status p; error=connection_refused");
});

test("reports the supported versions of a refusal", (t) => {
  const { fields } = buildRefusal({ check: "version", versions: [1, 2] });
  t.deepEqual(checkReply(fields, { endStream: true }), {
    ok: false,
    check: "refused",
    seen: 'status 400, websocket2-error "invalid_version"',
    status: 400,
    token: "invalid_version",
    versions: [1, 2],
  });
});

for (const token of ["busy", "", '"okay"', "okay, okay", "Okay", "okay;", "1", "\u00e9", "constructor"]) {
  test(`treats the token ${JSON.stringify(token)} as rejected`, (t) => {
    t.like(checkReply(having(["websocket2-error", token]), open), { ok: false, check: "refused", token: "rejected", status: 200 });
  });
}

for (const lines of [["okay", "okay"], ["okay", ""], ['okay;a="', '"'], ["rejected", "okay"]]) {
  test(`treats the lines ${JSON.stringify(lines)} of a token as rejected`, (t) => {
    const fields = [...without("websocket2-error"), ...lines.map((line) => ["websocket2-error", line] as const)];
    t.like(checkReply(fields, open), { ok: false, check: "refused", token: "rejected", status: 200 });
  });
}

for (const status of ["", "2", "20", "2000", "600", "099", "abc", "2xx", " 200", "200 OK", "-200"]) {
  test(`treats the status ${JSON.stringify(status)} as missing`, (t) => {
    t.like(checkReply([[":status", status]], open), { ok: false, check: "status", seen: "no status" });
  });
}

for (const [status, check] of [
  ["199", "status"],
  ["200", "not-websocket2"],
  ["299", "not-websocket2"],
  ["300", "status"],
  ["599", "status"],
] as const) {
  test(`fails status ${status} without websocket2-error by ${check}`, (t) => {
    t.like(checkReply([[":status", status]], open), { ok: false, check });
  });
}

const offered: ReplyCheckOptions = { endStream: false, offer: { lz4: [2, 4], deflate: [8, 15] }, protocols: ["chat"] };

const choices: readonly (readonly [name: string, value: string, seen: string | undefined])[] = [
  ["compression", "lz4=1", "compression lz4=1, which was not offered"],
  ["compression", "lz4=2", undefined],
  ["compression", "lz4=4", undefined],
  ["compression", "lz4=5", "compression lz4=5, which was not offered"],
  ["compression", "deflate=8", "member deflate at offset 8: expected an integer of 9 to 15, found the integer 8"],
  ["compression", "deflate=9", undefined],
  ["compression", "deflate=15", undefined],
  ["compression", "deflate=16", "member deflate at offset 8: expected an integer of 9 to 15, found the integer 16"],
  ["compression", "br=1", "compression br, which was not offered"],
  ["compression", "lz4=2, br=1", "at offset 0: expected at most one member, found 2"],
  ["compression", "lz4=2.0", "member lz4 at offset 4: expected a bare item of type integer, found the decimal 2"],
  ["protocol", '"chat"', undefined],
  ["protocol", '"other"', 'subprotocol "other", which was not offered'],
  ["protocol", '"chat", "chat"', "at offset 0: expected at most one member, found 2"],
];

for (const [name, value, seen] of choices) {
  test(`${seen === undefined ? "accepts" : "refuses"} the choice ${value}`, (t) => {
    const result = checkReply(having([`websocket2-${name}`, value]), offered);
    t.is(result.ok ? undefined : result.seen, seen);
  });
}

test("requires a subprotocol only with requireProtocol and an offer", (t) => {
  t.true(checkReply(plain, { ...open, protocols: ["chat"] }).ok);
  t.true(checkReply(plain, { ...open, requireProtocol: true }).ok);
  t.like(checkReply(plain, { ...open, protocols: ["chat"], requireProtocol: true }), {
    ok: false,
    check: "negotiation",
    seen: "no subprotocol",
  });
});

test("accepts every reply of buildReply, with the same choice", (t) => {
  const compression = fc.oneof(
    fc.constant(null),
    fc.integer({ min: 2, max: 4 }).map((lz4) => ({ lz4 })),
    fc.integer({ min: 9, max: 15 }).map((deflate) => ({ deflate })),
  );
  fc.assert(
    fc.property(compression, fc.constantFrom("chat", null), (chosen, protocol) => {
      const reply = buildReply({ compression: chosen, protocol, fields: [["set-cookie", "a=b"]] });
      t.deepEqual(checkReply(reply, offered), { ok: true, compression: chosen, protocol });
    }),
    { seed: 20260105, numRuns: 200 },
  );
});

test("does not throw on any input of the peer", (t) => {
  const names = [
    ":status",
    "content-type",
    "websocket2-error",
    "websocket2-compression",
    "websocket2-protocol",
    "websocket2-version",
    "content-encoding",
  ];
  const value = fc.oneof(fc.constantFrom("", "200", "okay", "lz4=2", '"chat"', "1, 2"), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), value)), fc.boolean(), (extra, endStream) => {
      t.is(typeof checkReply(extra, { ...offered, endStream }).ok, "boolean");
      t.is(typeof checkReply([...plain, ...extra], { ...offered, endStream }).ok, "boolean");
    }),
    { seed: 20260106, numRuns: 2000 },
  );
});
