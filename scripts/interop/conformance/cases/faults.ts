/**
 * Faults: what a peer does when the octets that it gets are malformed. The vectors say which are, and with what code.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import type { ConformanceCase, ConformanceHarness } from "../conformance-case.ts";
import { assert } from "../case-failure.ts";
import { binaryMessage, streamEventText, textMessage } from "../stream-event.ts";
import { LONG_DATA_OCTETS, type TestConnection } from "../test-connection.ts";

/** A frame with Length 0. */
const MALFORMED_FRAME = Uint8Array.of(0);

/** Answers the peer's error frame as an endpoint does, and sees both sides end. */
export async function answerFault(link: TestConnection): Promise<void> {
  const clos = encodeFrame({ type: "error", code: "CLOS" });
  if (link.options.peerRole === "server") link.end(clos);
  else link.send(clos);
  await link.expectBothEnd();
}

async function keepsReading(lab: ConformanceHarness): Promise<void> {
  const link = await lab.open();
  link.send(MALFORMED_FRAME);
  await link.expectErrorFrame(["FRAM"]);
  await link.sendAll(new Uint8Array(300_000));
  await answerFault(link);
}

async function deliversNothing(lab: ConformanceHarness): Promise<void> {
  const link = await lab.open();
  link.send(encodeFrame(textMessage("before")), MALFORMED_FRAME, encodeFrame(textMessage("after")));
  const first = await link.next("the error frame FRAM, perhaps behind an echo");
  if (first.is === "message") {
    assert(first.message.type === "text" && first.message.text === "before", `expected the echo of what came before the fault, found ${streamEventText(first)}`);
    await link.expectErrorFrame(["FRAM"]);
  } else assert(first.is === "error" && first.code === "FRAM", `expected the error frame FRAM, found ${streamEventText(first)}`);
  await answerFault(link);
}

/** The cases of this topic. */
export const faultCases: readonly ConformanceCase[] = [
  {
    id: "faults/reports",
    summary: "Reports a fault by an error frame, and does not reset the stream.",
    requirements: ["R-098", "R-104"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      link.send(MALFORMED_FRAME);
      await link.expectErrorFrame(["FRAM"]);
      await link.expectSilence(200, lab.role === "client" ? "END_STREAM" : "nothing before the client answers").catch((error: unknown) => {
        const end = link.events.at(-1);
        if (lab.role === "server" || end?.is !== "end") throw error;
      });
      const clos = encodeFrame({ type: "error", code: "CLOS" });
      if (lab.role === "server") {
        link.end(clos);
        await link.expect("end", "END_STREAM, since both sides have sent error frames and the client has ended");
      } else link.end(clos);
    },
  },
  { id: "faults/keeps-reading", summary: "Goes on reading behind a fault and gives window back.", requirements: ["R-100"], role: "both", run: keepsReading },
  { id: "faults/delivers-nothing", summary: "Delivers no message that comes behind a fault.", requirements: ["R-099"], role: "both", run: deliversNothing },
  {
    id: "faults/whole-frame-first",
    summary: "Completes the frame that it is sending before it sends the error frame.",
    requirements: ["R-098"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open({ initialWindow: 16384 });
      const message = binaryMessage(150_000);
      link.peer.withholdWindow(link.stream);
      await link.sendAll(encodeFrame(message));
      await link.peer.next("DATA", { stream: link.stream, matches: ({ octets }) => octets.length > LONG_DATA_OCTETS, description: "the first octets of the echo" });
      link.send(MALFORMED_FRAME);
      link.peer.releaseWindow(link.stream);
      await link.expectEcho(message);
      await link.expectErrorFrame(["FRAM"]);
      await answerFault(link);
    },
  },
  {
    id: "faults/second-fault",
    summary: "Sends one error frame for two faults.",
    requirements: ["R-094", "R-099"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      link.send(MALFORMED_FRAME, MALFORMED_FRAME, Uint8Array.of(1, 0x10));
      await link.expectErrorFrame(["FRAM"]);
      await answerFault(link);
    },
  },
  {
    id: "faults/end-without-answer",
    summary: "Closes when the peer ends without an answer to the error frame.",
    requirements: ["R-093"],
    role: "server",
    run: async (lab) => {
      const link = await lab.open();
      link.send(MALFORMED_FRAME);
      await link.expectErrorFrame(["FRAM"]);
      link.end();
      await link.expect("end", "END_STREAM, since the client has ended");
    },
  },
];
