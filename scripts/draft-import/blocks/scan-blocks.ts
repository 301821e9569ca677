/**
 * Reads the blocks of a kramdown document.
 *
 * @module
 */
import type { Attributes } from "../attributes.ts";
import type { ReportLine, SourceLine } from "../source/source-line.ts";
import type { Block, LabelDefinitions } from "./block.ts";
import { parseFence, parseFormula, parseIndentedCode } from "./code.ts";
import { parseAttributeLine, parseDefinition, parseExtension, parseMark } from "./extensions.ts";
import { parseHeading, parseParagraph, parseRule, parseUnderlinedHeading, parseXml } from "./leaf.ts";
import { parseDefinitionList, parseList, parseQuote } from "./list.ts";
import { BlockScanner, type BlockParser } from "./scanner.ts";
import { parseTable } from "./table.ts";

/** All kinds of blocks. Of two that begin with the same line, the first one is meant. */
const parsers: readonly BlockParser[] = [
  parseExtension,
  parseAttributeLine,
  parseMark,
  parseDefinitionList,
  parseIndentedCode,
  parseFence,
  parseQuote,
  parseHeading,
  parseRule,
  parseDefinition,
  parseList,
  parseXml,
  parseUnderlinedHeading,
  parseFormula,
  parseTable,
  parseParagraph,
];

/**
 * Reads blocks.
 *
 * @param definitions - receives the definitions apart from the text
 * @param aliases - the names of attributes, shared by all parts of a document
 */
export function scanBlocks(
  lines: readonly SourceLine[],
  definitions: LabelDefinitions,
  aliases: Map<string, Attributes>,
  report: ReportLine,
): Block[] {
  return new BlockScanner(lines, { parsers, definitions, report, aliases }).run();
}
