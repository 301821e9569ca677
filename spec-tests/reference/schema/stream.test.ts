import test from "ava";

import {
  compressionMethod,
  connection,
  errorPayload,
  frame,
  frameStream,
  lz4Payload,
  replyField,
  requestField,
  websocket2,
} from "../../../reference/schema/index.ts";
import { MEDIA_TYPE } from "../../../reference/wire/index.ts";

test("the model names the struct of the stream, its media type and its end", (t) => {
  const { stream } = websocket2;
  t.like(stream, { element: frame.model.id, mediaType: "application/websocket2", end: { field: "type", equals: "error" } });
  t.is(websocket2.elements[stream?.element ?? ""], frame.model);
});

test("the handshake carries the media type of the stream in both directions", (t) => {
  const fields = [requestField.entry("content-type").columns["value"], replyField.entry("content-type").columns["accepted"], MEDIA_TYPE];
  t.deepEqual(fields, [frameStream.model.mediaType, frameStream.model.mediaType, frameStream.model.mediaType]);
});

test("an error frame ends the stream, and no other type does", (t) => {
  const data = new Uint8Array(8);
  t.true(frameStream.isEnd({ type: "error", code: "CLOS" }));
  t.false(frameStream.isEnd({ type: "text", text: "error" }));
  t.false(frameStream.isEnd({ type: "binary", bytes: data }));
  t.false(frameStream.isEnd({ type: "ping", kind: "pong", data }));
});

test("in every state that an error frame leads to, the table parses no more octets", (t) => {
  for (const role of ["client", "server"] as const) {
    const after = connection.model.transitions.filter(
      ({ event, to, roles }) => ["clos", "error"].includes(event) && to !== "closed" && (roles ?? connection.model.roles).includes(role),
    );
    t.true(after.length > 0);
    const parsing = after.filter(({ event, to }) => {
      const rows = connection.rows(role, to as "draining", "octets");
      const row = rows.find(({ guard }) => guard === undefined || guard === (event === "clos" ? "peer-clos" : "peer-error"));
      return row?.actions.includes("parse") !== false;
    });
    t.deepEqual(parsing.map(({ from, event, to }) => `${from} ${event} ${to}`), []);
  }
});

test("the registry of compression methods names the struct of an lz4 payload", (t) => {
  t.is(websocket2.elements[compressionMethod.entry("lz4").payload ?? ""], lz4Payload.model);
  t.deepEqual(compressionMethod.names.map((name) => compressionMethod.entry(name).payload), [undefined, "lz4-payload", undefined]);
});

test("the constraint of an open ASCII code carries the range of its octets", (t) => {
  const code = errorPayload.model.fields.find(({ name }) => name === "code");
  t.deepEqual(code?.constraints, [{ rule: "registered", octetRange: [0x20, 0x7e], fault: "FRAM" }]);
});
