/**
 * Closing, from either side.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { limit } from "../../../../reference/schema/index.ts";
import type { Case, Lab, RequirementId } from "../case.ts";
import { demand, fail } from "../finding.ts";
import { binary, itemText, text } from "../item.ts";
import { CLOS, FEW, type Link } from "../link.ts";

const close = (code: string, status?: number, reason = ""): Uint8Array =>
  encodeFrame({ type: "error", code, ...(status === undefined ? {} : { status, reason }) });

/** An error frame with octets that the encoder refuses: any Status. */
function closeWith(code: string, status: number, reason = ""): Uint8Array {
  const text = Buffer.from(reason);
  return Buffer.concat([Uint8Array.of(7 + text.length, 2), Buffer.from(code), Uint8Array.of(status & 255, status >> 8), text]);
}

/** Sends an error frame, ending a client's side with it. */
function sendLast(link: Link, octets: Uint8Array): void {
  if (link.options.peer === "server") link.end(octets);
  else link.send(octets);
}

/** A case in which an error frame is answered by CLOS. */
function answered(id: string, says: string, requirements: readonly RequirementId[], octets: Uint8Array, status: number | "none"): Case {
  return {
    id: `closing/${id}`,
    says,
    requirements,
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      sendLast(link, octets);
      const { reason = "" } = await link.clos(status);
      demand(reason === "", `expected no Reason in the answer, found ${JSON.stringify(reason)}`);
      await link.bothEnd();
    },
  };
}

const repeated = [1000, 1001, 1011, 3000, 4000, 4999];
const counted = [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535];

const answers: readonly Case[] = [
  answered("plain", "Answers CLOS without a Status by CLOS without one.", ["R-096"], CLOS, "none"),
  ...repeated.map((status) => answered(`status-${status}`, `Answers CLOS with the Status ${status} by the same, without Reason.`, ["R-096"], close("CLOS", status, "bye"), status)),
  ...counted.map((status) => answered(`counts-as-1002-${status}`, `Answers CLOS with the Status ${status}, which nobody may send, by 1002.`, ["R-066", "R-096"], closeWith("CLOS", status), 1002)),
  ...["UTF8", "DECO", "FRAM", "LRGE"].map((code) => answered(`error-${code.toLowerCase()}`, `Answers the error frame ${code} by CLOS without a Status.`, ["R-101"], close(code), "none")),
  answered("error-unknown", "Answers an error frame with a Code that it does not know by CLOS.", ["R-063", "R-101"], close("ABC~"), "none"),
  answered("error-status", "Ignores the Status of an error frame other than CLOS.", ["R-064", "R-101"], closeWith("LRGE", 1009, "x"), "none"),
  answered("reason-123", "Takes a Reason of 123 octets.", ["R-060", "R-096"], close("CLOS", 1000, "r".repeat(limit.value("reason"))), 1000),
];

async function clientEndsFirst(lab: Lab): Promise<void> {
  const link = await lab.open();
  link.send(CLOS);
  await link.clos("none");
  await link.silence(200, "no END_STREAM of the server before that of the client");
  link.end();
  await link.want("end", "END_STREAM, since the client has ended");
}

/** A case in which the stream of a closing client ends in some way. */
function endsBy(id: string, says: string, requirements: readonly RequirementId[], end: (link: Link) => void): Case {
  return {
    id: `closing/${id}`,
    says,
    requirements,
    role: "server",
    run: async (lab) => {
      const link = await lab.open();
      end(link);
      await link.clos("none");
      await link.want("end", "END_STREAM, since the client has ended");
    },
  };
}

async function ignoresTheRest(lab: Lab): Promise<void> {
  const link = await lab.open();
  link.send(CLOS, Uint8Array.of(0, 0xff, 0xff, 0xff), encodeFrame(text("late")), encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }));
  await link.clos("none");
  await link.bothEnd();
}

async function givesWindowBack(lab: Lab): Promise<void> {
  const link = await lab.open();
  link.send(CLOS);
  await link.clos("none");
  if (lab.role === "client") await link.want("end", "END_STREAM behind CLOS");
  await link.sendAll(new Uint8Array(300_000));
  if (!link.ended) link.end();
  if (lab.role === "server") await link.want("end", "END_STREAM, since the client has ended");
}

/** A case in which the stream ends, and no error frame has come. */
async function abnormal(lab: Lab, end: (link: Link) => void): Promise<void> {
  const link = await lab.open();
  end(link);
  const item = await link.next(lab.role === "server" ? "END_STREAM" : "RST_STREAM(CANCEL)");
  if (item.is === "error") fail(`expected no error frame in answer to END_STREAM (R-105), found ${itemText(item)}`);
  if (lab.role === "server") demand(item.is === "end", `expected END_STREAM (R-106), found ${itemText(item)}`);
  else demand(item.is === "reset" && item.code === "CANCEL", `expected RST_STREAM(CANCEL) (R-107), found ${itemText(item)}`);
}

