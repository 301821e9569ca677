/**
 * The plain-data description of a layout: the one thing that the compiler and every generator read.
 *
 * Nothing here is a class, a function or a Zod type; a model survives `JSON.stringify` unchanged.
 * The builder (`struct.ts` and its neighbours) makes models, `compile.ts` turns them into codecs,
 * `describe.ts` collects them into a {@link Model}.
 *
 * @module
 */

/**
 * Where a thing is defined: an anchor of the document that the model belongs to (`#frames`),
 * an RFC, or a section of an RFC (`RFC9113, Section 4.1`).
 */
export type Citation = `#${string}` | `RFC${number}` | `RFC${number}, Section ${string}`;

/** The wire code that a violated constraint is reported with, as the protocol's own registry spells it. */
export type Fault = string;

/** What every described thing says of itself. */
export interface DocModel {
  /** One or more full sentences, plain text. */
  readonly description: string;
  /** The section that defines it. */
  readonly cite: Citation;
}

/** The order of the octets of an integer. */
export type Endian = "big" | "little";

/** An inclusive range of integers; `null` as the end means unbounded. */
export type Range = readonly [least: number, most: number | null];

/**
 * One form of a prefix-coded integer, chosen by the value of its lead.
 * The integer is the low `keep` bits of the lead followed by `extra` bits.
 */
export interface PrefixFormModel {
  /** The lead values that select this form, inclusive. */
  readonly lead: readonly [least: number, most: number];
  /** How many low bits of the lead belong to the integer, in bits; 0 where the lead only announces. */
  readonly keep: number;
  /** Bits that follow the lead, a multiple of 8. */
  readonly extra: number;
}

/** A prefix-coded integer: the first bits tell how many more follow (VarSize, QUIC's varint, RFC 6455's payload length). */
export interface PrefixedModel extends DocModel {
  readonly kind: "prefixed";
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text, for example `VarSize`. */
  readonly title: string;
  /** Width of the lead in bits, 1 to 8. */
  readonly lead: number;
  /** Octet order of the bits after the lead; kept lead bits are always the most significant. */
  readonly endian: Endian;
  readonly forms: readonly PrefixFormModel[];
  /** The fault of a form that is not the shortest, where the integer stands by itself. */
  readonly fault: Fault;
  /** Forms that are not the shortest are accepted too, unless a use says otherwise. */
  readonly anyForm?: true;
  /** Largest value that can be coded; a decimal string, since it may exceed 2^53. */
  readonly largest: string;
  /** Whether values are `bigint` in JavaScript: so where `largest` exceeds 2^53 - 1. */
  readonly big: boolean;
}

/** How many octets a run of octets takes. */
export type SizeModel =
  /** Always so many octets. */
  | { readonly is: "fixed"; readonly octets: number }
  /** All octets up to the end of the enclosing region. */
  | { readonly is: "rest" }
  /** As many octets as an earlier field of role `size` says. */
  | { readonly is: "field"; readonly field: string };

/** What ends a repetition. */
export type UntilModel =
  /** The end of the enclosing region. */
  | { readonly is: "rest" }
  /** As many items as an earlier field of role `count` says. */
  | { readonly is: "count"; readonly field: string }
  /** A closing octet of this value, which is consumed. */
  | { readonly is: "octet"; readonly octet: number };

/** An unsigned integer of 1 to 64 bits; widths over 53 bits are `bigint` in JavaScript. */
export interface UintModel {
  readonly kind: "uint";
  readonly bits: number;
  readonly endian: Endian;
  readonly big: boolean;
}

/** One bit as a boolean, 1 for true. */
export interface FlagModel {
  readonly kind: "flag";
  readonly bits: 1;
}

/** Bits of a known value; not part of the JavaScript value. */
export interface ConstantModel {
  readonly kind: "constant";
  readonly bits: number;
  readonly endian: Endian;
  readonly value: number;
}

/** A code of a registry; the JavaScript value is the entry's name, or in an open registry the bare code. */
export interface CodeModel {
  readonly kind: "code";
  readonly bits: number;
  readonly endian: Endian;
  /** The registry's id. */
  readonly registry: string;
  /** Codes as numbers, or as ASCII octets in reading order. */
  readonly as: "number" | "ascii";
  /** Whether codes that are not registered are accepted. */
  readonly open: boolean;
  /** The entry whose field is left out of the JavaScript value. */
  readonly omit?: string;
}

/** A run of octets that is handed over as it is, or as text. */
export interface RunModel {
  readonly kind: "octets" | "ascii" | "utf8";
  readonly size: SizeModel;
}

/** A use of a prefix-coded integer. */
export interface PrefixedUseModel {
  readonly kind: "prefixed";
  readonly integer: PrefixedModel;
}

/** A struct in place; its fields are a nested object. */
export interface NestedModel {
  readonly kind: "struct";
  readonly struct: StructModel;
}

/** A list of items. */
export interface RepeatModel {
  readonly kind: "repeat";
  readonly item: NestedModel;
  readonly until: UntilModel;
}

