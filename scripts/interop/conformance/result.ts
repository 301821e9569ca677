/**
 * What became of cases, in the shape that all reports are made of.
 *
 * @module
 */
import type { Result } from "../report/result.ts";
import type { Role } from "./case.ts";
import { explainExchange } from "./exchange/explain.ts";
import type { CaseResult } from "./run.ts";

/** The topic of a case: the beginning of its id. */
const topicOf = (id: string): string => id.slice(0, id.indexOf("/"));

function exchangeOf({ exchange }: CaseResult, peer: Role): string[] {
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
export function resultOf(done: CaseResult, peer: Role): Result {
  const { case: each, verdict, why, duration } = done;
  const told = verdict === "pass" || verdict === "unimplemented" ? {} : { exchange: exchangeOf(done, peer) };
  return { suite: topicOf(each.id), id: each.id, says: each.says, verdict, detail: why, requirements: each.requirements, duration, ...told };
}
