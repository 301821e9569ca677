/**
 * What the name of a work says: series, number and address of RFCs, BCPs and Internet-Drafts.
 *
 * @module
 */

/** The address of a document by its series. The first series of a work in this order gives the address. */
const addressOf: Readonly<Record<string, (number: string) => string>> = {
  RFC: (number) => `https://www.rfc-editor.org/info/rfc${number}`,
  "Internet-Draft": (name) => `https://datatracker.ietf.org/doc/html/${name}`,
  BCP: (number) => `https://www.rfc-editor.org/info/bcp${number}`,
  STD: (number) => `https://www.rfc-editor.org/info/std${number}`,
  FYI: (number) => `https://www.rfc-editor.org/info/fyi${number}`,
  DOI: (name) => `https://doi.org/${name}`,
};

/** Zeros in front, as in `RFC0768` of bibxml, are no part of the number. */
const rfcName = /^RFC0*(?<number>\d+)$/;
const subseriesName = /^(?<series>BCP|STD|FYI)(?<number>\d+)$/;
const draftName = /^(?:I-D\.(?:draft-)?|draft-)(?<name>[a-z0-9]+(?:-[a-z0-9]+)*)$/;
const doiName = /^DOI\.(?<doi>10\.\d+\/\S+)$/;

/** Returns the series that the name of a work implies, with numbers: `RFC` and `DOI` for `RFC9113`. */
export function seriesOfName(name: string): Readonly<Record<string, string>> {
  const rfc = rfcName.exec(name)?.groups?.number;
  if (rfc !== undefined) return { RFC: rfc, DOI: `10.17487/RFC${rfc.padStart(4, "0")}` };
  const { series, number = "" } = subseriesName.exec(name)?.groups ?? {};
  if (series !== undefined) return { [series]: number };
  const draft = draftName.exec(name)?.groups?.name;
  if (draft !== undefined) return { "Internet-Draft": `draft-${draft}` };
  const doi = doiName.exec(name)?.groups?.doi;
  return doi === undefined ? {} : { DOI: doi };
}

/** Returns the series of a work: those of its entry, and those of its name. A given Internet-Draft has its revision. */
export function seriesOfWork(name: string, given: Readonly<Record<string, string | number>>): Readonly<Record<string, string>> {
  const own = Object.entries(seriesOfName(name)).filter(([series]) => series !== "Internet-Draft" || !Object.hasOwn(given, series));
  return Object.fromEntries([...Object.entries(given), ...own].map(([series, number]) => [series, String(number)]));
}

/** Returns the address of a work with these series, or `undefined`. */
export function addressOfSeries(series: Readonly<Record<string, string>>): string | undefined {
  const [found] = Object.keys(addressOf).filter((name) => Object.hasOwn(series, name));
  return found === undefined ? undefined : addressOf[found]?.(series[found] ?? "");
}
