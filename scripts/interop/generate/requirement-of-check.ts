/**
 * The requirements of the draft that the checks of generated codecs enforce.
 *
 * @module
 */
import type { CheckPlace } from "../../../reference/layout/index.ts";
import { requirementsByFlag } from "./requirements-by-flag.ts";

type Requirements = Readonly<Record<string, string | undefined>>;

const { frame = {}, varsize = {} } = requirementsByFlag;

/** Requirements by the struct that holds a field, then by field and rule, as generated vectors name their flags. */
const byStruct: Readonly<Record<string, Requirements>> = {
  "compressed-payload": { PayloadSize: frame["SealedSizes"] },
  "error-payload": { ...frame, PayloadSize: frame["Sizes"] },
  "ping-payload": { ...frame, PayloadSize: frame["Sizes"] },
  "lz4-payload": { SizeShortest: "R-078", SizeLeast: "R-078" },
  varsize: { ValueShortest: varsize["Shortest"] },
};

const pascal = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Returns the identifier of the requirement that a check enforces; `undefined` where the draft has none for it. */
export function requirementOf({ struct, field, check }: CheckPlace): string | undefined {
  return (byStruct[struct] ?? frame)[pascal(field) + pascal(check.rule)];
}
