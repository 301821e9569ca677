/**
 * Models one endpoint by the transition table, to compute the expected effects of the steps of a session.
 * It shares no code with the connection of the reference, and is small enough for a reader to verify.
 *
 * @module
 */
import { step as rowOf, type MachineStep } from "../../../../reference/layout/index.ts";
import type { Frame } from "../../../../reference/schema/index.ts";
import {
  connection,
  type ConnectionAction,
  type ConnectionEvent,
  type ConnectionGuard,
  type ConnectionState,
} from "../../../../reference/schema/states/index.ts";
import { actions } from "./actions.ts";
import { guards } from "./guards.ts";
import { ModelQueue } from "./model-queue.ts";
import { type InputFacts, type SessionInput, random, type ReceivedOctets, type SessionSetup } from "./inputs.ts";

/** States in which the endpoint sends no frame. */
const silent: readonly ConnectionState[] = ["deciding", "refused", "opening", "closed"];

type ModelEndRow = MachineStep<ConnectionState, ConnectionAction> & { readonly guard?: ConnectionGuard };

/** Returns the event of a received frame. */
function frameEvent(frame: Frame): ConnectionEvent {
  if (frame.type === "ping") return frame.kind;
  if (frame.type === "error") return frame.code === "CLOS" ? "clos" : "error";
  return "message";
}

/** The transition table has no row for an event in this state. */
export class NoTransition extends Error {
  override readonly name = "NoTransition";
}

/** Returns the name of a row of the table: `state event guard`. */
export const transitionName = (state: string, event: string, guard: string | undefined): string => [state, event, guard ?? ""].join(" ");

/** An endpoint that follows the transition table. */
export class ModelEnd {
  readonly setup: SessionSetup;
  state: ConnectionState;
  readonly queue = new ModelQueue();
  /** The rows that the latest step has used, by {@link transitionName}. */
  rows: string[] = [];
  facts: InputFacts = {};
  event: ConnectionEvent = "request";
  /** The state before the latest event. */
  from: ConnectionState;
  frame: Frame | undefined;
  fault: string | undefined;
  peerError: Extract<Frame, { type: "error" }> | undefined;
  peerEnded = false;
  ownBegun = false;
  pings: string[] = [];
  answered = false;
  unread: ReceivedOctets[] = [];
  /** The messages received before the connection is open. */
  keptMessages: Frame[] = [];
  content = "";
  sent: object[] = [];
  told: object[] = [];
  #window = Infinity;
  #withheld = false;

  constructor(setup: SessionSetup) {
    this.setup = setup;
    this.state = connection.initial[setup.role];
    this.from = this.state;
  }

  /** Returns the Data of the endpoint's next ping. */
  nextData(): string {
    const next = random[this.pings.length] ?? "";
    this.pings.push(next);
    return next;
  }

  /** Whether the endpoint reads received octets as frames in this state. */
  get #reads(): boolean {
    return this.#row("octets")?.actions.includes("parse") === true;
  }

  #row(event: ConnectionEvent): ModelEndRow | undefined {
    return rowOf(connection, this.setup.role, this.state, event, (guard) => guards[guard](this)) as ModelEndRow | undefined;
  }

  /** Processes one event. @throws {@link NoTransition} */
  fire(event: ConnectionEvent): void {
    if (event === "end-stream") this.peerEnded = true;
    const row = this.#row(event);
    if (row === undefined) throw new NoTransition(`${this.setup.role} ${this.state}: no row for ${event}`);
    this.rows.push(transitionName(this.state, event, row.guard));
    this.event = event;
    this.from = this.state;
    this.state = row.to;
    for (const action of row.actions) actions[action](this);
  }

  /** Reads received octets until the state forbids it. */
  read(received: readonly ReceivedOctets[]): void {
    for (const each of received) {
      if (!this.#reads) return;
      if ("frame" in each) {
        this.frame = each.frame;
        this.fire(frameEvent(each.frame));
      } else if ("fault" in each) {
        this.fault = each.fault;
        this.fire("fault");
      }
    }
  }

  /** Plays one step. @returns the step with its expected effects */
  play({ step, events, facts = {} }: SessionInput): Record<string, unknown> {
    [this.sent, this.told, this.facts, this.rows] = [[], [], facts, []];
    if (facts.window !== undefined) this.#window = facts.window;
    for (const event of events) this.fire(event);
    this.#flow();
    const withheld = this.unread.length > 0 && this.state !== "closed";
    const changed = withheld !== this.#withheld;
    this.#withheld = withheld;
    return {
      ...step,
      ...(this.sent.length > 0 ? { sent: this.sent } : {}),
      ...(this.told.length > 0 ? { told: this.told } : {}),
      ...(changed ? { withholds: withheld } : {}),
    };
  }

  #flow(): void {
    while (this.#window > 0 && !this.queue.empty && !silent.includes(this.state)) {
      const error = this.queue.waits("error");
      const hex = this.queue.take(this.#window);
      this.#window -= hex.length / 2;
      this.sent.push({ wire: hex });
      if (error !== undefined && this.queue.waits("error") !== "whole") this.ownBegun = true;
      if (this.queue.empty) this.fire("flushed");
    }
  }
}
