/**
 * Frames that are well formed, however HTTP cuts them.
 *
 * @module
 */
import type { Message } from "../../../../reference/connection/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { data } from "../../h2/index.ts";
import type { ConformanceCase, RequirementId } from "../conformance-case.ts";
import { binaryMessage, textMessage } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";

const KIB = 1024;

/** A case in which messages come back. */
function echoCase(id: string, says: string, requirements: readonly RequirementId[], messages: readonly Message[]): ConformanceCase {
  return {
    id: `frames/${id}`,
    summary: says,
    requirements,
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      for (const message of messages) await link.roundTrip(message);
      await link.close();
    },
  };
}

/** Payload sizes on both sides of each form of Length. */
const EDGE_SIZES = [0, 1, 124, 125, 251, 252, 253, 254, 255, 65533, 65534, 65535, 65536];

const cutMessages: readonly Message[] = [textMessage("naïve €"), binaryMessage(0), binaryMessage(254), textMessage("")];
const cutOctets = Buffer.concat(cutMessages.map(encodeFrame));

/** Offsets in some frames at which something begins, and those around them. */
function cutOffsets(): number[] {
  const starts = cutMessages.reduce<number[]>((all, message) => [...all, (all.at(-1) ?? 0) + encodeFrame(message).length], [0]);
  const near = starts.flatMap((start) => [0, 1, 2, 3, 4, 5, 6].map((more) => start + more));
  return [...new Set([...near, 120, cutOctets.length - 1])].filter((at) => at > 0 && at < cutOctets.length);
}

/** A case in which octets come in another cut. */
function cutCase(id: string, says: string, send: (link: TestConnection) => void | Promise<void>): ConformanceCase {
  return {
    id: `frames/${id}`,
    summary: says,
    requirements: ["R-001", "R-002"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      await send(link);
      for (const message of cutMessages) await link.expectEcho(message);
      await link.close();
    },
  };
}

const cutCases: readonly ConformanceCase[] = [
  cutCase("octet-by-octet", "Reads frames that come in DATA frames of one octet each.", (link) => link.sendSplit(cutOctets, [...cutOctets.keys()].slice(1))),
  cutCase("one-data-frame", "Reads several frames out of one DATA frame.", (link) => link.send(cutOctets)),
  cutCase("empty-data", "Reads frames with empty DATA frames before, inside and behind them.", (link) => link.sendSplit(cutOctets, [0, 0, 1, 1, 2, 2, 3, 3, 20, 20, cutOctets.length])),
  cutCase("padded-data", "Reads frames out of DATA frames with padding.", (link) => {
    link.peer.send(...[...cutOctets.keys()].filter((at) => at % 17 === 0).map((at) => data(link.stream, cutOctets.subarray(at, at + 17), { padding: at % 256 })));
  }),
  {
    id: "frames/every-split",
    summary: "Reads frames that are cut in two at each octet where something begins and around it.",
    requirements: ["R-001", "R-002"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      for (const at of cutOffsets()) {
        link.sendSplit(cutOctets, [at]);
        for (const message of cutMessages) await link.expectEcho(message);
      }
      await link.close();
    },
  },
  {
    id: "frames/nothing-of-a-part",
    summary: "Delivers nothing while the last octet of a message is missing.",
    requirements: ["R-002"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      const message = textMessage("whole or not at all");
      const octets = encodeFrame(message);
      link.send(octets.subarray(0, -1));
      await link.expectSilence(150, "nothing before the message is complete");
      link.send(octets.subarray(-1));
      await link.expectEcho(message);
      await link.close();
    },
  },
];

const plain: readonly ConformanceCase[] = [
  echoCase("text", "Sends text back as it came: characters outside ASCII, a BOM, NUL and noncharacters.", ["R-061"], ["Hi", "naïve € \u{1f680}", "\ufeffbom", "a\0b", "\uffff\u{10ffff}"].map(textMessage)),
  echoCase("empty", "Takes empty messages and sends them uncompressed.", ["R-060"], [textMessage(""), binaryMessage(0)]),
  echoCase("length-edges", "Takes and sends messages whose Length is on either side of each form of VarSize, in the shortest form.", ["R-054", "R-059", "R-060"], EDGE_SIZES.map(binaryMessage)),
  echoCase("64-kib", "Takes a message of 65,536 octets, which every message limit allows.", ["R-057"], [binaryMessage(64 * KIB)]),
  echoCase("1-mib", "Takes a message of 1 MiB through windows that are smaller.", ["R-060", "R-115"], [binaryMessage(KIB * KIB)]),
  {
    id: "frames/order",
    summary: "Sends 200 messages back in their order.",
    requirements: ["R-003"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      const messages = Array.from({ length: 200 }, (_, index) => textMessage(`message ${index}`));
      await link.sendAll(Buffer.concat(messages.map(encodeFrame)));
      for (const message of messages) await link.expectEcho(message);
      await link.close();
    },
  },
];

/** The cases of this topic. */
export const frameCases: readonly ConformanceCase[] = [...plain, ...cutCases];
