/**
 * Does the path stay open both ways behind the opening?
 *
 * @module
 */
import { OpeningError } from "../../../../reference/http2/index.ts";
import { no, type Question, yes } from "../question.ts";

/** The question. */
export const confirmed: Question = {
  id: "confirmed",
  group: "Opening",
  title: "Confirmed",
  asks: "The client waits for the pong to its second ping before it opens.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    try {
      const client = await lab.connect(lab.target("meet"), { confirm: true });
      client.close();
      return yes("open");
    } catch (error) {
      if (!(error instanceof OpeningError)) throw error;
      return no(error.message);
    }
  },
};
