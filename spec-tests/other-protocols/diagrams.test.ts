import test from "ava";

import { drawn } from "./views.ts";
import { label } from "./rfc1035/name.ts";
import { message, question } from "./rfc1035/message.ts";
import { frame as websocketFrame } from "./rfc6455/frame.ts";
import { setting, windowUpdate } from "../../scripts/interop/h2/wire/settings.ts";
import { http2Frame as http2Frame } from "../../scripts/interop/h2/wire/frame.ts";

test("draws the frame of RFC 6455 with its fields and widths", (t) => {
  t.deepEqual(drawn(websocketFrame, 32), [
    ["F", 1],
    ["1", 1],
    ["2", 1],
    ["3", 1],
    ["Opcode", 4],
    ["M", 1],
    ["Payload Len", 7],
    ["Payload Length, continued (0, 16 or 64 bits)", null],
    ["[Masking Key (32)]", 32],
    ["Payload Data (..)", null],
  ]);
});

test("draws the frame of RFC 9113 with its fields and widths", (t) => {
  t.deepEqual(drawn(http2Frame, 32), [
    ["Length (24)", 24],
    ["Type (8)", 8],
    ["Flags (8)", 8],
    ["R", 1],
    ["Stream Identifier (31)", 31],
    ["Frame Payload (..)", null],
  ]);
});

test("draws payloads of RFC 9113 with their fields and widths", (t) => {
  t.deepEqual(drawn(setting, 32), [["Identifier (16)", 16], ["Value (32)", 32]]);
  t.deepEqual(drawn(windowUpdate, 32), [["R", 1], ["Window Size Increment (31)", 31]]);
});

test("draws the header of RFC 1035 with 16 bits per row, like the RFC", (t) => {
  t.deepEqual(drawn(message, 16), [
    ["ID (16)", 16],
    ["Q", 1],
    ["Opcode", 4],
    ["A", 1],
    ["T", 1],
    ["D", 1],
    ["R", 1],
    ["Z = 0", 3],
    ["RCODE", 4],
    ["QDCOUNT (16)", 16],
    ["ANCOUNT (16)", 16],
    ["NSCOUNT (16)", 16],
    ["ARCOUNT (16)", 16],
    ["Questions (..) ...", null],
    ["Records (..)", null],
  ]);
});

test("draws a question and a label of RFC 1035", (t) => {
  t.deepEqual(drawn(question, 16), [["QNAME (..) ...", null], ["QTYPE (16)", 16], ["QCLASS (16)", 16]]);
  t.deepEqual(drawn(label, 16), [["0 0", 2], ["Size (6)", 6], ["Octets (1 to 63 octets)", null]]);
});
