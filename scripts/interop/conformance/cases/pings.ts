/**
 * Pings and pongs.
 *
 * @module
 */
import type { Message } from "../../../../reference/connection/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { toHex } from "../../../common/octets.ts";
import type { ConformanceCase, ConformanceHarness } from "../conformance-case.ts";
import { assert, nonStrict } from "../case-failure.ts";
import { binaryMessage, type StreamEvent, streamEventText, messageText, sameMessage, textMessage } from "../stream-event.ts";

const octets = (...bytes: readonly number[]): Uint8Array => Uint8Array.from({ length: 8 }, (_, index) => bytes[index] ?? 0);
const ping = (bytes: Uint8Array): Uint8Array => encodeFrame({ type: "ping", kind: "ping", data: bytes });
const pong = (bytes: Uint8Array): Uint8Array => encodeFrame({ type: "ping", kind: "pong", data: bytes });

async function echoesData(lab: ConformanceHarness): Promise<void> {
  const link = await lab.open();
  for (const bytes of [octets(), octets(255, 254, 253, 252, 251, 250, 249, 248), octets(1, 2, 3, 4, 5, 6, 7, 8)]) {
    link.send(ping(bytes));
    const answer = await link.expect("pong", "a pong");
    assert(Buffer.compare(answer.data, bytes) === 0, `expected a pong with the Data ${toHex(bytes)}, found ${streamEventText(answer)}`);
  }
  await link.close();
}

async function aheadOfMessages(lab: ConformanceHarness): Promise<void> {
  const link = await lab.open({ initialWindow: 16384 });
  const messages = [binaryMessage(200_000), textMessage("behind the pong")];
  link.peer.withholdWindow(link.stream);
  await link.sendAll(Buffer.concat(messages.map(encodeFrame)));
  link.send(ping(octets(7)));
  // The peer has all of it once a ping of HTTP/2 has come back.
  const back = link.peer.next("PING", { matches: ({ ack }) => ack });
  link.peer.send({ type: "PING", flags: 0, streamIdentifier: 0, payload: octets(1) });
  await back;
  link.peer.releaseWindow(link.stream);
  const items: StreamEvent[] = [];
  while (items.length < 3) items.push(await link.next("two messages and a pong"));
  const echoes = items.filter((item) => item.is === "message");
  const right = echoes.length === 2 && echoes.every(({ message }, index) => sameMessage(message, messages[index] as Message));
  assert(right, `expected the echoes of ${messages.map(messageText).join(" and ")}, and a pong, found ${items.map(streamEventText).join("; ")}`);
  if (items[2]?.is === "pong") nonStrict("the pong went out behind a message that waited, not ahead of it");
  await link.close();
}

/** The cases of this topic. */
export const pingCases: readonly ConformanceCase[] = [
  { id: "pings/echoes-data", summary: "Answers a ping with a pong that has the same Data.", requirements: ["R-069"], role: "both", run: echoesData },
  {
    id: "pings/latest-suffices",
    summary: "Answers the last of several pings that come at once, whether or not it answers the others.",
    requirements: ["R-069", "R-070"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      link.send(...[1, 2, 3, 4].map((byte) => ping(octets(byte))));
      for (let last = 0; last < 4; ) {
        const { data } = await link.expect("pong", "the pong of the last ping");
        assert((data[0] ?? 0) > last, "expected pongs in the order of the pings");
        last = data[0] ?? 0;
      }
      await link.close();
    },
  },
  {
    id: "pings/unknown-pong",
    summary: "Ignores a pong that answers no ping of its own.",
    requirements: ["R-072"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      link.send(pong(octets(9, 9)), pong(octets(9, 9)));
      await link.roundTrip(textMessage("still there"));
      await link.close();
    },
  },
  {
    id: "pings/between-messages",
    summary: "Answers a ping that stands between messages, and loses none of them.",
    requirements: ["R-069"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      link.send(encodeFrame(textMessage("a")), ping(octets(5)), encodeFrame(textMessage("b")));
      const kinds = new Set<string>();
      for (let count = 0; count < 3; count++) {
        const item = await link.next("two messages and a pong");
        kinds.add(item.is === "message" && item.message.type === "text" ? item.message.text : streamEventText(item));
      }
      assert(kinds.size === 3 && kinds.has("a") && kinds.has("b") && kinds.has("a pong 0500000000000000"), `expected two messages and a pong, found ${[...kinds].join(", ")}`);
      await link.close();
    },
  },
  { id: "pings/ahead-of-messages", summary: "Sends a pong at the latest behind the frame in hand, ahead of messages that wait for window.", requirements: ["R-069"], role: "both", run: aheadOfMessages },
  {
    id: "pings/none-after-close",
    summary: "Does not answer a ping that comes behind CLOS.",
    requirements: ["R-094", "R-097"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      link.send(encodeFrame({ type: "error", code: "CLOS" }), ping(octets(3)));
      await link.expectClos("none");
      await link.expectBothEnd();
    },
  },
  {
    id: "pings/idle",
    summary: "Sends a ping when it has not sent for a while.",
    requirements: ["R-112"],
    waitsMs: 25_000,
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      await link.expectPing("a ping after the ping interval", 25_000).catch(() => nonStrict("no ping came within 25 s; an endpoint may switch its pings off"));
      await link.close();
    },
  },
  {
    id: "pings/lost",
    summary: "Cancels the stream when pings stay unanswered.",
    requirements: ["R-111"],
    waitsMs: 70_000,
    role: "both",
    run: async (lab) => {
      const link = await lab.open({ answerPings: false });
      link.waitsForTimeout = true;
      const first = await link.expectPing("a ping after the ping interval", 25_000).catch(() => undefined);
      if (first === undefined) nonStrict("no ping came within 25 s; an endpoint may switch its pings off");
      const { code } = await link.expect("reset", "RST_STREAM(CANCEL), since no ping is answered", 50_000);
      assert(code === "CANCEL", `expected RST_STREAM(CANCEL), found RST_STREAM(${code})`);
    },
  },
];
