/**
 * Delay before a handshake is repeated, from the field `retry-after` (RFC 9110, Section 10.2.3).
 *
 * @module
 */
const SECOND = 1000;

const DELAY_SECONDS = /^\d+$/;

/** IMF-fixdate of RFC 9110, Section 5.6.7; `Date.parse` alone accepts much more. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Returns the delay that a value of `retry-after` asks for.
 *
 * @param value - the value of the field; `undefined` if it is absent
 * @param now - the time in ms since 1970-01-01T00:00:00Z
 * @returns the delay in ms, from 0; `undefined` if the value is absent or malformed
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (DELAY_SECONDS.test(value)) return Number(value) * SECOND;
  const date = HTTP_DATE.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
