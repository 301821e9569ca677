/**
 * Checks of HTTP streams: how their ends and their DATA frames arrive.
 *
 * @module
 */
import { delay, waitUntil } from "../../../common/waiting.ts";
import { reportText } from "../path-ends/end-report.ts";
import { LocalEnd } from "../path-ends/local-end.ts";
import { endText, hasPong, PING_FRAME_OCTETS } from "../path-ends/raw-exchange.ts";
import type { SeenRequest } from "../path-ends/path-target.ts";
import { type PathCheck, yesIf } from "./path-check.ts";

const GROUP = "Ends of streams";
const MIB = 1024 * 1024;
const TIMEOUT_MS = 2500;
const POLL_INTERVAL_MS = 50;

const clientEndsCheck: PathCheck = {
  id: "half-closed",
  group: GROUP,
  title: "END_STREAM of the client",
  description: "A raw client ends its side; the origin then sends 4 octets and ends. Yes: they arrive, and END_STREAM behind them.",
  needs: "origin",
  needsOpen: true,
  run: async (harness) => {
    const exchange = await harness.openRaw({ target: harness.newTarget("stub/goes-on") });
    await exchange.collect(TIMEOUT_MS, ({ octets }) => octets.length >= "begin".length);
    exchange.endStream();
    const reply = await exchange.collect(TIMEOUT_MS);
    const arrived = Buffer.from(reply.octets).toString() === "rest";
    return yesIf(
      arrived && reply.ended === "END_STREAM",
      `${arrived ? "the rest came" : "nothing more came"}, then ${endText(reply) || "nothing"}`,
    );
  },
};

const serverEndsCheck: PathCheck = {
  id: "server-ends-first",
  group: GROUP,
  title: "END_STREAM of the server first",
  description:
    "An origin ends its side first, as in the drafts of 2016; the client still has 1 MiB to send. Yes: all of it reaches the origin.",
  needs: "origin",
  needsOpen: true,
  run: async (harness) => {
    const target = harness.newTarget("stub/ends-first");
    const exchange = await harness.openRaw({ target });
    await exchange.collect(TIMEOUT_MS);
    await exchange.sendLast(new Uint8Array(MIB)).catch(() => undefined);
    const arrived = (): number => Math.max(0, (harness.origin.observedRequests(target)[0]?.octets.length ?? 0) - PING_FRAME_OCTETS);
    const all = await waitUntil(() => arrived() >= MIB, TIMEOUT_MS);
    return yesIf(all, `${arrived()} of ${MIB} octets reached the origin`);
  },
};

const clientResetsCheck: PathCheck = {
  id: "client-resets",
  group: GROUP,
  title: "RST_STREAM of the client",
  description: "A raw client resets with CANCEL. Yes: the origin sees an end out of order, not END_STREAM.",
  needs: "both-ends",
  needsOpen: true,
  run: async (target) => {
    const requestTarget = target.newTarget("stub/echo");
    const exchange = await target.openRaw({ target: requestTarget });
    await exchange.collect(TIMEOUT_MS, hasPong);
    exchange.cancel();
    let ended: SeenRequest["ended"];
    for (let waited = 0; ended === undefined && waited < TIMEOUT_MS; waited += POLL_INTERVAL_MS) {
      await delay(POLL_INTERVAL_MS);
      ended = (await target.requestSeen(requestTarget))?.ended;
    }
    return yesIf(ended === "reset", `origin saw ${ended === "reset" ? "a reset" : (ended ?? "nothing")}`, { rating: "fact" });
  },
};

const serverResetsCheck: PathCheck = {
  id: "server-resets",
  group: GROUP,
  title: "RST_STREAM of the origin",
  description: "An origin resets with INTERNAL_ERROR. Yes: the client sees a reset, not END_STREAM.",
  needs: "origin",
  needsOpen: true,
  run: async (harness) => {
    const exchange = await harness.openRaw({ target: harness.newTarget("stub/resets") });
    const reply = await exchange.collect(TIMEOUT_MS);
    return yesIf(reply.ended === "reset", `client saw ${endText(reply) || "nothing"}`);
  },
};

const serverResetsReportCheck: PathCheck = {
  id: "server-resets-ours",
  group: GROUP,
  title: "RST_STREAM of the origin, reported",
  description: "An origin resets with INTERNAL_ERROR a stream that the package's client has opened. Yes: the client reports 1006.",
  needs: "origin",
  needsOpen: true,
  run: async (harness) => {
    const client = await harness.connect(harness.newTarget("stub/resets")).catch((error: Error) => error);
    if (client instanceof Error) return yesIf(client.name === "OpeningError", client.message);
    const report = await new LocalEnd(client).waitForClose(TIMEOUT_MS);
    return yesIf(report?.code === 1006 && !report.wasClean, `client ${reportText(report)}`);
  },
};

const FRAMES = 20;

const dataFramesCheck: PathCheck = {
  id: "data-kept",
  group: GROUP,
  title: "DATA frames as sent",
  description: `An origin sends back ${FRAMES} messages of 1 to ${FRAMES} octets that go out in pairs, 5 ms apart. Yes: the same number of DATA frames arrives, of the same sizes.`,
  needs: "origin",
  needsOpen: true,
  run: async (harness) => {
    const exchange = await harness.openRaw({ target: harness.newTarget("stub/echo") });
    await exchange.collect(TIMEOUT_MS, hasPong);
    const sizes = Array.from({ length: FRAMES }, (_, index) => index + 1);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    // A hop may join frames that arrive together.
    for (const size of sizes) {
      exchange.send(new Uint8Array(size));
      if (size % 2 === 0) await delay(5);
    }
    const { dataSizes } = await exchange.collect(TIMEOUT_MS, ({ octets }) => octets.length >= total);
    return yesIf(dataSizes.join() === sizes.join(), `${dataSizes.length} DATA frames for ${FRAMES}`);
  },
};

/** The checks of streams. */
export const streamEndChecks: readonly PathCheck[] = [
  clientEndsCheck,
  serverEndsCheck,
  clientResetsCheck,
  serverResetsCheck,
  serverResetsReportCheck,
  dataFramesCheck,
];
