/**
 * Plays an exchange on the table of its machine: each step is a transition of its role, and what a role receives has been sent before.
 *
 * @module
 */
import type { ExchangeModel, MachineModel, SequencesModel, SequenceStepModel, TransitionModel } from "../../../reference/layout/model.ts";
import { suggest } from "../../common/suggest.ts";
import { ViewError } from "../blocks.ts";
import { holdsFor } from "../views/machine-lists.ts";

/** What one role sends to the other. */
export interface SequenceMessage {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** The indices of the steps in which it is sent and arrives. */
  readonly sent: number;
  arrived: number;
}

/** A step with what the table says of it. */
export interface PlayedStep {
  readonly role: string;
  readonly state: string;
  /** Whether the step changes the state of its role, or is its first one. */
  readonly entered: boolean;
  readonly arrival?: SequenceMessage;
  readonly sends: readonly SequenceMessage[];
  readonly note: string;
}

/** An exchange that the table allows. */
export interface PlayedExchange {
  /** The states in which the exchange begins; empty if it begins with the initial ones, which the first step of each role shows. */
  readonly start: Readonly<Record<string, string>>;
  readonly steps: readonly PlayedStep[];
  readonly messages: readonly SequenceMessage[];
}

/** A message on its way or kept unread, and the event that it causes. */
interface PendingMessage {
  readonly message: SequenceMessage;
  readonly event: string;
  readonly isFrame: boolean;
}

class ExchangePlayer {
  readonly messages: SequenceMessage[] = [];
  readonly #machine: MachineModel;
  readonly #sequences: SequencesModel;
  readonly #exchange: ExchangeModel;
  readonly #states: Record<string, string>;
  readonly #seen = new Set<string>();
  /** What is on its way to a role, and what the role keeps unread. */
  readonly #flying: PendingMessage[] = [];
  readonly #kept: PendingMessage[] = [];

  constructor(machine: MachineModel, sequences: SequencesModel, exchange: ExchangeModel) {
    this.#machine = machine;
    this.#sequences = sequences;
    this.#exchange = exchange;
    this.#states = { ...machine.initial, ...exchange.from };
    for (const role of Object.keys(exchange.from ?? {})) this.#seen.add(role);
  }

  play(): PlayedStep[] {
    const steps = this.#exchange.steps.map((step, index) => this.#step(step, index));
    const [lost] = this.#flying;
    if (lost !== undefined) this.#fail(this.#exchange.steps.length - 1, `ends before "${lost.message.label}" arrives`);
    return steps;
  }

  #fail(index: number, problem: string): never {
    const { role = "", on = "" } = this.#exchange.steps[index] ?? {};
    const at = `step ${index + 1} (${role}: ${on})`;
    throw new ViewError(this.#machine.id, `the exchange ${this.#exchange.name} ${problem}; see ${at}`);
  }

