/** The promises of the protocol for both ends of a connection. */
import type { Endpoint } from "./end-state.ts";
import type { SearchResult } from "./explore.ts";
import type { Pair } from "./pair.ts";

const stays = (pair: Pair): boolean => pair.ends.some((end, side) => end.state !== "closed" && pair.gone[side] === false);

const both = (pair: Pair): readonly (readonly [end: Endpoint, other: Endpoint])[] => [
  [pair.ends[0], pair.ends[1]],
  [pair.ends[1], pair.ends[0]],
];

/** Returns whether an end with a clean close lacks a message that the other end accepted from its application. */
const loses = (pair: Pair): boolean => both(pair).some(([end, other]) => end.report === "clean" && end.delivered !== other.taken);

/** Returns whether one end closed cleanly and the other did not. */
export const differs = (pair: Pair): boolean => {
  const reports = pair.ends.map((end) => end.report === "clean");
  return reports[0] !== reports[1] && !pair.gone.includes(true);
};

/** Returns whether an end found a fault after its own CLOS was begun, which allows different reports. */
export const lateFault = (pair: Pair): boolean => pair.ends.some((end) => end.lateFault);

/** Returns whether a timeout, reset or loss took the last CLOS, which allows different reports. */
export const lastLost = (pair: Pair): boolean => pair.ends.some((end) => end.peer === "" && !end.faulted && end.report === "abnormal");

/** Returns the broken promises, each with the shortest sequence of moves that leads to it. */
export function findProblems(found: SearchResult, allowed: (pair: Pair) => boolean): readonly string[] {
  const wrong = (what: string, bad: (pair: Pair) => boolean): readonly string[] => {
    const pair = found.ends.find(bad);
    return pair === undefined ? [] : [`${what}: ${found.story(pair)}`];
  };
  return [
    ...wrong("an end does not close", stays),
    ...wrong("a clean close loses a message", loses),
    ...wrong("the ends differ", (pair) => differs(pair) && !allowed(pair)),
    ...(found.stuck > 0 ? [`${found.stuck} states lead to no end`] : []),
  ];
}
