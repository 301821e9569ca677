/**
 * The README of the vectors, which says what they are, how to read them and how to run them.
 *
 * @module
 */
import { FileError, readTextFile } from "../../common/validate-file.ts";
import { type MarkdownSection, markdownSections } from "../markdown.ts";

/** The file, relative to the repository. */
export const VECTORS_README = "spec-tests/vectors/README.md";

/** The parts of the README that pages show. */
export interface VectorsReadme {
  /** The text under the first heading, before the table of files. */
  readonly introduction: string;
  /** Everything below the first heading. */
  readonly whole: string;
  /** How to run the vectors. */
  readonly running: string;
  /** How to verify the files. */
  readonly verifying: string;
}

/** Reads the README. @throws {@link FileError} if a section that pages show is missing */
export function readVectorsReadme(): VectorsReadme {
  const sections = markdownSections(readTextFile(VECTORS_README));
  const section = (what: string, matches: (section: MarkdownSection) => boolean): string => {
    const found = sections.find(matches);
    if (found !== undefined) return found.body;
    throw new FileError(`${VECTORS_README}: expected ${what}, found ${sections.map(({ title }) => title).join(", ")}`);
  };
  const whole = section("a first heading", ({ level }) => level === 1);
  return {
    whole,
    introduction: whole.trim().split("\n\n")[0] ?? "",
    running: section("a section Running", ({ title }) => title.startsWith("Running")),
    verifying: section("a section Verifying", ({ title }) => title.startsWith("Verifying")),
  };
}
