/**
 * The examples in the doc comments of `reference/`, and in the page of the layout language.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One example. */
export interface Example {
  /** The export that it shows. */
  readonly name: string;
  /** File and line of the code. */
  readonly place: string;
  /** The code. */
  readonly code: string;
  /** What it prints: the comments behind its calls of `console.log`, in order. */
  readonly prints: readonly string[];
}

const DOC_COMMENT = /^\/\*\*(?:(?!\*\/)[^])*\*\/\n(?:export (?:declare |abstract |async )*(?:class|function|const) (\w+))?/gm;
const CODE = /@example\n \* ```ts\n((?: \*.*\n)*?) \* ```/g;

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;

function printsOf(code: string): string[] {
  return [...code.matchAll(/console\.log\(.*\)[;,] \/\/ (.*)$/gm)].map((line) => line[1] as string);
}

function examplesOf(path: string): Example[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(DOC_COMMENT)].flatMap((comment) =>
    [...comment[0].matchAll(CODE)].map((found): Example => {
      const code = (found[1] as string).replaceAll(/^ \* ?/gm, "");
      return {
        name: comment[1] ?? "(unnamed)",
        place: `${path}:${lineOf(text, comment.index + found.index) + 2}`,
        code,
        prints: printsOf(code),
      };
    }),
  );
}

/** Returns the blocks of a page. */
function blocksOf(path: string): Example[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(({ 1: code = "", index }, count): Example => {
    return { name: `block ${count + 1} of the page of layouts`, place: `${path}:${lineOf(text, index) + 1}`, code, prints: printsOf(code) };
  });
}

const inComments = readdirSync("reference", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .sort()
  .flatMap((path) => examplesOf(join("reference", path)));

/** All examples, file by file. */
export const examples: readonly Example[] = [...inComments, ...blocksOf("reference/layout/README.md")];
