/**
 * Cases about the opening handshake of a client.
 *
 * @module
 */
import { forbiddenRequestFields, limit, requestField, VERSION } from "../../../../reference/schema/index.ts";
import { choosableRange, compressionMethods, encodeFrame } from "../../../../reference/wire/index.ts";
import { toHex } from "../../../common/octets.ts";
import { type FieldChanges, fieldValue } from "../../h2/change-fields.ts";
import { data, type Http2Field, headers, ping as http2Ping } from "../../h2/index.ts";
import { choiceText, fieldName, outcome } from "../../handshake-fields.ts";
import type { ConformanceCase, ClientHarness, ReceivedRequest, RequirementId } from "../conformance-case.ts";
import { assert, expectResetCode, nonStrict } from "../case-failure.ts";
import { streamEventText, textMessage } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";
import { REFUSAL_CONTENT, refusalFields } from "./repeats.ts";
import { UNKNOWN_METHOD, UNKNOWN_OUTCOME } from "./unknown-names.ts";

const pongFrame = (bytes: Uint8Array): Uint8Array => encodeFrame({ type: "ping", kind: "pong", data: bytes });

/** Data that no client sends. */
const OTHER_DATA = new Uint8Array(8).fill(0xee);

async function sendsRequest(harness: ClientHarness): Promise<void> {
  const { fields, endStream } = await harness.nextRequest();
  assert(!endStream, "expected a request without END_STREAM");
  for (const name of requestField.names) {
    const { value, presence } = requestField.entry(name).columns;
    if (presence !== "always") continue;
    const found = fieldValue(fields, name);
    assert(found !== undefined, `expected ${name} (R-009), found none`);
    // The runner may listen without TLS.
    if (value !== undefined && name !== ":scheme") {
      assert(found === value, `expected ${name}: ${value} (R-009), found ${JSON.stringify(found)}`);
    }
  }
  for (const name of forbiddenRequestFields) {
    const found = fieldValue(fields, name);
    assert(found === undefined, `expected no ${name} (R-010), found ${JSON.stringify(found)}`);
  }
  const version = fieldValue(fields, fieldName.version);
  assert(version === String(VERSION), `expected ${fieldName.version}: ${VERSION} (R-016), found ${JSON.stringify(version)}`);
}

async function pingsAtOnce(harness: ClientHarness): Promise<void> {
  const request = await harness.nextRequest();
  const connection = harness.connectionOn(request, null, false);
  const ping = await connection.expectPing("the opening ping before the response");
  const hex = toHex(ping.data);
  assert(!harness.seenPingData.has(hex), `expected new Data in each opening ping (R-019), found ${hex} again`);
  harness.seenPingData.add(hex);
  request.peer.send(headers(request.stream, harness.replyFields()));
  await connection.expectSilence(200, "no other octet before the opening pong (R-021)");
}

async function sendsSecondPing(harness: ClientHarness): Promise<void> {
  const request = await harness.nextRequest();
  request.peer.send(headers(request.stream, harness.replyFields()));
  const connection = harness.connectionOn(request);
  const first = await connection.expectPing("the opening ping");
  const second = await connection.expectPing("the second ping directly after the opening pong");
  assert(Buffer.compare(first.data, second.data) !== 0, "expected new Data in the second ping, found that of the opening ping");
  await connection.roundTrip(textMessage("open"));
  await connection.close();
}

async function skipsInterim(harness: ClientHarness): Promise<void> {
  const request = await harness.nextRequest();
  const { peer, stream } = request;
  const interim: readonly Http2Field[][] = [
    [
      [":status", "103"],
      ["link", "</a>"],
    ],
    [[":status", "102"]],
  ];
  peer.send(...interim.flatMap((fields) => headers(stream, fields)), headers(stream, harness.replyFields()));
  const connection = harness.connectionOn(request);
  await connection.expectPing("the opening ping");
  await connection.expectPing("the second ping");
  await connection.roundTrip(textMessage("open"));
  await connection.close();
}

/**
 * Requires RST_STREAM(CANCEL) without END_STREAM and without octets after the opening ping.
 *
 * @param codes - the codes that pass besides CANCEL; NO_ERROR if the response has ended
 */
