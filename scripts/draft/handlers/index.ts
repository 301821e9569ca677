import type { NodeHandler } from "../state.ts";
import { handleBlockquote } from "./blockquote.ts";
import { handleBreak } from "./break.ts";
import { handleCode } from "./code.ts";
import { handleContainerDirective } from "./container-directive.ts";
import { handleEmphasis } from "./emphasis.ts";
import { handleHtml } from "./html.ts";
import { handleInlineCode } from "./inline-code.ts";
import { handleLeafDirective } from "./leaf-directive.ts";
import { handleLink, handleLinkReference } from "./link.ts";
import { handleList } from "./list.ts";
import { handleListItem } from "./list-item.ts";
import { handleParagraph } from "./paragraph.ts";
import { handleStrong } from "./strong.ts";
import { handleTable } from "./table.ts";
import { handleText } from "./text.ts";

/** The handlers by type of mdast node. The outline has already turned headings into sections. */
export const handlers: Readonly<Record<string, NodeHandler>> = {
  blockquote: handleBlockquote,
  break: handleBreak,
  code: handleCode,
  containerDirective: handleContainerDirective,
  emphasis: handleEmphasis,
  html: handleHtml,
  inlineCode: handleInlineCode,
  leafDirective: handleLeafDirective,
  link: handleLink,
  linkReference: handleLinkReference,
  list: handleList,
  listItem: handleListItem,
  paragraph: handleParagraph,
  strong: handleStrong,
  table: handleTable,
  text: handleText,
};
