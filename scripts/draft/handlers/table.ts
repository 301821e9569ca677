import type { Table, TableCell, TableRow } from "mdast";
import { placeOf } from "../messages.ts";
import { addFloat, prose, type State } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml.ts";

function cell(state: State, node: TableCell, name: "td" | "th", align: string | undefined): XmlElement {
  return el(node, name, { align }, prose(state, node.children));
}

function row(state: State, node: TableRow, table: Table, name: "td" | "th"): XmlElement {
  const columns = table.children[0]?.children.length ?? 0;
  if (node.children.length !== columns) {
    state.report(placeOf(node), "ragged-table", `row has ${node.children.length} cells; expected ${columns} as in the heading`);
  }
  return el(node, "tr", {}, node.children.map((one, index) => cell(state, one, name, table.align?.[index] ?? undefined)));
}

/** A table with the anchor and title that a directive gives it. */
export function tableElement(state: State, node: Table, anchor?: string, title: readonly XmlNode[] = []): XmlElement {
  addFloat(state, "table", anchor, placeOf(node));
  const [head, ...body] = node.children;
  if (body.length === 0) state.report(placeOf(node), "empty-table", "table has no rows below its heading");
  const thead = head === undefined ? [] : [el(head, "thead", {}, [row(state, head, node, "th")])];
  const tbody = el(body[0], "tbody", {}, body.map((one) => row(state, one, node, "td")));
  return el(node, "table", { anchor }, [...title, ...thead, tbody]);
}

/** A table is `<table>` with the alignment of its columns. */
export function handleTable(state: State, node: Table): XmlNode[] {
  return [tableElement(state, node)];
}
