import test from "ava";

import { compressionMethod } from "../../../../reference/schema/registries.ts";
import {
  clientCheck,
  FIELD_PREFIX,
  forbiddenRequestFields,
  handshakeElements,
  httpFields,
  handshakeOutcome,
  replyChecks,
  refusedRequestFields,
  replyField,
  requestField,
  serverCheck,
  VERSION,
  websocket2Compression,
} from "../../../../reference/schema/headers/index.ts";

test("all fields have the same prefix", (t) => {
  t.deepEqual(
    httpFields.map((field) => field.model.id),
    ["websocket2-version", "websocket2-compression", "websocket2-protocol", "websocket2-limit", "websocket2-error"],
  );
  t.true(httpFields.every((field) => field.model.id.startsWith(FIELD_PREFIX)));
  t.is(VERSION, 1);
});

test("each element occurs once, as plain data", (t) => {
  const ids = handshakeElements.map((each) => each.id);
  t.is(new Set(ids).size, 10);
  t.deepEqual(JSON.parse(JSON.stringify(handshakeElements)), handshakeElements);
});

test("the compression field has the ranges of the parameters", (t) => {
  const lz4 = { type: "integer", least: 1, most: 9 };
  const offered = { type: "integer", least: 8, most: 15 };
  t.deepEqual(websocket2Compression.model.request, {
    type: "dictionary",
    of: { lz4: { type: "inner-list", items: [lz4, lz4] }, deflate: { type: "inner-list", items: [offered, offered] } },
    most: null,
  });
  t.deepEqual(websocket2Compression.model.response, {
    type: "dictionary",
    of: { lz4, deflate: { type: "integer", least: 9, most: 15 } },
    most: 1,
  });
});

test("both directions of the compression field have every method except none", (t) => {
  const methods = compressionMethod.names.filter((name) => name !== "none");
  const { request, response } = websocket2Compression.model;
  t.deepEqual([request, response].map((sf) => sf?.type === "dictionary" && Object.keys(sf.of)), [methods, methods]);
});

test("the checks of the server are in order, each with its status and token", (t) => {
  const rows = serverCheck.names.map((name) => {
    const { status, token, adds } = serverCheck.entry(name).columns;
    return [name, status, token, adds];
  });
  t.deepEqual(rows, [
    ["resource", 404, "rejected", undefined],
    ["method", 405, "rejected", "allow"],
    ["version", 400, "invalid_version", "websocket2-version"],
    ["content-type", 415, "rejected", undefined],
    ["content", 400, "rejected", undefined],
    ["early-data", 425, "rejected", undefined],
    ["protocol", 400, "rejected", undefined],
    ["origin", 403, "rejected", undefined],
    ["compression", 400, "cannot_negotiate_compression", undefined],
    ["compression-required", 400, "cannot_negotiate_compression", undefined],
    ["application", 403, "rejected", undefined],
  ]);
  t.true(serverCheck.model.ordered);
});

test("the checks of the client are in order, those of the HTTP connection and of the header section first", (t) => {
  t.deepEqual(clientCheck.names, [
    "no-http2",
    ...["status", "not-websocket2", "refused", "ended", "content-coded", "not-tunnel", "negotiation"],
    ...["opening-pong", "aborted", "cancelled", "timeout", "not-duplex"],
  ]);
  t.deepEqual(replyChecks, clientCheck.names.slice(1, 8));
  t.true(clientCheck.model.ordered);
});

test("the checks name outcomes and fields that exist", (t) => {
  const fields = [...replyField.names, ...httpFields.map((field) => field.model.id)] as readonly string[];
  for (const { columns: more } of serverCheck.model.entries) {
    t.truthy(handshakeOutcome.find(more["token"] ?? ""));
    t.true(more["adds"] === undefined || fields.includes(String(more["adds"])));
  }
});

test("each request field has its presence", (t) => {
  const presences = requestField.model.entries.map((entry) => entry.columns["presence"]);
  t.true(presences.every((each) => ["always", "optional", "never"].includes(String(each))));
  t.deepEqual(forbiddenRequestFields, ["content-length", "content-encoding", "expect"]);
  t.deepEqual(refusedRequestFields, ["content-length", "content-encoding"]);
});
