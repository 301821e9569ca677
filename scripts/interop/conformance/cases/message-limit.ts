/**
 * Cases about the announced message limits of both ends (Section "Message Limit").
 *
 * @module
 */
import { limit } from "../../../../reference/schema/index.ts";
import type { Message } from "../../../../reference/connection/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { fieldName } from "../../handshake-fields.ts";
import type { ConformanceCase, ConformanceHarness } from "../conformance-case.ts";
import { assert, fail, unimplemented } from "../case-failure.ts";
import { sameMessage, streamEventText, textMessage } from "../stream-event.ts";

/** The least message limit, in octets, which every endpoint accepts. */
const LEAST = limit.entry("message").least ?? 0;

/** The longest message that a case sends, in octets: a greater announced limit is not used up. */
const LONGEST = 1024 * 1024;

const binary = (size: number): Message => ({ type: "binary", bytes: new Uint8Array(size).fill(0x61) });

async function acceptsAnnounced(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  const { peerLimit } = connection.options;
  if (peerLimit === undefined) unimplemented("the peer does not announce its message limit");
  await connection.roundTrip(binary(Math.min(peerLimit, LONGEST)));
  await connection.close();
}

async function keepsToPeer(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open({ messageLimit: LEAST });
  await connection.roundTrip(binary(LEAST));
  const after = textMessage("after");
  await connection.sendAll(encodeFrame(binary(LEAST + 1)));
  await connection.sendAll(encodeFrame(after));
  const event = await connection.next("the echo of the next message, or CLOS");
  if (event.type === "error") {
    if (event.code === "LRGE") unimplemented(`the message limit of the peer is ${LEAST} octets, so it has no longer message to send`);
    assert(event.code === "CLOS", `expected the echo of the next message or CLOS, found ${streamEventText(event)}`);
    await connection.answerError();
    return;
  }
  const isNext = event.type === "message" && sameMessage(event.message, after);
  if (!isNext) fail(`expected no message over the announced limit of ${LEAST} octets, found ${streamEventText(event)}`);
  await connection.close();
}

async function ignoresMalformed(harness: ConformanceHarness, text: string): Promise<void> {
  const connection = await harness.open({ fields: { [fieldName.limit]: text } });
  await connection.roundTrip(binary(LEAST));
  await connection.close();
}

/** Values that count as absent, by the names of their cases. */
const malformed = { "too-small": String(LEAST - 1), decimal: `${LEAST}.0`, list: `${LEAST}, ${LEAST}` };

/** The cases about announced message limits. */
export const messageLimitCases: readonly ConformanceCase[] = [
  {
    id: "limits/announced",
    summary: "Accepts a message of the length that it announces.",
    requirements: ["R-150"],
    role: "both",
    run: acceptsAnnounced,
  },
  {
    id: "limits/peer",
    summary: "Sends no message that is longer than its peer accepts: as an echo, it leaves the message out or closes.",
    requirements: ["R-152"],
    role: "both",
    run: keepsToPeer,
  },
  ...Object.entries(malformed).map(([name, text]): ConformanceCase => ({
    id: `limits/peer-${name}`,
    summary: `Opens the connection with the malformed limit ${text} of its peer.`,
    requirements: ["R-151"],
    role: "both",
    run: (harness) => ignoresMalformed(harness, text),
  })),
];
