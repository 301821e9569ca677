/**
 * Cases about well-formed frames in DATA frames of any size.
 *
 * @module
 */
import type { Message } from "../../../../reference/connection/index.ts";
import { limit, varSize } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { formRanges } from "../../generate/wire-fields.ts";
import { data } from "../../h2/index.ts";
import type { ConformanceCase, RequirementId } from "../conformance-case.ts";
import { binaryMessage, textMessage } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";

const MIB = 1024 * 1024;

/** A case in which messages come back. */
function echoCase(id: string, summary: string, requirements: readonly RequirementId[], messages: readonly Message[]): ConformanceCase {
  return {
    id: `frames/${id}`,
    summary,
    requirements,
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      for (const message of messages) await connection.roundTrip(message);
      await connection.close();
    },
  };
}

/** Payload sizes around the greatest Length of each form up to the default message limit. Length counts one octet more than the payload. */
const EDGE_SIZES = formRanges(varSize.model)
  .filter(({ last }) => last <= limit.entry("message").value)
  .flatMap(({ last }) => [last - 2, last - 1, last, last + 1]);

/** The greatest payload that every receiver accepts, in octets. */
const ACCEPTED_SIZE = limit.entry("message").least ?? 0;

const plainCases: readonly ConformanceCase[] = [
  echoCase(
    "text",
    "Returns text unchanged: characters outside ASCII, a byte order mark, NUL and noncharacters.",
    ["R-061"],
    ["Hi", "naïve € \u{1f680}", "\ufeffbom", "a\0b", "\uffff\u{10ffff}"].map(textMessage),
  ),
  echoCase("empty", "Accepts empty messages and sends them uncompressed.", ["R-060"], [textMessage(""), binaryMessage(0)]),
  echoCase(
    "length-edges",
    "Accepts and sends each form of Length, in the shortest form.",
    ["R-054", "R-059", "R-060"],
    [0, 1, 124, 125, ...EDGE_SIZES].map(binaryMessage),
  ),
  echoCase(
    "64-kib",
    `Accepts a message of ${ACCEPTED_SIZE} octets, the smallest message limit that a receiver may have.`,
    ["R-057"],
    [binaryMessage(ACCEPTED_SIZE)],
  ),
  echoCase("1-mib", "Accepts a message of 1 MiB, which exceeds the flow-control window.", ["R-060", "R-115"], [binaryMessage(MIB)]),
  {
    id: "frames/order",
    summary: "Returns 200 messages in their order, in DATA frames that are not empty.",
    requirements: ["R-003", "R-190"],
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      const messages = Array.from({ length: 200 }, (_, index) => textMessage(`message ${index}`));
      await connection.sendAll(Buffer.concat(messages.map(encodeFrame)));
      for (const message of messages) await connection.expectEcho(message);
      await connection.close();
    },
  },
];

const splitMessages: readonly Message[] = [textMessage("naïve €"), binaryMessage(0), binaryMessage(254), textMessage("")];
const splitFrames = splitMessages.map(encodeFrame);
const splitOctets = Buffer.concat(splitFrames);

/** Returns split offsets: in each frame header, once inside a payload, and before the last octet. */
function splitOffsets(): number[] {
  const starts = splitFrames.reduce<number[]>((all, frame) => [...all, (all.at(-1) ?? 0) + frame.length], [0]);
  const inHeaders = starts.flatMap((start) => [0, 1, 2, 3, 4, 5, 6].map((offset) => start + offset));
  return [...new Set([...inHeaders, 120, splitOctets.length - 1])].filter((offset) => offset > 0 && offset < splitOctets.length);
}

async function expectEchoes(connection: TestConnection): Promise<void> {
  for (const message of splitMessages) await connection.expectEcho(message);
}

/** A case in which the same octets arrive in other DATA frames. */
function splitCase(id: string, summary: string, send: (connection: TestConnection) => void): ConformanceCase {
  return {
    id: `frames/${id}`,
    summary,
    requirements: ["R-001", "R-002"],
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      send(connection);
      await expectEchoes(connection);
      await connection.close();
    },
  };
}

function sendPadded({ peer, stream }: TestConnection): void {
  const size = 17;
  const offsets = [...splitOctets.keys()].filter((offset) => offset % size === 0);
  peer.send(...offsets.map((offset) => data(stream, splitOctets.subarray(offset, offset + size), { padding: offset % 256 })));
}

/** The size of a message that is sent octet by octet. */
const CUT_SIZE = 12_000;

const splitCases: readonly ConformanceCase[] = [
  splitCase("octet-by-octet", "Reads frames in DATA frames of one octet each.", (connection) => {
    connection.sendSplit(splitOctets, [...splitOctets.keys()].slice(1));
  }),
  splitCase("one-data-frame", "Reads several frames in one DATA frame.", (connection) => connection.send(splitOctets)),
  splitCase("empty-data", "Reads frames with empty DATA frames before, inside and after them.", (connection) => {
    connection.sendSplit(splitOctets, [0, 0, 1, 1, 2, 2, 3, 3, 20, 20, splitOctets.length]);
  }),
  {
    id: "frames/one-octet-data",
    summary: `Reads a message of ${CUT_SIZE} octets in DATA frames of one octet each; their number is not limited.`,
    requirements: ["R-001"],
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      const message = binaryMessage(CUT_SIZE);
      const octets = encodeFrame(message);
      connection.sendSplit(octets, [...octets.keys()].slice(1));
      await connection.expectEcho(message);
      await connection.close();
    },
  },
  splitCase("padded-data", "Reads frames in DATA frames with padding.", sendPadded),
  {
    id: "frames/every-split",
    summary: "Reads frames in two DATA frames, split at each octet of a frame header.",
    requirements: ["R-001", "R-002"],
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      for (const offset of splitOffsets()) {
        connection.sendSplit(splitOctets, [offset]);
        await expectEchoes(connection);
      }
      await connection.close();
    },
  },
  {
    id: "frames/nothing-of-a-part",
    summary: "Delivers no part of a message whose last octet is missing.",
    requirements: ["R-002"],
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      const message = textMessage("whole or not at all");
      const octets = encodeFrame(message);
      connection.send(octets.subarray(0, -1));
      await connection.expectSilence(150, "no event before the message is complete");
      connection.send(octets.subarray(-1));
      await connection.expectEcho(message);
      await connection.close();
    },
  },
];

/** The cases about well-formed frames. */
export const frameCases: readonly ConformanceCase[] = [...plainCases, ...splitCases];
