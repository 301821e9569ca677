/**
 * Converts the result of a case to the common form of all reports.
 *
 * @module
 */
import type { TestResult } from "../report/result.ts";
import type { PeerRole } from "./conformance-case.ts";
import { explainExchange } from "./exchange/explain-exchange.ts";
import type { CaseResult } from "./run-cases.ts";

/** Returns the topic of a case: the first segment of its id. */
const topicOf = (id: string): string => id.slice(0, id.indexOf("/"));

function exchangeLines({ exchanges }: CaseResult, peerRole: PeerRole): string[] {
  return exchanges.flatMap((exchange, index) => {
    const title = exchanges.length > 1 ? [`HTTP/2 connection ${index + 1}:`] : [];
    return [...title, ...explainExchange(exchange, peerRole)];
  });
}

/**
 * Returns the result of a case for a report. It has the exchange unless the case passed or is unimplemented.
 *
 * @param peerRole - the role of the peer under test
 */
export function reportResult(result: CaseResult, peerRole: PeerRole): TestResult {
  const { case: { id, summary, requirements }, verdict, detail, durationMs: duration } = result;
  const exchange = verdict === "pass" || verdict === "unimplemented" ? {} : { exchange: exchangeLines(result, peerRole) };
  return { suite: topicOf(id), id, summary, verdict, detail, requirements, duration, ...exchange };
}
