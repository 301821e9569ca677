/**
 * The text of the page of a schema element, in Markdown.
 *
 * @module
 */
import type {
  Citation,
  ElementModel,
  FieldModel,
  MachineModel,
  Model,
  StructModel,
} from "../../reference/layout/model.ts";
import { sourceOf } from "../../reference/layout/compile/codec.ts";
import { requirementOf } from "../interop/generate/requirement-of-check.ts";
import { escapeMarkup } from "../common/markup.ts";
import type { ViewBlock } from "../generate/blocks.ts";
import { views } from "../generate/views.ts";
import { fieldFacts } from "./facts.ts";
import { blockHtml, citationHtml, codeHtml, htmlTable } from "./html.ts";
import { limitsTable } from "./limit-text.ts";

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Returns the facts of a field for the documentation of its property. */
export function fieldText(field: FieldModel, struct: StructModel, model: Model): string {
  const facts = fieldFacts(field, struct, model).map(({ label, text }) => `${label}: ${text}`);
  return `${escapeMarkup(asSentence(field.description))} ${citationHtml(field.cite)}<br/><small>${escapeMarkup(facts.join(" · "))}</small>`;
}

function fieldRow(field: FieldModel, struct: StructModel, model: Model): readonly string[] {
  const facts = fieldFacts(field, struct, model);
  const fact = (label: string): string => escapeMarkup(facts.find((each) => each.label === label)?.text ?? "");
  const more = facts.filter(({ label }) => !["Size", "Range", "Value", "Unit"].includes(label));
  const details = more.map(({ label, text }) => `<br/><small>${label}: ${escapeMarkup(text)}</small>`).join("");
  const property = field.role === "value" ? `<br/>${codeHtml(field.name)}` : "";
  return [
    `${escapeMarkup(field.title)}${property}`,
    fact("Size"),
    fact("Range") || fact("Value"),
    `${escapeMarkup(field.description)}${details}`,
    citationHtml(field.cite),
  ];
}

/** Returns the generated module of an element, folded. */
function sourceText({ id }: ElementModel, model: Model): string {
  const source = sourceOf(model, id, { language: "typescript", requirement: requirementOf });
  return `<details><summary>Reader and writer</summary>\n\n\`\`\`ts\n${source}\`\`\`\n\n</details>`;
}

function structPage(struct: StructModel, model: Model): readonly string[] {
  const rows = struct.fields.map((field) => fieldRow(field, struct, model));
  return [
    ...renderView("diagram", struct, model),
    htmlTable(["Field", "Size", "Value", "Meaning", "Section"], rows),
    sourceText(struct, model),
  ];
}

function machinePage(machine: MachineModel, model: Model): readonly string[] {
  const names = ["states", "events", "guards", "actions"].flatMap((view) => renderView(view, machine, model));
  const drawn = machine.drawings ?? [];
  const drawings = drawn.flatMap(({ role }) => renderView("machine", machine, model, { role }));
  const roles = machine.roles.flatMap((role) => renderView("transitions", machine, model, { role }));
  return [...drawings, ...names, ...roles];
}

function renderView(
  view: string,
  element: ElementModel,
  model: Model,
  attributes: Readonly<Record<string, string>> = {},
): readonly string[] {
  const blocks: readonly ViewBlock[] = views[view]?.render(element, attributes, model) ?? [];
  return blocks.map(blockHtml);
}

function elementBody(element: ElementModel, model: Model): readonly string[] {
  switch (element.kind) {
    case "struct":
      return structPage(element, model);
    case "prefixed":
    case "continued":
      return [...renderView("forms", element, model), sourceText(element, model)];
    case "registry":
      return renderView("registry", element, model);
    case "http-field":
      return renderView("http-fields", element, model);
    case "limits":
      return [limitsTable(element)];
    case "machine":
      return machinePage(element, model);
  }
}

/** Returns the line with the section that defines an element. */
const sectionLine = (cite: Citation): string => `${citationHtml(cite)}${cite.startsWith("#") ? " of the draft" : ""} defines it.`;

/** Returns description, citation, drawing and tables of an element. */
export function elementText(element: ElementModel, model: Model): string {
  return [escapeMarkup(asSentence(element.description)), sectionLine(element.cite), ...elementBody(element, model)].join("\n\n");
}