/**
 * Fields that depend on an earlier code; they stand beside the other fields in the JavaScript value.
 */
export interface VariantModel {
  readonly kind: "variant";
  /** The earlier field, of kind `code`, that chooses. */
  readonly by: string;
  /** A struct for each entry of the registry of `by`, keyed by the entry's name. */
  readonly cases: Readonly<Record<string, StructModel>>;
  /** What stands in place of the cases when an earlier field says that they are not readable as they are. */
  readonly sealed?: SealedModel;
}

/** A payload that another layer has to open first: compressed, encrypted. */
export interface SealedModel {
  /** The earlier field, of kind `code` with `omit`: present means sealed. */
  readonly by: string;
  /** The cases that may be sealed. */
  readonly cases: readonly string[];
  /** What is then on the wire. */
  readonly as: StructModel;
}

/** What a field is on the wire. */
export type WireModel =
  | UintModel
  | FlagModel
  | ConstantModel
  | CodeModel
  | RunModel
  | PrefixedUseModel
  | NestedModel
  | RepeatModel
  | VariantModel;

/**
 * One thing that a receiver checks, with the fault that it reports; the order is the order of the checks.
 */
export type ConstraintModel = { readonly fault: Fault } & (
  /** A prefix-coded integer is in its shortest form. */
  | { readonly rule: "shortest" }
  /** A number is at least this. */
  | { readonly rule: "least"; readonly value: number }
  /** A number is at most this. */
  | { readonly rule: "most"; readonly value: number }
  /** A number less `overhead` is at most the bound of this name, given when decoding. */
  | { readonly rule: "bound"; readonly bound: string; readonly overhead: number }
  /** The bits have the value of the constant. */
  | { readonly rule: "equals"; readonly value: number }
  /** The code is in the closed registry; ASCII codes of an open one are made of 0x20 to 0x7E. */
  | { readonly rule: "registered" }
  /** The code is the omitted one, or the one that the bound of this name gives when decoding. */
  | { readonly rule: "agreed"; readonly bound: string }
  /** The field by which a payload is sealed names no sealing for this case. */
  | { readonly rule: "sealable" }
  /** The region has one of the sizes that its fields can fill, in octets. */
  | { readonly rule: "size"; readonly octets: readonly Range[] }
  /** Octets are well-formed UTF-8 (RFC 3629). */
  | { readonly rule: "utf8" }
  /** Octets are 0x00 to 0x7F. */
  | { readonly rule: "ascii" }
);

/** The name of a rule of {@link ConstraintModel}. */
export type Rule = ConstraintModel["rule"];

/** What a field is for: part of the value, or derived from it. */
export type Role =
  /** Part of the JavaScript value. */
  | "value"
  /** Counts the octets from its own end to the end of the struct. */
  | "length"
  /** Counts the octets of one later field. */
  | "size"
  /** Counts the items of one later field. */
  | "count"
  /** Always the same bits, with a meaning. */
  | "constant"
  /** Always the same bits, kept free for later; without a constraint a receiver ignores them. */
  | "reserved"
  /** Its fields are chosen by an earlier field and stand beside the others. */
  | "variant";

/** An earlier field's value on which a field depends. */
export interface WhenModel {
  readonly field: string;
  readonly equals: boolean | string;
}

/** A unit of measure. */
export type Unit = "bits" | "octets" | "ms" | "s" | "items" | "messages" | "frames" | "connections" | "pings" | "openings";

/** One named place in a struct. */
export interface FieldModel extends DocModel {
  /** The property of the JavaScript value, camel case. */
  readonly name: string;
  /** The name in text and tables, for example `Masking Key`. */
  readonly title: string;
  /** A shorter name for a narrow cell of a diagram. */
  readonly label?: string;
  readonly role: Role;
  readonly wire: WireModel;
  /** What the number counts. */
  readonly unit?: Unit;
  /** Inclusive range of a number, as far as it is known without bounds; decimal strings where over 2^53. */
  readonly range?: readonly [least: number | string, most: number | string];
  /** Values that a sender may use, where a receiver accepts more. */
  readonly sends?: readonly Range[];
  /** In the order in which a receiver checks them. */
  readonly constraints: readonly ConstraintModel[];
  /** Present only if. */
  readonly when?: WhenModel;
  /** Fields of one group stand at the end of a struct, together or not at all. */
  readonly group?: string;
}

/** An ordered list of fields. */
export interface StructModel extends DocModel {
  readonly kind: "struct";
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text, for example `Error Payload`. */
  readonly title: string;
  /** The fault where no constraint names another. */
  readonly fault: Fault;
  readonly fields: readonly FieldModel[];
  /** Sizes that the struct can have, in octets: sorted, disjoint. */
  readonly sizes: readonly Range[];
}

/** Whether a registry's entry may be used. */
export type Status = "assigned" | "reserved" | "unassigned" | "provisional" | "deprecated";

