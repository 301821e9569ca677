/**
 * The form of a frame: its controls come from the model, and its values make the octets of the frame.
 *
 * @module
 */
import { namedEntries } from "../../../reference/layout/entries.ts";
import type { FieldModel, RegistryModel, StructModel, VariantModel } from "../../../reference/layout/model.ts";
import { codecOf } from "../../../reference/layout/runtime/codec.ts";
import { toPlain } from "../../../reference/layout/plain.ts";
import type { Frame } from "../../../reference/wire/frame-types.ts";
import { frameParts } from "../../../reference/wire/generated/frame.ts";
import { octetsFromHex } from "../../frames/octets.ts";
import type { ExplorerData } from "../data/explorer-data.ts";

/** The values of the controls, as text by the name of the field. An absent one is not in the frame. */
export type EditValues = Readonly<Record<string, string>>;

/** One choice of a control. */
export interface EditChoice {
  readonly value: string;
  readonly meaning: string;
}

/** A control of the form. */
export interface EditControl {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly kind: "choice" | "text" | "octets" | "number";
  /** For a choice; an open one takes other values too. */
  readonly choices: readonly EditChoice[];
  readonly open: boolean;
  /** The name of the fields that are present or absent together; empty if the field is always present. */
  readonly group: string;
}

function variantOf(struct: StructModel): VariantModel | undefined {
  return struct.fields.map(({ wire }) => wire).find((wire) => wire.kind === "variant");
}

/** Returns the fields of the case that the values choose. */
function caseFields({ by, cases, opaque }: VariantModel, values: EditValues): readonly FieldModel[] {
  const chosen = values[by] ?? "";
  if (opaque?.cases.includes(chosen) === true && (values[opaque.by] ?? NONE) !== NONE) return opaque.as.fields;
  return cases[chosen]?.fields ?? [];
}

/** The name of the code that is left out of a value. */
const NONE = "none";

function controlOf(field: FieldModel, data: ExplorerData, methods: readonly string[]): EditControl {
  const { name, title, description, wire, group = "" } = field;
  const shared = { name, title, description, group, choices: [], open: false };
  if (wire.kind === "code") {
    const registry = data.elements[wire.registry] as RegistryModel;
    const { open } = registry;
    const named = namedEntries(registry).map((entry) => ({ value: entry.name, meaning: entry.meaning }));
    const choices = wire.omit === undefined ? named : named.filter(({ value }) => methods.includes(value));
    return { ...shared, kind: "choice", choices, open };
  }
  if (wire.kind === "octets") return { ...shared, kind: "octets" };
  return { ...shared, kind: wire.kind === "utf8" || wire.kind === "ascii" ? "text" : "number" };
}

/**
 * Returns the controls for the values.
 *
 * @param method - the agreed compression: a message is compressed by this method or not at all
 */
export function editControls(data: ExplorerData, method: string, values: EditValues): EditControl[] {
  const frame = data.elements[data.frame] as StructModel;
  const variant = variantOf(frame);
  if (variant === undefined) return [];
  const compressible = variant.opaque?.cases.includes(values[variant.by] ?? "") === true && method !== NONE;
  const head = frame.fields.filter(({ name, role, wire }) =>
    role === "value" && wire.kind === "code" && (name !== variant.opaque?.by || compressible));
  // The choice of the case stands first.
  const sorted = [...head].sort((a, b) => Number(b.name === variant.by) - Number(a.name === variant.by));
  return [...sorted, ...caseFields(variant, values)].map((field) => controlOf(field, data, [NONE, method]));
}

/** Returns the value of a control that was not set. */
function initialValue({ kind, choices }: EditControl, field: FieldModel | undefined): string {
  if (kind === "choice") return choices[0]?.value ?? "";
  if (kind === "number") return String((field?.sends?.[0] ?? field?.range)?.[0] ?? 0);
  const size = field?.wire.kind === "octets" ? field.wire.size : undefined;
  return size?.is === "fixed" ? "00".repeat(size.octets) : "";
}

/** Returns values for every control: the given ones, or those of a new frame. A group is absent unless one of its values is given. */
export function completeValues(data: ExplorerData, method: string, values: EditValues): EditValues {
  const variant = variantOf(data.elements[data.frame] as StructModel);
  const fields = variant === undefined ? [] : caseFields(variant, values);
  const controls = editControls(data, method, values);
  const given = (group: string): boolean => controls.some((each) => each.group === group && values[each.name] !== undefined);
  const present = (group: string): boolean => group === "" || given(group);
  return Object.fromEntries(
    controls.flatMap((control) => {
      const field = fields.find(({ name }) => name === control.name);
      return present(control.group) ? [[control.name, values[control.name] ?? initialValue(control, field)]] : [];
    }),
  );
}

/** Returns the values of a frame with a group of fields that was absent. */
export function withGroup(data: ExplorerData, method: string, values: EditValues, group: string): EditValues {
  const variant = variantOf(data.elements[data.frame] as StructModel);
  const fields = variant === undefined ? [] : caseFields(variant, values);
  const added = editControls(data, method, values).filter((control) => control.group === group);
  const initial = added.map((control) => [control.name, initialValue(control, fields.find(({ name }) => name === control.name))]);
  return { ...values, ...Object.fromEntries(initial) };
}

/** Returns the values of a frame without a group of fields. */
export function withoutGroup(data: ExplorerData, method: string, values: EditValues, group: string): EditValues {
  const removed = editControls(data, method, values).filter((control) => control.group === group).map(({ name }) => name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !removed.includes(name)));
}

/** Returns the values of a new frame: the first choice of each control. */
export function newFrame(data: ExplorerData): EditValues {
  const [first] = editControls(data, NONE, {});
  return first === undefined ? {} : completeValues(data, NONE, { [first.name]: first.choices[0]?.value ?? "" });
}

/** Returns the values of a decoded frame. */
export function valuesOf(data: ExplorerData, method: string, frame: unknown): EditValues {
  const plain = Object.entries(toPlain(frame) as Record<string, unknown>).filter(([, value]) => value !== undefined);
  return completeValues(data, method, Object.fromEntries(plain.map(([name, value]) => [name, String(value)])));
}

function valueOf({ kind }: EditControl, text: string): unknown {
  if (kind === "octets") return octetsFromHex(text);
  if (kind === "number") return text.trim() === "" ? NaN : Number(text);
  return text;
}

/**
 * Returns the octets of a frame with these values.
 *
 * @throws LocalError if a value cannot be encoded; it names the field. UsageError if octets are not hexadecimal
 */
export function encodeValues(data: ExplorerData, method: string, values: EditValues): Uint8Array {
  const controls = editControls(data, method, values).filter(({ name }) => values[name] !== undefined);
  const entries = controls.map((control): [string, unknown] => [control.name, valueOf(control, values[control.name] ?? "")]);
  const opaque = variantOf(data.elements[data.frame] as StructModel)?.opaque?.by;
  const present = entries.filter(([name, value]) => name !== opaque || value !== NONE);
  return codecOf(frameParts).encode(Object.fromEntries(present) as unknown as Frame);
}
