/**
 * HTML from template literals: each value is escaped, unless it is HTML already.
 *
 * @module
 */
import { escapeMarkup } from "./markup.ts";

/** Text that is HTML. */
export class Html {
  readonly text: string;

  /** @param text - well-formed HTML */
  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** A value in a template: HTML stays as it is, text is escaped, lists are joined, `undefined` and `false` are left out. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

function htmlText(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(htmlText).join("");
  return escapeMarkup(String(value));
}

/** Returns the HTML of a template literal. Attribute values stand in quotation marks. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(htmlText)));
}

/** Returns text with marks between backquotes as code, for sentences of the schemas and of data files. */
export function codeSpans(text: string): Html {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
