/**
 * Cases about compression. Each method of the schema has the same cases, with the ranges of its parameter.
 *
 * @module
 */
import { randomFillSync } from "node:crypto";

import { compressor } from "../../../../reference/compression/index.ts";
import type { Message } from "../../../../reference/connection/index.ts";
import { type CompressionChoice, type CompressionMethod, type CompressionOffer, limit } from "../../../../reference/schema/index.ts";
import {
  choosableRange,
  compressionMethods,
  encodeFrame,
  FrameDecoder,
  offerableRange,
  widestOffer,
} from "../../../../reference/wire/index.ts";
import { toHex } from "../../../common/octets.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import { headers } from "../../h2/index.ts";
import { choiceText, fieldName, offerText, replyValue } from "../../handshake-fields.ts";
import type { ConformanceCase, ConformanceHarness, RequirementId } from "../conformance-case.ts";
import { assert, fail, unimplemented } from "../case-failure.ts";
import { refersBeyondWindow } from "../deflate-window.ts";
import { textMessage } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";

/** The requirements on the receiver and on the sender of one method, in addition to those of all methods. */
interface MethodRequirements {
  readonly received: readonly RequirementId[];
  readonly sent: readonly RequirementId[];
}

/** A method without an entry gets the same cases, but no requirements of its own. */
export const methodRequirements: Readonly<Partial<Record<CompressionMethod, MethodRequirements>>> = {
  lz4: { received: ["R-078"], sent: ["R-081"] },
  deflate: { received: ["R-087"], sent: ["R-084", "R-085"] },
};

/** The size of a random text, in octets: more than the smallest window and what {@link refersBeyondWindow} cannot see. */
const RANDOM_TEXT = 600;

const REPEATED_TEXT = textMessage("ab".repeat(12));
const LONG_TEXT = textMessage("All that is compressible is compressed. ".repeat(300));

const utf8Octets = (message: Message): Uint8Array => (message.type === "text" ? Buffer.from(message.text) : message.bytes);

/** Opens a connection that agrees on a method. */
const openWith = (harness: ConformanceHarness, method: CompressionMethod): Promise<TestConnection> =>
  harness.open({ compression: widestOffer([method]) });

/** Returns a function that encodes the messages of one direction, compressed if that is shorter. */
function frameCompressor(choice: CompressionChoice, method: CompressionMethod): (message: Message) => Uint8Array {
  const context = compressor(choice);
  return (message) => {
    const payload = context.compress(utf8Octets(message));
    return payload === undefined ? encodeFrame(message) : encodeFrame({ type: message.type, compression: method, payload });
  };
}

/** Returns the first compressed frame of a sender with the greatest parameter. */
function compressedFrame(method: CompressionMethod): Uint8Array {
  const [, greatest] = choosableRange(method);
  return frameCompressor({ [method]: greatest }, method)(REPEATED_TEXT);
}

async function receivesCompressed(harness: ConformanceHarness, method: CompressionMethod): Promise<void> {
  const connection = await openWith(harness, method);
  const compress = frameCompressor(connection.options.choice ?? {}, method);
  // An uncompressed message does not enter the context of the method.
  const uncompressed = textMessage("uncompressed");
  const messages = [LONG_TEXT, uncompressed, LONG_TEXT, REPEATED_TEXT, LONG_TEXT];
  await connection.sendAll(Buffer.concat(messages.map((message) => (message === uncompressed ? encodeFrame(message) : compress(message)))));
  for (const message of messages) await connection.expectEcho(message);
  await connection.close();
}

async function sendsCompressed(harness: ConformanceHarness, method: CompressionMethod): Promise<void> {
  const connection = await openWith(harness, method);
  const empty = textMessage("");
  let compressed = 0;
  for (const message of [LONG_TEXT, empty, textMessage("short"), LONG_TEXT, LONG_TEXT]) {
    const echo = await connection.roundTrip(message);
    if (echo.compressed) compressed += 1;
    if (message === empty && echo.compressed) fail("expected an empty message uncompressed (R-074), found it compressed");
  }
  await connection.close();
  if (compressed === 0) unimplemented("the peer compresses none of its messages");
}

/** Collects the payloads of the compressed messages that arrive from now on. */
function collectPayloads({ peer, stream }: TestConnection, method: CompressionMethod): Uint8Array[] {
  const payloads: Uint8Array[] = [];
  const decoder = new FrameDecoder({ message: limit.value("message"), compression: method });
  peer.onEvent((event) => {
    if (event.type !== "DATA" || event.stream !== stream) return;
    for (const frame of decoder.push(event.octets)) if (frame.compression !== undefined) payloads.push(frame.payload);
  });
  return payloads;
}

/** Sends a random text twice, at a distance that exceeds the window. The sender must not refer back to the first one. */
async function keepsToWindow(harness: ConformanceHarness): Promise<void> {
  const windowBits = choosableRange("deflate")[0];
  const connection = await harness.open({ compression: { deflate: [windowBits, windowBits] } });
  const payloads = collectPayloads(connection, "deflate");
  const text = textMessage(toHex(randomFillSync(new Uint8Array(RANDOM_TEXT / 2))));
  for (let count = 0; count < 2; count++) await connection.roundTrip(text);
  await connection.close();
  if (payloads.length < 2) unimplemented(`the peer compresses ${payloads.length} of two texts of ${RANDOM_TEXT} octets`);
  if (refersBeyondWindow(payloads, windowBits)) {
    fail(`expected no reference back beyond the window of ${2 ** windowBits} octets (R-086), found one`);
  }
}

