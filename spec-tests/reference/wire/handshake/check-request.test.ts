import test from "ava";
import fc from "fast-check";

import { LocalError } from "../../../../reference/layout/errors.ts";
import { serverCheck, type ServerCheck } from "../../../../reference/schema/headers/index.ts";
import {
  buildRequest,
  checkRequest,
  type FieldLines,
  isHandshake,
  type RequestPolicy,
} from "../../../../reference/wire/handshake/index.ts";

const least: FieldLines = [
  [":method", "POST"],
  [":scheme", "https"],
  [":authority", "ws.example"],
  [":path", "/chat"],
  ["content-type", "application/websocket2"],
  ["websocket2-version", "1"],
];

const open = { endStream: false };

/** Returns the request with a field replaced or added. */
function having(...changes: FieldLines): FieldLines {
  const names = changes.map(([name]) => name);
  return [...least.filter(([name]) => !names.includes(name)), ...changes];
}

/** For each check, a request and a policy that fail it and no earlier check. */
const failing: Readonly<
  Record<ServerCheck, { readonly fields: FieldLines; readonly endStream?: boolean; readonly policy?: RequestPolicy }>
> = {
  resource: { fields: [], policy: { exists: false } },
  method: { fields: [[":method", "GET"]] },
  version: { fields: [["websocket2-version", "2"]] },
  "content-type": { fields: [["content-type", "text/plain"]] },
  content: { fields: [["content-length", "11"]] },
  "early-data": { fields: [["early-data", "1"]] },
  protocol: { fields: [["websocket2-protocol", "chat"]] },
  origin: { fields: [["origin", "https://evil.example"]] },
  compression: { fields: [["websocket2-compression", "lz4=(1 10)"]] },
  "compression-required": { fields: [], policy: { compression: { lz4: [1, 9] }, requireCompression: true } },
  application: { fields: [], policy: { refusal: {} } },
};

for (const check of serverCheck.names) {
  test(`refuses by ${check} with the status and token of the registry`, (t) => {
    const { fields, endStream = false, policy = {} } = failing[check];
    const result = checkRequest(having(...fields), { endStream, policy });
    const { status, token } = serverCheck.entry(check).columns;
    t.like(result, { ok: false, check, status, token });
    if (result.ok) return;
    t.deepEqual(result.reply.slice(0, 4), [
      [":status", String(status)],
      ["content-type", "application/problem+json"],
      ["cache-control", "no-store, no-transform"],
      ["websocket2-error", String(token)],
    ]);
    t.like(JSON.parse(new TextDecoder().decode(result.body)) as object, { status, check });
  });
}

for (const [index, first] of serverCheck.names.entries()) {
  for (const second of serverCheck.names.slice(index + 1)) {
    test(`reports ${first} before ${second}`, (t) => {
      const [one, two] = [failing[first], failing[second]];
      const policy = { ...two.policy, ...one.policy };
      const fields = having(...two.fields.filter(([name]) => !one.fields.some(([other]) => other === name)), ...one.fields);
      t.like(checkRequest(fields, { ...open, policy }), { ok: false, check: first });
    });
  }
}

test("accepts a request with its reply", (t) => {
  const fields = having(
    ["origin", "https://app.example"],
    ["websocket2-compression", "lz4=(2 4), deflate=(9 15)"],
    ["websocket2-protocol", '"v9", "chat"'],
  );
  const policy = { origins: ["https://app.example"], protocols: ["chat"], compression: { deflate: [10, 11] as const } };
  t.deepEqual(checkRequest(fields, { ...open, policy }), {
    ok: true,
    request: {
      version: 1,
      offer: { lz4: [2, 4], deflate: [9, 15] },
      protocols: ["v9", "chat"],
      origin: "https://app.example",
      scheme: "https",
      authority: "ws.example",
      path: "/chat",
    },
    compression: { deflate: 11 },
    protocol: "chat",
    expectsContinue: false,
    reply: [
      [":status", "200"],
      ["content-type", "application/websocket2"],
      ["cache-control", "no-store, no-transform"],
      ["incremental", "?1"],
      ["websocket2-error", "okay"],
      ["websocket2-compression", "deflate=11"],
      ["websocket2-protocol", '"chat"'],
    ],
  });
});

const expectations: readonly (readonly [value: string, continues: boolean])[] = [
  ["100-continue", true],
  ["100-Continue", true],
  ["ping=5, 100-continue", true],
  ["ping=5", false],
  ["1100-continue", false],
  ["", false],
];

for (const [value, continues] of expectations) {
  test(`the expectation ${JSON.stringify(value)} is ${continues ? "answered with 100" : "ignored"}`, (t) => {
    t.like(checkRequest(having(["expect", value]), open), { ok: true, expectsContinue: continues });
  });
}

test("refuses a request of which a part came in TLS early data", (t) => {
  const refused = { ok: false, check: "early-data", status: 425, seen: "TLS early data" };
  t.like(checkRequest(least, { ...open, policy: { earlyData: true } }), refused);
  t.like(checkRequest(least, { ...open, policy: { earlyData: false } }), { ok: true });
});

test("keeps the client's order of preference", (t) => {
  const offerOf = (value: string) => {
    const result = checkRequest(having(["websocket2-compression", value]), open);
    return result.ok ? Object.keys(result.request.offer) : [];
  };
  t.deepEqual(offerOf("deflate=(9 15), lz4=(1 9)"), ["deflate", "lz4"]);
  t.deepEqual(offerOf("lz4=(1 9), deflate=(9 15)"), ["lz4", "deflate"]);
});

