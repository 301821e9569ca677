/**
 * What comes first on the stream to a server under test, in place of the opening ping.
 *
 * @module
 */
import { limit } from "../../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../../reference/wire/index.ts";
import type { Case } from "../../case.ts";
import { demand } from "../../finding.ts";
import { text } from "../../item.ts";
import { CLOS } from "../../link.ts";
import { ask, none, ping } from "./reply.ts";

/** A first frame that is not a ping. */
function firstFrame(id: string, says: string, octets: Uint8Array): Case {
  return {
    id: `opening/first-frame-${id}`,
    says,
    requirements: ["R-040"],
    role: "server",
    run: async (lab) => {
      const { link } = await ask(lab, lab.request(), octets);
      await link.fault(["FRAM"]);
      link.end(CLOS);
      await link.want("end", "END_STREAM, since the client has ended");
    },
  };
}

/** Cases of what comes first on the stream. */
export const firstCases: readonly Case[] = [
  firstFrame("text", "Takes a message in place of the opening ping for a fault.", encodeFrame(text("hello"))),
  firstFrame("pong", "Takes a pong in place of the opening ping for a fault.", ping("pong")),
  firstFrame("clos", "Takes CLOS in place of the opening ping for a fault.", CLOS),
  firstFrame("malformed", "Reports a fault in the first frame.", Uint8Array.of(0)),
  {
    id: "opening/no-ping",
    says: "Cancels a stream on which no opening ping comes.",
    requirements: ["R-041"],
    waits: limit.value("handshake") + 1500,
    role: "server",
    run: async (lab) => {
      const { link } = await ask(lab, lab.request(), none);
      link.send(ping("ping").subarray(0, 5));
      const { code } = await link.want("reset", "RST_STREAM(CANCEL) after the handshake timeout", limit.value("handshake") + 1500);
      demand(code === "CANCEL", `expected RST_STREAM(CANCEL), found RST_STREAM(${code})`);
    },
  },
];
