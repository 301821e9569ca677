/** The attributes in braces of a heading or fence. */
export interface AttributeText {
  readonly id?: string;
  readonly classes: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

const token = /\s*(?:#(?<id>[^\s#.="{}]+)|\.(?<cls>[^\s#.="{}]+)|(?<key>[A-Za-z][\w-]*)=(?:"(?<quoted>[^"]*)"|(?<bare>[^\s"{}]+))|(?<flag>[A-Za-z][\w-]*))(?=\s|$)/y;

/**
 * Parses `#id .class key=value key="some words" flag`; a flag has an empty value.
 *
 * @param text - the text between the braces
 * @returns the attributes, or the mistake
 */
export function parseAttributeText(text: string): AttributeText | string {
  const classes: string[] = [];
  const values: Record<string, string> = {};
  let id: string | undefined;
  token.lastIndex = 0;
  for (let next = 0; text.slice(next).trim() !== ""; next = token.lastIndex) {
    const groups = token.exec(text)?.groups;
    if (groups === undefined) return `expected #anchor, .class or key="value" at "${text.slice(next).trim()}"`;
    const name = groups.id === undefined ? (groups.key ?? groups.flag) : "id";
    if (name !== undefined && (Object.hasOwn(values, name) || (name === "id" && id !== undefined))) return `"${name}" is given twice`;
    if (groups.id !== undefined) id = groups.id;
    else if (groups.cls !== undefined) classes.push(groups.cls);
    else if (name !== undefined) values[name] = groups.quoted ?? groups.bare ?? "";
  }
  return { ...(id === undefined ? {} : { id }), classes, values };
}