async function expectCancel(connection: TestConnection, timeoutMs?: number, ...codes: readonly "NO_ERROR"[]): Promise<void> {
  const event = await connection.next("RST_STREAM(CANCEL)", timeoutMs);
  assert(event.type === "reset", `expected RST_STREAM(CANCEL) without END_STREAM before it (R-050), found ${streamEventText(event)}`);
  const pings = connection.events.filter(({ type }) => type === "ping").length;
  assert(pings <= 1, "expected only the opening ping before the opening failed (R-021), found a second ping");
  expectResetCode(event.code, "CANCEL", ...codes);
}

interface UnansweredRequest {
  readonly request: ReceivedRequest;
  readonly connection: TestConnection;
}

/** Awaits a request and sends nothing. */
async function unansweredRequest(harness: ClientHarness): Promise<UnansweredRequest> {
  const request = await harness.nextRequest();
  return { request, connection: harness.connectionOn(request, null, false) };
}

/** A case in which the opening fails. */
function failureCase(
  id: string,
  summary: string,
  run: (unanswered: UnansweredRequest, harness: ClientHarness) => Promise<void>,
  options: { readonly requirement?: RequirementId; readonly waitsMs?: number } = {},
): ConformanceCase {
  const { requirement = "R-046", waitsMs } = options;
  return {
    id: `opening/${id}`,
    summary,
    requirements: [requirement, "R-050", "R-176"],
    ...(waitsMs === undefined ? {} : { waitsMs }),
    role: "client",
    run: async (harness) => run(await unansweredRequest(harness), harness),
  };
}

/** A case in which the response fails a check. */
function failedReplyCase(id: string, summary: string, changes: FieldChanges, more: readonly Http2Field[] = []): ConformanceCase {
  return failureCase(id, summary, async ({ request: { peer, stream }, connection }, harness) => {
    const opening = await connection.expectPing("the opening ping");
    // The pong is correct, so a client without this check opens the connection and sends its second ping.
    peer.send(headers(stream, harness.replyFields(changes, more)), data(stream, pongFrame(opening.data)), http2Ping(OTHER_DATA));
    const isAcknowledgement = (event: { ack: boolean; data: Uint8Array }): boolean =>
      event.ack && Buffer.compare(event.data, OTHER_DATA) === 0;
    await peer.next("PING", { matches: isAcknowledgement, description: "the acknowledgement of an HTTP/2 PING" });
    // A client may read the content to its end, for its report.
    peer.send(data(stream, undefined, { endStream: true }));
    await expectCancel(connection, undefined, "NO_ERROR");
  });
}

/** A case with other content in place of the opening pong. */
function failedContentCase(id: string, summary: string, content: Uint8Array): ConformanceCase {
  return failureCase(id, summary, async ({ request: { peer, stream }, connection }, harness) => {
    await connection.expectPing("the opening ping");
    peer.send(headers(stream, harness.replyFields()), data(stream, content));
    await expectCancel(connection);
  });
}

/** Two methods, each with its greatest parameter. */
const twoChoices = compressionMethods.slice(0, 2).map((method) => ({ [method]: choosableRange(method)[1] }));

const failedReplyCases: readonly ConformanceCase[] = [
  failedReplyCase("not-websocket2", `Fails the opening on a 200 without ${fieldName.outcome}.`, { [fieldName.outcome]: null }),
  failedReplyCase("unknown-token", `Treats an unknown token in ${fieldName.outcome} as a refusal.`, {
    [fieldName.outcome]: UNKNOWN_OUTCOME,
  }),
  failedReplyCase("token-twice", `Fails the opening on two tokens in ${fieldName.outcome}.`, {}, [[fieldName.outcome, outcome("okay")]]),
  failedReplyCase("content-coded", "Fails the opening on a content coding, identity included.", { "content-encoding": "identity" }),
  failedReplyCase("content-type", "Fails the opening on another content type.", { "content-type": "text/html" }),
  failedReplyCase("compression-unasked", "Fails the opening on a method that it did not offer.", {
    [fieldName.compression]: `${UNKNOWN_METHOD}=1`,
  }),
  failedReplyCase("protocol-unasked", "Fails the opening on a subprotocol that it did not offer.", {
    [fieldName.protocol]: '"conformance"',
  }),
  failedReplyCase("compression-two", "Fails the opening on two methods.", { [fieldName.compression]: choiceText(...twoChoices) }),
];

