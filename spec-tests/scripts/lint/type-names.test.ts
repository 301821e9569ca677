import test from "ava";
import { definedTypeNames, readSources, repeatedTypeNames, sharedTypeNames, typeNameIndex } from "../../../scripts/lint/type-names.ts";

const source = `
export interface Row<T> { readonly type: T }
export type Cell<A = string> =
  A;
type Half = 1;
abstract class Part {}
export default class Whole {}
export type { Other } from "./other.ts";
const type = 1; // type Comment = 1
/**
 * interface In a comment
 */
  class Inner extends Part {}
`;

test("finds classes, interfaces and types, and no re-exports or comments", (t) => {
  t.deepEqual(definedTypeNames(source), ["Row", "Cell", "Half", "Part", "Whole", "Inner"]);
});

test("names of several files are repeated; a name twice in one file is not", (t) => {
  const index = typeNameIndex([["a.ts", "type A = 1;\nclass B {}\ninterface B {}\n"], ["b.ts", "interface A {}"]]);
  t.deepEqual(repeatedTypeNames(index), [["A", ["a.ts", "b.ts"]]]);
});

test("the list of exceptions is short, needed, and has reasons", (t) => {
  const index = typeNameIndex(readSources(".", ["reference", "scripts"]));
  t.true(Object.keys(sharedTypeNames).length <= 10);
  for (const [name, reason] of Object.entries(sharedTypeNames)) {
    t.true(reason.length > 10, name);
    t.true((index.get(name)?.length ?? 0) > 1, `${name} has one definition: remove it from the exceptions`);
  }
});
