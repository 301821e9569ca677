/**
 * Waiting with a time limit.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";

const POLL_INTERVAL_MS = 5;

/** Waits. @param ms - in milliseconds */
export async function delay(ms: number): Promise<void> {
  await sleep(ms);
}

/** Returns the result of a promise, or `undefined` after the time limit. @param ms - the limit, in milliseconds */
export async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const late = new AbortController();
  try {
    return await Promise.race([promise, sleep(ms, undefined, { signal: late.signal }).catch(() => undefined)]);
  } finally {
    late.abort();
  }
}

/** Polls a condition every 5 ms. @param ms - the time limit, in milliseconds. @returns whether the condition held in time */
export async function waitUntil(holds: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() >= end) return false;
    await sleep(POLL_INTERVAL_MS);
  }
  return true;
}
