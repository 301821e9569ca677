/**
 * Does the client learn that it was refused, and why?
 *
 * @module
 */
import { OpeningError } from "../../../../reference/http2/index.ts";
import type { PathHarness } from "../testbed/path-harness.ts";
import { type CheckResult, yesIf, hasOrigin, hasPurpose, no, type PathCheck } from "./path-check.ts";

/** The check by which an opening fails, and what the client says. */
async function expectFailure(lab: PathHarness, target: string, expected: readonly string[]): Promise<CheckResult> {
  const begin = performance.now();
  try {
    const client = await lab.connect(target);
    client.close();
    return no("open");
  } catch (error) {
    if (!(error instanceof OpeningError)) throw error;
    return yesIf(expected.includes(error.check), error.message, performance.now() - begin);
  }
}

function failureCheck(id: string, group: string, title: string, what: string, name: string, expected: readonly string[]): PathCheck {
  return {
    id,
    group,
    title,
    asks: `Our client asks ${what}. Yes: the opening fails with ${expected.map((each) => JSON.stringify(each)).join(" or ")} .`,
    phase: "usual",
    needsOpen: false,
    appliesTo: hasOrigin,
    run: (lab) => expectFailure(lab, lab.newTarget(name), expected),
  };
}

const refused: PathCheck = {
  ...failureCheck("refused", "Refusals", "Refused", "a server that refuses with 403", "refuse", ["refused"]),
  asks: 'Our client asks a server that refuses with 403 and content. Yes: it reports "refused", the status and the token.',
  run: async (lab) => {
    const begin = performance.now();
    const error = await lab.connect(lab.newTarget("refuse")).catch((reason: unknown) => reason);
    if (!(error instanceof OpeningError)) return no("open");
    const { check, status, token } = error.failure;
    return yesIf(check === "refused" && status === 403 && token === "rejected", error.message, performance.now() - begin);
  },
};

/** What a client can tell of an origin that does not know WebSocket2; a hop that buffers leaves only the timeout. */
const GROUP = "Origins that do not know it";

const files: PathCheck = {
  id: "files",
  group: GROUP,
  title: "Static files",
  asks: "Our client asks for a file. Yes: the opening fails at once, not by the timeout.",
  phase: "usual",
  needsOpen: false,
  appliesTo: hasPurpose("files"),
  run: (lab) => expectFailure(lab, "/there", ["not-websocket2", "status", "aborted", "ended"]),
};

/** The questions. */
export const refusalChecks: readonly PathCheck[] = [
  refused,
  failureCheck("refused-without-content", "Refusals", "Refused without content", "an origin that refuses without content", "stub/refuses-without-content", ["refused"]),
  failureCheck("unaware-at-once", GROUP, "Answers at once", "an origin that answers 200 without reading", "stub/at-once", ["not-websocket2"]),
  failureCheck("unaware-reads-first", GROUP, "Reads first", "an origin that reads the request to its end before it answers 200", "stub/reads-first", ["timeout", "not-websocket2"]),
  failureCheck("unaware-404", GROUP, "404", "an origin that answers 404", "stub/not-found", ["status"]),
  files,
];
