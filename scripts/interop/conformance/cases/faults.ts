/**
 * Cases about malformed frames. The cases made of the vectors check which octets are malformed, and with which code.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import type { ConformanceCase, ConformanceHarness } from "../conformance-case.ts";
import { assert } from "../case-failure.ts";
import { binaryMessage, streamEventText, textMessage } from "../stream-event.ts";
import { CLOS_FRAME, LONG_DATA_OCTETS } from "../test-connection.ts";
import { MANY_OCTETS, SMALL_WINDOW } from "./sizes.ts";

/** A frame with Length 0. */
const MALFORMED_FRAME = Uint8Array.of(0);

async function reportsFault(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  connection.send(MALFORMED_FRAME);
  await connection.expectErrorFrame("FRAM");
  if (harness.role === "server") await connection.expectSilence(200, "no event before the client answers");
  else await connection.expect("end", "END_STREAM after the error frame");
  connection.end(CLOS_FRAME);
  if (harness.role === "server") {
    await connection.expect("end", "END_STREAM, since both sides have sent error frames and the client has ended");
  }
}

async function keepsReading(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  connection.send(MALFORMED_FRAME);
  await connection.expectErrorFrame("FRAM");
  await connection.sendAll(new Uint8Array(MANY_OCTETS));
  await connection.answerError();
}

async function deliversNothing(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  connection.send(encodeFrame(textMessage("before")), MALFORMED_FRAME, encodeFrame(textMessage("after")));
  const first = await connection.next("the echo of the message before the fault, or the error frame FRAM");
  if (first.type === "message") {
    const isEcho = first.message.type === "text" && first.message.text === "before";
    assert(isEcho, `expected the echo of the message before the fault, found ${streamEventText(first)}`);
    await connection.expectErrorFrame("FRAM");
  } else assert(first.type === "error" && first.code === "FRAM", `expected the error frame FRAM, found ${streamEventText(first)}`);
  await connection.answerError();
}

async function completesFrame(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open({ initialWindow: SMALL_WINDOW });
  const { peer, stream } = connection;
  const message = binaryMessage(150_000);
  peer.withholdWindow(stream);
  await connection.sendAll(encodeFrame(message));
  await peer.next("DATA", {
    stream,
    matches: ({ octets }) => octets.length > LONG_DATA_OCTETS,
    description: "the first octets of the echo",
  });
  connection.send(MALFORMED_FRAME);
  peer.releaseWindow(stream);
  await connection.expectEcho(message);
  await connection.expectErrorFrame("FRAM");
  await connection.answerError();
}

/** The cases about malformed frames. */
export const faultCases: readonly ConformanceCase[] = [
  {
    id: "faults/reports",
    summary: "Reports a fault with an error frame and does not reset the stream.",
    requirements: ["R-098", "R-173"],
    role: "both",
    run: reportsFault,
  },
  {
    id: "faults/keeps-reading",
    summary: "Reads on after a fault and returns the window.",
    requirements: ["R-100"],
    role: "both",
    run: keepsReading,
  },
  {
    id: "faults/delivers-nothing",
    summary: "Delivers no message that follows a fault.",
    requirements: ["R-099"],
    role: "both",
    run: deliversNothing,
  },
  {
    id: "faults/whole-frame-first",
    summary: "Completes the frame in progress before the error frame.",
    requirements: ["R-098"],
    role: "both",
    run: completesFrame,
  },
  {
    id: "faults/second-fault",
    summary: "Sends one error frame for two faults.",
    requirements: ["R-094", "R-099"],
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      connection.send(MALFORMED_FRAME, MALFORMED_FRAME, Uint8Array.of(1, 0x10));
      await connection.expectErrorFrame("FRAM");
      await connection.answerError();
    },
  },
  {
    id: "faults/end-without-answer",
    summary: "Closes when the client ends without an answer to the error frame.",
    requirements: ["R-093"],
    role: "server",
    run: async (harness) => {
      const connection = await harness.open();
      connection.send(MALFORMED_FRAME);
      await connection.expectErrorFrame("FRAM");
      connection.end();
      await connection.expect("end", "END_STREAM after that of the client");
    },
  },
];
