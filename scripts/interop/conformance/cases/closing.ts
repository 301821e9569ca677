/**
 * Cases about closing, from either side.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { type ErrorCode, errorCode, limit } from "../../../../reference/schema/index.ts";
import type { ConformanceCase, ConformanceHarness, RequirementId } from "../conformance-case.ts";
import { assert, expectResetCode, fail } from "../case-failure.ts";
import { binaryMessage, streamEventText, textMessage } from "../stream-event.ts";
import { CLOS_FRAME, LONG_DATA_OCTETS, type TestConnection } from "../test-connection.ts";
import { MANY_OCTETS, SMALL_WINDOW } from "./sizes.ts";

const errorFrame = (code: string, status?: number, reason = ""): Uint8Array =>
  encodeFrame({ type: "error", code, ...(status === undefined ? {} : { status, reason }) });

/** Encodes an error frame with any Status; `encodeFrame` rejects those that no endpoint may send. */
function uncheckedErrorFrame(code: ErrorCode, status: number, reason = ""): Uint8Array {
  const octets = Buffer.from(errorFrame(code, 1000, reason));
  // Status follows Length, the type and the Code, in little-endian order.
  octets.writeUInt16LE(status, 6);
  return octets;
}

/** A case in which the peer answers an error frame with CLOS. */
function answerCase(
  id: string,
  summary: string,
  requirements: readonly RequirementId[],
  octets: Uint8Array,
  status: number | "none",
): ConformanceCase {
  return {
    id: `closing/${id}`,
    summary,
    requirements,
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      connection.sendLast(octets);
      const { reason = "" } = await connection.expectClos(status);
      assert(reason === "", `expected no Reason in the answer, found ${JSON.stringify(reason)}`);
      await connection.expectBothEnd();
    },
  };
}

/** Status values that an endpoint may send, and values that it may not. */
const SENDABLE_STATUS = [1000, 1001, 1011, 3000, 4000, 4999];
const UNSENDABLE_STATUS = [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535];

const faultCodes = errorCode.names.filter((code) => code !== "CLOS");

const answerCases: readonly ConformanceCase[] = [
  answerCase("plain", "Answers CLOS without a Status with CLOS without a Status.", ["R-096"], CLOS_FRAME, "none"),
  ...SENDABLE_STATUS.map((status) =>
    answerCase(
      `status-${status}`,
      `Answers CLOS with the Status ${status} with the same Status and without a Reason.`,
      ["R-096"],
      errorFrame("CLOS", status, "bye"),
      status,
    ),
  ),
  ...UNSENDABLE_STATUS.map((status) =>
    answerCase(
      `counts-as-1002-${status}`,
      `Answers CLOS with the Status ${status}, which no endpoint may send, with 1002.`,
      ["R-066", "R-096"],
      uncheckedErrorFrame("CLOS", status),
      1002,
    ),
  ),
  ...faultCodes.map((code) =>
    answerCase(
      `error-${code.toLowerCase()}`,
      `Answers the error frame ${code} with CLOS without a Status.`,
      ["R-101"],
      errorFrame(code),
      "none",
    ),
  ),
  answerCase("error-unknown", "Answers an error frame with an unknown Code with CLOS.", ["R-063", "R-101"], errorFrame("ABC~"), "none"),
  answerCase(
    "error-status",
    "Ignores the Status of an error frame other than CLOS.",
    ["R-064", "R-101"],
    uncheckedErrorFrame("LRGE", 1009, "x"),
    "none",
  ),
  answerCase(
    `reason-${limit.value("reason")}`,
    `Accepts a Reason of ${limit.value("reason")} octets.`,
    ["R-060", "R-096"],
    errorFrame("CLOS", 1000, "r".repeat(limit.value("reason"))),
    1000,
  ),
];

async function clientEndsFirst(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  connection.send(CLOS_FRAME);
  await connection.expectClos("none");
  await connection.expectSilence(200, "no END_STREAM of the server before that of the client");
  connection.end();
  await connection.expect("end", "END_STREAM after that of the client");
}

/** A case in which the stream of a closing client ends in one of several ways. */
function endCase(
  id: string,
  summary: string,
  requirements: readonly RequirementId[],
  end: (connection: TestConnection) => void,
): ConformanceCase {
  return {
    id: `closing/${id}`,
    summary,
    requirements,
    role: "server",
    run: async (harness) => {
      const connection = await harness.open();
      end(connection);
      await connection.expectClos("none");
      await connection.expect("end", "END_STREAM after that of the client");
    },
  };
}

const endCases: readonly ConformanceCase[] = [
  {
    id: "closing/client-ends-first",
    summary: "Sends END_STREAM only after the client has sent it.",
    requirements: ["R-092", "R-093"],
    role: "server",
    run: clientEndsFirst,
  },
  endCase("end-with-clos", "Closes if END_STREAM is set on the DATA frame that ends CLOS.", ["R-093"], (connection) => {
    connection.end(CLOS_FRAME);
  }),
  endCase("end-behind-clos", "Closes if END_STREAM is set on an empty DATA frame after CLOS.", ["R-093"], (connection) => {
    connection.send(CLOS_FRAME);
    connection.end();
  }),
  endCase("end-by-trailers", "Closes if a trailer section ends the stream, and ignores its fields.", ["R-109"], (connection) => {
    connection.send(CLOS_FRAME);
    connection.endByTrailers();
  }),
  {
    id: "closing/client-ends-at-once",
    summary: "Sends END_STREAM with its CLOS or directly after it.",
    requirements: ["R-091"],
    role: "client",
    run: async (harness) => {
      const connection = await harness.open();
      connection.send(CLOS_FRAME);
      await connection.expectClos("none");
      await connection.expect("end", "END_STREAM directly after CLOS", Math.min(harness.timeoutMs, 1000));
      connection.end();
    },
  },
];

