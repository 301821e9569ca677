import test from "ava";

import { websocket2, websocket2Compression } from "../../../../reference/schema/index.ts";
import { compressionMethods } from "../../../../reference/wire/index.ts";
import { methodRequirements } from "../../../../scripts/interop/conformance/cases/compression.ts";
import { casesFor, writtenCases } from "../../../../scripts/interop/conformance/cases/index.ts";
import { explainExchange } from "../../../../scripts/interop/conformance/exchange/explain-exchange.ts";
import { runAgainstClient } from "../../../../scripts/interop/conformance/run-against-client.ts";
import { selectCases } from "../../../../scripts/interop/conformance/run-cases.ts";
import { readTarget } from "../../../../scripts/interop/conformance/server-target.ts";
import { readSuites } from "../../../../scripts/interop/vectors/read-suites.ts";
import { suiteSchema } from "../../../../scripts/interop/format/suite-schema.ts";
import { fieldValue } from "../../../../scripts/interop/h2/change-fields.ts";
import { data, headers, Http2PeerCore, ping, preface, reset } from "../../../../scripts/interop/h2/index.ts";
import { readManifest } from "../../../../scripts/interop/vectors/manifest.ts";
import { mutableClient, type PeerMutation } from "../../../peers/mutable-peer.ts";

const files = readSuites("spec-tests/vectors", suiteSchema(websocket2));

test("gives each case of a role a unique id, and names requirements of the draft", (t) => {
  const known = readManifest("spec-tests/vectors")?.requirements ?? {};
  for (const role of ["server", "client"] as const) {
    const ids = casesFor(role, files).map(({ id }) => id);
    t.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
    t.true(ids.filter((id) => id.startsWith("vectors/")).length > 300);
  }
  for (const { id, requirements, summary } of writtenCases) {
    t.true(requirements.length > 0 && requirements.every((one) => Object.hasOwn(known, one)), id);
    t.true(summary.endsWith("."), id);
  }
});

const casesFile = "scripts/interop/conformance/cases/compression.ts";

test("has the same cases for each compression method, with the requirements of the method", (t) => {
  const ids = new Set(writtenCases.map(({ id }) => id));
  for (const method of compressionMethods) {
    const expected = ["", "-own", "-not-negotiated", "-other"].map((suffix) => `compression/${method}${suffix}`);
    for (const id of [...expected, `compression/choice-${method}`]) {
      t.true(ids.has(id), `${id}: is missing, add it to methodCases in ${casesFile}`);
    }
    t.truthy(methodRequirements[method], `${method}: has no requirements of its own, add them to methodRequirements in ${casesFile}`);
  }
});

test("chooses a parameter inside the offer of the client", async (t) => {
  const replies: (string | undefined)[] = [];
  const narrowed: PeerMutation = {
    headers: (fields) => fields.map(([name, value]) => [name, name === websocket2Compression.model.id ? "lz4=(3 4)" : value]),
    fields: (fields) => {
      replies.push(fieldValue(fields, websocket2Compression.model.id));
      return fields;
    },
  };
  const cases = writtenCases.filter(({ id }) => id === "compression/lz4" || id === "compression/deflate");
  const startClient = (url: string): void => void mutableClient(url, narrowed);
  const results = await runAgainstClient(
    { listenOptions: {}, idleTimeoutMs: 10_000, startClient },
    { cases, timeoutMs: 5000, concurrency: 1 },
  );
  t.deepEqual(
    results.map(({ verdict, detail }) => [verdict, detail]),
    [
      ["pass", ""],
      ["unimplemented", "the client does not offer deflate=(9 15)"],
    ],
  );
  t.deepEqual(replies, ["lz4=3"]);
});

