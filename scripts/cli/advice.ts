/**
 * Reports a failed opening: the check, the observation, its meaning for the path, and a remedy.
 *
 * @module
 */
import { OpeningError } from "../../reference/http2/index.ts";
import { type ClientCheck, websocket2Error } from "../../reference/schema/index.ts";
import { escapeControls } from "../common/escape-controls.ts";
import { wrapText } from "../common/wrap-text.ts";
import type { Style } from "./terminal/style.ts";

const errorFieldName = websocket2Error.model.id;

/** Remedies by check. */
const adviceByCheck: Readonly<Record<ClientCheck, string>> = {
  "no-http2":
    "Enable HTTP/2 at the server, or at the intermediary that ends TLS for it; WebSocket2 does not run over HTTP/1.1 between client and server.",
  status: "A proxy, a login page or a server without this resource answered. Check host, port and path, and read the content.",
  "not-websocket2": `The server treated the request as an ordinary one. Check the URL path, and that no intermediary drops ${errorFieldName} from the response.`,
  refused:
    "The server speaks WebSocket2 and refused. Read status and content; --origin, --header, --protocol and --compression change the request.",
  ended: "An intermediary answered for the server, or the server ended the response. Connect to the server directly, without a proxy.",
  "content-coded": "An intermediary compresses the response. Switch content coding off there for application/websocket2.",
  "not-tunnel": "An intermediary rewrites the response, or the server sets a length. Connect to the server directly, without a proxy.",
  negotiation: "Server and client do not agree on subprotocol or compression. Try without --protocol and --compression.",
  "opening-pong": "An intermediary caches, replays or joins requests. Configure it to pass POST requests with no-store unchanged.",
  aborted:
    "The server or an intermediary closed the connection. If no server listens there, check host and port. A server with TLS has an https URL, a server without TLS an http URL.",
  cancelled: "The client gave up. There is nothing to fix.",
  timeout:
    "An intermediary buffers the request or the response until it is complete. Switch buffering off there, or connect to the server directly.",
  "not-duplex": "An intermediary passes the first octets and then buffers. Configure it to stream requests, or bypass it.",
};

/** Remedies by status of a refusal. */
const adviceByStatus: Readonly<Record<number, string>> = {
  401: "The server requires authentication: put user name and password in the URL, https://user:password@host/, or send --header 'authorization: ...'.",
  403: "The server forbids the request. --origin sets the origin of the page, --header sends credentials.",
  404: "The server speaks WebSocket2, but not at this URL path. Check the path.",
  429: "The server limits the rate of requests. Try again later.",
  503: "The server is overloaded or shutting down. Try again later.",
};

const TRY_INSECURE = "For a test, --insecure accepts any certificate.";

/** Remedies by the `code` of an error of TLS; the first that matches applies. */
const adviceByCode: readonly (readonly [code: RegExp, advice: string])[] = [
  [
    /^(UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|(DEPTH_ZERO_)?SELF_SIGNED)/,
    `If you trust the authority, name its certificate with --ca FILE, or in the variable NODE_EXTRA_CA_CERTS. ${TRY_INSECURE}`,
  ],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, `Connect to a name that the certificate has. ${TRY_INSECURE}`],
  [/^ERR_SSL_.*ALERT.*_CERTIFICATE/, "Send a certificate of the client with --cert and --key."],
  [/^(CERT_|CRL_)/, `Renew the certificate of the server. ${TRY_INSECURE}`],
];

const PROXY_ADVICE =
  "Check --proxy, or the variables HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY; --proxy none connects directly. A proxy takes a user name and a password in its URL.";

/** Returns the remedy for the opening that an error reports. */
function adviceForError({ check, failure, cause }: OpeningError): string {
  const { status, seen } = failure;
  if (check === "aborted" && seen.startsWith("no HTTP/2 connection: the proxy ")) return PROXY_ADVICE;
  if (check === "status" && status !== undefined && status >= 300 && status < 400) {
    return "The server redirects. Connect to the URL in the field location, if you trust it.";
  }
  const code = String((cause as NodeJS.ErrnoException | undefined)?.code);
  const byCode = check === "aborted" ? adviceByCode.find(([pattern]) => pattern.test(code))?.[1] : undefined;
  return byCode ?? adviceFor(check, status);
}

/** Fields of a response that tell what to change. */
const TELLING_FIELDS: readonly string[] = ["location", "www-authenticate", "proxy-authenticate", "retry-after"];

/** Returns the remedy for a failed opening. @param status - the status of the response, if any */
export function adviceFor(check: ClientCheck, status: number | undefined): string {
  const byStatus = status === undefined ? undefined : adviceByStatus[status];
  return (check === "refused" || status === 401 ? byStatus : undefined) ?? adviceByCheck[check];
}

/** The most characters of a response content that are shown. */
const MAX_CONTENT_CHARACTERS = 400;

/** Returns the `detail` of problem details (RFC 9457), or the text itself. */
function problemDetail(text: string): string {
  try {
    const { detail } = JSON.parse(text) as { readonly detail?: unknown };
    return typeof detail === "string" ? detail : text;
  } catch {
    return text;
  }
}

/** Returns the text of an HTML page, or the text itself. */
function stripMarkup(text: string): string {
  if (!/^\s*<(!doctype|html)\b/i.test(text)) return text;
  return text.replace(/<(style|script|title)\b.*?<\/\1\s*>|<!--.*?-->|<[^>]*>/gis, " ");
}

function contentText(content: Uint8Array): string {
  const shown = escapeControls(stripMarkup(problemDetail(new TextDecoder().decode(content))).trim().replace(/\s+/g, " "));
  return shown.length > MAX_CONTENT_CHARACTERS ? `${shown.slice(0, MAX_CONTENT_CHARACTERS)}...` : shown;
}

function observationText({ check, failure, cause }: OpeningError): string {
  const { seen, status, token, error } = failure;
  const facts: [fact: unknown, text: string][] = [
    [status, `status ${status}`],
    [token, `${errorFieldName}: ${token}`],
    [error, `error frame ${error}`],
    // The observation of a lost connection already names the cause.
    [check !== "aborted" && cause instanceof Error ? cause.message : undefined, String((cause as Error | undefined)?.message)],
  ];
  const others = facts.filter(([fact]) => fact !== undefined && !seen.includes(String(fact)));
  return escapeControls([seen, ...others.map(([, text]) => text)].join("; "));
}

/** Returns the lines that report a failed opening. @param columns - the width of the output */
export function openingErrorLines(error: OpeningError, style: Style, columns: number): string[] {
  const { check, failure, fields } = error;
  const rows: [name: string, text: string][] = [
    ["check", check],
    ["seen", observationText(error)],
    ...(failure.content === undefined || failure.content.length === 0
      ? []
      : [["content", contentText(failure.content)] as [string, string]]),
    ...fields
      .filter(([name]) => TELLING_FIELDS.includes(name))
      .map(([name, value]): [string, string] => ["field", escapeControls(`${name}: ${value}`)]),
    ["means", `${error.meaning}.`],
    ["try", adviceForError(error)],
  ];
  return rows.flatMap(([name, text]) => {
    const [first = "", ...others] = wrapText(text, Math.max(20, Math.min(columns, 88) - 11));
    return [`  ${style.name(name.padEnd(7))}  ${first}`, ...others.map((line) => `${" ".repeat(11)}${line}`)];
  });
}

/** Returns whether an error reports a failed opening. */
export const isOpeningError = (error: unknown): error is OpeningError => error instanceof OpeningError;
