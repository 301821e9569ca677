/**
 * The opening handshake, of a client under test.
 *
 * @module
 */
import { forbiddenRequestFields, limit, requestField, VERSION } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { toHex } from "../../../common/octets.ts";
import { data, type Http2Field, headers, ping as http2Ping, reset } from "../../h2/index.ts";
import type { ConformanceCase, ClientHarness, ReceivedRequest, RequirementId } from "../conformance-case.ts";
import { type FieldChanges, fieldValue } from "../../h2/change-fields.ts";
import { assert, fail } from "../case-failure.ts";
import { streamEventText, textMessage } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";

const pong = (bytes: Uint8Array): Uint8Array => encodeFrame({ type: "ping", kind: "pong", data: bytes });
const otherData = new Uint8Array(8).fill(0xee);

async function requestIsRight(lab: ClientHarness): Promise<void> {
  const { fields, endStream } = await lab.nextRequest();
  assert(!endStream, "expected a request without END_STREAM");
  for (const name of requestField.names) {
    const { value, presence } = requestField.entry(name).columns;
    const found = fieldValue(fields, name);
    if (presence === "always" && value !== undefined && name !== ":scheme") assert(found === value, `expected ${name}: ${value} (R-009), found ${JSON.stringify(found)}`);
    if (presence === "always") assert(found !== undefined, `expected ${name} (R-009), found none`);
  }
  for (const name of forbiddenRequestFields) assert(fieldValue(fields, name) === undefined, `expected no ${name} (R-010), found ${JSON.stringify(fieldValue(fields, name))}`);
  assert(fieldValue(fields, "websocket2-version") === String(VERSION), `expected websocket2-version: ${VERSION} (R-016), found ${JSON.stringify(fieldValue(fields, "websocket2-version"))}`);
}

async function pingsAtOnce(lab: ClientHarness): Promise<void> {
  const request = await lab.nextRequest();
  const link = lab.connectionOn(request, null, false);
  const { data: bytes } = await link.expectPing("the opening ping, without a response");
  const hex = toHex(bytes);
  assert(!lab.seenPingData.has(hex), `expected Data that was never used before (R-019), found ${hex} again`);
  lab.seenPingData.add(hex);
  request.peer.send(headers(request.stream, lab.replyFields()));
  await link.expectSilence(200, "no other octet before the opening pong (R-021)");
}

async function secondPing(lab: ClientHarness): Promise<void> {
  const request = await lab.nextRequest();
  request.peer.send(headers(request.stream, lab.replyFields()));
  const link = lab.connectionOn(request);
  const first = await link.expectPing("the opening ping");
  const second = await link.expectPing("the second ping at once behind the opening pong");
  assert(Buffer.compare(first.data, second.data) !== 0, "expected new Data in the second ping, found that of the first");
  await link.roundTrip(textMessage("open"));
  await link.close();
}

/** The client cancels: RST_STREAM(CANCEL), no END_STREAM, no further octet. */
async function expectCancel(link: TestConnection, patience?: number): Promise<void> {
  const item = await link.next("RST_STREAM(CANCEL)", patience);
  assert(item.is === "reset", `expected RST_STREAM(CANCEL) without END_STREAM before it (R-050), found ${streamEventText(item)}`);
  assert(item.code === "CANCEL", `expected RST_STREAM(CANCEL), found RST_STREAM(${item.code})`);
  const pings = link.events.filter(({ is }) => is === "ping").length;
  assert(pings <= 1, "expected nothing but the opening ping before the opening failed (R-021), found a second ping");
}

/** A link of a request that answers nothing by itself. */
async function unansweredRequest(lab: ClientHarness): Promise<{ request: ReceivedRequest; link: TestConnection }> {
  const request = await lab.nextRequest();
  return { request, link: lab.connectionOn(request, null, false) };
}

/**
 * A reply that fails a check. The pong behind it is right, so that a client that misses the check opens and says so by
 * its second ping; then the content ends, since a client may read it for its report.
 */
