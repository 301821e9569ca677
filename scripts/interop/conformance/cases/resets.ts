/**
 * Cases about streams that are reset, and about the end of a stream while octets wait for window.
 *
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";

import { limit } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { ping } from "../../h2/index.ts";
import { assert, expectResetCode, nonStrict } from "../case-failure.ts";
import type { ConformanceCase, ConformanceHarness, ServerHarness } from "../conformance-case.ts";
import { binaryMessage, streamEventText, textMessage } from "../stream-event.ts";
import { CLOS_FRAME, LONG_DATA_OCTETS, type TestConnection } from "../test-connection.ts";
import { SMALL_WINDOW } from "./sizes.ts";

/** The close timeout and a margin, in ms. */
const CLOSE_WAIT_MS = limit.value("close") + 1500;

/** Time in which a peer that has acknowledged an HTTP/2 PING handles what precedes it, in ms. */
const HANDLING_MS = 300;

/** Sends octets and RST_STREAM(NO_ERROR) in one write, and requires silence on the stream from the time when the peer has both. */
async function resetsBehind(role: ConformanceHarness["role"], connection: TestConnection, octets: Uint8Array): Promise<void> {
  const { peer } = connection;
  const data = new Uint8Array(8).fill(0xa5);
  connection.sendAndReset(octets, "NO_ERROR");
  peer.send(ping(data));
  // A client may end its HTTP/2 connection with its last connection.
  await peer.nextMatching("the acknowledgement of an HTTP/2 PING, or the end of the TCP connection", (event) =>
    event.type === "PING" ? event.ack && Buffer.compare(event.data, data) === 0 : role === "client" && event.type === "LOSS",
  );
  await wait(HANDLING_MS);
  const before = connection.events.length;
  await wait(CLOSE_WAIT_MS);
  const late = connection.events.slice(before).filter(({ type }) => type !== "lost");
  assert(late.length === 0, `expected nothing on a stream that was reset, found ${late.map(streamEventText).join("; ")}`);
}

/** A case in which RST_STREAM(NO_ERROR) arrives with octets that are answered. */
function resetCase(id: string, what: string, octets: Uint8Array): ConformanceCase {
  return {
    id: `resets/behind-${id}`,
    summary: `Ends a connection if RST_STREAM(NO_ERROR) arrives in one write with ${what}.`,
    requirements: ["R-178"],
    waitsMs: CLOSE_WAIT_MS + HANDLING_MS,
    role: "both",
    run: async (harness) => {
      if (harness.role === "client") return resetsBehind("client", await harness.open(), octets);
      const server = harness as ServerHarness;
      const peer = await server.connectHttp2();
      const [other, connection] = [await server.open({ peer }), await server.open({ peer })];
      await resetsBehind("server", connection, octets);
      await other.roundTrip(textMessage("still there"));
      await other.close();
    },
  };
}

async function endsWithoutWindow(harness: ConformanceHarness): Promise<void> {
  const connection = await harness.open({ initialWindow: SMALL_WINDOW });
  const { peer, stream } = connection;
  peer.withholdWindow(stream);
  await connection.sendAll(encodeFrame(binaryMessage(150_000)));
  await peer.next("DATA", {
    stream,
    matches: ({ octets }) => octets.length > LONG_DATA_OCTETS,
    description: "the first octets of the echo",
  });
  connection.end();
  const event = await connection.next("the reset of the stream, of which octets wait for window", CLOSE_WAIT_MS);
  if (event.type === "end") nonStrict("expected RST_STREAM in place of END_STREAM while octets wait for window (R-171), found END_STREAM");
  assert(event.type === "reset", `expected RST_STREAM, found ${streamEventText(event)}`);
  expectResetCode(event.code, "CANCEL", ...(harness.role === "client" ? (["NO_ERROR"] as const) : []));
}

/** The cases about resets. */
export const resetCases: readonly ConformanceCase[] = [
  resetCase("message", "a message", encodeFrame(textMessage("Hi"))),
  resetCase("ping", "a ping", encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) })),
  resetCase("clos", "CLOS", CLOS_FRAME),
  resetCase("fault", "a malformed frame", Uint8Array.of(0)),
  {
    id: "resets/without-window",
    summary: "Resets a stream that the peer ends while octets wait for window.",
    requirements: ["R-171", "R-176"],
    waitsMs: CLOSE_WAIT_MS,
    role: "both",
    run: endsWithoutWindow,
  },
];
