/**
 * Runs attacks against a server, and measures both the server and an innocent client.
 *
 * @module
 */
import { delay } from "../../common/waiting.ts";
import { ensure } from "../soak.ts";
import type { AttackedPorts, AttackSize } from "./attack.ts";
import type { AttackedKind, ServerUsage } from "./attacked-server.ts";
import { type ChildAnswering, startChild } from "./child.ts";
import { type AnswerTimes, type Innocent, startInnocent } from "./innocent.ts";
import type { AttackOrder, AttackResult } from "./roles.ts";

/** What an attack did to a server. */
export interface AttackEffect {
  /** The octets that the attacker sent, and what it saw; `undefined` if it did not end. */
  readonly result: AttackResult | undefined;
  /** The usage of the server before and after; `undefined` if it did not answer any more. */
  readonly before: ServerUsage;
  readonly after: ServerUsage | undefined;
  /** The answers to the innocent client before and during the attack. */
  readonly base: AnswerTimes;
  readonly during: AnswerTimes;
}

/** The time limits of an answer of a server and of an attack, in ms. */
const SERVER_MS = 30_000;
const ATTACK_MS = 30_000;

/** The time for which the innocent client asks before the attack, and after it, in ms at full size. */
const BASE_MS = 700;
const AFTER_MS = 300;

interface ServerAnswer {
  readonly ports: AttackedPorts;
  readonly usage: ServerUsage;
}

/** A server in a process of its own, with an innocent client in this one. */
export class AttackedProcess {
  readonly #server: ChildAnswering;
  readonly #innocent: Innocent;
  readonly #ports: AttackedPorts;

  private constructor(server: ChildAnswering, innocent: Innocent, ports: AttackedPorts) {
    this.#server = server;
    this.#innocent = innocent;
    this.#ports = ports;
  }

  /** Starts a server. @throws {@link SoakError} if it does not start in time */
  static async start(kind: AttackedKind): Promise<AttackedProcess> {
    const server = startChild(kind);
    const started = await server.ask<ServerAnswer>("usage", SERVER_MS);
    ensure(started !== undefined, () => `the server under attack (${kind}) did not start`);
    return new AttackedProcess(server, await startInnocent(kind, started.ports.http2), started.ports);
  }

  async #usage(): Promise<ServerUsage | undefined> {
    return (await this.#server.ask<ServerAnswer>("usage", SERVER_MS))?.usage;
  }

  /** Runs an attack. @param name - of the attack; @param attacker - the process of the attacker */
  async measure(name: string, attacker: ChildAnswering, size: AttackSize): Promise<AttackEffect> {
    const factor = Math.min(1, size.seconds);
    await delay(BASE_MS * factor);
    this.#innocent.take();
    await delay(BASE_MS * factor);
    const before = await this.#usage();
    ensure(before !== undefined, () => `the server did not answer before the attack: ${name}`);
    const base = this.#innocent.take();
    const order: AttackOrder = { attack: name, ports: this.#ports, size };
    const result = await attacker.ask<AttackResult>(order, ATTACK_MS);
    await delay(AFTER_MS * factor);
    return { result, before, base, during: this.#innocent.take(), after: await this.#usage() };
  }

  /** Ends the server and its client. */
  async end(): Promise<void> {
    this.#innocent.end();
    await this.#server.end();
  }
}
