/**
 * Checks of refusals: whether the client learns that it was refused, and why.
 *
 * @module
 */
import { OpeningError } from "../../../../reference/http2/index.ts";
import type { PathHarness } from "../testbed/path-harness.ts";
import { refusal } from "../testbed/test-origin.ts";
import { type CheckResult, hasPurpose, no, type PathCheck, yesIf } from "./path-check.ts";

/** Opens a connection and returns the error. @throws any error but an {@link OpeningError} */
async function failedOpening(
  harness: PathHarness,
  target: string,
): Promise<{ readonly error: OpeningError | undefined; readonly ms: number }> {
  const begin = performance.now();
  const opened = await harness.connect(target).catch((reason: unknown) => reason);
  const ms = performance.now() - begin;
  if (opened instanceof OpeningError) return { error: opened, ms };
  if (opened instanceof Error) throw opened;
  (opened as { close(): void }).close();
  return { error: undefined, ms };
}

async function expectFailure(harness: PathHarness, target: string, expected: (error: OpeningError) => boolean): Promise<CheckResult> {
  const { error, ms } = await failedOpening(harness, target);
  return error === undefined ? no("open") : yesIf(expected(error), error.message, { ms });
}

type FailureCheckText = Pick<PathCheck, "id" | "group" | "title" | "description">;

function failureCheck(text: FailureCheckText, resource: string, expected: (error: OpeningError) => boolean): PathCheck {
  return { ...text, needs: "origin", needsOpen: false, run: (harness) => expectFailure(harness, harness.newTarget(resource), expected) };
}

const isRefusal = ({ check, failure: { status, token } }: OpeningError): boolean =>
  check === "refused" && status === refusal.status && token === "rejected";

const refusedCheck = failureCheck(
  {
    id: "refused",
    group: "Refusals",
    title: "Refused",
    description: `The client opens to a server that refuses with ${refusal.status} and content. Yes: it reports "refused", the status and the token.`,
  },
  "refuse",
  isRefusal,
);

/** An opening that has to fail by one of some checks of the client. */
function failsBy(id: string, group: string, title: string, origin: string, resource: string, checks: readonly string[]): PathCheck {
  const description = `The client opens to ${origin}. Yes: the opening fails with ${checks.map((check) => JSON.stringify(check)).join(" or ")}.`;
  return failureCheck({ id, group, title, description }, resource, ({ check }) => checks.includes(check));
}

/** Behind a hop that buffers, an origin without WebSocket2 looks like silence. */
const UNAWARE = "Origins without WebSocket2";

const filesCheck: PathCheck = {
  id: "files",
  group: UNAWARE,
  title: "Static files",
  description: "The client opens to a file. Yes: the opening fails at once, not by the timeout.",
  needs: "origin",
  needsOpen: false,
  appliesTo: hasPurpose("files"),
  run: (harness) => expectFailure(harness, "/there", ({ check }) => ["not-websocket2", "status", "aborted", "ended"].includes(check)),
};

/** The checks of refusals. */
export const refusalChecks: readonly PathCheck[] = [
  refusedCheck,
  failsBy(
    "refused-without-content",
    "Refusals",
    "Refused without content",
    "an origin that refuses without content",
    "stub/refuses-without-content",
    ["refused"],
  ),
  failsBy("unaware-at-once", UNAWARE, "Answers at once", "an origin that answers 200 without reading", "stub/at-once", ["not-websocket2"]),
  failsBy(
    "unaware-reads-first",
    UNAWARE,
    "Reads first",
    "an origin that reads the request to its end before it answers 200",
    "stub/reads-first",
    ["timeout", "not-websocket2"],
  ),
  failsBy("unaware-404", UNAWARE, "404", "an origin that answers 404", "stub/not-found", ["status"]),
  filesCheck,
];