async function ignoresOctetsAfterClos(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  const malformed = Uint8Array.of(0, 0xff, 0xff, 0xff);
  const ping = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) });
  connection.send(CLOS_FRAME, malformed, encodeFrame(textMessage("late")), ping);
  await connection.expectClos("none");
  await connection.expectBothEnd();
}

async function returnsWindowAfterClos(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  connection.send(CLOS_FRAME);
  await connection.expectClos("none");
  if (harness.role === "client") await connection.expect("end", "END_STREAM after CLOS");
  await connection.sendAll(new Uint8Array(MANY_OCTETS));
  connection.end();
  if (harness.role === "server") await connection.expect("end", "END_STREAM after that of the client");
}

async function sendsQueuedMessages(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open({ initialWindow: SMALL_WINDOW });
  const { peer, stream } = connection;
  const messages = [binaryMessage(100_000), textMessage("queued")];
  peer.withholdWindow(stream);
  await connection.sendAll(Buffer.concat(messages.map(encodeFrame)));
  // CLOS arrives while the first echo is in progress and the second one is queued.
  await peer.next("DATA", {
    stream,
    matches: ({ octets }) => octets.length > LONG_DATA_OCTETS,
    description: "the first octets of the echo",
  });
  await connection.expectSilence(100, "no complete message without window");
  connection.sendLast();
  peer.releaseWindow(stream);
  for (const message of messages) await connection.expectEcho(message);
  await connection.expectClos("none");
  await connection.expectBothEnd();
}

async function deliversBeforeEnd(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  await connection.roundTrip(textMessage("before"));
  await connection.pingRoundTrip();
  connection.end();
  await connection.next("the end of the stream");
}

const octetCases: readonly ConformanceCase[] = [
  {
    id: "closing/octets-behind",
    summary: "Ignores all octets after CLOS, malformed ones as well.",
    requirements: ["R-097"],
    role: "both",
    run: ignoresOctetsAfterClos,
  },
  {
    id: "closing/window-behind",
    summary: "Returns the window of octets after CLOS.",
    requirements: ["R-097"],
    role: "both",
    run: returnsWindowAfterClos,
  },
  {
    id: "closing/messages-before",
    summary: "Sends its queued messages before it answers CLOS.",
    requirements: ["R-003", "R-096"],
    role: "both",
    run: sendsQueuedMessages,
  },
  {
    id: "closing/messages-before-end",
    summary: "Echoes a message that is complete before an abnormal end.",
    requirements: ["R-003"],
    role: "both",
    run: deliversBeforeEnd,
  },
];

/** A case in which the stream ends without an error frame. */
function abnormalEndCase(id: string, summary: string, end: (connection: TestConnection) => void): ConformanceCase {
  return {
    id: `closing/${id}`,
    summary,
    requirements: ["R-105", "R-107", "R-176", "R-179"],
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      end(connection);
      const event = await connection.next(harness.role === "server" ? "END_STREAM" : "RST_STREAM(CANCEL)");
      const found = streamEventText(event);
      if (event.type === "error") fail(`expected no error frame in answer to END_STREAM (R-105), found ${found}`);
      if (harness.role === "server") return assert(event.type === "end", `expected END_STREAM (R-179), found ${found}`);
      assert(event.type === "reset", `expected RST_STREAM(CANCEL) (R-107), found ${found}`);
      // The response has ended.
      expectResetCode(event.code, "CANCEL", "NO_ERROR");
    },
  };
}

const abnormalEndCases: readonly ConformanceCase[] = [
  abnormalEndCase("end-alone", "Treats END_STREAM without an error frame as an abnormal end, and sends no error frame.", (connection) => {
    connection.end();
  }),
  abnormalEndCase("end-inside", "Treats END_STREAM inside a frame as an abnormal end.", (connection) => {
    connection.end(Uint8Array.of(5, 0, 0x41));
  }),
  abnormalEndCase("end-in-length", "Treats END_STREAM inside Length as an abnormal end.", (connection) => {
    connection.end(Uint8Array.of(0xfe, 0));
  }),
  abnormalEndCase("trailers-alone", "Treats a trailer section without an earlier error frame as an abnormal end.", (connection) => {
    connection.endByTrailers();
  }),
];

/** The close timeout and a margin, in ms. */
const CLOSE_WAIT_MS = limit.value("close") + 1500;

async function closeTimeout(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  connection.awaitsTimeout = true;
  connection.send(CLOS_FRAME);
  await connection.expectClos("none");
  if (harness.role === "client") await connection.expect("end", "END_STREAM after CLOS");
  else await connection.expect("end", "END_STREAM after the close timeout", CLOSE_WAIT_MS);
  const { code } = await connection.expect("reset", "RST_STREAM after the close timeout", CLOSE_WAIT_MS);
  expectResetCode(code, harness.role === "client" ? "CANCEL" : "NO_ERROR");
}

/** The cases about closing. */
export const closingCases: readonly ConformanceCase[] = [
  ...answerCases,
  ...endCases,
  ...octetCases,
  ...abnormalEndCases,
  {
    id: "closing/close-timeout",
    summary: "Ends a stream after the close timeout if its peer does not end it.",
    requirements: ["R-103", "R-172", "R-173"],
    waitsMs: CLOSE_WAIT_MS,
    role: "both",
    run: closeTimeout,
  },
];
