/**
 * Places where compiled code can find something wrong: the constraint, the field, and the words for it.
 *
 * @module
 */
import { type ConstraintModel, type FaultCode, type FieldModel, type RegistryModel, type Rule } from "../model.ts";
import { rangesText } from "../size.ts";

/** What compiled code refers to by its number when it reports or traces a field. */
export interface Site {
  /** Field path; `{}` stands for the index of a repeated item. */
  readonly path: string;
  /** The wire code of a fault here. */
  readonly code: FaultCode;
  /** The constraint that is judged here. */
  readonly rule: Rule;
  /** What would be right, in words. */
  readonly expected: string;
  /** The bound whose value completes `expected`, and what is added to it. */
  readonly bound?: { readonly name: string; readonly overhead: number };
}

function registeredText(field: FieldModel, registry: RegistryModel | undefined): string {
  if (registry === undefined) return "a registered code";
  if (registry.open) return "a code of printable ASCII octets";
  return registry.entries.map((entry) => (entry.code === entry.name ? entry.name : `${entry.name} (${entry.code})`)).join(", ");
}

/** What a constraint expects, in words. */
export function expectedText(constraint: ConstraintModel, field: FieldModel, registry: RegistryModel | undefined): string {
  switch (constraint.rule) {
    case "shortest":
      return "the shortest form";
    case "least":
      return `at least ${constraint.value}`;
    case "most":
      return `at most ${constraint.value}`;
    case "bound":
      return "at most";
    case "equals":
      return String(constraint.value);
    case "registered":
      return registeredText(field, registry);
    case "agreed":
      return "only what was agreed";
    case "sealable":
      return field.wire.kind === "variant" && field.wire.opaque !== undefined
        ? `nothing but a plain ${field.wire.by}, or one of ${field.wire.opaque.cases.join(", ")}`
        : "no sealing";
    case "size":
      return `${rangesText(constraint.octets)} octets`;
    case "utf8":
      return "UTF-8";
    case "ascii":
      return "octets 00 to 7F";
  }
}

/** The sites of one compiled struct. */
export class Sites {
  readonly list: Site[] = [];

  /** Remembers a site and gives its number. */
  add(site: Site): number {
    return this.list.push(site) - 1;
  }

  /** Remembers the site of a constraint of a field. */
  constraint(path: string, constraint: ConstraintModel, field: FieldModel, registry?: RegistryModel): number {
    return this.add({
      path,
      code: constraint.fault,
      rule: constraint.rule,
      expected: expectedText(constraint, field, registry),
      ...(constraint.rule === "bound" ? { bound: { name: constraint.bound, overhead: constraint.overhead } } : {}),
      ...(constraint.rule === "agreed" ? { bound: { name: constraint.bound, overhead: 0 } } : {}),
    });
  }

  /** Remembers the site of a size that is wrong. */
  size(path: string, code: FaultCode, expected: string): number {
    return this.add({ path, code, rule: "size", expected });
  }
}
