import { visit } from "unist-util-visit";
import { parseCitation } from "../references/citation.ts";
import { splitFrontMatter } from "../source/front-matter.ts";
import { parseMarkdown } from "../source/parse-markdown.ts";
import { bibxmlFiles } from "./bibxml-files.ts";

/**
 * Returns the works that a draft cites under a name of bibxml, such as `RFC9113`, in the order of the text.
 *
 * @param markdown - the draft with its includes
 */
export function citedNames(markdown: string): readonly string[] {
  const names = new Set<string>();
  visit(parseMarkdown(splitFrontMatter(markdown)?.body ?? markdown), (node) => {
    if (node.type === "leafDirective" && node.name === "bcp14") for (const name of ["RFC2119", "RFC8174"]) names.add(name);
    for (const [, text = ""] of node.type === "text" ? node.value.matchAll(/\{\{([^{}]+)\}\}/g) : []) {
      const work = parseCitation(text.replace(/\s+/g, " ").trim())?.work;
      if (work !== undefined && bibxmlFiles(work) !== undefined) names.add(work);
    }
  });
  return [...names];
}
