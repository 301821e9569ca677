/**
 * Defines the format of `draft/data/benchmarks.json`.
 *
 * @module
 */
import { z } from "zod";

/** Units of figures. A `ratio` compares two subjects; an `exponent` says how a cost grows with its input; a `part` is at most 1. */
export const figureUnits = ["ratio", "exponent", "part", "count", "per-second", "ns", "us", "ms", "octets"] as const;

/** A unit of figures. */
export type FigureUnit = (typeof figureUnits)[number];

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const figureSchema = z.strictObject({
  /** The median of the rounds. */
  value: z.number(),
  unit: z.enum(figureUnits),
  /** Half the distance between the quartiles, relative to the median. */
  spread: z.number().nonnegative().optional(),
  /** The target of the figure. */
  target: id.optional(),
});

/** A measured figure. */
export type BenchFigure = z.infer<typeof figureSchema>;

const rowSchema = z.strictObject({
  label: z.string().min(1),
  /** Figures by the id of their column. */
  figures: z.record(id, figureSchema),
  /** Why the row was not measured. */
  failed: z.string().optional(),
});

/** A row of a table. */
export type BenchRow = z.infer<typeof rowSchema>;

const tableSchema = z.strictObject({
  id,
  title: z.string().optional(),
  /** The head of the column of labels. */
  label: z.string(),
  columns: z.array(z.strictObject({ id, title: z.string() })).min(1),
  rows: z.array(rowSchema),
});

/** A table of figures. */
export type BenchTable = z.infer<typeof tableSchema>;

const sectionSchema = z.strictObject({
  id,
  title: z.string(),
  /** Paragraphs in Markdown. */
  notes: z.array(z.string()),
  tables: z.array(tableSchema),
  /** The duration of the measurement, in s. */
  seconds: z.number().nonnegative(),
});

/** A section of the report. */
export type BenchSectionReport = z.infer<typeof sectionSchema>;

const targetSchema = z.strictObject({
  id,
  /** The subject of the target, in words. */
  title: z.string(),
  bound: z.enum(["most", "least"]),
  limit: z.number(),
  unit: z.enum(figureUnits),
  /** Whether a figure may miss the limit by its spread. */
  lessSpread: z.boolean(),
});

/** A target. */
export type BenchTarget = z.infer<typeof targetSchema>;

const resultSchema = targetSchema.extend({
  verdict: z.enum(["met", "missed", "not measured"]),
  /** The number of figures with this target, and of those that meet it. */
  figures: z.int().nonnegative(),
  met: z.int().nonnegative(),
  /** The figure that is the farthest on the wrong side of the limit, or the nearest to it. */
  worst: z.strictObject({ section: id, table: id, row: z.string(), figure: figureSchema, missedBy: z.number() }).optional(),
});

/** A target with what became of it. */
export type BenchTargetResult = z.infer<typeof resultSchema>;

/** The format of the file. */
export const benchReportSchema = z.strictObject({
  format: z.literal(1),
  /** The day of the run, in UTC. */
  date: z.iso.date(),
  versions: z.strictObject({ node: z.string(), ws: z.string() }),
  machine: z.strictObject({ cores: z.int().positive(), memoryGiB: z.int().positive(), loadAtStart: z.number().nonnegative() }),
  targets: z.array(resultSchema),
  sections: z.array(sectionSchema),
});

/** The content of the file. */
export type BenchReport = z.infer<typeof benchReportSchema>;
