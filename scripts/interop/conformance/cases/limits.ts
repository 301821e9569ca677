/**
 * Limits: what a peer does when one is passed.
 *
 * @module
 */
import { limit } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { data, headers, reset } from "../../h2/index.ts";
import type { Case, Lab, ServerLab } from "../case.ts";
import { valueOf } from "../fields.ts";
import { demand, unimplemented, wrongCode } from "../finding.ts";
import { itemText, text } from "../item.ts";
import { CLOS } from "../link.ts";
import { answerFault } from "./faults.ts";

/** The octets of Length alone, for a payload of so many octets over 65,534. */
function announced(payload: number): Uint8Array {
  const octets = Buffer.alloc(6);
  octets[0] = 0xff;
  octets.writeUInt32LE(payload + 1, 1);
  octets[5] = 1;
  return octets;
}

async function overLimit(lab: Lab, payload: number, patience: number): Promise<boolean> {
  const link = await lab.open();
  link.send(announced(payload));
  const item = await link.next("the error frame LRGE", patience).catch(() => undefined);
  if (item === undefined) return false;
  demand(item.is === "error", `expected the error frame LRGE, found ${itemText(item)}`);
  if (item.code !== "LRGE") wrongCode(`expected the error frame LRGE, found ${itemText(item)}`);
  await answerFault(link);
  return true;
}

/** Floods a peer until it closes with the status of a limit. */
async function flood(lab: Lab, name: "pings" | "emptyFrames", octets: Uint8Array): Promise<void> {
  const link = await lab.open();
  const { status } = limit.entry(name);
  for (let sent = 0; sent < 3 && !link.log.some(({ is }) => is === "error"); sent++) await link.sendAll(octets);
  const error = async (): Promise<void> => {
    for (;;) {
      const item = await link.next("CLOS");
      if (item.is === "message" || item.is === "pong") continue;
      demand(item.is === "error" && item.code === "CLOS", `expected CLOS, found ${item.is === "error" ? item.code : item.is}`);
      demand(item.status === status, `expected CLOS with the Status ${status}, found ${item.status}`);
      return;
    }
  };
  await error().catch((why: unknown) => {
    if (why instanceof Error && why.message.includes("nothing within")) unimplemented(`no limit on ${limit.entry(name).title.toLowerCase()} was met; the draft's default is ${limit.value(name)}`);
    throw why;
  });
  if (lab.role === "server") link.end(CLOS);
  else link.send(CLOS);
  await link.bothEnd();
}

const repeat = (octets: Uint8Array, times: number): Uint8Array => Buffer.concat(Array<Uint8Array>(times).fill(octets));

async function openingsReset(lab: ServerLab): Promise<void> {
  const peer = await lab.session();
  const allowed = limit.value("openings");
  for (let index = 0; index <= allowed * 2 && !peer.isLost; index++) {
    const stream = index * 2 + 1;
    peer.send(headers(stream, lab.request()));
    if (index % 20 === 0) await peer.next("HEADERS", { stream }).catch(() => undefined);
    peer.send(reset(stream, "CANCEL"));
  }
  const event = await peer.next("GOAWAY", { patience: 1000 }).catch(() => undefined);
  if (event === undefined) unimplemented(`no GOAWAY came for ${allowed * 2 + 1} openings that were reset; the draft's default is ${allowed}`);
  demand(event.code === "ENHANCE_YOUR_CALM", `expected GOAWAY(ENHANCE_YOUR_CALM), found GOAWAY(${event.code})`);
}

async function tooMany(lab: ServerLab): Promise<void> {
  const peer = await lab.session();
  const most = limit.value("connections");
  for (let index = 0; index <= most; index++) {
    const stream = index * 2 + 1;
    peer.send(headers(stream, lab.request()), data(stream, encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(index) })));
    const event = await peer.when("a response", (one) => (one.type === "HEADERS" || one.type === "RST_STREAM") && one.stream === stream);
    if (event.type === "HEADERS" && valueOf(event.fields, ":status") === "503") return;
    if (event.type === "RST_STREAM") unimplemented(`HTTP/2 refused stream ${stream} before the limit of ${most} connections`);
  }
  unimplemented(`no connection was refused up to ${most + 1} on one HTTP/2 connection`);
}

/** The cases of this topic. */
export const limitCases: readonly Case[] = [
  {
    id: "limits/message-announced",
    says: "Reports LRGE for a Length over its message limit before any of the payload has come.",
    requirements: ["R-056", "R-113"],
    role: "both",
    run: async (lab) => {
      const most = limit.entry("message");
      if (!(await overLimit(lab, most.value + 1, Math.min(lab.patience, 1000)))) unimplemented(`a message of ${most.value + 1} octets is not over the limit of this peer`);
    },
  },
  {
    id: "limits/message-largest",
    says: "Reports LRGE for the greatest Length that there is.",
    requirements: ["R-056", "R-113"],
    role: "both",
    run: async (lab) => demand(await overLimit(lab, 2 ** 32 - 2, lab.patience), "expected the error frame LRGE for a message of 4 GiB, found nothing"),
  },
  { id: "limits/pings", says: "Closes with 1008 when too many pings come.", requirements: ["R-113"], role: "both", run: (lab) => flood(lab, "pings", repeat(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }), limit.value("pings") + 10)) },
  { id: "limits/empty-messages", says: "Closes with 1008 when too many empty messages come.", requirements: ["R-113"], role: "both", run: (lab) => flood(lab, "emptyFrames", repeat(encodeFrame(text("")), limit.value("emptyFrames") + 10)) },
  { id: "limits/openings-reset", says: "Ends the HTTP/2 connection of a client that resets too many openings.", requirements: ["R-113"], role: "server", run: openingsReset },
  { id: "limits/connections", says: "Refuses connections over its limit for one HTTP/2 connection.", requirements: ["R-113"], waits: 60_000, role: "server", run: tooMany },
];
