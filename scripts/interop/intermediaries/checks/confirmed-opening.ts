/**
 * Does the path stay open both ways behind the opening?
 *
 * @module
 */
import { OpeningError } from "../../../../reference/http2/index.ts";
import { no, type PathCheck, yes } from "./path-check.ts";

/** The question. */
export const confirmedOpeningCheck: PathCheck = {
  id: "confirmed",
  group: "Opening",
  title: "Confirmed",
  asks: "The client waits for the pong to its second ping before it opens.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    try {
      const client = await lab.connect(lab.newTarget("meet"), { confirm: true });
      client.close();
      return yes("open");
    } catch (error) {
      if (!(error instanceof OpeningError)) throw error;
      return no(error.message);
    }
  },
};
