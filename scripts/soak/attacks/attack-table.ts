/**
 * The table of attacks, and the targets.
 *
 * @module
 */
import { MAX_WIRE_OCTETS } from "./attack.ts";
import type { AttackEffect } from "./measure-attack.ts";

const MB = 1e6;

/** The most memory that an attack of {@link MAX_WIRE_OCTETS} may add, in octets. */
const MAX_RISE = 256 * MB;

/** The delay of an innocent client that is always allowed, in ms, and the factors of its base and of the plain server's. */
const MIN_P99 = 100;
const BASE_FACTOR = 10;
const PLAIN_FACTOR = 2;

const NAME_WIDTH = 54;

const columns = ["wire MB", "RSS +MB", "CPU s", "stall ms", "p99 (base)", "max", "plain p99", "plain +MB"] as const;
const WIDTHS = [8, 8, 6, 9, 14, 6, 10, 10] as const;

function line(name: string, cells: readonly string[], end: string): string {
  return `${name.padEnd(NAME_WIDTH)}${cells.map((cell, at) => cell.padStart(WIDTHS[at] as number)).join(" ")}  ${end}`;
}

/** The head of the table. */
export const attackTitles: string = line("attack", columns, "verdict; outcome");

/** Returns the octets by which the peak of the memory exceeds that before the attack. */
function riseOf({ before, after }: AttackEffect): number {
  return after === undefined ? Number.NaN : Math.max(0, after.peak - Math.max(before.resident, before.peak));
}

/** Returns the greatest delay of an innocent client, in ms. */
function allowedP99({ base }: AttackEffect, plain: AttackEffect): number {
  return Math.max(MIN_P99, BASE_FACTOR * base.p99, PLAIN_FACTOR * plain.during.p99);
}

/** Returns the targets that an attack misses, each with the finding. @param plain - the same attack on a plain server */
export function missedTargets(effect: AttackEffect, plain: AttackEffect | undefined): string[] {
  const missed: string[] = [];
  const { result, after, during } = effect;
  if (result === undefined) missed.push("the attack did not end");
  if (after === undefined) missed.push("the server did not answer");
  if ((result?.octets ?? 0) > 2 * MAX_WIRE_OCTETS) missed.push(`the attack sent ${result?.octets} octets`);
  const rise = riseOf(effect);
  if (rise > MAX_RISE) missed.push(`memory rose by ${Math.round(rise / MB)} MB, allowed are ${MAX_RISE / MB}`);
  // Times mean nothing without a comparison on the same machine; a small attack may be over before a question is asked.
  if (plain === undefined) return missed;
  const allowed = allowedP99(effect, plain);
  if (!(during.p99 <= allowed)) missed.push(`p99 ${Math.round(during.p99)} ms, allowed are ${Math.round(allowed)}`);
  return missed;
}

function outcome({ result, before, after }: AttackEffect): string {
  const ended = Object.entries(after?.ended ?? {})
    .map(([what, count]) => [what, count - (before.ended[what] ?? 0)] as const)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${what} x${count}`);
  // The innocent client is one of the open connections.
  const left = Math.max(0, (after?.open ?? 0) - before.open);
  return [result?.seen ?? "no end", ...ended, ...(left > 0 ? [`${left} left open`] : [])].join(", ");
}

/** Returns the row of an attack. @param missed - from {@link missedTargets} */
export function attackRow(name: string, effect: AttackEffect, plain: AttackEffect | undefined, missed: readonly string[]): string {
  const { result, before, after, base, during } = effect;
  const cells = [
    ((result?.octets ?? 0) / MB).toFixed(1),
    (riseOf(effect) / MB).toFixed(0),
    after === undefined ? "-" : (after.cpu - before.cpu).toFixed(1),
    after === undefined ? "-" : after.stall.toFixed(0),
    `${during.p99.toFixed(0)} (${base.p99.toFixed(0)})`,
    during.max.toFixed(0),
    plain === undefined ? "-" : plain.during.p99.toFixed(0),
    plain === undefined ? "-" : (riseOf(plain) / MB).toFixed(0),
  ];
  return line(name, cells, `${missed.length === 0 ? "ok" : "MISSED"}; ${outcome(effect)}`);
}
