/**
 * Repeats a handshake that opened no connection, within the bounds of Section "Repeating a Handshake".
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";

import { VERSION } from "../../schema/headers/index.ts";
import { type FieldLine, headerSection } from "../../wire/index.ts";
import { OpeningError } from "../api/errors.ts";
import { fieldLinesOf } from "../api/fields-init.ts";
import { abortable } from "./abortable.ts";
import type { ConnectOptions } from "./client-options.ts";
import { MAX_REPEATS, type RepeatReason, repeatReasonOf } from "./repeat-rules.ts";
import { type RequestTarget, requestTargetOf, urlOf } from "./request-target.ts";
import { retryAfterMs } from "./retry-after.ts";

/** The versions that a client can use, the preferred one first. */
const SUPPORTED_VERSIONS: readonly number[] = [VERSION];

/** The least delay before a handshake is repeated that the server refused without `retry-after`, in ms. */
const OWN_DELAY_MS = 1000;

/** The longest delay of a timer of Node.js, in ms. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Part of a request that changes from one attempt to the next. */
export interface HandshakeAttempt {
  readonly target: RequestTarget;
  readonly version: number;
  /** Further fields of the application. */
  readonly fields: readonly FieldLine[];
}

/** Attempt to make after a failed one. */
export interface RepeatedAttempt extends HandshakeAttempt {
  /** Whether the HTTP/2 connection of the failed attempt takes no more streams. */
  readonly elsewhere: boolean;
}

/** Clock, randomness and timer, and what the client supports. */
export interface RepeatEnvironment {
  /** Returns the time in ms since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Returns a number from 0 to less than 1. */
  readonly random: () => number;
  /** Waits; rejects when the signal aborts. @param ms - the time in ms */
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
  /** The versions that the client can use, the preferred one first. */
  readonly versions: readonly number[];
  /** Whether TLS of the client has a certificate, which it would present to any server that asks for one. */
  readonly hasClientCertificate: boolean;
}

/** Environment on Node.js, of a client without a certificate. */
export const nodeRepeatEnvironment: RepeatEnvironment = {
  now: () => Date.now(),
  random: () => Math.random(),
  wait: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
  versions: SUPPORTED_VERSIONS,
  hasClientCertificate: false,
};

/** Options of an opening that allow repetitions. */
type RepeatOptions = Pick<ConnectOptions, "credentials" | "maxRetryDelay" | "redirects" | "signal">;

/** Failed attempt, with the response. */
interface FailedAttempt {
  readonly attempt: HandshakeAttempt;
  readonly error: OpeningError;
}

/** Returns the attempt to make for a reason; `undefined` to give up. */
type NextAttempt = (failed: FailedAttempt) => Partial<RepeatedAttempt> | undefined | Promise<Partial<RepeatedAttempt> | undefined>;

/** Repeats one handshake, at most once for each reason and at most {@link MAX_REPEATS} times. */
export class HandshakeRepeats {
  readonly #options: RepeatOptions;
  readonly #environment: RepeatEnvironment;
  readonly #used = new Set<RepeatReason>();
  readonly #triedVersions = new Set<number>();
  #count = 0;

  readonly #nextAttempts: Readonly<Record<RepeatReason, NextAttempt>> = {
    "not-processed": () => ({ elsewhere: true }),
    misdirected: () => ({ elsewhere: true }),
    credentials: (failed) => this.#withCredentials(failed),
    // This client sends nothing in TLS early data, so an intermediary did.
    "too-early": () => ({}),
    version: (failed) => this.#withVersion(failed),
    overloaded: (failed) => this.#afterDelay(failed),
    redirect: (failed) => this.#redirected(failed),
  };

  /**
   * @param options - options of the opening
   * @param environment - clock, randomness, timer and versions
   */
  constructor(options: RepeatOptions, environment: RepeatEnvironment = nodeRepeatEnvironment) {
    this.#options = options;
    this.#environment = environment;
  }

  /**
   * Returns the attempt that follows a failed one, after the delay that it needs.
   *
   * @returns `undefined` if the failure is final
   * @throws {@link OpeningError} with check `cancelled` if the signal aborts the delay; what the callback `credentials` throws
   */
  async next(attempt: HandshakeAttempt, error: OpeningError): Promise<RepeatedAttempt | undefined> {
    this.#triedVersions.add(attempt.version);
    const reason = repeatReasonOf(error);
    if (reason === undefined || this.#count === MAX_REPEATS || this.#used.has(reason)) return undefined;
    const changes = await this.#nextAttempts[reason]({ attempt, error });
    if (changes === undefined) return undefined;
    this.#count += 1;
    // Redirections have the bound of all repetitions alone.
    if (reason !== "redirect") this.#used.add(reason);
    return { ...attempt, elsewhere: false, ...changes };
  }

  async #withCredentials({ attempt, error }: FailedAttempt): Promise<Partial<RepeatedAttempt> | undefined> {
    const { fields, failure } = error;
    const { credentials, signal } = this.#options;
    const challenge = { url: urlOf(attempt.target), status: Number(failure.status), fields };
    const given = await this.#cancellable(abortable(Promise.resolve(credentials?.(challenge)), signal));
    const lines = given === undefined ? [] : fieldLinesOf("credentials", given);
    const isTried = ([name, value]: FieldLine): boolean =>
      attempt.fields.some(([other, tried]) => other.toLowerCase() === name.toLowerCase() && tried === value);
    if (lines.every(isTried)) return undefined;
    const names = new Set(lines.map(([name]) => name.toLowerCase()));
    return { fields: [...attempt.fields.filter(([name]) => !names.has(name.toLowerCase())), ...lines] };
  }

  #withVersion({ error }: FailedAttempt): Partial<RepeatedAttempt> | undefined {
    const { versions = [] } = error.failure;
    const version = this.#environment.versions.find((each) => versions.includes(each) && !this.#triedVersions.has(each));
    return version === undefined ? undefined : { version };
  }

  async #afterDelay({ error }: FailedAttempt): Promise<Partial<RepeatedAttempt> | undefined> {
    const { now, random, wait } = this.#environment;
    const { maxRetryDelay = 0, signal } = this.#options;
    const asked = retryAfterMs(headerSection(error.fields).value("retry-after"), now());
    // Without a wish of the server, clients that it refused at the same time do not come back at the same time.
    const delay = asked ?? OWN_DELAY_MS * (1 + random());
    if (maxRetryDelay === 0 || delay > Math.min(maxRetryDelay, MAX_DELAY_MS)) return undefined;
    await this.#cancellable(wait(delay, signal));
    return {};
  }

  /** Waits for the result of a promise, which the signal of the opening rejects. */
  async #cancellable<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this.#options;
    try {
      return await promise;
    } catch (reason) {
      if (signal?.aborted !== true) throw reason;
      throw new OpeningError({ check: "cancelled", seen: "the application aborted before the handshake was repeated" }, signal.reason);
    }
  }

  #redirected({ attempt, error }: FailedAttempt): Partial<RepeatedAttempt> | undefined {
    if (this.#options.redirects !== true) return undefined;
    const location = headerSection(error.fields).value("location");
    const base = urlOf(attempt.target);
    if (location === undefined || !URL.canParse(location, base)) return undefined;
    const url = new URL(location, base);
    if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return undefined;
    const target = requestTargetOf(url);
    if (target.origin === attempt.target.origin) return { target };
    // Any further field may be a credential, and so is the certificate.
    return this.#environment.hasClientCertificate ? undefined : { target, fields: [] };
  }
}
