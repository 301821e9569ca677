/**
 * Cases about the repetition of a handshake by a client (Section "Repeating a Handshake").
 *
 * @module
 */
import { toHex } from "../../../common/octets.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import { data, type Http2Field, headers, reset } from "../../h2/index.ts";
import { fieldName, outcome } from "../../handshake-fields.ts";
import type { ClientHarness, ConformanceCase, ReceivedRequest, RequirementId } from "../conformance-case.ts";
import { assert, fail } from "../case-failure.ts";

/** Statuses with which a refusal says when to try again: at once, so that a case does not wait for it. */
const OVERLOADED = ["429", "503"];

/** Returns the header section of a refusal, with content in plain text. */
export function refusalFields(harness: ClientHarness, status: string): Http2Field[] {
  const fields = { ":status": status, [fieldName.outcome]: outcome("rejected"), "content-type": "text/plain" };
  return harness.replyFields(fields, OVERLOADED.includes(status) ? [["retry-after", "0"]] : []);
}

/** The content of a refusal. */
export const REFUSAL_CONTENT = Buffer.from("no");

/** The most requests of one opening: the first, and one for each of at most five repetitions. */
const MOST_REQUESTS = 6;

/** The time in which a client repeats its handshake, if it must not, in ms. */
const UNWANTED_WAIT_MS = 1000;

/** The time in which a client repeats its handshake, if it may, in ms. */
const REPEAT_WAIT_MS = 3000;

/** A case in which the client must not repeat its request. */
function notRepeatedCase(
  id: string,
  summary: string,
  respond: (request: ReceivedRequest, harness: ClientHarness) => void,
  requirement: RequirementId = "R-153",
): ConformanceCase {
  return {
    id: `opening/${id}`,
    summary,
    requirements: [requirement],
    role: "client",
    run: async (harness) => {
      respond(await harness.nextRequest(), harness);
      const second = await harness.nextRequest(Math.min(harness.timeoutMs, UNWANTED_WAIT_MS)).catch(() => undefined);
      if (second !== undefined) fail("expected no second handshake, found one");
    },
  };
}

/** Responds with a refusal that has content and ends. */
const refuseWith =
  (status: string) =>
  ({ peer, stream }: ReceivedRequest, harness: ClientHarness): void =>
    peer.send(headers(stream, refusalFields(harness, status)), data(stream, REFUSAL_CONTENT, { endStream: true }));

/** Responds with a redirection to the same target. */
const redirectWith =
  (status: string) =>
  ({ peer, stream, fields }: ReceivedRequest): void =>
    peer.send(
      headers(
        stream,
        [
          [":status", status],
          ["location", fieldValue(fields, ":path") ?? "/"],
        ],
        { endStream: true },
      ),
    );

const notRepeatedCases: readonly ConformanceCase[] = [
  ...["400", "403", "500", "502"].map((status) =>
    notRepeatedCase(`no-retry-after-${status}`, `Does not repeat a handshake that was refused with ${status}.`, refuseWith(status)),
  ),
  notRepeatedCase("no-retry-after-reset", "Does not repeat a handshake whose stream was reset.", ({ peer, stream }) => {
    peer.send(reset(stream, "INTERNAL_ERROR"));
  }),
  notRepeatedCase("no-retry-after-okay", "Does not repeat a handshake after a 421 with okay.", ({ peer, stream }, harness) => {
    peer.send(headers(stream, harness.replyFields({ ":status": "421" }), { endStream: true }));
  }),
  notRepeatedCase(
    "no-retry-for-check",
    "Does not act on the check that a refusal names.",
    ({ peer, stream }, harness) => {
      const problem = JSON.stringify({ status: 403, check: "early-data" });
      peer.send(headers(stream, refusalFields(harness, "403")), data(stream, Buffer.from(problem), { endStream: true }));
    },
    "R-136",
  ),
  notRepeatedCase("no-redirect", "Does not follow a redirection that its application did not ask for.", redirectWith("307"), "R-157"),
  ...["301", "302", "303"].map((status) =>
    notRepeatedCase(`no-redirect-${status}`, `Does not follow a redirection with ${status}.`, redirectWith(status), "R-156"),
  ),
];

/** A case in which the client may repeat its request, but only once, and with a new ping. */
function repeatedOnceCase(
  id: string,
  summary: string,
  respond: (request: ReceivedRequest, harness: ClientHarness) => void,
): ConformanceCase {
  return {
    id: `opening/${id}`,
    summary,
    requirements: ["R-154"],
    role: "client",
    run: async (harness) => {
      const pings = new Set<string>();
      let count = 0;
      for (let request: ReceivedRequest | undefined = await harness.nextRequest(); request !== undefined; ) {
        count += 1;
        assert(count <= 2, "expected at most one repetition for one reason, found two");
        const { data: bytes } = await harness.connectionOn(request, null, false).expectPing("the opening ping");
        assert(!pings.has(toHex(bytes)), "expected a new opening ping with each handshake, found the same Data");
        pings.add(toHex(bytes));
        respond(request, harness);
        request = await harness.nextRequest(Math.min(harness.timeoutMs, REPEAT_WAIT_MS)).catch(() => undefined);
      }
    },
  };
}

const repeatedOnceCases: readonly ConformanceCase[] = [
  repeatedOnceCase("repeat-refused-stream", "Repeats a handshake at most once after REFUSED_STREAM.", ({ peer, stream }) => {
    peer.send(reset(stream, "REFUSED_STREAM"));
  }),
  ...["401", "421", "425", "429", "503"].map((status) =>
    repeatedOnceCase(`repeat-${status}`, `Repeats a handshake at most once after ${status}.`, refuseWith(status)),
  ),
  {
    id: "opening/repeat-at-most",
    summary: `Sends at most ${MOST_REQUESTS} requests for one opening, whatever the reasons.`,
    requirements: ["R-154"],
    role: "client",
    run: async (harness) => {
      const statuses = ["421", "425", "401", "503", "429", "407", "421", "425"];
      for (let count = 1; ; count += 1) {
        const request: ReceivedRequest | undefined = await (count === 1
          ? harness.nextRequest()
          : harness.nextRequest(Math.min(harness.timeoutMs, REPEAT_WAIT_MS)).catch(() => undefined));
        if (request === undefined) return;
        assert(count <= MOST_REQUESTS, `expected at most ${MOST_REQUESTS} requests, found another`);
        refuseWith(statuses[count - 1] ?? "503")(request, harness);
      }
    },
  },
];

/** The cases about the repetition of a handshake by a client. */
export const repeatCases: readonly ConformanceCase[] = [...notRepeatedCases, ...repeatedOnceCases];
