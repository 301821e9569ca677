import type { Table, TableCell, TableRow } from "mdast";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerFloat, transformProse, type TransformState } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

function cellElement(state: TransformState, node: TableCell, name: "td" | "th", align: string | undefined): XmlElement {
  return el(node, name, { align }, transformProse(state, node.children, true));
}

function rowElement(state: TransformState, node: TableRow, table: Table, name: "td" | "th"): XmlElement {
  const columns = table.children[0]?.children.length ?? 0;
  if (node.children.length !== columns) {
    state.report(positionOf(node), "ragged-table", `row has ${node.children.length} cells; expected ${columns} as in the heading`);
  }
  return el(node, "tr", {}, node.children.map((one, index) => cellElement(state, one, name, table.align?.[index] ?? undefined)));
}

/** Returns a table with the anchor and title of a directive. */
export function tableElement(state: TransformState, node: Table, anchor?: string, title: readonly XmlNode[] = []): XmlElement {
  registerFloat(state, "table", anchor, positionOf(node));
  const [head, ...body] = node.children;
  if (body.length === 0) state.report(positionOf(node), "empty-table", "table has no rows below its heading");
  const thead = head === undefined ? [] : [el(head, "thead", {}, [rowElement(state, head, node, "th")])];
  const tbody = el(body[0], "tbody", {}, body.map((one) => rowElement(state, one, node, "td")));
  return el(node, "table", { anchor }, [...title, ...thead, tbody]);
}

/** A table becomes `<table>` with the alignment of its columns. */
export function handleTable(state: TransformState, node: Table): XmlNode[] {
  return [tableElement(state, node)];
}
