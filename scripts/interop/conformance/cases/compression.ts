/**
 * Compression: what a peer that negotiates a method has to read and to send.
 *
 * @module
 */
import { constants, deflateRawSync } from "node:zlib";

import type { CompressionChoice, CompressionOffer } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import type { Message } from "../../../../reference/connection/index.ts";
import { headers } from "../../h2/index.ts";
import type { ConformanceCase, ConformanceHarness, RequirementId } from "../conformance-case.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import { assert, fail, unimplemented } from "../case-failure.ts";
import { textMessage } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";

/** A connection with a method. @throws Finding where the peer does not take it */
export async function openWith(lab: ConformanceHarness, offer: CompressionOffer, choice: CompressionChoice): Promise<TestConnection> {
  const link = await lab.open({ offer, choice });
  if (link.options.choice === null) unimplemented(`the ${lab.role} does not compress with ${Object.keys(choice).join()}`);
  return link;
}

/** DEFLATE of one direction, by node:zlib. */
export class Deflater {
  #history: Buffer = Buffer.alloc(0);

  /** The payload of one message. */
  deflate(message: Uint8Array): Uint8Array {
    const dictionary = this.#history.length === 0 ? {} : { dictionary: this.#history };
    const octets = deflateRawSync(message, { windowBits: 15, finishFlush: constants.Z_SYNC_FLUSH, ...dictionary });
    this.#history = Buffer.concat([this.#history, message]).subarray(-32768);
    return octets.subarray(0, -4);
  }
}

const compressedFrame = (type: Message["type"], compression: "lz4" | "deflate", payload: Uint8Array): Uint8Array => encodeFrame({ type, compression, payload });

/** "ab" twelve times, as the draft's example has it. */
const LZ4_PAYLOAD = Buffer.from("182d61620200506261626162", "hex");
const REPEATED_TEXT = textMessage("ab".repeat(12));

const openLz4 = (lab: ConformanceHarness): Promise<TestConnection> => openWith(lab, { lz4: [1, 9] }, { lz4: 1 });
const openDeflate = (lab: ConformanceHarness): Promise<TestConnection> => openWith(lab, { deflate: [15, 15] }, { deflate: 15 });

const LONG_TEXT = textMessage("All that is compressible is compressed. ".repeat(300));

/** Sends messages that compress well: what comes back is right, however it is compressed. */
async function expectCompressed(link: TestConnection): Promise<void> {
  let compressed = 0;
  for (const message of [LONG_TEXT, textMessage(""), textMessage("short"), LONG_TEXT, LONG_TEXT]) {
    const item = await link.roundTrip(message);
    if (item.compressed) compressed += 1;
    if (message.type === "text" && message.text === "" && item.compressed) fail("expected an empty message uncompressed (R-074), found it compressed");
  }
  await link.close();
  if (compressed === 0) unimplemented("the peer compresses nothing of what it sends");
}

function caseForBoth(id: string, says: string, requirements: readonly RequirementId[], run: (lab: ConformanceHarness) => Promise<void>): ConformanceCase {
  return { id: `compression/${id}`, summary: says, requirements, role: "both", run };
}

const cases: readonly ConformanceCase[] = [
  caseForBoth("lz4", "Reads messages compressed with lz4, each by itself, between others that are not.", ["R-078"], async (lab) => {
    const link = await openLz4(lab);
    link.send(compressedFrame("text", "lz4", LZ4_PAYLOAD), encodeFrame(textMessage("plain")), compressedFrame("text", "lz4", LZ4_PAYLOAD));
    for (const message of [REPEATED_TEXT, textMessage("plain"), REPEATED_TEXT]) await link.expectEcho(message);
    await link.close();
  }),
  caseForBoth("lz4-own", "Compresses with lz4 so that it can be read.", ["R-059", "R-074", "R-081"], async (lab) => expectCompressed(await openLz4(lab))),
  caseForBoth("deflate", "Reads messages that refer back to earlier ones, between others that are not compressed.", ["R-087"], async (lab) => {
    const link = await openDeflate(lab);
    const context = new Deflater();
    const messages = [LONG_TEXT, textMessage("plain, and not in the context"), LONG_TEXT, REPEATED_TEXT, LONG_TEXT];
    for (const [index, message] of messages.entries()) {
      const octets = Buffer.from(message.type === "text" ? message.text : "");
      link.send(index === 1 ? encodeFrame(message) : compressedFrame("text", "deflate", context.deflate(octets)));
      await link.expectEcho(message);
    }
    await link.close();
  }),
  caseForBoth("deflate-own", "Compresses with one context for its direction, so that it can be read.", ["R-059", "R-074", "R-084", "R-085", "R-086"], async (lab) => expectCompressed(await openDeflate(lab))),
  caseForBoth("not-negotiated", "Takes a compressed message for a fault where nothing was negotiated.", ["R-056"], async (lab) => {
    const link = await lab.open();
    link.send(compressedFrame("text", "lz4", LZ4_PAYLOAD));
    await link.expectErrorFrame(["FRAM"]);
    const clos = encodeFrame({ type: "error", code: "CLOS" });
    if (lab.role === "server") link.end(clos);
    else link.send(clos);
    await link.expectBothEnd();
  }),
  caseForBoth("other-method", "Takes a message compressed by another method than was negotiated for a fault.", ["R-056"], async (lab) => {
    const link = await openLz4(lab);
    link.send(compressedFrame("text", "deflate", Uint8Array.of(0x4a, 4)));
    await link.expectErrorFrame(["FRAM"]);
    const clos = encodeFrame({ type: "error", code: "CLOS" });
    if (lab.role === "server") link.end(clos);
    else link.send(clos);
    await link.expectBothEnd();
  }),
];

/** What a server chooses for an offer. */
function choiceCase(id: string, offer: string, right: RegExp, requirements: readonly RequirementId[]): ConformanceCase {
  return {
    id: `compression/${id}`,
    summary: `Chooses out of the offer ${offer} a method and a setting within the range, or nothing.`,
    requirements,
    role: "server",
    run: async (lab) => {
      const peer = await lab.connectHttp2();
      peer.send(headers(1, lab.requestFields({ "websocket2-compression": offer })));
      const { fields } = await peer.next("HEADERS", { stream: 1, description: "a response" });
      const chosen = fieldValue(fields, "websocket2-compression");
      assert(fieldValue(fields, ":status") === "200", `expected status 200, found ${fieldValue(fields, ":status")}`);
      assert(chosen === undefined || chosen === "" || right.test(chosen), `expected a choice that matches ${String(right)} or none, found ${chosen}`);
    },
  };
}

/** The cases of this topic. */
export const compressionCases: readonly ConformanceCase[] = [
  ...cases,
  choiceCase("choice-lz4", "lz4=(3 4)", /^lz4=[34]$/, ["R-033"]),
  choiceCase("choice-deflate", "deflate=(8 9)", /^deflate=9$/, ["R-033"]),
  choiceCase("choice-none", "deflate=(8 8)", /^$/, ["R-033"]),
  choiceCase("choice-both", "deflate=(12 12), lz4=(9 9)", /^(deflate=12|lz4=9)$/, ["R-033", "R-126"]),
];
