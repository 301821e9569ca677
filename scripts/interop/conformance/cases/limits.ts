/**
 * Cases about exceeded limits (Section "Limits").
 *
 * @module
 */
import { frameType, limit, varSize } from "../../../../reference/schema/index.ts";
import { encodeFrame, varSizeCodec } from "../../../../reference/wire/index.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import { data, headers, reset } from "../../h2/index.ts";
import type { ConformanceCase, ConformanceHarness, ServerHarness } from "../conformance-case.ts";
import { assert, unimplemented, wrongCode } from "../case-failure.ts";
import { streamEventText, textMessage } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";

/** Encodes Length and type of a binary message, without its payload. */
function frameStart(payloadSize: number): Uint8Array {
  return Buffer.concat([varSizeCodec.encode(payloadSize + 1), Uint8Array.of(Number(frameType.entry("binary").code))]);
}

/** Announces a payload. @returns whether the peer reports LRGE, rather than waiting for the payload */
async function reportsSize(harness: ConformanceHarness, payloadSize: number, timeoutMs: number): Promise<boolean> {
  const connection = await harness.open();
  connection.send(frameStart(payloadSize));
  const event = await connection.poll("the error frame LRGE", timeoutMs);
  if (event === undefined) return false;
  assert(event.type === "error", `expected the error frame LRGE, found ${streamEventText(event)}`);
  if (event.code !== "LRGE") wrongCode(`expected the error frame LRGE, found ${streamEventText(event)}`);
  await connection.answerError();
  return true;
}

/** Requires CLOS with the status of a limit. Echoes and pongs may precede it. */
async function expectLimitStatus(connection: TestConnection, name: "pings" | "emptyFrames"): Promise<void> {
  const { status, title, value } = limit.entry(name);
  for (;;) {
    const event =
      (await connection.poll("CLOS")) ?? unimplemented(`the peer has no limit for ${title.toLowerCase()}; the default is ${value}`);
    if (event.type === "message" || event.type === "pong") continue;
    assert(event.type === "error" && event.code === "CLOS", `expected CLOS, found ${streamEventText(event)}`);
    assert(event.status === status, `expected CLOS with the Status ${status}, found ${streamEventText(event)}`);
    return;
  }
}

/** Sends more frames than a limit allows. Repeats this until the peer closes, at most three times. */
async function flood(harness: ConformanceHarness, name: "pings" | "emptyFrames", frame: Uint8Array): Promise<void> {
  const connection = await harness.open();
  const octets = Buffer.concat(Array<Uint8Array>(limit.value(name) + 10).fill(frame));
  const hasClosed = (): boolean => connection.events.some(({ type }) => type === "error");
  for (let count = 0; count < 3 && !hasClosed(); count++) await connection.sendAll(octets);
  await expectLimitStatus(connection, name);
  await connection.answerError();
}

async function resetsOpenings(harness: ServerHarness): Promise<void> {
  const peer = await harness.connectHttp2();
  const allowed = limit.value("openings");
  for (let index = 0; index <= allowed * 2 && !peer.isLost; index++) {
    const stream = index * 2 + 1;
    peer.send(headers(stream, harness.requestFields()));
    if (index % 20 === 0) await peer.next("HEADERS", { stream }).catch(() => undefined);
    peer.send(reset(stream, "CANCEL"));
  }
  const event = await peer.next("GOAWAY", { timeoutMs: 1000 }).catch(() => undefined);
  if (event === undefined) unimplemented(`the server sends no GOAWAY after ${allowed * 2 + 1} reset openings; the default is ${allowed}`);
  assert(event.code === "ENHANCE_YOUR_CALM", `expected GOAWAY(ENHANCE_YOUR_CALM), found GOAWAY(${event.code})`);
}

async function opensTooMany(harness: ServerHarness): Promise<void> {
  const peer = await harness.connectHttp2();
  const { value: allowed, status } = limit.entry("connections");
  for (let index = 0; index <= allowed; index++) {
    const stream = index * 2 + 1;
    const ping = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(index) });
    peer.send(headers(stream, harness.requestFields()), data(stream, ping));
    const event = await peer.nextMatching(
      "a response",
      (each) => (each.type === "HEADERS" || each.type === "RST_STREAM") && each.stream === stream,
    );
    if (event.type === "HEADERS" && fieldValue(event.fields, ":status") === String(status)) return;
    if (event.type === "RST_STREAM") unimplemented(`HTTP/2 refuses stream ${stream} before the limit of ${allowed} connections`);
  }
  unimplemented(`the server accepts ${allowed + 1} connections on one HTTP/2 connection`);
}

const message = limit.entry("message");

/** The greatest payload that Length can announce, in octets. */
const GREATEST_PAYLOAD = Number(varSize.model.largest) - 1;

/** The cases about limits. */
export const limitCases: readonly ConformanceCase[] = [
  {
    id: "limits/message-announced",
    summary: "Reports LRGE for a Length that exceeds its message limit, before the payload arrives.",
    requirements: ["R-056", "R-113"],
    role: "both",
    run: async (harness) => {
      const reported = await reportsSize(harness, message.value + 1, Math.min(harness.timeoutMs, 1000));
      if (!reported) unimplemented(`the message limit of the peer exceeds the default of ${message.value} octets`);
    },
  },
  {
    id: "limits/message-largest",
    summary: "Reports LRGE for the greatest Length.",
    requirements: ["R-056", "R-113"],
    role: "both",
    run: async (harness) => {
      const reported = await reportsSize(harness, GREATEST_PAYLOAD, harness.timeoutMs);
      assert(reported, `expected the error frame LRGE for a message of ${GREATEST_PAYLOAD} octets, found none`);
    },
  },
  {
    id: "limits/pings",
    summary: `Closes with ${limit.entry("pings").status} when it receives too many pings.`,
    requirements: ["R-113"],
    role: "both",
    run: (harness) => flood(harness, "pings", encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) })),
  },
  {
    id: "limits/empty-messages",
    summary: `Closes with ${limit.entry("emptyFrames").status} when it receives too many empty messages.`,
    requirements: ["R-113"],
    role: "both",
    run: (harness) => flood(harness, "emptyFrames", encodeFrame(textMessage(""))),
  },
  {
    id: "limits/openings-reset",
    summary: "Sends GOAWAY to a client that resets too many openings.",
    requirements: ["R-113"],
    role: "server",
    run: resetsOpenings,
  },
  {
    id: "limits/connections",
    summary: "Refuses connections that exceed its limit for one HTTP/2 connection.",
    requirements: ["R-113"],
    waitsMs: 60_000,
    role: "server",
    run: opensTooMany,
  },
];
