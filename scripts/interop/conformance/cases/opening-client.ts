/**
 * The opening handshake, of a client under test.
 *
 * @module
 */
import { forbiddenRequestFields, limit, requestField, VERSION } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { data, type Field, headers, ping as http2Ping, reset } from "../../h2/index.ts";
import type { Case, ClientLab, ClientRequest, RequirementId } from "../case.ts";
import { type Change, valueOf } from "../fields.ts";
import { demand, fail } from "../finding.ts";
import { itemText, text } from "../item.ts";
import type { Link } from "../link.ts";

const pong = (bytes: Uint8Array): Uint8Array => encodeFrame({ type: "ping", kind: "pong", data: bytes });
const other = new Uint8Array(8).fill(0xee);

async function requestIsRight(lab: ClientLab): Promise<void> {
  const { fields, endStream } = await lab.request();
  demand(!endStream, "expected a request without END_STREAM");
  for (const name of requestField.names) {
    const { value, presence } = requestField.entry(name).more;
    const found = valueOf(fields, name);
    if (presence === "always" && value !== undefined && name !== ":scheme") demand(found === value, `expected ${name}: ${value} (R-009), found ${JSON.stringify(found)}`);
    if (presence === "always") demand(found !== undefined, `expected ${name} (R-009), found none`);
  }
  for (const name of forbiddenRequestFields) demand(valueOf(fields, name) === undefined, `expected no ${name} (R-010), found ${JSON.stringify(valueOf(fields, name))}`);
  demand(valueOf(fields, "websocket2-version") === String(VERSION), `expected websocket2-version: ${VERSION} (R-016), found ${JSON.stringify(valueOf(fields, "websocket2-version"))}`);
}

async function pingsAtOnce(lab: ClientLab): Promise<void> {
  const request = await lab.request();
  const link = lab.link(request, null, false);
  const { data: bytes } = await link.ping("the opening ping, without a response");
  const hex = Buffer.from(bytes).toString("hex");
  demand(!lab.seen.has(hex), `expected Data that was never used before (R-019), found ${hex} again`);
  lab.seen.add(hex);
  request.peer.send(headers(request.stream, lab.reply()));
  await link.silence(200, "no other octet before the opening pong (R-021)");
}

async function secondPing(lab: ClientLab): Promise<void> {
  const request = await lab.request();
  request.peer.send(headers(request.stream, lab.reply()));
  const link = lab.link(request);
  const first = await link.ping("the opening ping");
  const second = await link.ping("the second ping at once behind the opening pong");
  demand(Buffer.compare(first.data, second.data) !== 0, "expected new Data in the second ping, found that of the first");
  await link.roundTrip(text("open"));
  await link.close();
}

/** The client cancels: RST_STREAM(CANCEL), no END_STREAM, no further octet. */
async function cancels(link: Link, patience?: number): Promise<void> {
  const item = await link.next("RST_STREAM(CANCEL)", patience);
  demand(item.is === "reset", `expected RST_STREAM(CANCEL) without END_STREAM before it (R-050), found ${itemText(item)}`);
  demand(item.code === "CANCEL", `expected RST_STREAM(CANCEL), found RST_STREAM(${item.code})`);
  const pings = link.log.filter(({ is }) => is === "ping").length;
  demand(pings <= 1, "expected nothing but the opening ping before the opening failed (R-021), found a second ping");
}

/** A link of a request that answers nothing by itself. */
async function silently(lab: ClientLab): Promise<{ request: ClientRequest; link: Link }> {
  const request = await lab.request();
  return { request, link: lab.link(request, null, false) };
}

/**
 * A reply that fails a check. The pong behind it is right, so that a client that misses the check opens and says so by
 * its second ping; then the content ends, since a client may read it for its report.
 */
function abandons(id: string, says: string, requirements: readonly RequirementId[], change: Change, more: readonly Field[] = []): Case {
  return {
    id: `opening/${id}`,
    says,
    requirements: [...requirements, "R-050"],
    role: "client",
    run: async (lab) => {
      const { request, link } = await silently(lab);
      const opening = await link.ping("the opening ping");
      request.peer.send(headers(request.stream, lab.reply(change, more)), data(request.stream, pong(opening.data)), http2Ping(other));
      await request.peer.next("PING", { fits: ({ ack, data: bytes }) => ack && Buffer.compare(bytes, other) === 0, as: "the answer to a PING of HTTP/2" });
      request.peer.send(data(request.stream, undefined, { endStream: true }));
      await cancels(link);
    },
  };
}

/** Content in place of the opening pong. */
function abandonsContent(id: string, says: string, requirements: readonly RequirementId[], octets: (ping: Uint8Array) => Uint8Array): Case {
  return {
    id: `opening/${id}`,
    says,
    requirements: [...requirements, "R-050"],
    role: "client",
    run: async (lab) => {
      const { request, link } = await silently(lab);
      const ping = await link.ping("the opening ping");
      request.peer.send(headers(request.stream, lab.reply()), data(request.stream, octets(ping.data)));
      await cancels(link);
    },
  };
}

