/**
 * Colours for terminals.
 *
 * @module
 */

/** Functions that mark parts of the output. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly name: (text: string) => string;
  readonly value: (text: string) => string;
}

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    text === "" ? "" : `\x1b[${on}m${text}\x1b[${off}m`;

const identity = (text: string): string => text;

/** Colours by the sequences of ECMA-48 (SGR). */
export const colouredStyle: Style = {
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  name: sgr(36, 39),
  value: sgr(33, 39),
};

/** No colours. */
export const plainStyle: Style = { strong: identity, faint: identity, good: identity, bad: identity, name: identity, value: identity };

/**
 * Returns the style for an output: colours on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
 *
 * @param isTerminal - whether the output is a terminal
 */
export function styleFor(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): Style {
  const refused = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return isTerminal && !refused ? colouredStyle : plainStyle;
}

/** Pads a text that may have colours. @param shown - the visible length of the text; @param width - the visible width, both in columns */
export function padVisible(text: string, shown: number, width: number): string {
  return text + " ".repeat(Math.max(0, width - shown));
}