  #cell(role: string, event: string): TransitionModel[] {
    return this.#machine.transitions.filter((row) => row.from === this.#states[role] && row.event === event && holdsFor(row, role));
  }

  #step(step: SequenceStepModel, index: number): PlayedStep {
    const { role, on, when, note = "" } = step;
    if (!this.#machine.roles.includes(role)) this.#fail(index, `has no role ${role}`);
    const state = this.#states[role] ?? "";
    const cell = this.#cell(role, on);
    const row = cell.find(({ guard }) => guard === when);
    if (row === undefined) {
      const guards = cell.map(({ guard }) => (guard === undefined ? "no guard" : guard));
      const expected = guards.length === 0 ? "" : `; expected ${guards.join(" or ")}`;
      this.#fail(index, `has ${on}${when === undefined ? "" : ` [${when}]`} in ${state}, which the table does not have${expected}`);
    }
    const arrival = this.#arrival(step, row, index);
    this.#states[role] = row.to;
    if (row.actions.includes(this.#sequences.octets.drop)) this.#dropKept(role);
    const entered = row.to !== state || !this.#seen.has(role);
    this.#seen.add(role);
    const sends = this.#send(step, row, index);
    return { role, state: row.to, entered, sends, note, ...(arrival === undefined ? {} : { arrival }) };
  }

  #dropKept(role: string): void {
    const left = this.#kept.filter(({ message }) => message.to !== role);
    this.#kept.splice(0, this.#kept.length, ...left);
  }

  /** Returns the events that only a message of the other role causes. */
  #isArrival(role: string, event: string): boolean {
    const { frames, signals, octets } = this.#sequences;
    if (event === octets.event || event === octets.fault) return true;
    const others = this.#machine.actions.filter(({ roles }) => roles === undefined || roles.some((one) => one !== role));
    return others.some(({ name }) => frames[name] === event || signals[name]?.includes(event) === true);
  }

  /** Takes the message that causes the event of a step. Returns the one whose arrow ends here. */
  #arrival({ role, on }: SequenceStepModel, row: TransitionModel, index: number): SequenceMessage | undefined {
    if (!this.#isArrival(role, on)) return undefined;
    const { octets } = this.#sequences;
    const take = (list: PendingMessage[]): PendingMessage | undefined => {
      const at = list.findIndex(({ message }) => message.to === role);
      return at < 0 ? undefined : list.splice(at, 1)[0];
    };
    const kept = on === octets.event ? undefined : take(this.#kept);
    const found = kept ?? take(this.#flying);
    if (found === undefined) this.#fail(index, `has ${on} at the ${role}, to which nothing is on its way`);
    this.#checkEvent(found, kept !== undefined, on, row, index);
    if (found.isFrame && on === octets.event && row.actions.includes(octets.keep)) this.#kept.push(found);
    if (kept !== undefined) return undefined;
    found.message.arrived = index;
    return found.message;
  }

  #checkEvent({ message, event, isFrame }: PendingMessage, wasKept: boolean, on: string, row: TransitionModel, index: number): void {
    const { octets } = this.#sequences;
    const quoted = `"${message.label}"`;
    const reads = wasKept || this.#cell(message.to, octets.event).some(({ actions }) => actions.includes(octets.parse));
    if (isFrame && on === octets.event) {
      const isRead = row.actions.includes(octets.parse);
      if (isRead) this.#fail(index, `has ${quoted} as ${on}, but the ${message.to} reads it; expected ${event}`);
      return;
    }
    if (on !== event && !(isFrame && on === octets.fault)) this.#fail(index, `has ${on} where ${quoted} arrives; expected ${event}`);
    if (isFrame && !reads) this.#fail(index, `has ${on} where the ${message.to} does not read ${quoted}; expected ${octets.event}`);
  }

  /** Sends what the actions of a row send; the step gives each of them a name. */
  #send({ role, sends = {} }: SequenceStepModel, row: TransitionModel, index: number): SequenceMessage[] {
    const { frames, signals } = this.#sequences;
    const sending = row.actions.filter((action) => Object.hasOwn(frames, action) || Object.hasOwn(signals, action));
    const stray = Object.keys(sends).find((action) => !sending.includes(action));
    if (stray !== undefined) this.#fail(index, `sends ${stray}, which is no action of this transition; ${suggest(stray, sending)}`);
    const to = this.#machine.roles.find((other) => other !== role) ?? role;
    return sending.flatMap((action) => {
      const labels = [sends[action] ?? []].flat();
      const isFrame = Object.hasOwn(frames, action);
      const events = isFrame ? [frames[action] ?? ""] : (signals[action] ?? []);
      if (labels.length !== events.length) {
        this.#fail(index, `gives ${action} ${labels.length} names; expected ${events.length}: ${events.join(", ")}`);
      }
      return labels.map((label, at) => {
        const message = { from: role, to, label, sent: index, arrived: -1 };
        this.messages.push(message);
        this.#flying.push({ message, event: events[at] ?? "", isFrame });
        return message;
      });
    });
  }
}

/**
 * Plays an exchange of a machine.
 *
 * @param name - the exchange
 * @throws {@link ViewError} if the machine has no such exchange or not two roles, a step is no transition, an event has no cause, or
 *   something that is sent is not drawn or does not arrive
 */
export function playExchange(machine: MachineModel, name: string): PlayedExchange {
  const { sequences, roles, id } = machine;
  const names = (sequences?.exchanges ?? []).map((each) => each.name);
  const exchange = sequences?.exchanges.find((each) => each.name === name);
  if (sequences === undefined || exchange === undefined) throw new ViewError(id, `there is no exchange "${name}"; ${suggest(name, names)}`);
  if (roles.length !== 2) throw new ViewError(id, `an exchange has two roles, the machine has ${roles.length}`);
  const player = new ExchangePlayer(machine, sequences, exchange);
  return { start: exchange.from ?? {}, steps: player.play(), messages: player.messages };
}