const failing: readonly Case[] = [
  abandons("not-websocket2", "Abandons a 200 without websocket2-error.", ["R-046"], { "websocket2-error": null }),
  abandons("unknown-token", "Takes a token that it does not know for a refusal.", ["R-046"], { "websocket2-error": "later" }),
  abandons("token-twice", "Abandons a reply with two tokens.", ["R-046"], {}, [["websocket2-error", "okay"]]),
  abandons("content-coded", "Abandons a reply with a content coding, identity too.", ["R-046"], { "content-encoding": "identity" }),
  abandons("content-type", "Abandons a reply with another content type.", ["R-046"], { "content-type": "text/html" }),
  abandons("compression-unasked", "Abandons a reply with a method that it did not offer.", ["R-046"], { "websocket2-compression": "zstd=1" }),
  abandons("protocol-unasked", "Abandons a reply with a subprotocol that it did not offer.", ["R-046"], { "websocket2-protocol": '"conformance"' }),
  abandons("compression-two", "Abandons a reply with two methods.", ["R-046"], { "websocket2-compression": "lz4=1, deflate=12" }),
  abandonsContent("wrong-pong", "Abandons an opening whose pong has other Data.", ["R-046"], () => pong(other)),
  abandonsContent("message-first", "Abandons an opening with a message in place of the pong.", ["R-046"], () => encodeFrame(text("too early"))),
  abandonsContent("error-first", "Abandons an opening with an error frame in place of the pong.", ["R-046"], () => encodeFrame({ type: "error", code: "FRAM" })),
  abandonsContent("malformed-first", "Abandons an opening with a malformed frame in place of the pong.", ["R-046"], () => Uint8Array.of(0)),
  {
    id: "opening/ended",
    says: "Abandons an opening that the server ends before the pong.",
    requirements: ["R-046", "R-050"],
    role: "client",
    run: async (lab) => {
      const { request, link } = await silently(lab);
      request.peer.send(headers(request.stream, lab.reply(), { endStream: true }));
      await cancels(link);
    },
  },
  {
    id: "opening/no-answer",
    says: "Abandons an opening when the handshake timeout has run out.",
    requirements: ["R-046", "R-050"],
    waits: limit.value("handshake") + 1500,
    role: "client",
    run: async (lab) => {
      const { link } = await silently(lab);
      await cancels(link, limit.value("handshake") + 1500);
    },
  },
  {
    id: "opening/endless-refusal",
    says: "Waits for the content of a refusal, and abandons the opening when that does not end.",
    requirements: ["R-127", "R-050"],
    waits: limit.value("refusalLinger") + 1500,
    role: "client",
    run: async (lab) => {
      const { request, link } = await silently(lab);
      await link.ping("the opening ping");
      const refusal = lab.reply({ ":status": "403", "websocket2-error": "rejected", "content-type": "text/plain" });
      request.peer.send(headers(request.stream, refusal), data(request.stream, Buffer.from("no")));
      await cancels(link, limit.value("refusalLinger") + 1500);
    },
  },
  {
    id: "opening/no-pong",
    says: "Abandons an opening whose pong does not come in time.",
    requirements: ["R-046", "R-050"],
    waits: limit.value("handshake") + 1500,
    role: "client",
    run: async (lab) => {
      const { request, link } = await silently(lab);
      request.peer.send(headers(request.stream, lab.reply()));
      await cancels(link, limit.value("handshake") + 1500);
    },
  },
];

/** The client makes no second request of itself. */
function notRepeated(id: string, says: string, refuse: (request: ClientRequest, lab: ClientLab) => void): Case {
  return {
    id: `opening/${id}`,
    says,
    requirements: ["R-051"],
    role: "client",
    run: async (lab) => {
      const request = await lab.request();
      refuse(request, lab);
      const again = await lab.request(Math.min(lab.patience, 1000)).catch(() => undefined);
      if (again !== undefined) fail("expected no second handshake, found one");
    },
  };
}

const repeating: readonly Case[] = [
  notRepeated("no-retry-after-refusal", "Does not repeat a handshake that was refused.", ({ peer, stream }, lab) => {
    peer.send(headers(stream, lab.reply({ ":status": "503", "websocket2-error": "rejected", "content-type": "text/plain" })), data(stream, Buffer.from("no"), { endStream: true }));
  }),
  notRepeated("no-retry-after-reset", "Does not repeat a handshake whose stream was reset.", ({ peer, stream }) => peer.send(reset(stream, "INTERNAL_ERROR"))),
  notRepeated("no-redirect", "Does not follow a redirection by itself.", (request) => {
    const { peer, stream } = request;
    peer.send(headers(stream, [[":status", "307"], ["location", valueOf(request.fields, ":path") ?? "/"]], { endStream: true }));
  }),
];

/** The cases of this topic. */
export const clientOpeningCases: readonly Case[] = [
  { id: "opening/request", says: "Sends every field of a handshake, and none that does not belong there.", requirements: ["R-004", "R-009", "R-010", "R-016"], role: "client", run: requestIsRight },
  { id: "opening/ping-at-once", says: "Sends the opening ping in the same flight, with fresh Data, and nothing more before the pong.", requirements: ["R-018", "R-019", "R-021"], role: "client", run: pingsAtOnce },
  { id: "opening/second-ping", says: "Sends a second ping with new Data at once behind the opening pong, and is open.", requirements: ["R-052"], role: "client", run: secondPing },
  {
    id: "opening/interim",
    says: "Skips interim responses.",
    requirements: ["R-046"],
    role: "client",
    run: async (lab) => {
      const request = await lab.request();
      request.peer.send(headers(request.stream, [[":status", "103"], ["link", "</a>"]]), headers(request.stream, [[":status", "102"]]), headers(request.stream, lab.reply()));
      const link = lab.link(request);
      await link.ping("the opening ping");
      await link.ping("the second ping");
      await link.roundTrip(text("open"));
      await link.close();
    },
  },
  ...failing,
  ...repeating,
];
