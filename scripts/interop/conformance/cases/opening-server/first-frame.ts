/**
 * What comes first on the stream to a server under test, in place of the opening ping.
 *
 * @module
 */
import { limit } from "../../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../../reference/wire/index.ts";
import type { ConformanceCase } from "../../conformance-case.ts";
import { assert } from "../../case-failure.ts";
import { textMessage } from "../../stream-event.ts";
import { CLOS_FRAME } from "../../test-connection.ts";
import { sendHandshake, noContent, pingOctets } from "./reply.ts";

/** A first frame that is not a ping. */
function firstFrameCase(id: string, says: string, octets: Uint8Array): ConformanceCase {
  return {
    id: `opening/first-frame-${id}`,
    summary: says,
    requirements: ["R-040"],
    role: "server",
    run: async (lab) => {
      const { connection: link } = await sendHandshake(lab, lab.requestFields(), octets);
      await link.expectErrorFrame(["FRAM"]);
      link.end(CLOS_FRAME);
      await link.expect("end", "END_STREAM, since the client has ended");
    },
  };
}

/** Cases of what comes first on the stream. */
export const firstCases: readonly ConformanceCase[] = [
  firstFrameCase("text", "Takes a message in place of the opening ping for a fault.", encodeFrame(textMessage("hello"))),
  firstFrameCase("pong", "Takes a pong in place of the opening ping for a fault.", pingOctets("pong")),
  firstFrameCase("clos", "Takes CLOS in place of the opening ping for a fault.", CLOS_FRAME),
  firstFrameCase("malformed", "Reports a fault in the first frame.", Uint8Array.of(0)),
  {
    id: "opening/no-ping",
    summary: "Cancels a stream on which no opening ping comes.",
    requirements: ["R-041"],
    waitsMs: limit.value("handshake") + 1500,
    role: "server",
    run: async (lab) => {
      const { connection: link } = await sendHandshake(lab, lab.requestFields(), noContent);
      link.send(pingOctets("ping").subarray(0, 5));
      const { code } = await link.expect("reset", "RST_STREAM(CANCEL) after the handshake timeout", limit.value("handshake") + 1500);
      assert(code === "CANCEL", `expected RST_STREAM(CANCEL), found RST_STREAM(${code})`);
    },
  },
];