function failedOpeningCase(id: string, says: string, requirements: readonly RequirementId[], change: FieldChanges, more: readonly Http2Field[] = []): ConformanceCase {
  return {
    id: `opening/${id}`,
    summary: says,
    requirements: [...requirements, "R-050"],
    role: "client",
    run: async (lab) => {
      const { request, link } = await unansweredRequest(lab);
      const opening = await link.expectPing("the opening ping");
      request.peer.send(headers(request.stream, lab.replyFields(change, more)), data(request.stream, pong(opening.data)), http2Ping(otherData));
      await request.peer.next("PING", { matches: ({ ack, data: bytes }) => ack && Buffer.compare(bytes, otherData) === 0, description: "the answer to a PING of HTTP/2" });
      request.peer.send(data(request.stream, undefined, { endStream: true }));
      await expectCancel(link);
    },
  };
}

/** Content in place of the opening pong. */
function failedContentCase(id: string, says: string, requirements: readonly RequirementId[], octets: (ping: Uint8Array) => Uint8Array): ConformanceCase {
  return {
    id: `opening/${id}`,
    summary: says,
    requirements: [...requirements, "R-050"],
    role: "client",
    run: async (lab) => {
      const { request, link } = await unansweredRequest(lab);
      const ping = await link.expectPing("the opening ping");
      request.peer.send(headers(request.stream, lab.replyFields()), data(request.stream, octets(ping.data)));
      await expectCancel(link);
    },
  };
}

const failing: readonly ConformanceCase[] = [
  failedOpeningCase("not-websocket2", "Abandons a 200 without websocket2-error.", ["R-046"], { "websocket2-error": null }),
  failedOpeningCase("unknown-token", "Takes a token that it does not know for a refusal.", ["R-046"], { "websocket2-error": "later" }),
  failedOpeningCase("token-twice", "Abandons a reply with two tokens.", ["R-046"], {}, [["websocket2-error", "okay"]]),
  failedOpeningCase("content-coded", "Abandons a reply with a content coding, identity too.", ["R-046"], { "content-encoding": "identity" }),
  failedOpeningCase("content-type", "Abandons a reply with another content type.", ["R-046"], { "content-type": "text/html" }),
  failedOpeningCase("compression-unasked", "Abandons a reply with a method that it did not offer.", ["R-046"], { "websocket2-compression": "zstd=1" }),
  failedOpeningCase("protocol-unasked", "Abandons a reply with a subprotocol that it did not offer.", ["R-046"], { "websocket2-protocol": '"conformance"' }),
  failedOpeningCase("compression-two", "Abandons a reply with two methods.", ["R-046"], { "websocket2-compression": "lz4=1, deflate=12" }),
  failedContentCase("wrong-pong", "Abandons an opening whose pong has other Data.", ["R-046"], () => pong(otherData)),
  failedContentCase("message-first", "Abandons an opening with a message in place of the pong.", ["R-046"], () => encodeFrame(textMessage("too early"))),
  failedContentCase("error-first", "Abandons an opening with an error frame in place of the pong.", ["R-046"], () => encodeFrame({ type: "error", code: "FRAM" })),
  failedContentCase("malformed-first", "Abandons an opening with a malformed frame in place of the pong.", ["R-046"], () => Uint8Array.of(0)),
  {
    id: "opening/ended",
    summary: "Abandons an opening that the server ends before the pong.",
    requirements: ["R-046", "R-050"],
    role: "client",
    run: async (lab) => {
      const { request, link } = await unansweredRequest(lab);
      request.peer.send(headers(request.stream, lab.replyFields(), { endStream: true }));
      await expectCancel(link);
    },
  },
  {
    id: "opening/no-answer",
    summary: "Abandons an opening when the handshake timeout has run out.",
    requirements: ["R-046", "R-050"],
    waitsMs: limit.value("handshake") + 1500,
    role: "client",
    run: async (lab) => {
      const { link } = await unansweredRequest(lab);
      await expectCancel(link, limit.value("handshake") + 1500);
    },
  },
  {
    id: "opening/endless-refusal",
    summary: "Waits for the content of a refusal, and abandons the opening when that does not end.",
    requirements: ["R-127", "R-050"],
    waitsMs: limit.value("refusalLinger") + 1500,
    role: "client",
    run: async (lab) => {
      const { request, link } = await unansweredRequest(lab);
      await link.expectPing("the opening ping");
      const refusal = lab.replyFields({ ":status": "403", "websocket2-error": "rejected", "content-type": "text/plain" });
      request.peer.send(headers(request.stream, refusal), data(request.stream, Buffer.from("no")));
      await expectCancel(link, limit.value("refusalLinger") + 1500);
    },
  },
  {
    id: "opening/no-pong",
    summary: "Abandons an opening whose pong does not come in time.",
    requirements: ["R-046", "R-050"],
    waitsMs: limit.value("handshake") + 1500,
    role: "client",
    run: async (lab) => {
      const { request, link } = await unansweredRequest(lab);
      request.peer.send(headers(request.stream, lab.replyFields()));
      await expectCancel(link, limit.value("handshake") + 1500);
    },
  },
];