const failedContentCases: readonly ConformanceCase[] = [
  failedContentCase("wrong-pong", "Fails the opening on a pong with other Data.", pongFrame(OTHER_DATA)),
  failedContentCase("message-first", "Fails the opening on a message in place of the pong.", encodeFrame(textMessage("too early"))),
  failedContentCase(
    "error-first",
    "Fails the opening on an error frame in place of the pong.",
    encodeFrame({ type: "error", code: "FRAM" }),
  ),
  failedContentCase("malformed-first", "Fails the opening on a malformed frame in place of the pong.", Uint8Array.of(0)),
];

const MARGIN_MS = 1500;
const HANDSHAKE_WAIT_MS = limit.value("handshake") + MARGIN_MS;
const REFUSAL_WAIT_MS = limit.value("refusalLinger") + MARGIN_MS;

const unfinishedCases: readonly ConformanceCase[] = [
  failureCase("ended", "Fails the opening on a response that ends before the pong.", async ({ request, connection }, harness) => {
    request.peer.send(headers(request.stream, harness.replyFields(), { endStream: true }));
    await expectCancel(connection);
  }),
  failureCase(
    "no-answer",
    "Fails the opening after the handshake timeout if no response arrives.",
    ({ connection }) => expectCancel(connection, HANDSHAKE_WAIT_MS),
    { waitsMs: HANDSHAKE_WAIT_MS },
  ),
  failureCase(
    "endless-refusal",
    "Fails the opening on a refusal whose content does not end, after a wait for the content.",
    async ({ request: { peer, stream }, connection }, harness) => {
      await connection.expectPing("the opening ping");
      peer.send(headers(stream, refusalFields(harness, "403")), data(stream, REFUSAL_CONTENT));
      await expectCancel(connection, REFUSAL_WAIT_MS);
    },
    { requirement: "R-127", waitsMs: REFUSAL_WAIT_MS },
  ),
  failureCase(
    "no-pong",
    "Fails the opening after the handshake timeout if no pong arrives.",
    async ({ request, connection }, harness) => {
      request.peer.send(headers(request.stream, harness.replyFields()));
      await expectCancel(connection, HANDSHAKE_WAIT_MS);
    },
    { waitsMs: HANDSHAKE_WAIT_MS },
  ),
];

async function switchesPushOff(harness: ClientHarness): Promise<void> {
  const { peer } = await harness.nextRequest();
  const { settings } = await peer.next("SETTINGS", { matches: ({ ack }) => !ack });
  const value = settings.find(({ identifier }) => identifier === "ENABLE_PUSH")?.value;
  if (value !== 0) nonStrict(`expected SETTINGS_ENABLE_PUSH with 0, found ${value ?? "none, which stands for 1"}`);
}

/** The cases about the opening handshake of a client. */
export const clientOpeningCases: readonly ConformanceCase[] = [
  {
    id: "opening/request",
    summary: "Sends the fields of a handshake, and no forbidden field.",
    requirements: ["R-004", "R-009", "R-010", "R-016"],
    role: "client",
    run: sendsRequest,
  },
  {
    id: "opening/ping-at-once",
    summary: "Sends the opening ping with new Data before the response, and no other octet before the pong.",
    requirements: ["R-018", "R-019", "R-021"],
    role: "client",
    run: pingsAtOnce,
  },
  {
    id: "opening/second-ping",
    summary: "Sends a second ping with new Data directly after the opening pong, and is open.",
    requirements: ["R-052"],
    role: "client",
    run: sendsSecondPing,
  },
  { id: "opening/interim", summary: "Skips interim responses.", requirements: ["R-046"], role: "client", run: skipsInterim },
  ...failedReplyCases,
  ...failedContentCases,
  ...unfinishedCases,
  {
    id: "opening/push-off",
    summary: "Switches pushed responses off.",
    requirements: ["R-160"],
    role: "client",
    run: switchesPushOff,
  },
];
