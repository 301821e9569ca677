/**
 * Waiting with a bound.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";

/** What a promise comes to, or `undefined` where that takes longer. @param ms - how long at most */
export async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const late = new AbortController();
  try {
    return await Promise.race([promise, sleep(ms, undefined, { signal: late.signal }).catch(() => undefined)]);
  } finally {
    late.abort();
  }
}

/** Waits. @param ms - how long */
export async function delay(ms: number): Promise<void> {
  await sleep(ms);
}

/** Asks again and again until something holds. @param ms - how long at most. @returns whether it did */
export async function waitUntil(holds: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() >= end) return false;
    await sleep(5);
  }
  return true;
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
