/**
 * Closing, from either side.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { limit } from "../../../../reference/schema/index.ts";
import type { ConformanceCase, ConformanceHarness, RequirementId } from "../conformance-case.ts";
import { assert, fail } from "../case-failure.ts";
import { binaryMessage, streamEventText, textMessage } from "../stream-event.ts";
import { CLOS_FRAME, LONG_DATA_OCTETS, type TestConnection } from "../test-connection.ts";

const errorFrame = (code: string, status?: number, reason = ""): Uint8Array =>
  encodeFrame({ type: "error", code, ...(status === undefined ? {} : { status, reason }) });

/** An error frame with octets that the encoder refuses: any Status. */
function closeWith(code: string, status: number, reason = ""): Uint8Array {
  const text = Buffer.from(reason);
  return Buffer.concat([Uint8Array.of(7 + text.length, 2), Buffer.from(code), Uint8Array.of(status & 255, status >> 8), text]);
}

/** Sends an error frame, ending a client's side with it. */
function sendLast(link: TestConnection, octets: Uint8Array): void {
  if (link.options.peerRole === "server") link.end(octets);
  else link.send(octets);
}

/** A case in which an error frame is answered by CLOS. */
function closeAnswerCase(id: string, says: string, requirements: readonly RequirementId[], octets: Uint8Array, status: number | "none"): ConformanceCase {
  return {
    id: `closing/${id}`,
    summary: says,
    requirements,
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      sendLast(link, octets);
      const { reason = "" } = await link.expectClos(status);
      assert(reason === "", `expected no Reason in the answer, found ${JSON.stringify(reason)}`);
      await link.expectBothEnd();
    },
  };
}

const repeated = [1000, 1001, 1011, 3000, 4000, 4999];
const counted = [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535];

const answers: readonly ConformanceCase[] = [
  closeAnswerCase("plain", "Answers CLOS without a Status by CLOS without one.", ["R-096"], CLOS_FRAME, "none"),
  ...repeated.map((status) => closeAnswerCase(`status-${status}`, `Answers CLOS with the Status ${status} by the same, without Reason.`, ["R-096"], errorFrame("CLOS", status, "bye"), status)),
  ...counted.map((status) => closeAnswerCase(`counts-as-1002-${status}`, `Answers CLOS with the Status ${status}, which nobody may send, by 1002.`, ["R-066", "R-096"], closeWith("CLOS", status), 1002)),
  ...["UTF8", "DECO", "FRAM", "LRGE"].map((code) => closeAnswerCase(`error-${code.toLowerCase()}`, `Answers the error frame ${code} by CLOS without a Status.`, ["R-101"], errorFrame(code), "none")),
  closeAnswerCase("error-unknown", "Answers an error frame with a Code that it does not know by CLOS.", ["R-063", "R-101"], errorFrame("ABC~"), "none"),
  closeAnswerCase("error-status", "Ignores the Status of an error frame other than CLOS.", ["R-064", "R-101"], closeWith("LRGE", 1009, "x"), "none"),
  closeAnswerCase("reason-123", "Takes a Reason of 123 octets.", ["R-060", "R-096"], errorFrame("CLOS", 1000, "r".repeat(limit.value("reason"))), 1000),
];

async function clientEndsFirst(lab: ConformanceHarness): Promise<void> {
  const link = await lab.open();
  link.send(CLOS_FRAME);
  await link.expectClos("none");
  await link.expectSilence(200, "no END_STREAM of the server before that of the client");
  link.end();
  await link.expect("end", "END_STREAM, since the client has ended");
}

/** A case in which the stream of a closing client ends in some way. */
function endCase(id: string, says: string, requirements: readonly RequirementId[], end: (link: TestConnection) => void): ConformanceCase {
  return {
    id: `closing/${id}`,
    summary: says,
    requirements,
    role: "server",
    run: async (lab) => {
      const link = await lab.open();
      end(link);
      await link.expectClos("none");
      await link.expect("end", "END_STREAM, since the client has ended");
    },
  };
}

async function ignoresTheRest(lab: ConformanceHarness): Promise<void> {
  const link = await lab.open();
  link.send(CLOS_FRAME, Uint8Array.of(0, 0xff, 0xff, 0xff), encodeFrame(textMessage("late")), encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }));
  await link.expectClos("none");
  await link.expectBothEnd();
}

async function givesWindowBack(lab: ConformanceHarness): Promise<void> {
  const link = await lab.open();
  link.send(CLOS_FRAME);
  await link.expectClos("none");
  if (lab.role === "client") await link.expect("end", "END_STREAM behind CLOS");
  await link.sendAll(new Uint8Array(300_000));
  if (!link.ended) link.end();
  if (lab.role === "server") await link.expect("end", "END_STREAM, since the client has ended");
}