/** One row of a registry. */
export interface EntryModel {
  readonly code: number | string;
  /** What the JavaScript value and the prose call it. */
  readonly name: string;
  /** One sentence or phrase, plain text. */
  readonly meaning: string;
  readonly cite: Citation;
  readonly status: Status;
  /** Further columns, as the registry declares them. */
  readonly more: Readonly<Record<string, string | number>>;
}

/** An ordered table of codes. */
export interface RegistryModel extends DocModel {
  readonly kind: "registry";
  readonly id: string;
  readonly title: string;
  /** The heading of the code column; `null` where code and name are the same or there is no code on the wire. */
  readonly codeTitle: string | null;
  /** The heading of the name column. */
  readonly nameTitle: string;
  /** Whether codes outside the table are accepted. */
  readonly open: boolean;
  /** Whether the order of the entries means something (checks). */
  readonly ordered: boolean;
  /** The registration policy of RFC 8126, where IANA keeps it. */
  readonly policy?: string;
  /** Headings of the further columns by their key. */
  readonly columns: Readonly<Record<string, string>>;
  readonly entries: readonly EntryModel[];
}

/** A bare item of RFC 9651. */
export type SfBareModel =
  | { readonly type: "integer"; readonly least?: number; readonly most?: number }
  | { readonly type: "decimal" | "string" | "byte-sequence" | "boolean" | "date" }
  /** `registry` names the known tokens; others are accepted. */
  | { readonly type: "token"; readonly registry?: string };

/** A member of a List or Dictionary of RFC 9651: an item, or an Inner List with one item in each place. */
export type SfMemberModel = SfBareModel | { readonly type: "inner-list"; readonly items: readonly SfBareModel[] };

/** The Structured Field type of a field's value (RFC 9651). */
export type SfModel =
  | { readonly type: "item"; readonly of: SfBareModel }
  | { readonly type: "list"; readonly of: SfMemberModel; readonly least: number; readonly most: number | null }
  /** Members by known key. Other keys are ignored, but where there may be at most so many members they count. */
  | { readonly type: "dictionary"; readonly of: Readonly<Record<string, SfMemberModel>>; readonly most: number | null };

/** An HTTP field whose value is a Structured Field. */
export interface HttpFieldModel extends DocModel {
  readonly kind: "http-field";
  /** The field name, lower case. */
  readonly id: string;
  readonly title: string;
  /** What it holds in a request; absent where it is not sent in one. */
  readonly request?: SfModel;
  /** What it holds in a response. */
  readonly response?: SfModel;
  /** The value in words, by direction. */
  readonly says: { readonly request?: string; readonly response?: string };
}

/** One limit of a table of limits. */
export interface LimitModel extends DocModel {
  readonly name: string;
  readonly title: string;
  /** The default. */
  readonly value: number;
  readonly unit: Unit;
  /** The interval over which it counts, in ms. */
  readonly within?: number;
  /** The smallest value that an implementation may be configured to, where there is one. */
  readonly least?: number;
  /** What happens over it, in words. */
  readonly over: string;
  /** The wire code that goes with it. */
  readonly fault?: Fault;
  /** The numeric status that goes with it (an HTTP status or a close status). */
  readonly status?: number;
}

/** A table of limits. */
export interface LimitsModel extends DocModel {
  readonly kind: "limits";
  readonly id: string;
  readonly title: string;
  readonly entries: readonly LimitModel[];
}

/** A state, an event or an action of a state machine. */
export interface NamedModel extends DocModel {
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
export type PlaceModel = readonly [column: number, row: number];

/** The box of a state, three rows high. */
export interface BoxModel {
  readonly state: string;
  /** Its upper left corner. */
  readonly at: PlaceModel;
  /** Width in columns; absent means that of the name and four more. */
  readonly columns?: number;
}

/** The arrow for all that leads from one state to another. */
export interface ArrowModel {
  readonly from: string;
  readonly to: string;
  /** Its ends and corners: from beside one box to beside the other, or to an arrow to the same state, which it joins. */
  readonly path: readonly PlaceModel[];
  /** Where its events are written: the first column of the first row, or where `right` is set the last. */
  readonly label: { readonly at: PlaceModel; readonly columns: number; readonly right?: true };
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
  readonly states: readonly NamedModel[];
  readonly events: readonly NamedModel[];
  readonly guards: readonly NamedModel[];
  readonly actions: readonly NamedModel[];
  readonly initial: Readonly<Record<string, string>>;
  readonly transitions: readonly TransitionModel[];
  /** Placed by hand; a document checks them against the table when it draws them. */
  readonly drawings?: readonly DrawingModel[];
}

/** Whatever a document can show. */
export type ElementModel = StructModel | PrefixedModel | RegistryModel | HttpFieldModel | LimitsModel | MachineModel;

/** A whole protocol, described. */
export interface Model {
  /** Version of this form. */
  readonly format: 1;
  /** The protocol's name. */
  readonly name: string;
  /** Every element by its id. */
  readonly elements: Readonly<Record<string, ElementModel>>;
}
