/**
 * Codes of a registry.
 *
 * @module
 */
import * as z from "zod";

import { codeRange, namedEntries } from "./entries.ts";
import { LayoutError } from "./errors.ts";
import { checkWidth } from "./integer.ts";
import type { CodeModel, Endian, IntegerRange, RegistryModel } from "./model.ts";
import type { Registry } from "./registry.ts";
import { type ConstraintDraft, type FaultCodes, onWire } from "./wire-type.ts";

/** Options of a code in a struct. */
export interface CodeOptions<N extends string> {
  /** Octet order of a numeric code; `big` by default. */
  readonly endian?: Endian;
  /** The entry for which the value has no property; none by default. */
  readonly omit?: N;
  /** The name of the decoding bound that gives the one entry allowed beside `omit`; none by default. */
  readonly bound?: string;
  /** Wire codes of single rules; by default that of the struct. */
  readonly faults?: FaultCodes;
}

/** The JavaScript value of a code: a name, or in an open registry also a bare code. */
export type CodeValue<N extends string, O extends boolean, Bare> = O extends true ? N | Bare : N;

function codeModel(bits: number, registry: RegistryModel, as: CodeModel["as"], options: CodeOptions<string>): CodeModel {
  return {
    kind: "code",
    bits,
    endian: options.endian ?? "big",
    registry: registry.id,
    as,
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

function checkCodes(bits: number, registry: RegistryModel, fits: (code: number | string) => boolean): void {
  for (const entry of registry.entries) {
    if (!(codeRange(entry) ?? [entry.code]).every(fits)) {
      throw new LayoutError(`${registry.id}.${entry.name}`, `code ${JSON.stringify(entry.code)} does not fit ${bits} bits`);
    }
  }
}

const NAMED = "is a code that has a name; expected the name";

/** Returns whether the registry has a name for a bare code. A value gives such a code by its name. */
function hasCode(registry: RegistryModel, bare: number | string): boolean {
  return namedEntries(registry).some((entry) => entry.code === bare);
}

/**
 * Returns the field type of a numeric code. The value is the name of the entry, or in an open registry also a bare number.
 *
 * @param bits - width in bits, 1 to 32
 * @throws {@link LayoutError} if the width is out of range, a code of the registry does not fit it, or `bound` is given
 *   without `omit`
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
  bits: number,
  registry: Registry<N, O>,
  options: CodeOptions<D> = {},
): z.ZodType<CodeValue<Exclude<N, D>, O, number>> {
  const { model } = registry;
  checkWidth(model.id, bits, options.endian ?? "big", 32);
  checkCodes(bits, model, (each) => typeof each === "number" && Number.isInteger(each) && each >= 0 && each < 2 ** bits);
  if (options.bound !== undefined && options.omit === undefined) {
    throw new LayoutError(model.id, "is used with a bound but without omit: the bound allows one entry beside the omitted one");
  }
  const named: z.ZodType = z.enum(registry.names.filter((name) => name !== options.omit));
  const bare = z.int().min(0).max(2 ** bits - 1).refine((each) => !hasCode(model, each), NAMED);
  const type = model.open ? z.union([named, bare]) : named;
  return onWire(type as z.ZodType<CodeValue<Exclude<N, D>, O, number>>, {
    wire: codeModel(bits, model, "number", options),
    constraints: constraintsOf(options),
    faults: options.faults ?? {},
    uses: [model, ...registry.uses],
  });
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
  checkCodes(octets * 8, model, (each) => typeof each === "string" && each.length === octets && PRINTABLE_TEXT.test(each));
  const named: z.ZodType = z.enum(registry.names);
  const bare = z.string().length(octets).regex(PRINTABLE_TEXT).refine((each) => !hasCode(model, each), NAMED);
  const type = model.open ? z.union([named, bare]) : named;
  return onWire(type as z.ZodType<CodeValue<N, O, string & {}>>, {
    wire: codeModel(octets * 8, model, "ascii", options),
    constraints: constraintsOf(options, model.open ? PRINTABLE : undefined),
    faults: options.faults ?? {},
    uses: [model, ...registry.uses],
  });
}
