import type { Directive } from "./directive.ts";
import { aside } from "./aside.ts";
import { backmatter } from "./backmatter.ts";
import { bcp14 } from "./bcp14.ts";
import { contributors } from "./contributors.ts";
import { dataTable } from "./data-table.ts";
import { dl } from "./dl.ts";
import { include } from "./include.ts";
import { iref } from "./iref.ts";
import { note } from "./note.ts";
import { ol, ul } from "./list.ts";
import { table } from "./table.ts";

/** All directives by name. The views of schema elements have a table of their own. */
export const directives: Readonly<Record<string, Directive>> = {
  aside,
  backmatter,
  bcp14,
  contributors,
  "data-table": dataTable,
  dl,
  include,
  iref,
  note,
  ol,
  table,
  ul,
};
