/**
 * State machines as tables, and how they are drawn.
 *
 * @module
 */
import type { DocModel } from "./doc.ts";

/** A state, an event or an action of a state machine. */
export interface MachineNameModel extends DocModel {
  readonly name: string;
  /** The roles that have it; absent means all. */
  readonly roles?: readonly string[];
}

/** What a machine does when an event comes in a state. */
export interface TransitionModel {
  readonly from: string;
  readonly event: string;
  /** The roles that it holds for; absent means all. */
  readonly roles?: readonly string[];
  /** A named condition; of several transitions for one state and event the first whose guard holds is taken. */
  readonly guard?: string;
  readonly to: string;
  /** Names of actions, in order. */
  readonly actions: readonly string[];
}

/** A place in a drawing: column and row of text, both from 0. */
export type DrawingPointModel = readonly [column: number, row: number];

/** The box of a state, three rows high. */
export interface BoxModel {
  readonly state: string;
  /** Its upper left corner. */
  readonly at: DrawingPointModel;
  /** Width in columns; absent means that of the name and four more. */
  readonly columns?: number;
}

/** The arrow for all that leads from one state to another. */
export interface ArrowModel {
  readonly from: string;
  readonly to: string;
  /** Its ends and corners: from beside one box to beside the other, or to an arrow to the same state, which it joins. */
  readonly path: readonly DrawingPointModel[];
  /** Where its events are written: the first column of the first row, or where `right` is set the last. */
  readonly label: { readonly at: DrawingPointModel; readonly columns: number; readonly right?: true };
}

/** Transitions that a drawing leaves out. */
export interface OmissionModel {
  /** The states that they lead from; absent means every state. */
  readonly from?: readonly string[];
  readonly on: readonly string[];
  readonly to: string;
}

/** How the states of one role are drawn; what leaves a state as it is is never drawn. */
export interface DrawingModel {
  readonly role: string;
  readonly boxes: readonly BoxModel[];
  readonly arrows: readonly ArrowModel[];
  readonly omitted: readonly OmissionModel[];
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
  /** Placed by hand; a document checks them against the table when it draws them. */
  readonly drawings?: readonly DrawingModel[];
}
