import { type FieldDoc, flag, registry, struct, type StructDoc, uint } from "../../../reference/layout/index.ts";

/** Documentation of a field that is about nothing. */
export const doc: FieldDoc = { description: "For a test.", cite: "#test" };

/** Documentation of a struct that is about nothing; its fault is `FAULT`. */
export const about = (id = "thing"): StructDoc => ({ id, title: "Thing", description: "For a test.", cite: "#test", fault: "FAULT" });

/** A struct to add fields to. */
export const thing = (id?: string) => struct(about(id));

/** A struct of one octet. */
export const octet = thing("octet").field("value", uint(8), doc);

/** A struct that begins with a flag. */
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