function endsAbnormally(id: string, says: string, end: (link: Link) => void): Case {
  return { id: `closing/${id}`, says, requirements: ["R-105", "R-106", "R-107"], role: "both", run: (lab) => abnormal(lab, end) };
}

const timeouts = limit.value("close") + 1500;

async function closeTimeout(lab: Lab): Promise<void> {
  const link = await lab.open();
  link.waitsForTimeout = true;
  link.send(CLOS);
  await link.clos("none");
  if (lab.role === "client") await link.want("end", "END_STREAM behind CLOS");
  else await link.want("end", "END_STREAM when the close timeout has run out", timeouts);
  const { code } = await link.want("reset", "RST_STREAM when the close timeout has run out", timeouts);
  const right = lab.role === "client" ? "CANCEL" : "NO_ERROR";
  demand(code === right, `expected RST_STREAM(${right}), found RST_STREAM(${code})`);
}

/** The cases of this topic. */
export const closingCases: readonly Case[] = [
  ...answers,
  { id: "closing/client-ends-first", says: "Holds END_STREAM back until the client has sent its own.", requirements: ["R-092", "R-093"], role: "server", run: clientEndsFirst },
  endsBy("end-with-clos", "Closes when END_STREAM stands on the DATA frame that ends CLOS.", ["R-093"], (link) => link.end(CLOS)),
  endsBy("end-behind-clos", "Closes when END_STREAM stands on an empty DATA frame behind CLOS.", ["R-093"], (link) => {
    link.send(CLOS);
    link.end();
  }),
  endsBy("end-by-trailers", "Closes when a trailer section ends the stream, and ignores its fields.", ["R-109"], (link) => {
    link.send(CLOS);
    link.endByTrailers();
  }),
  {
    id: "closing/client-ends-at-once",
    says: "Ends its side on the DATA that ends its CLOS, or at once behind it.",
    requirements: ["R-091"],
    role: "client",
    run: async (lab) => {
      const link = await lab.open();
      link.send(CLOS);
      await link.clos("none");
      await link.want("end", "END_STREAM at once behind CLOS", Math.min(lab.patience, 1000));
      link.end();
    },
  },
  { id: "closing/octets-behind", says: "Ignores all octets behind the peer's CLOS, malformed ones too.", requirements: ["R-097"], role: "both", run: ignoresTheRest },
  { id: "closing/window-behind", says: "Gives window back for octets behind the peer's CLOS.", requirements: ["R-097"], role: "both", run: givesWindowBack },
  {
    id: "closing/messages-before",
    says: "Sends what it has queued before it answers CLOS.",
    requirements: ["R-003", "R-096"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open({ window: 16384 });
      const messages = [binary(100_000), text("queued")];
      link.peer.withhold(link.stream);
      await link.sendAll(Buffer.concat(messages.map(encodeFrame)));
      // One echo is under way and the other one waits for window when CLOS comes.
      await link.peer.next("DATA", { stream: link.stream, fits: ({ octets }) => octets.length > FEW, as: "the first octets of the echo" });
      await link.silence(100, "no whole message without window");
      sendLast(link, CLOS);
      link.peer.release(link.stream);
      for (const message of messages) await link.echo(message);
      await link.clos("none");
      await link.bothEnd();
    },
  },
  endsAbnormally("end-alone", "Takes END_STREAM without an error frame for an abnormal end, and sends no error frame.", (link) => link.end()),
  endsAbnormally("end-inside", "Takes END_STREAM inside a frame for an abnormal end.", (link) => link.end(Uint8Array.of(5, 0, 0x41))),
  endsAbnormally("end-in-length", "Takes END_STREAM inside Length for an abnormal end.", (link) => link.end(Uint8Array.of(0xfe, 0))),
  endsAbnormally("trailers-alone", "Takes a trailer section without an error frame before it for an abnormal end.", (link) => link.endByTrailers()),
  {
    id: "closing/messages-before-end",
    says: "Delivers messages that are complete before an abnormal end.",
    requirements: ["R-003"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      await link.roundTrip(text("before"));
      await link.barrier();
      link.end();
      await link.next("the end of the stream");
    },
  },
  { id: "closing/close-timeout", says: "Ends a stream whose peer never ends it when the close timeout has run out.", requirements: ["R-102", "R-103", "R-104"], waits: timeouts, role: "both", run: closeTimeout },
];
