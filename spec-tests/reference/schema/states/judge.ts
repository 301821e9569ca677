/** What a search must not find. */
import type { Endpoint } from "./end-state.ts";
import type { Found } from "./explore.ts";
import type { Pair } from "./pair.ts";

const stays = (pair: Pair): boolean => pair.ends.some((end, side) => end.state !== "closed" && pair.gone[side] === false);

const both = (pair: Pair): readonly (readonly [end: Endpoint, other: Endpoint])[] => [
  [pair.ends[0], pair.ends[1]],
  [pair.ends[1], pair.ends[0]],
];

/** The end that is clean has everything that the other took from its application. */
const loses = (pair: Pair): boolean => both(pair).some(([end, other]) => end.report === "clean" && end.delivered !== other.taken);

/** One end is clean and the other is not. */
export const differs = (pair: Pair): boolean => {
  const reports = pair.ends.map((end) => end.report === "clean");
  return reports[0] !== reports[1] && !pair.gone.includes(true);
};

/** The exceptions: a fault found when the own CLOS was at least begun, and the last CLOS lost to a timeout, reset or loss. */
export const lateFault = (pair: Pair): boolean => pair.ends.some((end) => end.lateFault);
export const lastLost = (pair: Pair): boolean => pair.ends.some((end) => end.peer === "" && !end.faulted && end.report === "abnormal");

/** Says of every end that breaks a promise which one, and the shortest way there. */
export function judge(found: Found, excused: (pair: Pair) => boolean): readonly string[] {
  const wrong = (what: string, bad: (pair: Pair) => boolean): readonly string[] => {
    const pair = found.ends.find(bad);
    return pair === undefined ? [] : [`${what}: ${found.story(pair)}`];
  };
  return [
    ...wrong("an end does not close", stays),
    ...wrong("a clean close loses a message", loses),
    ...wrong("the ends differ", (pair) => differs(pair) && !excused(pair)),
    ...(found.stuck > 0 ? [`${found.stuck} states lead to no end`] : []),
  ];
}
