/**
 * Faults: what a peer does when the octets that it gets are malformed. The vectors say which are, and with what code.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import type { Case, Lab } from "../case.ts";
import { demand } from "../finding.ts";
import { binary, itemText, text } from "../item.ts";
import { FEW, type Link } from "../link.ts";

/** A frame with Length 0. */
const FAULT = Uint8Array.of(0);

/** Answers the peer's error frame as an endpoint does, and sees both sides end. */
export async function answerFault(link: Link): Promise<void> {
  const clos = encodeFrame({ type: "error", code: "CLOS" });
  if (link.options.peer === "server") link.end(clos);
  else link.send(clos);
  await link.bothEnd();
}

async function keepsReading(lab: Lab): Promise<void> {
  const link = await lab.open();
  link.send(FAULT);
  await link.fault(["FRAM"]);
  await link.sendAll(new Uint8Array(300_000));
  await answerFault(link);
}

async function deliversNothing(lab: Lab): Promise<void> {
  const link = await lab.open();
  link.send(encodeFrame(text("before")), FAULT, encodeFrame(text("after")));
  const first = await link.next("the error frame FRAM, perhaps behind an echo");
  if (first.is === "message") {
    demand(first.message.type === "text" && first.message.text === "before", `expected the echo of what came before the fault, found ${itemText(first)}`);
    await link.fault(["FRAM"]);
  } else demand(first.is === "error" && first.code === "FRAM", `expected the error frame FRAM, found ${itemText(first)}`);
  await answerFault(link);
}

/** The cases of this topic. */
export const faultCases: readonly Case[] = [
  {
    id: "faults/reports",
    says: "Reports a fault by an error frame, and does not reset the stream.",
    requirements: ["R-098", "R-104"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      link.send(FAULT);
      await link.fault(["FRAM"]);
      await link.silence(200, lab.role === "client" ? "END_STREAM" : "nothing before the client answers").catch((error: unknown) => {
        const end = link.log.at(-1);
        if (lab.role === "server" || end?.is !== "end") throw error;
      });
      const clos = encodeFrame({ type: "error", code: "CLOS" });
      if (lab.role === "server") {
        link.end(clos);
        await link.want("end", "END_STREAM, since both sides have sent error frames and the client has ended");
      } else link.end(clos);
    },
  },
  { id: "faults/keeps-reading", says: "Goes on reading behind a fault and gives window back.", requirements: ["R-100"], role: "both", run: keepsReading },
  { id: "faults/delivers-nothing", says: "Delivers no message that comes behind a fault.", requirements: ["R-099"], role: "both", run: deliversNothing },
  {
    id: "faults/whole-frame-first",
    says: "Completes the frame that it is sending before it sends the error frame.",
    requirements: ["R-098"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open({ window: 16384 });
      const message = binary(150_000);
      link.peer.withhold(link.stream);
      await link.sendAll(encodeFrame(message));
      await link.peer.next("DATA", { stream: link.stream, fits: ({ octets }) => octets.length > FEW, as: "the first octets of the echo" });
      link.send(FAULT);
      link.peer.release(link.stream);
      await link.echo(message);
      await link.fault(["FRAM"]);
      await answerFault(link);
    },
  },
  {
    id: "faults/second-fault",
    says: "Sends one error frame for two faults.",
    requirements: ["R-094", "R-099"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      link.send(FAULT, FAULT, Uint8Array.of(1, 0x10));
      await link.fault(["FRAM"]);
      await answerFault(link);
    },
  },
  {
    id: "faults/end-without-answer",
    says: "Closes when the peer ends without an answer to the error frame.",
    requirements: ["R-093"],
    role: "server",
    run: async (lab) => {
      const link = await lab.open();
      link.send(FAULT);
      await link.fault(["FRAM"]);
      link.end();
      await link.want("end", "END_STREAM, since the client has ended");
    },
  },
];