test("selects cases by id, by topic and by requirement, without slow cases", (t) => {
  const cases = casesFor("server", files);
  t.deepEqual(
    selectCases(cases, { ids: ["closing/plain"] }).map(({ id }) => id),
    ["closing/plain"],
  );
  t.true(selectCases(cases, { ids: ["closing"] }).every(({ id }) => id.startsWith("closing/")));
  t.deepEqual(selectCases(cases, { ids: ["clos"] }), []);
  t.deepEqual(
    selectCases(cases, { requirements: ["R-045"] }).map(({ id }) => id),
    ["opening/refusal-linger"],
  );
  t.false(selectCases(cases, {}).some(({ id }) => id === "pings/lost"));
  t.true(selectCases(cases, { slow: true }).some(({ id }) => id === "pings/lost"));
  t.is(selectCases(cases, { ids: ["pings/lost"] }).length, 1);
});

test("parses URLs, and describes invalid ones", (t) => {
  t.deepEqual(readTarget("wss://[::1]:8443/a?b#c", true), {
    address: { host: "::1", port: 8443, tls: { verify: false } },
    scheme: "https",
    authority: "[::1]:8443",
    path: "/a?b",
  });
  t.deepEqual(readTarget("http://localhost", false), {
    address: { host: "localhost", port: 80 },
    scheme: "http",
    authority: "localhost",
    path: "/",
  });
  t.is(readTarget("ftp://x/", false), "expected a URL of http, https, ws or wss, found ftp://");
  t.is(readTarget("nowhere", false), 'expected a URL such as https://localhost:8443/echo, found "nowhere"');
});

test("explains an exchange: HTTP/2 frames with their octets, and the WebSocket2 frames in DATA frames of any size", (t) => {
  const core = new Http2PeerCore("client", () => 0);
  core.send(
    preface,
    headers(1, [["a", "b"]]),
    data(1, Uint8Array.of(3, 0, 0x48)),
    data(1, Uint8Array.of(0x69, 1, 0x10), { endStream: true }),
  );
  core.receive(new Http2PeerCore("server", () => 0).send(reset(1, "CANCEL")));
  t.deepEqual(explainExchange({ entries: core.recording.entries }, "server").join("\n").split("\n"), [
    "     0.0 ms  runner: 24 octets",
    "    0  50 52 49 20 2a 20 48 54 54 50 2f 32 2e 30 0d 0a",
    "   16  0d 0a 53 4d 0d 0a 0d 0a",
    "         preface",
    "     0.0 ms  runner: HEADERS, stream 1, 5 octets, END_HEADERS",
    "    0  00 00 05 01 04 00 00 00 01 00 01 61 01 62",
    "         a: b",
    "     0.0 ms  runner: DATA, stream 1, 3 octets",
    "    0  00 00 03 00 00 00 00 00 01 03 00 48",
    "         3 octets of an incomplete frame",
    "     0.0 ms  runner: DATA, stream 1, 3 octets, END_STREAM",
    "    0  00 00 03 00 01 00 00 00 01 69 01 10",
    "         frame of 4 octets: length 3, reserved 0, compression none, type text, text Hi",
    "         malformed: reserved at octet 1 (bit 0): expected 0, found 1 [FRAM]",
    "     0.0 ms  server: RST_STREAM, stream 1, 4 octets",
    "    0  00 00 04 03 00 00 00 00 01 00 00 00 08",
    "         error code CANCEL",
  ]);
});

test("shows the content of a refusal as text, and shortens long frames and long exchanges", (t) => {
  const [client, server] = [new Http2PeerCore("client", () => 0), new Http2PeerCore("server", () => 0)];
  client.send(headers(1, [["a", "b"]]));
  client.receive(server.send(headers(1, [[":status", "400"]]), data(1, Buffer.from("no: ".repeat(50)))));
  const refused = explainExchange({ entries: client.recording.entries }, "server").find((text) => text.includes("content:")) ?? "";
  t.regex(refused, /\n {7}\.\.\. 113 more\n {9}content: "no: no: .*"$/);
  client.send(...Array.from({ length: 100 }, () => data(1)));
  const all = explainExchange({ entries: client.recording.entries }, "server");
  t.is(all.length, 81);
  t.is(all[30], "... 25 more frames ...");
  client.send(ping(new Uint8Array(8)));
  const others = explainExchange({ entries: client.recording.entries, streams: [3] }, "server");
  t.deepEqual(others.map((text) => text.split("\n", 1)[0]), ["     0.0 ms  runner: PING, connection, 8 octets"], "without shared window");
});
