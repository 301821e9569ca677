/**
 * What the author of a state machine writes, and what comes of it.
 *
 * @module
 */
import type { DocModel, DrawingModel, MachineModel, MachineNameModel, TransitionModel } from "../model.ts";

/** A state, event, guard or action with its name and roles typed. */
export type MachineName<N extends string = string, R extends string = string> = MachineNameModel & {
  readonly name: N;
  readonly roles?: readonly R[];
};

/** The names of a machine; rows can use no others. */
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

/** The cells that a row is about. */
export interface CellSelector<R extends string, S extends string, E extends string> {
  /** The one role that the row holds for; absent means every role that has the state and the event. */
  readonly role?: R;
  readonly from: S | readonly S[];
  readonly on: E | readonly E[];
}

/** What happens: the row stands for each pair of its states and events. */
export interface TransitionRow<R extends string, S extends string, E extends string, G extends string, A extends string>
  extends CellSelector<R, S, E> {
  /** Of the rows of one cell the first whose guard holds is taken. */
  readonly when?: G;
  /** The next state; absent means that the state stays. */
  readonly to?: S;
  /** In order; absent means that nothing is done. */
  readonly do?: readonly A[];
}

/** What cannot happen, and why. */
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

/** What the author of a machine says of it. */
export interface MachineDoc<R extends string = string, S extends string = string> extends DocModel {
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  readonly title: string;
  /** The state that each role begins in. */
  readonly initial: Readonly<Record<R, S>>;
  /** How documents draw it. */
  readonly drawings?: readonly DrawingModel[];
}

/** What an event leads to. */
export interface MachineStep<S extends string = string, A extends string = string> {
  readonly to: S;
  readonly actions: readonly A[];
}

/** A transition of a model with its names typed. */
export type TypedTransition<S extends string, E extends string, G extends string, A extends string> = MachineStep<S, A> &
  Omit<TransitionModel, "from" | "event" | "guard" | keyof MachineStep> & { readonly from: S; readonly event: E; readonly guard?: G };

/** A cell that cannot be reached. */
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
  /** The cells that the author declared impossible. */
  readonly impossible: readonly ImpossibleCell<R, S, E>[];
  /** The rows of one cell in the order in which their guards are tried; empty where the cell is impossible. */
  readonly rows: (role: R, state: S, event: E) => readonly TypedTransition<S, E, G, A>[];
}

/** The names that a machine's type knows, by what they name. */
export type MachineNamesOf<M> =
  M extends Machine<infer R, infer S, infer E, infer G, infer A>
    ? { readonly role: R; readonly state: S; readonly event: E; readonly guard: G; readonly action: A }
    : never;
