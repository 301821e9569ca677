/**
 * The files of bibxml, in which xml2rfc, kramdown-rfc and the IETF keep references, by the names of works.
 *
 * @module
 */

/** Where bibxml has a work. */
export interface BibxmlFiles {
  /** The names under which caches keep the file, the usual one first. */
  readonly names: readonly string[];
  /** The path on a server of bibxml. */
  readonly path: string;
}

/** The folders of bibxml by series. */
const folders: Readonly<Record<string, string>> = {
  RFC: "bibxml",
  BCP: "bibxml-rfcsubseries",
  STD: "bibxml-rfcsubseries",
  FYI: "bibxml-rfcsubseries",
  "I-D": "bibxml3",
  W3C: "bibxml4",
  "3GPP": "bibxml5",
  "SDO-3GPP": "bibxml5",
  IEEE: "bibxml6",
  DOI: "bibxml7",
  IANA: "bibxml8",
  ANSI: "bibxml2",
  CCITT: "bibxml2",
  FIPS: "bibxml2",
  ISO: "bibxml2",
  ITU: "bibxml2",
  NIST: "bibxml2",
  OASIS: "bibxml2",
  PKCS: "bibxml2",
};

/** Splits the name of a work: `RFC9113`, `BCP.14`, `I-D.ietf-quic-http`, `draft-ietf-quic-http-34`, `DOI.10.1007/x`. */
function splitName(name: string): { readonly series: string; readonly rest: string } | undefined {
  if (/^draft-[a-z0-9-]+$/.test(name)) return { series: "I-D", rest: name };
  const { series = "", dot, rest = "" } = /^(?<series>3GPP|W3C|[A-Z-]+(?:3GPP)?)(?<dot>\.?)(?<rest>[\w./:+()-]+)$/.exec(name)?.groups ?? {};
  const known = Object.hasOwn(folders, series) && (dot !== "" || /^\d+$/.test(rest));
  return known ? { series, rest } : undefined;
}

/** Returns the spellings of the part behind the series, the usual one first. */
function spellings(series: string, rest: string): string[] {
  if (/^\d+$/.test(rest)) return [rest.padStart(4, "0"), rest];
  if (series !== "I-D") return [rest];
  const short = rest.replace(/^draft-/, "");
  return /-\d\d$/.test(short) ? [`draft-${short}`, short] : [short, `draft-${short}`];
}

/** Returns the files of a work, or `undefined` if bibxml has no series for its name. */
export function bibxmlFiles(name: string): BibxmlFiles | undefined {
  const { series, rest } = splitName(name) ?? {};
  if (series === undefined || rest === undefined) return undefined;
  const files = spellings(series, rest).map((spelling) => `reference.${series}.${spelling}.xml`);
  const flat = files.map((file) => file.replaceAll("/", "_"));
  return {
    names: [...flat, ...["alt", "computed"].flatMap((prefix) => flat.map((file) => `${prefix}-${file}`))],
    path: `${folders[series] ?? ""}/${files[0] ?? ""}`,
  };
}
