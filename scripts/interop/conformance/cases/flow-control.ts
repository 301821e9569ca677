/**
 * Cases about flow control and about HTTP/2 below a connection.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { data, goaway, ping, priorityFrame, rawFrame, windowUpdate } from "../../h2/index.ts";
import type { ConformanceCase, ConformanceHarness, ServerHarness } from "../conformance-case.ts";
import { assert, nonStrict } from "../case-failure.ts";
import { binaryMessage, textMessage } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";
import { SMALL_WINDOW } from "./sizes.ts";

/** Sends octets until the window of the stream is exhausted. */
function exhaustWindow({ peer, stream }: TestConnection, octets: Uint8Array): void {
  for (let offset = 0; offset < octets.length; ) {
    const size = Math.min(octets.length - offset, peer.sendWindow(stream), SMALL_WINDOW);
    if (size <= 0) return;
    peer.send(data(stream, octets.subarray(offset, offset + size)));
    offset += size;
  }
}

async function waitsForSlowReader(harness: ServerHarness): Promise<void> {
  const peer = await harness.connectHttp2(5000);
  const [slow, quick] = [await harness.open({ peer }), await harness.open({ peer })];
  peer.withholdWindow(slow.stream);
  const message = binaryMessage(60_000);
  exhaustWindow(slow, Buffer.concat(Array<Uint8Array>(10).fill(encodeFrame(message))));
  if (peer.sendWindow(quick.stream) < 100) {
    const update = peer.next("WINDOW_UPDATE", { matches: ({ stream }) => stream === 0, timeoutMs: 1000 });
    await update.catch(() => nonStrict("expected the window of the HTTP/2 connection while one stream waits (R-114), found none"));
  }
  await quick.roundTrip(textMessage("quick"));
  await quick.close();
  peer.releaseWindow(slow.stream);
  await slow.expectEcho(message);
  slow.reset();
}

async function returnsWindowInsideFrame(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  const message = binaryMessage(400_000);
  const octets = encodeFrame(message);
  await connection.sendAll(octets.subarray(0, -1));
  connection.send(octets.subarray(-1));
  await connection.expectEcho(message);
  await connection.close();
}

async function ignoresOtherFrames(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open();
  const { peer, stream } = connection;
  const message = textMessage("in pieces");
  const octets = encodeFrame(message);
  const others = [priorityFrame(stream, 0, 10), rawFrame(0xbe, stream, Uint8Array.of(1)), ping(new Uint8Array(8)), windowUpdate(0, 10)];
  peer.send(data(stream, octets.subarray(0, 3)), ...others, data(stream, octets.subarray(3)));
  await connection.expectEcho(message);
  await connection.close();
}

async function survivesGoaway(harness: ServerHarness): Promise<void> {
  const connection = await harness.open();
  const message = textMessage("still there");
  connection.peer.send(goaway(0, "NO_ERROR"));
  await connection.sendAll(encodeFrame(message));
  const loss = await connection.peer.next("LOSS", { timeoutMs: 200 }).catch(() => undefined);
  if (loss !== undefined) nonStrict(`expected the open stream to continue after GOAWAY (RFC 9113, Section 6.8), found ${loss.why}`);
  await connection.expectEcho(message);
  await connection.close();
}

/** The cases about flow control. */
export const flowCases: readonly ConformanceCase[] = [
  {
    id: "flow/small-windows",
    summary: "Sends a message through a window that opens by a few octets at a time.",
    requirements: ["R-060"],
    role: "server",
    run: async (harness) => {
      const connection = await harness.open({ initialWindow: 20 });
      await connection.roundTrip(binaryMessage(600));
      await connection.close();
    },
  },
  {
    id: "flow/slow-reader",
    summary: "Waits for the window of a slow reader, answers on another stream meanwhile, and loses no message.",
    requirements: ["R-114", "R-117"],
    role: "server",
    run: waitsForSlowReader,
  },
  {
    id: "flow/window-inside-frame",
    summary: "Returns the window of octets that do not complete a frame.",
    requirements: ["R-115"],
    role: "both",
    run: returnsWindowInsideFrame,
  },
  {
    id: "flow/unknown-frames",
    summary: "Ignores HTTP/2 frames that do not concern the connection.",
    requirements: ["R-001"],
    role: "both",
    run: ignoresOtherFrames,
  },
  {
    id: "flow/goaway",
    summary: "Keeps a connection open after GOAWAY.",
    requirements: ["R-003"],
    role: "server",
    run: survivesGoaway,
  },
];

async function openSeveral(count: number, open: () => Promise<TestConnection>): Promise<TestConnection[]> {
  const connections: TestConnection[] = [];
  for (let index = 0; index < count; index++) connections.push(await open());
  return connections;
}

async function carriesMany(harness: ServerHarness): Promise<void> {
  const peer = await harness.connectHttp2();
  const connections = await openSeveral(50, () => harness.open({ peer }));
  connections.forEach((connection, index) => connection.sendFrames(textMessage(`one ${index}`), textMessage(`two ${index}`)));
  for (const [index, connection] of [...connections.entries()].reverse()) {
    await connection.expectEcho(textMessage(`one ${index}`));
    await connection.expectEcho(textMessage(`two ${index}`));
  }
  for (const connection of connections) await connection.close();
}

async function isolatesFailures(harness: ServerHarness): Promise<void> {
  const peer = await harness.connectHttp2();
  const [fault, reset, end, good] = [
    await harness.open({ peer }),
    await harness.open({ peer }),
    await harness.open({ peer }),
    await harness.open({ peer }),
  ];
  fault.send(Uint8Array.of(0));
  reset.reset();
  end.end();
  await fault.expectErrorFrame("FRAM");
  await end.expect("end", "END_STREAM");
  await good.roundTrip(textMessage("alone"));
  await good.close();
  assert(!peer.isLost, "expected the HTTP/2 connection to stay open, found its loss");
}

/** The cases about several connections on one HTTP/2 connection. */
export const manyCases: readonly ConformanceCase[] = [
  {
    id: "many/fifty",
    summary: "Carries 50 connections on one HTTP/2 connection and delivers each message on its own connection.",
    requirements: ["R-003"],
    role: "server",
    run: carriesMany,
  },
  {
    id: "many/one-fails",
    summary: "Keeps a connection open if others on the HTTP/2 connection have a fault, are reset, or end.",
    requirements: ["R-098", "R-179"],
    role: "server",
    run: isolatesFailures,
  },
];
