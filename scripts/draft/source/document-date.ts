/**
 * The date of a draft.
 *
 * @module
 */
import { z } from "zod";

/** The date of the front matter: a day, a month, or `today`. */
export const dateSchema = z.string().refine(isDate, {
  error: ({ input }) => `expected YYYY-MM-DD, YYYY-MM or today, found ${JSON.stringify(input)}`,
});

function isDate(text: string): boolean {
  return text === "today" || z.iso.date().safeParse(text.length === "YYYY-MM".length ? `${text}-01` : text).success;
}

/**
 * Returns a full date: xml2rfc would replace a missing part by that of its clock. A month that is that of today gets the day of
 * today, another month its first day.
 *
 * @param given - the date of the front matter
 * @param today - `YYYY-MM-DD`
 */
export function fullDate(given: string, today: string): string {
  if (given === "today" || today.startsWith(`${given}-`)) return today;
  return given.length === "YYYY-MM".length ? `${given}-01` : given;
}

/**
 * Returns the day for `date: today`: that of SOURCE_DATE_EPOCH, which makes builds reproducible, or else of the clock, in UTC.
 *
 * @param now - the clock, in milliseconds since 1970
 */
export function dayOfBuild(env: Readonly<Record<string, string | undefined>>, now: number): string {
  const epoch = env.SOURCE_DATE_EPOCH ?? "";
  return new Date(/^\d{1,11}$/.test(epoch) ? Number(epoch) * 1000 : now).toISOString().slice(0, 10);
}