/** A case in which the stream ends, and no error frame has come. */
async function expectAbnormalEnd(lab: ConformanceHarness, end: (link: TestConnection) => void): Promise<void> {
  const link = await lab.open();
  end(link);
  const item = await link.next(lab.role === "server" ? "END_STREAM" : "RST_STREAM(CANCEL)");
  if (item.is === "error") fail(`expected no error frame in answer to END_STREAM (R-105), found ${streamEventText(item)}`);
  if (lab.role === "server") assert(item.is === "end", `expected END_STREAM (R-106), found ${streamEventText(item)}`);
  else assert(item.is === "reset" && item.code === "CANCEL", `expected RST_STREAM(CANCEL) (R-107), found ${streamEventText(item)}`);
}

function abnormalEndCase(id: string, says: string, end: (link: TestConnection) => void): ConformanceCase {
  return { id: `closing/${id}`, summary: says, requirements: ["R-105", "R-106", "R-107"], role: "both", run: (lab) => expectAbnormalEnd(lab, end) };
}

const closeTimeoutMs = limit.value("close") + 1500;

async function closeTimeout(lab: ConformanceHarness): Promise<void> {
  const link = await lab.open();
  link.waitsForTimeout = true;
  link.send(CLOS_FRAME);
  await link.expectClos("none");
  if (lab.role === "client") await link.expect("end", "END_STREAM behind CLOS");
  else await link.expect("end", "END_STREAM when the close timeout has run out", closeTimeoutMs);
  const { code } = await link.expect("reset", "RST_STREAM when the close timeout has run out", closeTimeoutMs);
  const right = lab.role === "client" ? "CANCEL" : "NO_ERROR";
  assert(code === right, `expected RST_STREAM(${right}), found RST_STREAM(${code})`);
}

/** The cases of this topic. */
export const closingCases: readonly ConformanceCase[] = [
  ...answers,
  { id: "closing/client-ends-first", summary: "Holds END_STREAM back until the client has sent its own.", requirements: ["R-092", "R-093"], role: "server", run: clientEndsFirst },
  endCase("end-with-clos", "Closes when END_STREAM stands on the DATA frame that ends CLOS.", ["R-093"], (link) => link.end(CLOS_FRAME)),
  endCase("end-behind-clos", "Closes when END_STREAM stands on an empty DATA frame behind CLOS.", ["R-093"], (link) => {
    link.send(CLOS_FRAME);
    link.end();
  }),
  endCase("end-by-trailers", "Closes when a trailer section ends the stream, and ignores its fields.", ["R-109"], (link) => {
    link.send(CLOS_FRAME);
    link.endByTrailers();
  }),
  {
    id: "closing/client-ends-at-once",
    summary: "Ends its side on the DATA that ends its CLOS, or at once behind it.",
    requirements: ["R-091"],
    role: "client",
    run: async (lab) => {
      const link = await lab.open();
      link.send(CLOS_FRAME);
      await link.expectClos("none");
      await link.expect("end", "END_STREAM at once behind CLOS", Math.min(lab.timeoutMs, 1000));
      link.end();
    },
  },
  { id: "closing/octets-behind", summary: "Ignores all octets behind the peer's CLOS, malformed ones too.", requirements: ["R-097"], role: "both", run: ignoresTheRest },
  { id: "closing/window-behind", summary: "Gives window back for octets behind the peer's CLOS.", requirements: ["R-097"], role: "both", run: givesWindowBack },
  {
    id: "closing/messages-before",
    summary: "Sends what it has queued before it answers CLOS.",
    requirements: ["R-003", "R-096"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open({ initialWindow: 16384 });
      const messages = [binaryMessage(100_000), textMessage("queued")];
      link.peer.withholdWindow(link.stream);
      await link.sendAll(Buffer.concat(messages.map(encodeFrame)));
      // One echo is under way and the other one waits for window when CLOS comes.
      await link.peer.next("DATA", { stream: link.stream, matches: ({ octets }) => octets.length > LONG_DATA_OCTETS, description: "the first octets of the echo" });
      await link.expectSilence(100, "no whole message without window");
      sendLast(link, CLOS_FRAME);
      link.peer.releaseWindow(link.stream);
      for (const message of messages) await link.expectEcho(message);
      await link.expectClos("none");
      await link.expectBothEnd();
    },
  },
  abnormalEndCase("end-alone", "Takes END_STREAM without an error frame for an abnormal end, and sends no error frame.", (link) => link.end()),
  abnormalEndCase("end-inside", "Takes END_STREAM inside a frame for an abnormal end.", (link) => link.end(Uint8Array.of(5, 0, 0x41))),
  abnormalEndCase("end-in-length", "Takes END_STREAM inside Length for an abnormal end.", (link) => link.end(Uint8Array.of(0xfe, 0))),
  abnormalEndCase("trailers-alone", "Takes a trailer section without an error frame before it for an abnormal end.", (link) => link.endByTrailers()),
  {
    id: "closing/messages-before-end",
    summary: "Delivers messages that are complete before an abnormal end.",
    requirements: ["R-003"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      await link.roundTrip(textMessage("before"));
      await link.pingRoundTrip();
      link.end();
      await link.next("the end of the stream");
    },
  },
  { id: "closing/close-timeout", summary: "Ends a stream whose peer never ends it when the close timeout has run out.", requirements: ["R-102", "R-103", "R-104"], waitsMs: closeTimeoutMs, role: "both", run: closeTimeout },
];
