/**
 * State machines as tables, and their drawings.
 *
 * @module
 */
import type { DocModel } from "./doc.ts";

/** A state, event, guard or action of a state machine. */
export interface MachineNameModel extends DocModel {
  readonly name: string;
  /** The roles that have it; all by default. */
  readonly roles?: readonly string[];
}

/** The next state and the actions for an event in a state. */
export interface TransitionModel {
  readonly from: string;
  readonly event: string;
  /** The roles to which it applies; all by default. */
  readonly roles?: readonly string[];
  /** A named condition. Of the transitions of one state and event, the first whose guard holds applies. */
  readonly guard?: string;
  readonly to: string;
  /** Names of actions, in order. */
  readonly actions: readonly string[];
}

/** A point in a drawing: column and row of text, both from 0. */
export type DrawingPointModel = readonly [column: number, row: number];

/** The box of a state, three rows high. */
export interface BoxModel {
  readonly state: string;
  /** Its upper left corner. */
  readonly at: DrawingPointModel;
  /** The width in columns; by default that of the name and four more. */
  readonly columns?: number;
}

/** The arrow of all transitions from one state to another. */
export interface ArrowModel {
  readonly from: string;
  readonly to: string;
  /** Its ends and corners, from the edge of one box to the edge of the other, or to an arrow to the same state, which it joins. */
  readonly path: readonly DrawingPointModel[];
  /** The place of its events: the first column of the first row, or with `right` the last column. */
  readonly label: { readonly at: DrawingPointModel; readonly columns: number; readonly right?: true };
}

/** Transitions that a drawing leaves out. */
export interface OmissionModel {
  /** The states that they lead from; every state by default. */
  readonly from?: readonly string[];
  readonly on: readonly string[];
  readonly to: string;
}

/** The drawing of the states of one role. Transitions to the same state are not drawn. */
export interface DrawingModel {
  readonly role: string;
  readonly boxes: readonly BoxModel[];
  readonly arrows: readonly ArrowModel[];
  readonly omitted: readonly OmissionModel[];
}

/** One step of an exchange: an event of one role, which the table has in its present state. */
export interface SequenceStepModel {
  readonly role: string;
  readonly on: string;
  /** The guard of the row; without it, the row has no guard. */
  readonly when?: string;
  /** What the actions of the row send, by action: its name in the drawing, or one for each event that it causes. */
  readonly sends?: Readonly<Record<string, string | readonly string[]>>;
  /** What happens inside of the endpoint, such as a decision of its application. */
  readonly note?: string;
}

/** An exchange between the two roles, as the order of their steps. What is sent arrives in order; the time that it takes is free. */
export interface ExchangeModel {
  /** Lower case with hyphens. */
  readonly name: string;
  readonly title: string;
  /** The states in which it begins; by default the initial ones. */
  readonly from?: Readonly<Record<string, string>>;
  readonly steps: readonly SequenceStepModel[];
}

/** The exchanges of a machine, and what each sending action causes at the other role. */
export interface SequencesModel {
  /** Actions that send a frame, and its event at the other role. */
  readonly frames: Readonly<Record<string, string>>;
  /** Actions that send something else, and its events, in order. */
  readonly signals: Readonly<Record<string, readonly string[]>>;
  /** The event of received octets, the actions that read them as frames, keep or drop them, and the event of a malformed frame. */
  readonly octets: Readonly<Record<"event" | "parse" | "keep" | "drop" | "fault", string>>;
  readonly exchanges: readonly ExchangeModel[];
}

/** A state machine as a table. */
export interface MachineModel extends DocModel {
  readonly kind: "machine";
  readonly id: string;
  readonly title: string;
  readonly roles: readonly string[];
  readonly states: readonly MachineNameModel[];
  readonly events: readonly MachineNameModel[];
  readonly guards: readonly MachineNameModel[];
  readonly actions: readonly MachineNameModel[];
  readonly initial: Readonly<Record<string, string>>;
  readonly transitions: readonly TransitionModel[];
  /** Drawings, placed by hand. A document checks them against the table when it draws them. */
  readonly drawings?: readonly DrawingModel[];
  /** Exchanges between its roles. A document checks them against the table when it draws them. */
  readonly sequences?: SequencesModel;
}