/** Sends a frame compressed with a method that was not negotiated. */
async function reportsMethod(connection: TestConnection, method: CompressionMethod): Promise<void> {
  connection.send(compressedFrame(method));
  await connection.expectErrorFrame("FRAM");
  await connection.answerError();
}

function methodCases(method: CompressionMethod, index: number): ConformanceCase[] {
  const { received = [], sent = [] } = methodRequirements[method] ?? {};
  const other = compressionMethods[(index + 1) % compressionMethods.length] ?? method;
  const cases: ConformanceCase[] = [
    {
      id: `compression/${method}`,
      summary: `Receives messages compressed with ${method} between uncompressed ones.`,
      requirements: ["R-060", ...received],
      role: "both",
      run: (harness) => receivesCompressed(harness, method),
    },
    {
      id: `compression/${method}-own`,
      summary: `Sends messages compressed with ${method} that decompress to the same messages.`,
      requirements: ["R-059", "R-074", ...sent],
      role: "both",
      run: (harness) => sendsCompressed(harness, method),
    },
    {
      id: `compression/${method}-not-negotiated`,
      summary: `Reports FRAM for a message compressed with ${method} on a connection without compression.`,
      requirements: ["R-056"],
      role: "both",
      run: async (harness) => reportsMethod(await harness.open(), method),
    },
  ];
  if (other === method) return cases;
  return [
    ...cases,
    {
      id: `compression/${method}-other`,
      summary: `Reports FRAM for a message compressed with ${other} on a connection that uses ${method}.`,
      requirements: ["R-056"],
      role: "both",
      run: async (harness) => reportsMethod(await openWith(harness, method), other),
    },
  ];
}

/** Returns the choices that an offer and the ranges of the schema allow. */
function allowedChoices(offer: CompressionOffer): string[] {
  return (Object.entries(offer) as [CompressionMethod, readonly [number, number]][]).flatMap(([method, offered]) => {
    const choosable = choosableRange(method);
    const least = Math.max(offered[0], choosable[0]);
    const count = Math.max(0, Math.min(offered[1], choosable[1]) - least + 1);
    return Array.from({ length: count }, (_, index) => choiceText({ [method]: least + index }));
  });
}

/** A case about the choice of a server. */
function choiceCase(id: string, offer: CompressionOffer, requirements: readonly RequirementId[] = ["R-033"]): ConformanceCase {
  const allowed = ["", ...allowedChoices(offer)];
  return {
    id: `compression/choice-${id}`,
    summary: `Chooses from the offer ${offerText(offer)} a method with a parameter in its range, or none.`,
    requirements,
    role: "server",
    run: async (harness) => {
      const peer = await harness.connectHttp2();
      peer.send(headers(1, harness.requestFields({ [fieldName.compression]: offerText(offer) })));
      const { fields } = await peer.next("HEADERS", { stream: 1, description: "a response" });
      const [status, accepted] = [fieldValue(fields, ":status"), replyValue(":status", "accepted")];
      assert(status === accepted, `expected status ${accepted}, found ${status}`);
      const choice = fieldValue(fields, fieldName.compression) ?? "";
      assert(allowed.includes(choice), `expected the choice ${allowed.slice(1).concat("none").join(" or ")}, found ${choice}`);
    },
  };
}

/** Returns an offer with one range for each method. */
function offerOf(methods: readonly CompressionMethod[], range: (method: CompressionMethod) => readonly [number, number]): CompressionOffer {
  return Object.fromEntries(methods.map((method) => [method, range(method)]));
}

/** The methods that can be offered with a parameter that no server may choose. */
const unchoosable = compressionMethods.filter((method) => offerableRange(method)[0] < choosableRange(method)[0]);

const choiceCases: readonly ConformanceCase[] = [
  ...compressionMethods.map((method) =>
    choiceCase(
      method,
      offerOf([method], (each) => [offerableRange(each)[0], offerableRange(each)[0] + 1]),
    ),
  ),
  ...(unchoosable.length === 0
    ? []
    : [
        choiceCase(
          "none",
          offerOf(unchoosable, (each) => [offerableRange(each)[0], offerableRange(each)[0]]),
        ),
      ]),
  choiceCase(
    "one",
    offerOf([...compressionMethods].reverse(), (each) => [choosableRange(each)[1], choosableRange(each)[1]]),
    ["R-033", "R-126"],
  ),
];

const windowCase: ConformanceCase = {
  id: "compression/deflate-window",
  summary: "Keeps to the smallest window of DEFLATE: refers back to nothing that is further away.",
  requirements: ["R-086"],
  role: "both",
  run: keepsToWindow,
};

/** The cases about compression. */
export const compressionCases: readonly ConformanceCase[] = [
  ...compressionMethods.flatMap(methodCases),
  windowCase,
  ...choiceCases,
];
