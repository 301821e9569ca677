/**
 * Codes of a registry.
 *
 * @module
 */
import * as z from "zod";

import { codeRange, namedEntries } from "./entries.ts";
import { LayoutError } from "./errors.ts";
import { checkWidth } from "./integer.ts";
import type { CodeModel, Endian, IntegerRange, RegistryModel, VariableIntegerModel } from "./model.ts";
import { NUMBER_BITS } from "./numbers.ts";
import type { Registry } from "./registry.ts";
import { useInfo, type VariableInteger } from "./variable-integer.ts";
import { type ConstraintDraft, type FaultCodes, onWire } from "./wire-type.ts";

/** Options of a code in a struct. */
export interface CodeOptions<N extends string> {
  /** Octet order of a numeric code; `big` by default. */
  readonly endian?: Endian;
  /** The entry for which the value has no property; none by default. */
  readonly omit?: N;
  /** The name of the decoding bound that gives the one entry allowed beside `omit`; none by default. */
  readonly bound?: string;
  /** The greatest code, in a prefix-coded integer; by default the greatest that can be coded. */
  readonly most?: number;
  /** Whether a receiver accepts forms of a prefix-coded integer that are not the shortest; by default as the integer declares. */
  readonly anyForm?: boolean;
  /** Wire codes of single rules; by default that of the struct. */
  readonly faults?: FaultCodes;
}

/** The JavaScript value of a code: a name, or in an open registry also a bare code. */
export type CodeValue<N extends string, O extends boolean, Bare> = O extends true ? N | Bare : N;

/** The part of a code that says how it is carried. */
type Carrier =
  | { readonly bits: number; readonly endian: Endian; readonly as: CodeModel["as"] }
  | { readonly integer: VariableIntegerModel; readonly as: "number"; readonly big: boolean };

function codeModel(carrier: Carrier, registry: RegistryModel, options: CodeOptions<string>): CodeModel {
  return {
    kind: "code",
    ...carrier,
    registry: registry.id,
    open: registry.open,
    ...(options.omit === undefined ? {} : { omit: options.omit }),
  };
}

/** The octets of ASCII codes: SP to "~". */
const PRINTABLE = [0x20, 0x7e] as const;
const PRINTABLE_TEXT = /^[\x20-\x7e]*$/;

function constraintsOf({ bound }: CodeOptions<string>, octetRange?: IntegerRange): ConstraintDraft[] {
  return [
    { rule: "registered", ...(octetRange === undefined ? {} : { octetRange }) },
    ...(bound === undefined ? [] : [{ rule: "agreed", bound } as const]),
  ];
}

/** @param width - the width or the integer that carries the codes, in words */
function checkCodes(width: string, registry: RegistryModel, fits: (code: number | string) => boolean): void {
  for (const entry of registry.entries) {
    if (!(codeRange(entry) ?? [entry.code]).every(fits)) {
      throw new LayoutError(`${registry.id}.${entry.name}`, `code ${JSON.stringify(entry.code)} does not fit ${width}`);
    }
  }
}

const NAMED = "is a code that has a name; expected the name";

/** Returns whether the registry has a name for a bare code. A value gives such a code by its name. */
function hasCode(registry: RegistryModel, bare: number | string): boolean {
  return namedEntries(registry).some((entry) => entry.code === bare);
}

/** Checks that a registry fits the numeric codes of a field, the greatest of which is `most`. */
function checkNumericCodes(width: string, registry: RegistryModel, most: number, options: CodeOptions<string>): void {
  checkCodes(width, registry, (each) => typeof each === "number" && Number.isSafeInteger(each) && each >= 0 && each <= most);
  if (options.bound !== undefined && options.omit === undefined) {
    throw new LayoutError(registry.id, "is used with a bound but without omit: the bound allows one entry beside the omitted one");
  }
}


/** A registry with any names. */
type AnyRegistry = Pick<Registry, "model" | "names" | "uses">;

/** Returns the type of a code: the names, and in an open registry a bare code that has no name. */
function codeType({ model, names }: AnyRegistry, omit: string | undefined, bare: z.ZodType<number | bigint>): z.ZodType {
  const named: z.ZodType = z.enum(names.filter((name) => name !== omit));
  return model.open ? z.union([named, bare.refine((each) => !hasCode(model, Number(each)), NAMED)]) : named;
}

