/**
 * Two ends of a connection side by side, with what is on its way between them. A simulation is the result of its inputs, so that a reader
 * can go back.
 *
 * @module
 */
import type { ConnectionEvent } from "../../../reference/schema/states/index.ts";
import type { ExplorerMachine } from "../data/explorer-data.ts";
import { ExplorerEndpoint, type TransitionRecord } from "./endpoint.ts";
import type { TransitPiece } from "./transit.ts";

/** One input of a simulation. */
export type SimulationInput =
  /** The application or the clock of an end causes an event. */
  | { readonly kind: "local"; readonly role: string; readonly event: string }
  /** The first piece on its way arrives at an end; with `damaged` its octets are no frame. */
  | { readonly kind: "deliver"; readonly role: string; readonly damaged?: boolean }
  /** The HTTP connection is lost, with everything on its way. */
  | { readonly kind: "cut" }
  /** The peer gives an end window, or none. */
  | { readonly kind: "window"; readonly role: string };

/** What has happened in a step. */
export interface SimulationStep {
  readonly input: SimulationInput;
  /** What arrived, or was lost. */
  readonly piece?: TransitPiece | undefined;
  readonly records: readonly TransitionRecord[];
  readonly sent: readonly TransitPiece[];
}

/** Two ends after their inputs. */
export interface Simulation {
  readonly ends: readonly ExplorerEndpoint[];
  /** What is on its way to each end, the oldest first. */
  readonly onTheWay: Readonly<Record<string, readonly TransitPiece[]>>;
  readonly steps: readonly SimulationStep[];
  readonly isCut: boolean;
}

/** Who causes each event: only those of the application and of the clock are choices of a reader. */
const causes: Readonly<Record<ConnectionEvent, "application" | "clock" | "peer" | "output" | "HTTP">> = {
  request: "application",
  accept: "application",
  refuse: "application",
  headers: "peer",
  octets: "peer",
  message: "peer",
  ping: "peer",
  pong: "peer",
  clos: "peer",
  error: "peer",
  fault: "peer",
  "end-stream": "peer",
  reset: "peer",
  loss: "HTTP",
  send: "application",
  close: "application",
  terminate: "application",
  flushed: "output",
  "handshake-timeout": "clock",
  "refusal-timeout": "clock",
  "close-timeout": "clock",
  "ping-due": "clock",
  "ping-lost": "clock",
};

/** An event that a reader can cause at an end. */
export interface LocalChoice {
  readonly event: string;
  readonly cause: "application" | "clock";
}

/** Returns the events that the application and the clock of an end can cause now, in the order of the model. */
export function localChoices(machine: ExplorerMachine, end: ExplorerEndpoint, isCut: boolean): LocalChoice[] {
  return machine.events.flatMap(({ name }): LocalChoice[] => {
    const cause = causes[name as ConnectionEvent];
    if (cause !== "application" && cause !== "clock") return [];
    if (end.rows(name).length === 0 || end.state === FINAL || isCut) return [];
    const isRequest = name === "request";
    // A server receives its request; a client makes one.
    const possible = isRequest ? end.role === machine.roles[0] && !end.requested : end.requested;
    return possible ? [{ event: name, cause }] : [];
  });
}

/** The state in which nothing is left to do. */
const FINAL = "closed";

class SimulationPlayer {
  readonly ends: readonly ExplorerEndpoint[];
  readonly onTheWay: Record<string, TransitPiece[]>;
  readonly steps: SimulationStep[] = [];
  isCut = false;

  constructor(machine: ExplorerMachine, confirm: boolean) {
    this.ends = machine.roles.map((role) => new ExplorerEndpoint(machine, role));
    for (const end of this.ends) end.confirm = confirm;
    this.onTheWay = Object.fromEntries(machine.roles.map((role) => [role, []]));
  }

  play(input: SimulationInput): void {
    for (const end of this.ends) [end.sent, end.records] = [[], []];
    const piece = this.#apply(input);
    for (const end of this.ends) {
      end.flow();
      if (!this.isCut) this.#towards(end).push(...end.sent);
    }
    const records = this.ends.flatMap((end) => end.records);
    this.steps.push({ input, piece, records, sent: this.ends.flatMap(({ sent }) => sent) });
  }

  #end(role: string): ExplorerEndpoint | undefined {
    return this.ends.find((end) => end.role === role);
  }

  /** Returns what is on its way to the peer of an end. */
  #towards({ role }: ExplorerEndpoint): TransitPiece[] {
    const [peer] = this.ends.filter((end) => end.role !== role);
    return this.onTheWay[peer?.role ?? ""] ?? [];
  }

  #apply(input: SimulationInput): TransitPiece | undefined {
    if (input.kind === "cut") return this.#cut();
    const end = this.#end(input.role);
    if (end === undefined) return undefined;
    if (input.kind === "local") end.fire(input.event);
    if (input.kind === "window") end.windowClosed = !end.windowClosed;
    if (input.kind !== "deliver") return undefined;
    const first = this.onTheWay[input.role]?.shift();
    if (first === undefined) return undefined;
    const piece = first.kind === "frame" && input.damaged === true ? { ...first, damaged: true } : first;
    end.receive(piece);
    return piece;
  }

  #cut(): undefined {
    this.isCut = true;
    for (const role of Object.keys(this.onTheWay)) this.onTheWay[role] = [];
    // An end that has neither sent nor received a request has no connection to lose.
    for (const end of this.ends) if (end.requested) end.fire("loss");
  }
}

/** Returns the two ends after the inputs. @param confirm - whether the client waits for the second pong */
export function simulate(machine: ExplorerMachine, inputs: readonly SimulationInput[], confirm = false): Simulation {
  const player = new SimulationPlayer(machine, confirm);
  for (const input of inputs) player.play(input);
  return player;
}