/** The client makes no second request of itself. */
function notRepeatedCase(id: string, says: string, refuse: (request: ReceivedRequest, lab: ClientHarness) => void): ConformanceCase {
  return {
    id: `opening/${id}`,
    summary: says,
    requirements: ["R-051"],
    role: "client",
    run: async (lab) => {
      const request = await lab.nextRequest();
      refuse(request, lab);
      const again = await lab.nextRequest(Math.min(lab.timeoutMs, 1000)).catch(() => undefined);
      if (again !== undefined) fail("expected no second handshake, found one");
    },
  };
}

const repeating: readonly ConformanceCase[] = [
  notRepeatedCase("no-retry-after-refusal", "Does not repeat a handshake that was refused.", ({ peer, stream }, lab) => {
    peer.send(headers(stream, lab.replyFields({ ":status": "503", "websocket2-error": "rejected", "content-type": "text/plain" })), data(stream, Buffer.from("no"), { endStream: true }));
  }),
  notRepeatedCase("no-retry-after-reset", "Does not repeat a handshake whose stream was reset.", ({ peer, stream }) => peer.send(reset(stream, "INTERNAL_ERROR"))),
  notRepeatedCase("no-redirect", "Does not follow a redirection by itself.", (request) => {
    const { peer, stream } = request;
    peer.send(headers(stream, [[":status", "307"], ["location", fieldValue(request.fields, ":path") ?? "/"]], { endStream: true }));
  }),
];

/** The cases of this topic. */
export const clientOpeningCases: readonly ConformanceCase[] = [
  { id: "opening/request", summary: "Sends every field of a handshake, and none that does not belong there.", requirements: ["R-004", "R-009", "R-010", "R-016"], role: "client", run: requestIsRight },
  { id: "opening/ping-at-once", summary: "Sends the opening ping in the same flight, with fresh Data, and nothing more before the pong.", requirements: ["R-018", "R-019", "R-021"], role: "client", run: pingsAtOnce },
  { id: "opening/second-ping", summary: "Sends a second ping with new Data at once behind the opening pong, and is open.", requirements: ["R-052"], role: "client", run: secondPing },
  {
    id: "opening/interim",
    summary: "Skips interim responses.",
    requirements: ["R-046"],
    role: "client",
    run: async (lab) => {
      const request = await lab.nextRequest();
      request.peer.send(headers(request.stream, [[":status", "103"], ["link", "</a>"]]), headers(request.stream, [[":status", "102"]]), headers(request.stream, lab.replyFields()));
      const link = lab.connectionOn(request);
      await link.expectPing("the opening ping");
      await link.expectPing("the second ping");
      await link.roundTrip(textMessage("open"));
      await link.close();
    },
  },
  ...failing,
  ...repeating,
];
