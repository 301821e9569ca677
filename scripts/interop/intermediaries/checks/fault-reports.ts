/**
 * Checks of fault reports: whether the end that broke a rule learns which rule it was.
 *
 * @module
 */
import type { Frame } from "../../../../reference/schema/index.ts";
import { FrameDecoder } from "../../../../reference/wire/index.ts";
import { waitUntil } from "../../../common/waiting.ts";
import { LocalEnd } from "../path-ends/local-end.ts";
import { endText, hasPong } from "../path-ends/raw-exchange.ts";
import { reportText } from "../path-ends/end-report.ts";
import { malformedFrame } from "../testbed/stub-handlers.ts";
import { type PathCheck, yesIf } from "./path-check.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const TIMEOUT_MS = 4000;
const CLIENT_LIMIT = 64 * KIB;

/** Returns the Code of the first error frame in some octets. */
function errorCodeIn(octets: Uint8Array): string | undefined {
  const frames = new FrameDecoder({ message: CLIENT_LIMIT, compression: "none" }).push(octets);
  return frames.find((frame): frame is Extract<Frame, { type: "error" }> => frame.type === "error")?.code;
}

const clientFaultCheck: PathCheck = {
  id: "client-faults",
  group: "Closing",
  title: "The client's fault",
  description: "A raw client opens and sends a malformed frame. Yes: the server's error frame FRAM reaches it.",
  needs: "client",
  needsOpen: true,
  run: async (target) => {
    const exchange = await target.openRaw({ target: target.newTarget("meet") });
    await exchange.collect(TIMEOUT_MS, hasPong);
    exchange.send(malformedFrame);
    const reply = await exchange.collect(TIMEOUT_MS, ({ octets }) => errorCodeIn(octets) !== undefined);
    const error = errorCodeIn(reply.octets);
    return yesIf(error === "FRAM", error === undefined ? `no error frame, ${endText(reply) || "open"}` : `error frame ${error}`, {
      rating: "poor",
    });
  },
};

const serverFaultCheck: PathCheck = {
  id: "server-faults",
  group: "Closing",
  title: "The server's fault",
  description: "An origin opens and sends a malformed frame. Yes: the client names the fault, and its error frame FRAM reaches the origin.",
  needs: "origin",
  needsOpen: true,
  run: async (harness) => {
    const target = harness.newTarget("stub/garbage");
    const client = new LocalEnd(await harness.connect(target));
    const atOrigin = (): string | undefined => errorCodeIn(harness.origin.observedRequests(target)[0]?.octets ?? new Uint8Array(0));
    const reached = await waitUntil(() => atOrigin() !== undefined, TIMEOUT_MS);
    const seen = `origin ${reached ? `saw ${atOrigin()}` : "saw no error frame"}`;
    // The stub leaves the stream open; the close timeout of the client ends it.
    const report = await client.waitForClose(2 * TIMEOUT_MS);
    return yesIf(atOrigin() === "FRAM" && report?.fault === "FRAM", `${seen}; client ${reportText(report)}`);
  },
};

const clientLimitCheck: PathCheck = {
  id: "client-limit",
  group: "Closing",
  title: "Over the client's limit",
  description:
    "The server sends 8 MiB to a client that takes messages of 64 KiB. Yes: the client stops at the limit and the server learns LRGE.",
  needs: "both-ends",
  needsOpen: true,
  run: async (target) => {
    const { client, server } = await target.connectBothEnds({ limits: { message: CLIENT_LIMIT }, announceLimit: false });
    server.send(8 * MIB);
    const [there, here] = await Promise.all([server.waitForClose(2 * TIMEOUT_MS), client.waitForClose(2 * TIMEOUT_MS)]);
    return yesIf(there?.error === "LRGE" && here?.fault === "LRGE", `client ${reportText(here)}; server ${reportText(there)}`, {
      rating: "poor",
    });
  },
};

/** The checks of fault reports. */
export const faultReportChecks: readonly PathCheck[] = [clientFaultCheck, serverFaultCheck, clientLimitCheck];
