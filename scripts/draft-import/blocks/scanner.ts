/**
 * Reads blocks line by line.
 *
 * @module
 */
import { isEmpty, joinAttributes, noAttributes, type Attributes } from "../attributes.ts";
import { isBlank, type ReportLine, type SourceLine } from "../source/source-line.ts";
import type { Block, LabelDefinitions } from "./block.ts";

/** Reads one kind of block at the current line. Returns `false`, without a step, for any other block. */
export type BlockParser = (scanner: BlockScanner) => boolean;

/** The state of one run over lines of the same level. */
export class BlockScanner {
  readonly blocks: Block[] = [];
  readonly lines: readonly SourceLine[];
  readonly definitions: LabelDefinitions;
  readonly report: ReportLine;
  index = 0;
  /** Whether a blank line, or the beginning, stands before the current line. */
  afterBlank = true;
  readonly #parsers: readonly BlockParser[];
  readonly #aliases: Map<string, Attributes>;
  #pending: Attributes = noAttributes;

  constructor(
    lines: readonly SourceLine[],
    {
      parsers,
      definitions,
      report,
      aliases,
    }: Pick<BlockScanner, "definitions" | "report"> & { parsers: readonly BlockParser[]; aliases: Map<string, Attributes> },
  ) {
    this.lines = lines;
    this.#parsers = parsers;
    this.#aliases = aliases;
    this.definitions = definitions;
    this.report = report;
  }

  /** The current line. */
  get line(): SourceLine | undefined {
    return this.lines[this.index];
  }

  /** Reads all blocks. */
  run(): Block[] {
    while (this.line !== undefined) {
      if (isBlank(this.line)) {
        this.index++;
        this.afterBlank = true;
      } else {
        const before = this.index;
        this.#parsers.find((parser) => parser(this));
        if (this.index > before) this.afterBlank = false;
      }
    }
    return this.blocks;
  }

  /** Reads the blocks of lines of an inner level. */
  nested(lines: readonly SourceLine[]): Block[] {
    const { definitions, report } = this;
    return new BlockScanner(lines, { definitions, report, parsers: this.#parsers, aliases: this.#aliases }).run();
  }

  /** Adds a block. Attributes that stand before it become its own. */
  add(block: Block): true {
    const attributes = joinAttributes(this.#pending, block.attributes);
    this.#pending = noAttributes;
    this.blocks.push({ ...block, attributes });
    return true;
  }

  /** Gives attributes to the block before, or to the next one behind a blank line. */
  addAttributes(given: Attributes): void {
    const attributes = this.resolve(given);
    const last = this.blocks.at(-1);
    if (this.afterBlank || last === undefined || !isEmpty(this.#pending)) this.#pending = joinAttributes(this.#pending, attributes);
    else this.blocks[this.blocks.length - 1] = { ...last, attributes: joinAttributes(last.attributes, attributes) };
  }

  /** Names attributes for later use: `{:name: key="value"}`. */
  defineAttributes(name: string, attributes: Attributes): void {
    this.#aliases.set(name, joinAttributes(this.#aliases.get(name) ?? noAttributes, this.resolve(attributes)));
  }

  /** Replaces names of attributes by what they stand for. */
  resolve(attributes: Attributes): Attributes {
    const known = attributes.names.flatMap((name) => this.#aliases.get(name) ?? []);
    if (known.length === 0) return attributes;
    const names = attributes.names.filter((name) => !this.#aliases.has(name));
    return [...known, { ...attributes, names }].reduce(joinAttributes);
  }
}
