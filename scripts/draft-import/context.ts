/**
 * What the writers of blocks and text share during one import.
 *
 * @module
 */
import type { LabelDefinitions } from "./blocks/block.ts";
import type { AnchorNames } from "./anchors.ts";
import type { ReportLine } from "./source/source-line.ts";
import type { CitedWorks } from "./works/cited-works.ts";

/** The state of one import. */
export interface ImportContext {
  readonly definitions: LabelDefinitions;
  readonly works: CitedWorks;
  readonly anchors: AnchorNames;
  /** The texts of `&NAME;`, from the front matter. */
  readonly entities: ReadonlyMap<string, string>;
  readonly report: ReportLine;
  /** The labels of the footnotes in the text. */
  readonly usedFootnotes: Set<string>;
  /** The abbreviations that were replaced. */
  readonly usedAbbreviations: Set<string>;
}
