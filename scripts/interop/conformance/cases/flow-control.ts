/**
 * Flow control, and what HTTP/2 may do below a connection.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { data, goaway, ping, priorityFrame, rawFrame, windowUpdate } from "../../h2/index.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { assert, nonStrict } from "../case-failure.ts";
import { binaryMessage, textMessage } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";

/** Sends as much as the window of the stream lets out, without waiting for more. */
function fillWindow(link: TestConnection, octets: Uint8Array): void {
  for (let at = 0; at < octets.length; ) {
    const size = Math.min(octets.length - at, link.peer.sendWindow(link.stream), 16384);
    if (size <= 0) return;
    link.peer.send(data(link.stream, octets.subarray(at, at + size)));
    at += size;
  }
}

/** The cases of this topic. */
export const flowCases: readonly ConformanceCase[] = [
  {
    id: "flow/small-windows",
    summary: "Sends a message through a window that opens by a few octets at a time.",
    requirements: ["R-060"],
    role: "server",
    run: async (lab) => {
      const link = await lab.open({ initialWindow: 20 });
      await link.roundTrip(binaryMessage(600));
      await link.close();
    },
  },
  {
    id: "flow/slow-reader",
    summary: "Waits for window while the reader is slow, answers on another stream meanwhile, and loses nothing.",
    requirements: ["R-114", "R-117"],
    role: "server",
    run: async (lab) => {
      const peer = await lab.connectHttp2(5000);
      const [slow, quick] = [await lab.open({ peer: peer }), await lab.open({ peer: peer })];
      peer.withholdWindow(slow.stream);
      const message = binaryMessage(60_000);
      fillWindow(slow, Buffer.concat(Array<Uint8Array>(10).fill(encodeFrame(message))));
      if (peer.sendWindow(quick.stream) < 100) await peer.next("WINDOW_UPDATE", { matches: ({ stream }) => stream === 0, timeoutMs: 1000 }).catch(() => nonStrict("the window of the HTTP/2 connection was not given back while one stream waits (R-114)"));
      await quick.roundTrip(textMessage("quick"));
      await quick.close();
      peer.releaseWindow(slow.stream);
      await slow.expectEcho(message);
      slow.reset();
    },
  },
  {
    id: "flow/window-inside-frame",
    summary: "Gives window back for octets that do not complete a frame.",
    requirements: ["R-115"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      const octets = encodeFrame(binaryMessage(400_000));
      await link.sendAll(octets.subarray(0, -1));
      link.send(octets.subarray(-1));
      await link.expectEcho(binaryMessage(400_000));
      await link.close();
    },
  },
  {
    id: "flow/unknown-frames",
    summary: "Is not disturbed by frames of HTTP/2 that say nothing to it.",
    requirements: ["R-001"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      const octets = encodeFrame(textMessage("in pieces"));
      link.peer.send(data(link.stream, octets.subarray(0, 3)), priorityFrame(link.stream, 0, 10), rawFrame(0xbe, link.stream, Uint8Array.of(1)), ping(new Uint8Array(8)), windowUpdate(0, 10), data(link.stream, octets.subarray(3)));
      await link.expectEcho(textMessage("in pieces"));
      await link.close();
    },
  },
  {
    id: "flow/goaway",
    summary: "Leaves an open connection alone when GOAWAY comes.",
    requirements: ["R-003"],
    role: "server",
    run: async (lab) => {
      const link = await lab.open();
      link.peer.send(goaway(0, "NO_ERROR"));
      await link.sendAll(encodeFrame(textMessage("still there")));
      const lost = await link.peer.next("LOSS", { timeoutMs: 200 }).catch(() => undefined);
      if (lost !== undefined) nonStrict(`the connection ended when GOAWAY came, though it has an open stream (RFC 9113, Section 6.8), by ${lost.why}`);
      await link.expectEcho(textMessage("still there"));
      await link.close();
    },
  },
];

async function opened(count: number, open: () => Promise<TestConnection>): Promise<TestConnection[]> {
  const links: TestConnection[] = [];
  for (let index = 0; index < count; index++) links.push(await open());
  return links;
}

/** Many connections on one connection of HTTP/2. */
export const manyCases: readonly ConformanceCase[] = [
  {
    id: "many/fifty",
    summary: "Carries 50 connections on one HTTP/2 connection and mixes no messages up.",
    requirements: ["R-003"],
    role: "server",
    run: async (lab) => {
      const peer = await lab.connectHttp2();
      const links = await opened(50, () => lab.open({ peer: peer }));
      links.forEach((link, index) => link.sendFrames(textMessage(`one ${index}`), textMessage(`two ${index}`)));
      for (const [index, link] of [...links.entries()].reverse()) {
        await link.expectEcho(textMessage(`one ${index}`));
        await link.expectEcho(textMessage(`two ${index}`));
      }
      for (const link of links) await link.close();
    },
  },
  {
    id: "many/one-fails",
    summary: "Leaves other connections of an HTTP/2 connection alone when one has a fault, one is reset and one ends.",
    requirements: ["R-098", "R-106"],
    role: "server",
    run: async (lab) => {
      const peer = await lab.connectHttp2();
      const [fault, reset, end, good] = (await opened(4, () => lab.open({ peer: peer }))) as [TestConnection, TestConnection, TestConnection, TestConnection];
      fault.send(Uint8Array.of(0));
      reset.reset();
      end.end();
      await fault.expectErrorFrame(["FRAM"]);
      await end.expect("end", "END_STREAM");
      await good.roundTrip(textMessage("alone"));
      await good.close();
      assert(!peer.isLost, "expected the HTTP/2 connection to stay");
    },
  },
];
