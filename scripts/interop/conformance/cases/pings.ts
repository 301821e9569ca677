/**
 * Cases about pings and pongs (Sections "Ping Frames" and "Liveness").
 *
 * @module
 */
import type { Message } from "../../../../reference/connection/index.ts";
import { limit } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { toHex } from "../../../common/octets.ts";
import { ping as http2Ping } from "../../h2/index.ts";
import type { ConformanceCase, ConformanceHarness } from "../conformance-case.ts";
import { assert, expectResetCode, nonStrict } from "../case-failure.ts";
import { binaryMessage, type StreamEvent, streamEventText, messageText, sameMessage, textMessage } from "../stream-event.ts";
import { CLOS_FRAME, type TestConnection } from "../test-connection.ts";
import { SMALL_WINDOW } from "./sizes.ts";

/** Returns Data of a ping: some octets, then zeros. */
const pingData = (...bytes: readonly number[]): Uint8Array => Uint8Array.from({ length: 8 }, (_, index) => bytes[index] ?? 0);

const pingFrame = (kind: "ping" | "pong", bytes: Uint8Array): Uint8Array => encodeFrame({ type: "ping", kind, data: bytes });

async function echoesData(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  for (const bytes of [pingData(), pingData(255, 254, 253, 252, 251, 250, 249, 248), pingData(1, 2, 3, 4, 5, 6, 7, 8)]) {
    connection.send(pingFrame("ping", bytes));
    await connection.expectPong(bytes);
  }
  await connection.close();
}

async function answersLatest(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  const count = 4;
  connection.send(...Array.from({ length: count }, (_, index) => pingFrame("ping", pingData(index + 1))));
  for (let last = 0; last < count;) {
    const { data } = await connection.expect("pong", "the pong of the last ping");
    assert((data[0] ?? 0) > last, "expected pongs in the order of the pings");
    last = data[0] ?? 0;
  }
  await connection.close();
}

async function answersBetweenMessages(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  const messages = [textMessage("a"), textMessage("b")];
  const [first, second] = messages.map(encodeFrame) as [Uint8Array, Uint8Array];
  connection.send(first, pingFrame("ping", pingData(5)), second);
  await expectMessagesAndPong(connection, messages, pingData(5));
  await connection.close();
}

/** Requires the echoes of messages in order, and one pong before, between or after them. @returns the events */
async function expectMessagesAndPong(connection: TestConnection, messages: readonly Message[], bytes: Uint8Array): Promise<StreamEvent[]> {
  const awaited = `the echoes of ${messages.map(messageText).join(" and ")}, and a pong ${toHex(bytes)}`;
  const events: StreamEvent[] = [];
  while (events.length <= messages.length) events.push(await connection.next(awaited));
  const echoes = events.filter((event) => event.type === "message");
  const areEchoes =
    echoes.length === messages.length && echoes.every(({ message }, index) => sameMessage(message, messages[index] as Message));
  const hasPong = events.some((event) => event.type === "pong" && Buffer.compare(event.data, bytes) === 0);
  assert(areEchoes && hasPong, `expected ${awaited}, found ${events.map(streamEventText).join("; ")}`);
  return events;
}

async function answersAheadOfMessages(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open({ initialWindow: SMALL_WINDOW });
  const { peer, stream } = connection;
  const messages = [binaryMessage(200_000), textMessage("after the pong")];
  peer.withholdWindow(stream);
  await connection.sendAll(Buffer.concat(messages.map(encodeFrame)));
  connection.send(pingFrame("ping", pingData(7)));
  // The acknowledgement of an HTTP/2 PING shows that the peer has received all octets.
  const acknowledgement = peer.next("PING", { matches: ({ ack }) => ack });
  peer.send(http2Ping(pingData(1)));
  await acknowledgement;
  peer.releaseWindow(stream);
  const events = await expectMessagesAndPong(connection, messages, pingData(7));
  if (events.at(-1)?.type === "pong") nonStrict("expected the pong before the waiting message, found it after the message");
  await connection.close();
}

const MARGIN_MS = 5000;

/** The time until the first ping of an idle peer, in ms. */
const FIRST_PING_MS = limit.value("pingAfter") + MARGIN_MS;

/** The time from the first unanswered ping to the reset, in ms. */
const LOST_MS = limit.value("pingAfter") * (limit.value("pingsUnanswered") - 1) + limit.value("pingLost") + 2 * MARGIN_MS;

async function expectFirstPing(connection: TestConnection): Promise<void> {
  const ping = connection.expectPing("a ping after the ping interval", FIRST_PING_MS);
  await ping.catch(() => nonStrict(`no ping within ${FIRST_PING_MS} ms; an endpoint may switch its pings off`));
}

async function cancelsWithoutPongs(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open({ answerPings: false });
  connection.awaitsTimeout = true;
  await expectFirstPing(connection);
  const { code } = await connection.expect("reset", "RST_STREAM(CANCEL), since no ping is answered", LOST_MS);
  expectResetCode(code, "CANCEL");
}

/** The cases about pings. */
export const pingCases: readonly ConformanceCase[] = [
  {
    id: "pings/echoes-data",
    summary: "Answers a ping with a pong that has the same Data.",
    requirements: ["R-069"],
    role: "both",
    run: echoesData,
  },
  {
    id: "pings/latest-suffices",
    summary: "Answers the last of several pings that arrive together; it may omit the others.",
    requirements: ["R-069", "R-070"],
    role: "both",
    run: answersLatest,
  },
  {
    id: "pings/unknown-pong",
    summary: "Ignores a pong that answers none of its pings.",
    requirements: ["R-072"],
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      connection.send(pingFrame("pong", pingData(9, 9)), pingFrame("pong", pingData(9, 9)));
      await connection.roundTrip(textMessage("still there"));
      await connection.close();
    },
  },
  {
    id: "pings/between-messages",
    summary: "Answers a ping between messages and loses no message.",
    requirements: ["R-069"],
    role: "both",
    run: answersBetweenMessages,
  },
  {
    id: "pings/ahead-of-messages",
    summary: "Sends a pong after the frame in progress at the latest, ahead of messages that wait for window.",
    requirements: ["R-069"],
    role: "both",
    run: answersAheadOfMessages,
  },
  {
    id: "pings/none-after-close",
    summary: "Does not answer a ping that follows CLOS.",
    requirements: ["R-094", "R-097"],
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      connection.send(CLOS_FRAME, pingFrame("ping", pingData(3)));
      await connection.expectClos("none");
      await connection.expectBothEnd();
    },
  },
  {
    id: "pings/idle",
    summary: "Sends a ping after the ping interval.",
    requirements: ["R-112"],
    waitsMs: FIRST_PING_MS,
    role: "both",
    run: async (harness) => {
      const connection = await harness.open();
      await expectFirstPing(connection);
      await connection.close();
    },
  },
  {
    id: "pings/lost",
    summary: "Cancels the stream if its pings stay unanswered.",
    requirements: ["R-111"],
    waitsMs: FIRST_PING_MS + LOST_MS,
    role: "both",
    run: cancelsWithoutPongs,
  },
];
