/**
 * Does a connection open, and how soon?
 *
 * @module
 */
import { OpeningError } from "../../../../reference/http2/index.ts";
import { median } from "../../../common/statistics.ts";
import { no, type PathCheck, yes } from "./path-check.ts";

const TIMES = 5;

/** The question. */
export const openingCheck: PathCheck = {
  id: "opens",
  group: "Opening",
  title: "Opens",
  asks: `Our client opens ${TIMES} connections one after the other. The time is the median from the request to the opening pong; a failed check stands with what the client tells.`,
  phase: "usual",
  needsOpen: false,
  run: async (lab) => {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      try {
        const { client } = await lab.connectBothEnds();
        times.push(client.statistics().opening ?? NaN);
        client.close();
      } catch (error) {
        if (!(error instanceof OpeningError)) throw error;
        return no(error.message);
      }
    }
    return yes("open", median(times));
  },
};
