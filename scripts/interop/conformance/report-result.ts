/**
 * What became of cases, in the shape that all reports are made of.
 *
 * @module
 */
import type { TestResult } from "../report/result.ts";
import type { PeerRole } from "./conformance-case.ts";
import { explainExchange } from "./exchange/explain-exchange.ts";
import type { CaseResult } from "./run-cases.ts";

/** The topic of a case: the beginning of its id. */
const topicOf = (id: string): string => id.slice(0, id.indexOf("/"));

function exchangeLines({ exchanges: exchange }: CaseResult, peer: PeerRole): string[] {
  return exchange.flatMap((each, index) => {
    const title = exchange.length > 1 ? [`Connection ${index + 1} of HTTP/2:`] : [];
    return [...title, ...explainExchange(each, peer)];
  });
}

/**
 * The result of a case for a report; what went either way is told where it is no pass.
 *
 * @param peer - the role of the peer under test
 */
export function reportResult(done: CaseResult, peer: PeerRole): TestResult {
  const { case: each, verdict, detail: why, durationMs: duration } = done;
  const told = verdict === "pass" || verdict === "unimplemented" ? {} : { exchange: exchangeLines(done, peer) };
  return { suite: topicOf(each.id), id: each.id, summary: each.summary, verdict, detail: why, requirements: each.requirements, duration, ...told };
}
