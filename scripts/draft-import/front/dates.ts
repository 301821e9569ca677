import { asLine, isMap } from "./persons.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const two = (value: number): string => String(value).padStart(2, "0");

/** Returns the number of a month, from its name or number. */
function monthOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,2}$/.test(text) ? Number(text) : months.indexOf(text.slice(0, 3).toLowerCase()) + 1;
  return number >= 1 && number <= 12 ? number : undefined;
}

function dateText(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  if (year === undefined || !/^\d{4}$/.test(year)) return undefined;
  const number = monthOf(month);
  if (number === undefined) return year;
  return day === undefined ? `${year}-${two(number)}` : `${year}-${two(number)}-${two(Number(day))}`;
}

const dateForms = [
  /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?/,
  /^(?<day>\d{1,2})\.? +(?<month>[A-Za-z]{3,})\.?,? +(?<year>\d{4})$/,
  /^(?<month>[A-Za-z]{3,})\.? +(?:(?<day>\d{1,2}), +)?(?<year>\d{4})$/,
];

/**
 * Returns a date of kramdown-rfc as `2026`, `2026-11` or `2026-11-23`.
 *
 * @returns `undefined` for `false`, `n.d.`, nothing and any text that is no date
 */
export function importDate(value: unknown): string | undefined {
  if (isMap(value)) return dateText(asLine(value.year), asLine(value.month), asLine(value.day));
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : asLine(value);
  for (const form of dateForms) {
    const groups = text === undefined ? undefined : form.exec(text)?.groups;
    if (groups !== undefined) return dateText(groups.year, groups.month, groups.day);
  }
  return undefined;
}