/** Returns the greatest code that an integer of varying size can carry. @throws {@link LayoutError} if `most` does not fit it */
function mostInteger({ model }: VariableInteger, { most }: CodeOptions<string>): bigint {
  const largest = BigInt(model.largest);
  if (most === undefined) return largest;
  if (!Number.isSafeInteger(most) || most < 0 || BigInt(most) > largest) {
    throw new LayoutError(model.id, `carries codes of at most ${most}, expected a whole number from 0 to ${largest}`);
  }
  return BigInt(most);
}

function integerCode(carrier: VariableInteger, registry: AnyRegistry, options: CodeOptions<string>, big: boolean): z.ZodType {
  const { model } = carrier;
  const most = mostInteger(carrier, options);
  if (options.endian !== undefined) throw new LayoutError(model.id, "has an octet order of its own; give no endian");
  if (!big && registry.model.open && most >= 1n << BigInt(NUMBER_BITS)) {
    throw new LayoutError(model.id, "may carry codes over 2^53 - 1: give most, or use bigCode");
  }
  checkNumericCodes(model.title, registry.model, Number(most), options);
  const bare = big ? z.bigint().min(0n).max(most) : z.int().min(0).max(Math.min(Number(most), Number.MAX_SAFE_INTEGER));
  const { anyForm, faults = {} } = options;
  const use = useInfo(model, {
    ...(anyForm === undefined ? {} : { anyForm }),
    ...(options.most === undefined ? {} : { most: options.most }),
  });
  return onWire(codeType(registry, options.omit, bare), {
    wire: codeModel({ integer: model, as: "number", big }, registry.model, options),
    constraints: [...use.constraints, ...constraintsOf(options)],
    faults,
    uses: [model, registry.model, ...registry.uses],
  });
}

/**
 * Returns the field type of a numeric code. The value is the name of the entry, or in an open registry also a bare number.
 *
 * @param carrier - width in bits, 1 to 32, or a prefix-coded or continued integer
 * @throws {@link LayoutError} if the width is out of range, a code of the registry does not fit it, `bound` is given without `omit`,
 *   or bare codes may exceed 2^53 - 1
 *
 * @example
 * ```ts
 * import { code, compile, registry, struct } from "websocket2/layout";
 *
 * const kind = registry({ id: "kind", title: "Kinds", description: "Kinds of note.", cite: "#kinds" }, [
 *   { code: 0, name: "plain", meaning: "A note", cite: "#kinds" },
 *   { code: 1, name: "urgent", meaning: "A note with a bell", cite: "#kinds" },
 * ]);
 * const note = struct({ id: "note", title: "Note", description: "A note.", cite: "#note", fault: "BAD" })
 *   .field("kind", code(8, kind), { description: "What it is.", cite: "#note" });
 * console.log(compile(note).decode(Uint8Array.of(1))); // { ok: true, value: { kind: 'urgent' } }
 * ```
 */
export function code<N extends string, O extends boolean, const D extends N = never>(
  carrier: number | VariableInteger,
  registry: Registry<N, O>,
  options: CodeOptions<D> = {},
): z.ZodType<CodeValue<Exclude<N, D>, O, number>> {
  if (typeof carrier !== "number") {
    return integerCode(carrier, registry, options, false) as z.ZodType<CodeValue<Exclude<N, D>, O, number>>;
  }
  const { model } = registry;
  const bits = carrier;
  if (options.most !== undefined || options.anyForm !== undefined) {
    throw new LayoutError(model.id, "has most or anyForm for a code of a fixed width; they need a prefix-coded integer");
  }
  checkWidth(model.id, bits, options.endian ?? "big", 32);
  checkNumericCodes(`${bits} bits`, model, 2 ** bits - 1, options);
  const type = codeType(registry, options.omit, z.int().min(0).max(2 ** bits - 1));
  return onWire(type as z.ZodType<CodeValue<Exclude<N, D>, O, number>>, {
    wire: codeModel({ bits, endian: options.endian ?? "big", as: "number" }, model, options),
    constraints: constraintsOf(options),
    faults: options.faults ?? {},
    uses: [model, ...registry.uses],
  });
}

