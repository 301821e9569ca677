/**
 * Writes figures with their units, spreads and limits.
 *
 * @module
 */
import type { BenchFigure, BenchTarget, FigureUnit } from "../report-schema.ts";

const KIB = 1024;

function significant(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

const units: Readonly<Record<FigureUnit, (value: number) => string>> = {
  ratio: (value) => `${value.toFixed(2)}x`,
  exponent: (value) => value.toFixed(2),
  part: (value) => `${(value * 100).toFixed(0)} %`,
  count: (value) => value.toFixed(0),
  "per-second": (value) => (value >= 1000 ? `${significant(value / 1000)}k/s` : `${significant(value)}/s`),
  ns: (value) => `${value.toFixed(0)} ns`,
  us: (value) => `${significant(value)} us`,
  ms: (value) => `${significant(value)} ms`,
  octets: (value) => (Math.abs(value) < KIB ? `${value.toFixed(0)} B` : `${(value / KIB).toFixed(2)} KiB`),
};

/** Returns a value with its unit: `1.62x`. */
export const valueText = (value: number, unit: FigureUnit): string => units[unit](value);

/** Returns the spread of a figure: `±12 %`, or nothing without one. */
export const spreadText = ({ spread }: BenchFigure): string => (spread === undefined ? "" : `±${(spread * 100).toFixed(0)} %`);

/** Returns a figure with its spread: `1.62x ±12 %`. */
export const figureText = (figure: BenchFigure): string => `${valueText(figure.value, figure.unit)} ${spreadText(figure)}`.trimEnd();

/** Returns the limit of a target: `at most 1.60x`. */
export const limitText = ({ bound, limit, unit }: BenchTarget): string => `at ${bound} ${valueText(limit, unit)}`;
