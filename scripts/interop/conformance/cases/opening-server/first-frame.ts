/**
 * Cases about the first frame that a server receives.
 *
 * @module
 */
import { limit } from "../../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../../reference/wire/index.ts";
import { expectResetCode } from "../../case-failure.ts";
import type { ConformanceCase } from "../../conformance-case.ts";
import { textMessage } from "../../stream-event.ts";
import { CLOS_FRAME } from "../../test-connection.ts";
import { noContent, pingOctets, sendHandshake } from "./reply.ts";

/** A case with another first frame than the opening ping. */
function firstFrameCase(id: string, summary: string, octets: Uint8Array): ConformanceCase {
  return {
    id: `opening/first-frame-${id}`,
    summary,
    requirements: ["R-040"],
    role: "server",
    run: async (harness) => {
      const { connection } = await sendHandshake(harness, harness.requestFields(), octets);
      await connection.expectErrorFrame("FRAM");
      await connection.answerError();
    },
  };
}

/** The handshake timeout and a margin, in ms. */
const HANDSHAKE_WAIT_MS = limit.value("handshake") + 1500;

/** The cases about the first frame. */
export const firstFrameCases: readonly ConformanceCase[] = [
  firstFrameCase("text", "Reports a message in place of the opening ping.", encodeFrame(textMessage("hello"))),
  firstFrameCase("pong", "Reports a pong in place of the opening ping.", pingOctets("pong")),
  firstFrameCase("clos", "Reports CLOS in place of the opening ping.", CLOS_FRAME),
  firstFrameCase("malformed", "Reports a malformed first frame.", Uint8Array.of(0)),
  {
    id: "opening/no-ping",
    summary: "Cancels the stream after the handshake timeout if no opening ping arrives.",
    requirements: ["R-041", "R-176", "R-177"],
    waitsMs: HANDSHAKE_WAIT_MS,
    role: "server",
    run: async (harness) => {
      const { connection } = await sendHandshake(harness, harness.requestFields(), noContent);
      connection.send(pingOctets("ping").subarray(0, 5));
      const { code } = await connection.expect("reset", "RST_STREAM(CANCEL) after the handshake timeout", HANDSHAKE_WAIT_MS);
      expectResetCode(code, "CANCEL");
    },
  },
];