test("takes the authority from a host field without a pseudo-header field", (t) => {
  const result = checkRequest([...least.filter(([name]) => name !== ":authority"), ["Host", "old.example"]], open);
  t.is(result.ok && result.request.authority, "old.example");
});

test("lists the supported versions in the refusal of a version", (t) => {
  const refused = checkRequest(having(["websocket2-version", "3"]), { ...open, policy: { versions: [1, 2] } });
  t.deepEqual(refused.reply.slice(4), [["websocket2-version", "1, 2"]]);
  t.is(!refused.ok && refused.seen, "version 3");
});

test("distinguishes a version on two lines from a version of two members", (t) => {
  const found = (...lines: string[]) => {
    const others = least.filter(([name]) => name !== "websocket2-version");
    const result = checkRequest([...others, ...lines.map((line) => ["websocket2-version", line] as const)], open);
    return result.ok ? undefined : result.seen;
  };
  t.deepEqual([found("1", "1"), found("1, 1"), found()], ["2 lines", "at offset 0: expected one member, found 2", "0 lines"]);
});

test("names the allowed method in the refusal of another method", (t) => {
  t.deepEqual(checkRequest(having([":method", "GET"]), open).reply.slice(4), [["allow", "POST"]]);
});

test("sends no content to HEAD, and content to every other method", (t) => {
  const lengthFor = (method: string) => {
    const result = checkRequest(having([":method", method]), open);
    return result.ok ? -1 : result.body.length;
  };
  t.is(lengthFor("HEAD"), 0);
  t.true(lengthFor("GET") > 0);
  t.true(lengthFor("head") > 0);
});

test("uses the status and the fields of the refusal of the application", (t) => {
  const refusal = { status: 429, fields: [["Retry-After", "30"]] as const };
  const result = checkRequest(least, { ...open, policy: { refusal } });
  t.like(result, { ok: false, check: "application", status: 429, token: "rejected" });
  t.deepEqual(result.reply[0], [":status", "429"]);
  t.deepEqual(result.reply.at(-1), ["retry-after", "30"]);
});

test("omits the fields of the application in a refusal by another check", (t) => {
  const policy = { refusal: { status: 401, fields: [["www-authenticate", "Basic"]] as const } };
  const result = checkRequest(having([":method", "GET"]), { ...open, policy });
  t.like(result, { check: "method", status: 405 });
  t.false(result.reply.some(([name]) => name === "www-authenticate"));
});

for (const status of [200, 399, 600, 403.5]) {
  test(`refuses a policy with the status ${status}`, (t) => {
    t.throws(() => checkRequest(least, { ...open, policy: { refusal: { status } } }), { instanceOf: LocalError });
  });
}

const handshakes: readonly (readonly [string, FieldLines, boolean])[] = [
  ["the media type", [[":method", "POST"], ["content-type", "Application/WebSocket2; a=b"]], true],
  ["any field of WebSocket2", [[":method", "GET"], ["WebSocket2-Later", ""]], true],
  ["neither", [[":method", "POST"], ["content-type", "text/plain"]], false],
  ["a field that merely looks alike", [[":method", "POST"], ["websocket2", "1"]], false],
  ["OPTIONS with both", [[":method", "OPTIONS"], ["content-type", "application/websocket2"], ["websocket2-version", "1"]], false],
];

for (const [title, fields, expected] of handshakes) {
  test(`${expected ? "recognizes" : "does not recognize"} a request with ${title} as a handshake`, (t) => {
    t.is(isHandshake(fields), expected);
  });
}

test("accepts every request of buildRequest", (t) => {
  const range = (least: number, most: number) =>
    fc
      .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }))
      .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
  const options = fc.record({
    authority: fc.constant("ws.example:8443"),
    path: fc.stringMatching(/^\/[a-z0-9?=&%]{0,10}$/),
    offer: fc.record({ lz4: range(1, 9), deflate: range(8, 15) }, { requiredKeys: [] }),
    protocols: fc.array(fc.stringMatching(/^[\x20-\x7e]{1,8}$/), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(options, (each) => {
      const result = checkRequest(buildRequest(each), open);
      t.deepEqual(result.ok && result.request, { version: 1, scheme: "https", ...each });
    }),
    { seed: 20260103, numRuns: 500 },
  );
});

test("does not throw on any input of the peer", (t) => {
  const name = fc.oneof(
    fc.constantFrom(...least.map(([each]) => each), "origin", "websocket2-compression", "websocket2-protocol", "early-data", "__proto__"),
    fc.string(),
  );
  const value = fc.oneof(fc.constantFrom("", "POST", "1", "lz4=(1 9)", '"chat"', "null"), fc.string({ unit: "binary" }));
  const policy = { origins: ["null"], protocols: ["chat"], compression: { lz4: [1, 9] as const } };
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), fc.boolean(), (extra, endStream) => {
      t.is(typeof checkRequest(extra, { endStream, policy }).ok, "boolean");
      t.is(typeof checkRequest([...least, ...extra], { endStream, policy }).ok, "boolean");
      t.is(typeof isHandshake(extra), "boolean");
    }),
    { seed: 20260104, numRuns: 2000 },
  );
});
