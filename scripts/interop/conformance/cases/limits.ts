/**
 * Limits: what a peer does when one is passed.
 *
 * @module
 */
import { limit } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { data, headers, reset } from "../../h2/index.ts";
import type { ConformanceCase, ConformanceHarness, ServerHarness } from "../conformance-case.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import { assert, unimplemented, wrongCode } from "../case-failure.ts";
import { streamEventText, textMessage } from "../stream-event.ts";
import { CLOS_FRAME } from "../test-connection.ts";
import { answerFault } from "./faults.ts";

/** The octets of Length alone, for a payload of so many octets over 65,534. */
function frameStart(payload: number): Uint8Array {
  const octets = Buffer.alloc(6);
  octets[0] = 0xff;
  octets.writeUInt32LE(payload + 1, 1);
  octets[5] = 1;
  return octets;
}

async function overLimit(lab: ConformanceHarness, payload: number, patience: number): Promise<boolean> {
  const link = await lab.open();
  link.send(frameStart(payload));
  const item = await link.next("the error frame LRGE", patience).catch(() => undefined);
  if (item === undefined) return false;
  assert(item.is === "error", `expected the error frame LRGE, found ${streamEventText(item)}`);
  if (item.code !== "LRGE") wrongCode(`expected the error frame LRGE, found ${streamEventText(item)}`);
  await answerFault(link);
  return true;
}

/** Floods a peer until it closes with the status of a limit. */
async function flood(lab: ConformanceHarness, name: "pings" | "emptyFrames", octets: Uint8Array): Promise<void> {
  const link = await lab.open();
  const { status } = limit.entry(name);
  for (let sent = 0; sent < 3 && !link.events.some(({ is }) => is === "error"); sent++) await link.sendAll(octets);
  const error = async (): Promise<void> => {
    for (;;) {
      const item = await link.next("CLOS");
      if (item.is === "message" || item.is === "pong") continue;
      assert(item.is === "error" && item.code === "CLOS", `expected CLOS, found ${item.is === "error" ? item.code : item.is}`);
      assert(item.status === status, `expected CLOS with the Status ${status}, found ${item.status}`);
      return;
    }
  };
  await error().catch((why: unknown) => {
    if (why instanceof Error && why.message.includes("nothing within")) unimplemented(`no limit on ${limit.entry(name).title.toLowerCase()} was met; the draft's default is ${limit.value(name)}`);
    throw why;
  });
  if (lab.role === "server") link.end(CLOS_FRAME);
  else link.send(CLOS_FRAME);
  await link.expectBothEnd();
}

const repeat = (octets: Uint8Array, times: number): Uint8Array => Buffer.concat(Array<Uint8Array>(times).fill(octets));

async function openingsReset(lab: ServerHarness): Promise<void> {
  const peer = await lab.connectHttp2();
  const allowed = limit.value("openings");
  for (let index = 0; index <= allowed * 2 && !peer.isLost; index++) {
    const stream = index * 2 + 1;
    peer.send(headers(stream, lab.requestFields()));
    if (index % 20 === 0) await peer.next("HEADERS", { stream }).catch(() => undefined);
    peer.send(reset(stream, "CANCEL"));
  }
  const event = await peer.next("GOAWAY", { timeoutMs: 1000 }).catch(() => undefined);
  if (event === undefined) unimplemented(`no GOAWAY came for ${allowed * 2 + 1} openings that were reset; the draft's default is ${allowed}`);
  assert(event.code === "ENHANCE_YOUR_CALM", `expected GOAWAY(ENHANCE_YOUR_CALM), found GOAWAY(${event.code})`);
}

async function tooMany(lab: ServerHarness): Promise<void> {
  const peer = await lab.connectHttp2();
  const most = limit.value("connections");
  for (let index = 0; index <= most; index++) {
    const stream = index * 2 + 1;
    peer.send(headers(stream, lab.requestFields()), data(stream, encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(index) })));
    const event = await peer.nextMatching("a response", (one) => (one.type === "HEADERS" || one.type === "RST_STREAM") && one.stream === stream);
    if (event.type === "HEADERS" && fieldValue(event.fields, ":status") === "503") return;
    if (event.type === "RST_STREAM") unimplemented(`HTTP/2 refused stream ${stream} before the limit of ${most} connections`);
  }
  unimplemented(`no connection was refused up to ${most + 1} on one HTTP/2 connection`);
}

/** The cases of this topic. */
export const limitCases: readonly ConformanceCase[] = [
  {
    id: "limits/message-announced",
    summary: "Reports LRGE for a Length over its message limit before any of the payload has come.",
    requirements: ["R-056", "R-113"],
    role: "both",
    run: async (lab) => {
      const most = limit.entry("message");
      if (!(await overLimit(lab, most.value + 1, Math.min(lab.timeoutMs, 1000)))) unimplemented(`a message of ${most.value + 1} octets is not over the limit of this peer`);
    },
  },
  {
    id: "limits/message-largest",
    summary: "Reports LRGE for the greatest Length that there is.",
    requirements: ["R-056", "R-113"],
    role: "both",
    run: async (lab) => assert(await overLimit(lab, 2 ** 32 - 2, lab.timeoutMs), "expected the error frame LRGE for a message of 4 GiB, found nothing"),
  },
  { id: "limits/pings", summary: "Closes with 1008 when too many pings come.", requirements: ["R-113"], role: "both", run: (lab) => flood(lab, "pings", repeat(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }), limit.value("pings") + 10)) },
  { id: "limits/empty-messages", summary: "Closes with 1008 when too many empty messages come.", requirements: ["R-113"], role: "both", run: (lab) => flood(lab, "emptyFrames", repeat(encodeFrame(textMessage("")), limit.value("emptyFrames") + 10)) },
  { id: "limits/openings-reset", summary: "Ends the HTTP/2 connection of a client that resets too many openings.", requirements: ["R-113"], role: "server", run: openingsReset },
  { id: "limits/connections", summary: "Refuses connections over its limit for one HTTP/2 connection.", requirements: ["R-113"], waitsMs: 60_000, role: "server", run: tooMany },
];
