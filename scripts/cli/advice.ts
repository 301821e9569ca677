/**
 * A failed opening, told to the user: the check, what was seen, what it means for the path, and what to try.
 *
 * @module
 */
import { OpeningError } from "../../reference/http2/index.ts";
import { type ClientCheck, websocket2Error } from "../../reference/schema/index.ts";
import { wrapText } from "./help.ts";
import { escapeControls } from "./terminal/format-text.ts";
import type { Style } from "./terminal/style.ts";

const errorFieldName = websocket2Error.model.id;

/** What to try, by check. */
const adviceByCheck: Readonly<Record<ClientCheck, string>> = {
  status: "See who answered: a proxy, a login page, or a server that has no such resource. Check host, port and path; what it sent may say more.",
  "not-websocket2": `The server took the request for an ordinary one. Check the path, and that something on the path does not drop ${errorFieldName} from the response.`,
  refused: "The server understood, and said no. Its status and content say why; --origin, --header, --protocol and --compression change what it is asked for.",
  ended: "Something answered for the server, or the server ends what it should hold open. Ask the server directly, past any proxy.",
  "content-coded": "Something on the path compresses the response. Switch content coding off there for application/websocket2.",
  "not-tunnel": "Something on the path rewrites the response, or the server sets a length. Ask the server directly, past any proxy.",
  negotiation: "Server and client do not agree on subprotocol or compression. Try without --protocol and --compression.",
  "opening-pong": "Something on the path caches, replays or joins requests. Have it pass POST requests with no-store through as they are.",
  aborted: "The server or something on the path hung up. If nothing listens there, check host and port; if TLS fails, --insecure accepts a certificate that does not verify. A server with TLS has an https URL, one without an http URL.",
  cancelled: "Nothing: it was this side that gave up.",
  timeout: "Something on the path holds back the request or the response until it is complete. Switch request and response buffering off there, or ask the server directly.",
  "not-duplex": "Something on the path lets octets through once and then no more. Have it stream requests, or go past it.",
};

/** What to try where the server refused with a status that says more. */
const adviceByStatus: Readonly<Record<number, string>> = {
  401: "The server asks who this is: --header 'authorization: ...' tells it.",
  403: "The server does not admit this request. --origin tells it which page asks, --header who.",
  404: "The server speaks WebSocket2, but not at this path. Check the path.",
  429: "The server has had enough for now. Try again later.",
  503: "The server has no room for now. Try again later.",
};

/** What to try after a failed opening. @param status - of the response, where there is one */
export function adviceFor(check: ClientCheck, status: number | undefined): string {
  return (check === "refused" && status !== undefined ? adviceByStatus[status] : undefined) ?? adviceByCheck[check];
}

/** How many characters of a response's content are shown. */
const MAX_CONTENT_CHARACTERS = 400;

/** Problem details (RFC 9457) say it best in their `detail`. */
function problemDetail(text: string): string {
  try {
    const { detail } = JSON.parse(text) as { readonly detail?: unknown };
    return typeof detail === "string" ? detail : text;
  } catch {
    return text;
  }
}

/** A page without its markup. */
function stripMarkup(text: string): string {
  if (!/^\s*<(!doctype|html)\b/i.test(text)) return text;
  return text.replace(/<(style|script|title)\b.*?<\/\1\s*>|<!--.*?-->|<[^>]*>/gis, " ");
}

function contentText(content: Uint8Array): string {
  const shown = escapeControls(stripMarkup(problemDetail(new TextDecoder().decode(content))).trim().replace(/\s+/g, " "));
  return shown.length > MAX_CONTENT_CHARACTERS ? `${shown.slice(0, MAX_CONTENT_CHARACTERS)}...` : shown;
}

function observationText({ check, failure, cause }: OpeningError): string {
  const { seen, status, token: answered, error } = failure;
  const facts: [fact: unknown, text: string][] = [
    [status, `status ${status}`],
    [answered, `${errorFieldName}: ${answered}`],
    [error, `error frame ${error}`],
    // Of a loss, what was seen says it in plain words.
    [check !== "aborted" && cause instanceof Error ? cause.message : undefined, String((cause as Error | undefined)?.message)],
  ];
  const unsaid = facts.filter(([fact]) => fact !== undefined && !seen.includes(String(fact)));
  return escapeControls([seen, ...unsaid.map(([, text]) => text)].join("; "));
}

/** The lines of a failed opening. @param columns - how wide the output is */
export function openingErrorLines(error: OpeningError, style: Style, columns: number): string[] {
  const { check, failure } = error;
  const rows: [name: string, text: string][] = [
    ["check", check],
    ["seen", observationText(error)],
    ...(failure.content === undefined || failure.content.length === 0 ? [] : [["content", contentText(failure.content)] as [string, string]]),
    ["means", `${error.meaning}.`],
    ["try", adviceFor(check, failure.status)],
  ];
  return rows.flatMap(([name, text]) => {
    const [first = "", ...others] = wrapText(text, Math.max(20, Math.min(columns, 88) - 11));
    return [`  ${style.name(name.padEnd(7))}  ${first}`, ...others.map((line) => `${" ".repeat(11)}${line}`)];
  });
}

/** Whether an error is a failed opening. */
export const isOpeningError = (error: unknown): error is OpeningError => error instanceof OpeningError;
