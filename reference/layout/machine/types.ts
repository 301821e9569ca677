/**
 * The types of state machines: their declaration and their tables.
 *
 * @module
 */
import type { DocModel, DrawingModel, MachineModel, MachineNameModel, SequencesModel, TransitionModel } from "../model.ts";

/** A state, event, guard or action with typed name and roles. */
export type MachineName<N extends string = string, R extends string = string> = MachineNameModel & {
  readonly name: N;
  readonly roles?: readonly R[];
};

/** The names of a machine, which are the only names of its rows. */
export interface MachineVocabulary<
  R extends string = string,
  S extends string = string,
  E extends string = string,
  G extends string = string,
  A extends string = string,
> {
  readonly roles: readonly R[];
  readonly states: readonly MachineName<S, R>[];
  readonly events: readonly MachineName<E, R>[];
  readonly guards: readonly MachineName<G, R>[];
  readonly actions: readonly MachineName<A, R>[];
}

/** The cells of a row: each pair of its states and events. */
export interface CellSelector<R extends string, S extends string, E extends string> {
  /** The role to which the row applies; by default every role that has the state and the event. */
  readonly role?: R;
  readonly from: S | readonly S[];
  readonly on: E | readonly E[];
}

/** A transition for each pair of its states and events. */
export interface TransitionRow<R extends string, S extends string, E extends string, G extends string, A extends string>
  extends CellSelector<R, S, E> {
  /** The guard. Of the rows of one cell, the first whose guard holds applies. */
  readonly when?: G;
  /** The next state; the same state by default. */
  readonly to?: S;
  /** The actions in order; none by default. */
  readonly do?: readonly A[];
}

/** Cells that cannot occur, with the reason. */
export interface ImpossibleRow<R extends string, S extends string, E extends string> extends CellSelector<R, S, E> {
  readonly never: string;
}

/** A row of a table. */
export type MachineRow<
  R extends string = string,
  S extends string = string,
  E extends string = string,
  G extends string = string,
  A extends string = string,
> = TransitionRow<R, S, E, G, A> | ImpossibleRow<R, S, E>;

/** The rows that a vocabulary allows. */
export type MachineRowOf<V> = V extends MachineVocabulary<infer R, infer S, infer E, infer G, infer A> ? MachineRow<R, S, E, G, A> : never;

/** The author's description of a machine. */
export interface MachineDoc<R extends string = string, S extends string = string> extends DocModel {
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  readonly title: string;
  /** The initial state of each role. */
  readonly initial: Readonly<Record<R, S>>;
  /** The drawings of the machine in documents. */
  readonly drawings?: readonly DrawingModel[];
  /** The exchanges between its roles in documents. */
  readonly sequences?: SequencesModel;
}

/** The result of an event: the next state and the actions in order. */
export interface MachineStep<S extends string = string, A extends string = string> {
  readonly to: S;
  readonly actions: readonly A[];
}

/** A transition with typed names. */
export type TypedTransition<S extends string, E extends string, G extends string, A extends string> = MachineStep<S, A> &
  Omit<TransitionModel, "from" | "event" | "guard" | keyof MachineStep> & { readonly from: S; readonly event: E; readonly guard?: G };

/** A cell that cannot occur, with the reason. */
export interface ImpossibleCell<R extends string = string, S extends string = string, E extends string = string> {
  readonly role: R;
  readonly state: S;
  readonly event: E;
  readonly why: string;
}

/** A state machine that can be described and run. */
export interface Machine<
  R extends string = string,
  S extends string = string,
  E extends string = string,
  G extends string = string,
  A extends string = string,
> {
  readonly model: MachineModel;
  readonly initial: Readonly<Record<R, S>>;
  /** The cells that are declared impossible. */
  readonly impossible: readonly ImpossibleCell<R, S, E>[];
  /** Returns the rows of a cell in the order in which their guards are tried; empty if the cell is impossible. */
  readonly rows: (role: R, state: S, event: E) => readonly TypedTransition<S, E, G, A>[];
}

/** The names of a machine as types, by kind. */
export type MachineNamesOf<M> =
  M extends Machine<infer R, infer S, infer E, infer G, infer A>
    ? { readonly role: R; readonly state: S; readonly event: E; readonly guard: G; readonly action: A }
    : never;
