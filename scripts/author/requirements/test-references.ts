/**
 * Finds the requirements that tests name.
 *
 * @module
 */

/** A test that names a requirement. */
export interface TestReference {
  /** The file, as the caller named it. */
  readonly file: string;
  /** The title of the test; empty outside of tests. */
  readonly title: string;
  /** The line, from 1. */
  readonly line: number;
}

/** A requirement and its place. */
interface IdentifierOccurrence {
  readonly id: string;
  readonly offset: number;
}

const identifier = /\bR-\d{3,}\b/g;
const testCall = /\btest(?:\.\w+)*\(\s*(["'`])(?<title>(?:\\.|(?!\1)[^\\])*)\1/g;
const comment = /(?<=^|[\s;,{}()[\]])\/\/[^\n]*|\/\*[^]*?\*\//g;

function findIdentifiers(text: string, pattern: RegExp): IdentifierOccurrence[] {
  return [...text.matchAll(pattern)].flatMap((part) =>
    [...part[0].matchAll(identifier)].map(({ 0: id, index }) => ({ id, offset: part.index + index })),
  );
}

/** Returns the end of a test: the first line at the margin that closes it. */
function testEnd(text: string, begin: number): number {
  const end = /\n\}?\)+;?[ \t]*(?=\n|$)/.exec(text.slice(begin));
  const line = text.indexOf("\n", begin);
  const oneLine = line < 0 ? text.length : line;
  const opened = /[({[`][ \t]*$/.test(text.slice(begin, oneLine));
  return opened && end !== null ? begin + end.index + end[0].length : oneLine;
}

/**
 * Finds the requirements in the titles and comments of a test file. Other strings do not count. A comment between two
 * tests belongs to the second one.
 */
export function requirementsNamedIn(file: string, text: string): ReadonlyMap<string, readonly TestReference[]> {
  const tests = [...text.matchAll(testCall)].map((call) => ({
    end: testEnd(text, call.index),
    title: (call.groups?.["title"] ?? "").replace(/\\(.)/g, "$1"),
  }));
  const all = [...findIdentifiers(text, testCall), ...findIdentifiers(text, comment)].sort((a, b) => a.offset - b.offset);
  const named = new Map<string, TestReference[]>();
  for (const { id, offset } of all) {
    const title = tests.find(({ end }) => offset < end)?.title ?? "";
    const line = text.slice(0, offset).split("\n").length;
    const before = named.get(id) ?? [];
    if (!before.some((one) => one.title === title)) named.set(id, [...before, { file, title, line }]);
  }
  return named;
}