/**
 * Returns the field type of a code in a prefix-coded integer, with bare codes that are bigints in JavaScript: for an open registry
 * whose codes may exceed 2^53 - 1.
 *
 * @throws {@link LayoutError} if a code of the registry does not fit the integer, or `bound` is given without `omit`
 *
 * @example
 * ```ts
 * import { bigCode, compile, prefixed, registry, struct } from "websocket2/layout";
 *
 * const about = { description: "For an example.", cite: "#types" } as const;
 * const forms = [
 *   { lead: [0x00, 0x7f], keep: 7, extra: 0 },
 *   { lead: [0x80, 0xff], keep: 7, extra: 56 },
 * ] as const;
 * const number = prefixed({ id: "number", title: "Number", ...about, fault: "BAD", lead: 8, forms });
 * const type = registry({ id: "type", title: "Types", ...about, open: true }, [
 *   { code: 4, name: "settings", meaning: "Settings", cite: "#types" },
 * ]);
 * const header = struct({ id: "header", title: "Header", ...about, fault: "BAD" }).field("type", bigCode(number, type), about);
 * const codec = compile(header);
 * console.log(codec.decode(Uint8Array.of(4))); // { ok: true, value: { type: 'settings' } }
 * console.log(codec.decode(Uint8Array.of(5))); // { ok: true, value: { type: 5n } }
 * ```
 */
export function bigCode<N extends string, O extends boolean, const D extends N = never>(
  integer: VariableInteger,
  registry: Registry<N, O>,
  options: CodeOptions<D> = {},
): z.ZodType<CodeValue<Exclude<N, D>, O, bigint>> {
  return integerCode(integer, registry, options, true) as z.ZodType<CodeValue<Exclude<N, D>, O, bigint>>;
}

/**
 * Returns the field type of a code of printable ASCII octets in reading order. The value is the name of the entry, or in an
 * open registry also the octets as text.
 *
 * @param octets - width in octets, 1 to 8
 * @throws {@link LayoutError} if the width is out of range, or a code of the registry has another width
 *
 * @example
 * ```ts
 * import { asciiCode, compile, registry, struct } from "websocket2/layout";
 *
 * const format = registry({ id: "format", title: "Formats", description: "File formats.", cite: "#formats" }, [
 *   { code: "PNGF", name: "png", meaning: "An image", cite: "#formats" },
 *   { code: "WAVE", name: "wave", meaning: "A sound", cite: "#formats" },
 * ]);
 * const file = struct({ id: "file", title: "File", description: "A file.", cite: "#file", fault: "BAD" })
 *   .field("format", asciiCode(4, format), { description: "What it holds.", cite: "#file" });
 * console.log(compile(file).encode({ format: "wave" })); // Uint8Array(4) [ 87, 65, 86, 69 ]
 * ```
 */
export function asciiCode<N extends string, O extends boolean>(
  octets: number,
  registry: Registry<N, O>,
  options: Pick<CodeOptions<N>, "faults"> = {},
): z.ZodType<CodeValue<N, O, string & {}>> {
  const { model } = registry;
  if (!Number.isInteger(octets) || octets < 1 || octets > 8) {
    throw new LayoutError(model.id, `has a width of ${octets} octets, expected 1 to 8`);
  }
  checkCodes(`${octets * 8} bits`, model, (each) => typeof each === "string" && each.length === octets && PRINTABLE_TEXT.test(each));
  const named: z.ZodType = z.enum(registry.names);
  const bare = z.string().length(octets).regex(PRINTABLE_TEXT).refine((each) => !hasCode(model, each), NAMED);
  const type = model.open ? z.union([named, bare]) : named;
  return onWire(type as z.ZodType<CodeValue<N, O, string & {}>>, {
    wire: codeModel({ bits: octets * 8, endian: "big", as: "ascii" }, model, options),
    constraints: constraintsOf(options, model.open ? PRINTABLE : undefined),
    faults: options.faults ?? {},
    uses: [model, ...registry.uses],
  });
}
