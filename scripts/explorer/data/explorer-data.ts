/**
 * The data that a page of the explorer contains: the parts of the model that it shows.
 *
 * @module
 */
import type { MachineModel, MachineNameModel, Model, SequencesModel, TransitionModel } from "../../../reference/layout/model.ts";

/** A name of the state machine with its meaning. */
export type NamedMeaning = Pick<MachineNameModel, "name" | "description" | "roles">;

/** The state machine, without what a document draws. */
export interface ExplorerMachine extends Pick<MachineModel, "roles" | "initial"> {
  readonly states: readonly NamedMeaning[];
  readonly events: readonly NamedMeaning[];
  readonly guards: readonly NamedMeaning[];
  readonly actions: readonly NamedMeaning[];
  readonly transitions: readonly TransitionModel[];
  /** What the actions send, and what it causes at the peer. */
  readonly sending: Pick<SequencesModel, "frames" | "signals" | "octets">;
}

/** A rectangle in units of a viewBox. */
export interface ViewRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The drawing of the states of one role. */
export interface StateDrawing {
  readonly width: number;
  readonly height: number;
  /** The elements of the SVG. */
  readonly elements: string;
  /** The place of the box of each state. */
  readonly boxes: Readonly<Record<string, ViewRectangle>>;
}

/** Octets that a reader can begin with. */
export interface ExplorerExample {
  readonly title: string;
  /** The settings, as they stand in the fragment of the address. */
  readonly fragment: string;
}

/** A method of compression with the range of its parameter in a response. */
export interface ExplorerMethod {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** A limit with its default. */
export interface ExplorerLimit {
  readonly title: string;
  readonly description: string;
  readonly value: number;
}

/** A section of the draft. */
export interface DraftSection {
  /** Its anchor, with `#`. */
  readonly section: string;
  readonly title: string;
}

/** All data of a page of the explorer. */
export interface ExplorerData {
  /** The name of the protocol. */
  readonly protocol: string;
  /** The ids of the elements with octets: the frame, and the integer that begins it. */
  readonly frame: string;
  readonly integer: string;
  /** The field and its value that mark the last frame of a sender. */
  readonly lastFrame: Pick<NonNullable<NonNullable<Model["stream"]>["end"]>, "field" | "equals" | "description">;
  /** The struct of frames, the integer, and the registries of their codes. */
  readonly elements: Model["elements"];
  readonly methods: readonly ExplorerMethod[];
  /** The limit of a message. */
  readonly messageLimit: ExplorerLimit;
  /** The requirement that a check enforces, by code, field and rule with spaces between them. */
  readonly requirementOfCheck: Readonly<Record<string, string>>;
  /** The requirement on the first frame that a role receives, by role. */
  readonly requirementOfFirst: Readonly<Record<string, string>>;
  /** The sentences of these requirements. */
  readonly sentences: Readonly<Record<string, string>>;
  /** The sections of those whose sentence announces a list, which stands behind it in the draft. */
  readonly lists: Readonly<Record<string, DraftSection>>;
  readonly draft: {
    readonly name: string;
    /** The address of the draft's page: relative to this page on the site, and where the draft is published in the one file. */
    readonly page: string;
  };
  readonly machine: ExplorerMachine;
  readonly drawings: Readonly<Record<string, StateDrawing>>;
  readonly examples: readonly ExplorerExample[];
}
