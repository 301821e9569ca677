/**
 * What the page of a schema element shows, as Markdown.
 *
 * @module
 */
import type { Citation, ElementModel, FieldModel, LimitModel, LimitsModel, MachineModel, Model, StructModel } from "../../reference/layout/model.ts";
import type { Block } from "../generate/blocks.ts";
import { amount, limitValue } from "../generate/units.ts";
import { views } from "../generate/views.ts";
import { factsOf } from "./facts.ts";
import { blockHtml, citation, code, escape, table } from "./html.ts";

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** All of a field for the place where its property is shown. */
export function fieldText(field: FieldModel, struct: StructModel, model: Model): string {
  const facts = factsOf(field, struct, model).map(({ label, text }) => `${label}: ${text}`);
  return `${escape(sentence(field.description))} ${citation(field.cite)}<br/><small>${escape(facts.join(" · "))}</small>`;
}

function fieldRow(field: FieldModel, struct: StructModel, model: Model): readonly string[] {
  const facts = factsOf(field, struct, model);
  const fact = (label: string): string => escape(facts.find((each) => each.label === label)?.text ?? "");
  const more = facts.filter(({ label }) => !["Size", "Range", "Value", "Unit"].includes(label));
  const details = more.map(({ label, text }) => `<br/><small>${label}: ${escape(text)}</small>`).join("");
  const property = field.role === "value" ? `<br/>${code(field.name)}` : "";
  return [`${escape(field.title)}${property}`, fact("Size"), fact("Range") || fact("Value"), `${escape(field.description)}${details}`, citation(field.cite)];
}

function structPage(struct: StructModel, model: Model): readonly string[] {
  const rows = struct.fields.map((field) => fieldRow(field, struct, model));
  return [...show("diagram", struct, model), table(["Field", "Size", "Value", "Meaning", "Section"], rows)];
}

function limitRow(limit: LimitModel): readonly string[] {
  const { least, fault, status } = limit;
  const facts = [
    ["Over it", limit.over],
    ["Least", least === undefined ? "" : amount(least, limit.unit)],
    ["Code", [fault, status].filter((value) => value !== undefined).join(" ")],
  ];
  const details = facts.filter(([, text]) => text !== "").map(([label, text]) => `<br/><small>${label}: ${escape(text ?? "")}</small>`);
  const title = `${escape(limit.title)}<br/>${code(limit.name)}`;
  return [title, escape(limitValue(limit)), escape(limit.description) + details.join(""), citation(limit.cite)];
}

function limitsPage({ entries }: LimitsModel): string {
  return table(["Limit", "Default", "What it bounds", "Section"], entries.map(limitRow));
}

function machinePage(machine: MachineModel, model: Model): readonly string[] {
  const names = ["states", "events", "guards", "actions"].flatMap((view) => show(view, machine, model));
  const drawn = machine.drawings ?? [];
  const drawings = drawn.flatMap(({ role }) => show("machine", machine, model, { role }));
  const roles = machine.roles.flatMap((role) => show("transitions", machine, model, { role }));
  return [...drawings, ...names, ...roles];
}

function show(view: string, element: ElementModel, model: Model, attributes: Readonly<Record<string, string>> = {}): readonly string[] {
  const blocks: readonly Block[] = views[view]?.render(element, attributes, model) ?? [];
  return blocks.map(blockHtml);
}

function body(element: ElementModel, model: Model): readonly string[] {
  switch (element.kind) {
    case "struct":
      return structPage(element, model);
    case "prefixed":
      return show("forms", element, model);
    case "registry":
      return show("registry", element, model);
    case "http-field":
      return show("http-fields", element, model);
    case "limits":
      return [limitsPage(element)];
    case "machine":
      return machinePage(element, model);
  }
}

/** The line that says where an element is defined. */
const defined = (cite: Citation): string => `Section: ${citation(cite)}`;

/** Description, citation, drawing and tables of an element. */
export function elementText(element: ElementModel, model: Model): string {
  return [escape(sentence(element.description)), ...body(element, model), defined(element.cite)].join("\n\n");
}
