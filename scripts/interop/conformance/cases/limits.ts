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

/** Requires CLOS with the status of the limit on pings. Pongs may precede it. */
async function expectLimitStatus(connection: TestConnection): Promise<void> {
  const { status, title, value } = limit.entry("pings");
  for (;;) {
    const event =
      (await connection.poll("CLOS")) ?? unimplemented(`the peer has no limit for ${title.toLowerCase()}; the default is ${value}`);
    if (event.type === "pong") continue;
    assert(event.type === "error" && event.code === "CLOS", `expected CLOS, found ${streamEventText(event)}`);
    assert(event.status === status, `expected CLOS with the Status ${status}, found ${streamEventText(event)}`);
    return;
  }
}

function pingFrame(octet: number): Uint8Array {
  return encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(octet) });
}

/** Sends more pings than the limit allows. Repeats this until the peer closes, at most three times. */
async function floodsPings(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  const octets = Buffer.concat(Array<Uint8Array>(limit.value("pings") + 10).fill(pingFrame(0)));
  const hasClosed = (): boolean => connection.events.some(({ type }) => type === "error");
  for (let count = 0; count < 3 && !hasClosed(); count++) await connection.sendAll(octets);
  await expectLimitStatus(connection);
  await connection.answerError();
}

/** Sends as many pings as every receiver tolerates, all at once. The last one is answered, and the connection stays open. */
async function sendsToleratedPings(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  const count = TOLERATED_PINGS;
  connection.send(...Array.from({ length: count }, (_, index) => pingFrame(index + 1)));
  for (;;) {
    const event = await connection.expect("pong", `a pong for the last of ${count} pings`);
    if (event.data[0] === count) break;
  }
  await connection.roundTrip(textMessage("still there"));
  await connection.close();
}

/** Sends many empty messages. They have no limit of their own. */
async function sendsEmptyMessages(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  const empty = textMessage("");
  for (let count = 0; count < EMPTY_MESSAGES; count += EMPTY_BATCH) {
    await connection.sendAll(Buffer.concat(Array<Uint8Array>(EMPTY_BATCH).fill(encodeFrame(empty))));
    for (let at = 0; at < EMPTY_BATCH; at++) await connection.expectEcho(empty);
  }
  await connection.close();
}

/** Resets openings on the HTTP/2 connection of an open connection, as other users of a gateway do. @returns the number of openings */
async function resetOpenings({ peer }: TestConnection, harness: ServerHarness): Promise<number> {
  const count = limit.value("openings") * 2 + 1;
  const isDraining = (): boolean => peer.isLost || peer.unread.some(({ type }) => type === "GOAWAY");
  for (let index = 1; index <= count && !isDraining(); index++) {
    const stream = index * 2 + 1;
    peer.send(headers(stream, harness.requestFields()));
    if (index % 20 === 0) await peer.next("HEADERS", { stream, timeoutMs: 1000 }).catch(() => undefined);
    peer.send(reset(stream, "CANCEL"));
  }
  return count;
}

async function drainsAfterResets(harness: ServerHarness): Promise<void> {
  const connection = await harness.open();
  const { peer } = connection;
  const count = await resetOpenings(connection, harness);
  const event = await peer.next("GOAWAY", { timeoutMs: 1000 }).catch(() => undefined);
  if (event === undefined) {
    const lost = connection.events.find(({ type }) => type === "lost" || type === "reset");
    assert(lost === undefined, "expected an open connection to go on (R-143), found its end");
    unimplemented(`the server sends no GOAWAY after ${count} reset openings; the default is ${limit.value("openings")}`);
  }
  const later = count * 2 + 3;
  peer.send(headers(later, harness.requestFields()));
  await connection.roundTrip(textMessage("an open stream goes on (R-143)"));
  const processed = peer.unread.some((each) => each.type === "HEADERS" && each.stream === later);
  assert(!processed, "expected no response to a stream behind the GOAWAY (R-143), found one");
  await connection.close();
  if (event.code !== "NO_ERROR") wrongCode(`expected GOAWAY(NO_ERROR) while another stream is open (R-143), found GOAWAY(${event.code})`);
}

async function opensTooMany(harness: ServerHarness): Promise<void> {
  const peer = await harness.connectHttp2();
  const { value: allowed, status } = limit.entry("connections");
  const { settings } = await peer.next("SETTINGS", { matches: ({ ack }) => !ack, description: "SETTINGS" });
  const stated = settings.find(({ identifier }) => identifier === "MAX_CONCURRENT_STREAMS")?.value ?? Infinity;
  // HTTP/2 forbids more streams than stated, so the statement is the bound.
  for (let index = 0; index < Math.min(allowed + 1, stated); index++) {
    const stream = index * 2 + 1;
    const ping = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(index) });
    peer.send(headers(stream, harness.requestFields()), data(stream, ping));
    const event = await peer.nextMatching(
      "a response",
      (each) => (each.type === "HEADERS" || each.type === "RST_STREAM") && each.stream === stream,
    );
    if (event.type === "HEADERS" && fieldValue(event.fields, ":status") === String(status)) return;
    if (event.type === "RST_STREAM" && event.code === "REFUSED_STREAM") return;
    assert(event.type === "HEADERS", `expected a response or RST_STREAM(REFUSED_STREAM) on stream ${stream}, found another reset`);
  }
  if (stated > allowed) unimplemented(`the server accepts ${allowed + 1} connections on one HTTP/2 connection`);
}

const message = limit.entry("message");

/** The greatest payload that Length can announce, in octets. */
const GREATEST_PAYLOAD = Number(varSize.model.largest) - 1;

/** The pings in 10 s that every receiver tolerates. */
const TOLERATED_PINGS = limit.entry("pings").least ?? 0;

/** The empty messages of a case, and how many of them are sent before their echoes are awaited. */
const EMPTY_MESSAGES = 10_500;
const EMPTY_BATCH = 500;

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
    run: floodsPings,
  },
  {
    id: "limits/pings-tolerated",
    summary: `Answers ${TOLERATED_PINGS} pings that arrive at once.`,
    requirements: ["R-193"],
    role: "both",
    run: sendsToleratedPings,
  },
  {
    id: "limits/empty-messages-many",
    summary: `Returns ${EMPTY_MESSAGES} empty messages: they have no limit of their own.`,
    requirements: ["R-003"],
    role: "both",
    run: sendsEmptyMessages,
  },
  {
    id: "limits/openings-reset",
    summary: "Drains an HTTP/2 connection on which too many openings are reset; its open connections go on.",
    requirements: ["R-113", "R-143"],
    role: "server",
    run: drainsAfterResets,
  },
  {
    id: "limits/connections",
    summary: "Bounds the connections of one HTTP/2 connection, by SETTINGS_MAX_CONCURRENT_STREAMS or by refusals.",
    requirements: ["R-113", "R-145"],
    waitsMs: 60_000,
    role: "server",
    run: opensTooMany,
  },
];
