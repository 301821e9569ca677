import test from "ava";

import { type FieldDoc, flag, LayoutError, registry, struct, type StructDoc, uint } from "../../../reference/layout/index.ts";

/** The documentation of a field for tests. */
export const doc: FieldDoc = { description: "For a test.", cite: "#test" };

/** Returns the documentation of a struct for tests. Its fault is `FAULT`. */
export const about = (id = "thing"): StructDoc => ({ id, title: "Thing", description: "For a test.", cite: "#test", fault: "FAULT" });

/** Returns a struct without fields. */
export const thing = (id?: string) => struct(about(id));

/** A struct of one octet. */
export const octet = thing("octet").field("value", uint(8), doc);

/** Returns a struct that begins with a flag. */
export const flagged = () => thing().field("set", flag(), doc).reserved("pad", 7, doc);

const shared = { description: "For a test.", cite: "#test" } as const;

/** A closed registry of two codes with a gap. */
export const kinds = registry({ id: "kind", title: "Kinds", ...shared }, [
  { code: 0, name: "low", meaning: "The low one", cite: "#test" },
  { code: 2, name: "high", meaning: "The high one", cite: "#test" },
]);

/** An open registry. */
export const openKinds = registry({ id: "open-kind", title: "Open Kinds", open: true, ...shared }, [
  { code: 0, name: "low", meaning: "The low one", cite: "#test" },
  { code: 2, name: "high", meaning: "The high one", cite: "#test" },
]);

/** Registries of ASCII codes. */
export const letters = registry({ id: "letters", title: "Letters", ...shared }, [{ name: "AB", meaning: "The first two", cite: "#test" }]);
export const openLetters = registry({ id: "open-letters", title: "Open Letters", open: true, ...shared }, [
  { name: "AB", meaning: "The first two", cite: "#test" },
  { code: "YZ", name: "last", meaning: "The last two", cite: "#test" },
]);

/** A mistake, a schema with it, and the whole message. */
export type Mistake = readonly [title: string, load: () => unknown, message: string];

/** Tests that each schema is refused when it is loaded. */
export function testRefused(group: string, mistakes: readonly Mistake[]): void {
  for (const [title, load, message] of mistakes) {
    test(`refuses ${title} (${group})`, (t) => {
      const error = t.throws(load, { instanceOf: LayoutError });
      t.is(error.message, message);
      t.true(message.startsWith(`${error.where}: `));
    });
  }
}
