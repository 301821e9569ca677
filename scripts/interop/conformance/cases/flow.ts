/**
 * Flow control, and what HTTP/2 may do below a connection.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { data, goaway, ping, priorityFrame, raw, windowUpdate } from "../../h2/index.ts";
import type { Case } from "../case.ts";
import { demand, nonStrict } from "../finding.ts";
import { binary, text } from "../item.ts";
import type { Link } from "../link.ts";

/** Sends as much as the window of the stream lets out, without waiting for more. */
function fill(link: Link, octets: Uint8Array): void {
  for (let at = 0; at < octets.length; ) {
    const size = Math.min(octets.length - at, link.peer.room(link.stream), 16384);
    if (size <= 0) return;
    link.peer.send(data(link.stream, octets.subarray(at, at + size)));
    at += size;
  }
}

/** The cases of this topic. */
export const flowCases: readonly Case[] = [
  {
    id: "flow/small-windows",
    says: "Sends a message through a window that opens by a few octets at a time.",
    requirements: ["R-060"],
    role: "server",
    run: async (lab) => {
      const link = await lab.open({ window: 20 });
      await link.roundTrip(binary(600));
      await link.close();
    },
  },
  {
    id: "flow/slow-reader",
    says: "Waits for window while the reader is slow, answers on another stream meanwhile, and loses nothing.",
    requirements: ["R-114", "R-117"],
    role: "server",
    run: async (lab) => {
      const peer = await lab.session(5000);
      const [slow, quick] = [await lab.open({ on: peer }), await lab.open({ on: peer })];
      peer.withhold(slow.stream);
      const message = binary(60_000);
      fill(slow, Buffer.concat(Array<Uint8Array>(10).fill(encodeFrame(message))));
      if (peer.room(quick.stream) < 100) await peer.next("WINDOW_UPDATE", { fits: ({ stream }) => stream === 0, patience: 1000 }).catch(() => nonStrict("the window of the HTTP/2 connection was not given back while one stream waits (R-114)"));
      await quick.roundTrip(text("quick"));
      await quick.close();
      peer.release(slow.stream);
      await slow.echo(message);
      slow.reset();
    },
  },
  {
    id: "flow/window-inside-frame",
    says: "Gives window back for octets that do not complete a frame.",
    requirements: ["R-115"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      const octets = encodeFrame(binary(400_000));
      await link.sendAll(octets.subarray(0, -1));
      link.send(octets.subarray(-1));
      await link.echo(binary(400_000));
      await link.close();
    },
  },
  {
    id: "flow/unknown-frames",
    says: "Is not disturbed by frames of HTTP/2 that say nothing to it.",
    requirements: ["R-001"],
    role: "both",
    run: async (lab) => {
      const link = await lab.open();
      const octets = encodeFrame(text("in pieces"));
      link.peer.send(data(link.stream, octets.subarray(0, 3)), priorityFrame(link.stream, 0, 10), raw(0xbe, link.stream, Uint8Array.of(1)), ping(new Uint8Array(8)), windowUpdate(0, 10), data(link.stream, octets.subarray(3)));
      await link.echo(text("in pieces"));
      await link.close();
    },
  },
  {
    id: "flow/goaway",
    says: "Leaves an open connection alone when GOAWAY comes.",
    requirements: ["R-003"],
    role: "server",
    run: async (lab) => {
      const link = await lab.open();
      link.peer.send(goaway(0, "NO_ERROR"));
      await link.sendAll(encodeFrame(text("still there")));
      const lost = await link.peer.next("LOSS", { patience: 200 }).catch(() => undefined);
      if (lost !== undefined) nonStrict(`the connection ended when GOAWAY came, though it has an open stream (RFC 9113, Section 6.8), by ${lost.why}`);
      await link.echo(text("still there"));
      await link.close();
    },
  },
];

async function opened(count: number, open: () => Promise<Link>): Promise<Link[]> {
  const links: Link[] = [];
  for (let index = 0; index < count; index++) links.push(await open());
  return links;
}

/** Many connections on one connection of HTTP/2. */
export const manyCases: readonly Case[] = [
  {
    id: "many/fifty",
    says: "Carries 50 connections on one HTTP/2 connection and mixes no messages up.",
    requirements: ["R-003"],
    role: "server",
    run: async (lab) => {
      const peer = await lab.session();
      const links = await opened(50, () => lab.open({ on: peer }));
      links.forEach((link, index) => link.frames(text(`one ${index}`), text(`two ${index}`)));
      for (const [index, link] of [...links.entries()].reverse()) {
        await link.echo(text(`one ${index}`));
        await link.echo(text(`two ${index}`));
      }
      for (const link of links) await link.close();
    },
  },
  {
    id: "many/one-fails",
    says: "Leaves other connections of an HTTP/2 connection alone when one has a fault, one is reset and one ends.",
    requirements: ["R-098", "R-106"],
    role: "server",
    run: async (lab) => {
      const peer = await lab.session();
      const [fault, reset, end, good] = (await opened(4, () => lab.open({ on: peer }))) as [Link, Link, Link, Link];
      fault.send(Uint8Array.of(0));
      reset.reset();
      end.end();
      await fault.fault(["FRAM"]);
      await end.want("end", "END_STREAM");
      await good.roundTrip(text("alone"));
      await good.close();
      demand(!peer.isLost, "expected the HTTP/2 connection to stay");
    },
  },
];
