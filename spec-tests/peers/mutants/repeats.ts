/**
 * Mutants of clients that repeat a handshake too often, and that leave pushed responses on.
 */
import { fieldValue } from "../../../scripts/interop/h2/change-fields.ts";
import type { Http2Event } from "../../../scripts/interop/h2/index.ts";
import type { Mutant } from "./mutant.ts";

const onReset = ({ type }: Http2Event): boolean => type === "RST_STREAM";

/** Returns whether a response has one of the statuses. */
const onStatus =
  (...statuses: readonly string[]) =>
  (event: Http2Event): boolean =>
    event.type === "HEADERS" && statuses.includes(fieldValue(event.fields, ":status") ?? "");

/** The mutants, without their role. */
export const repeats: readonly Omit<Mutant, "role">[] = [
  {
    name: "repeats",
    does: "repeats an opening that was reset",
    found: ["opening/no-retry-after-reset", "fail"],
    mutation: { retries: onReset },
  },
  {
    name: "repeats-twice",
    does: "repeats an opening twice after REFUSED_STREAM",
    found: ["opening/repeat-refused-stream", "fail"],
    mutation: { retries: onReset },
    timeoutMs: 15_000,
  },
  {
    name: "repeats-500",
    does: "repeats an opening after the status 500",
    found: ["opening/no-retry-after-500", "fail"],
    mutation: { retries: onStatus("500") },
  },
  {
    name: "repeats-503",
    does: "repeats an opening after every 503",
    found: ["opening/repeat-503", "fail"],
    mutation: { retries: onStatus("503") },
    timeoutMs: 15_000,
  },
  {
    name: "repeats-endlessly",
    does: "repeats an opening after every refusal that allows it",
    found: ["opening/repeat-at-most", "fail"],
    mutation: { retries: onStatus("401", "407", "421", "425", "429", "503") },
    timeoutMs: 15_000,
  },
  {
    name: "follows-303",
    does: "follows a redirection with 303",
    found: ["opening/no-redirect-303", "fail"],
    mutation: { retries: onStatus("303") },
  },
  {
    name: "push-on",
    does: "leaves pushed responses on",
    found: ["opening/push-off", "non-strict"],
    mutation: { push: true },
  },
];
