/**
 * Says how tshark decrypts a captured connection.
 *
 * @module
 */
import { type CaptureEnd, captureEnds } from "./captured-stream.ts";
import type { ReadConnection } from "./read-connection.ts";

/** Quotes a word for a shell. */
const quoted = (word: string): string => (/^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The stream that the command names: the first one of a client. */
const FIRST_STREAM = 1;

const KEY_LOG_ADVICE =
  "A client in Node.js writes KEYS with NODE_OPTIONS=--tls-keylog=KEYS, many other programs with SSLKEYLOGFILE=KEYS.";

/**
 * Returns the command of tshark that prints the content of one direction of stream 1, for `ws2 decode -`.
 *
 * `follow` prints a line for each HTTP/2 frame, those of the end that sent first without a tab. The filter keeps the payloads of DATA
 * frames. The field `http2.data.data` has the whole content again at the end of a stream.
 */
export function tlsCommand(file: string, connection: Pick<ReadConnection, "number">, end: CaptureEnd, keys: string | undefined): string {
  const option = keys === undefined ? "" : ` -o tls.keylog_file:${quoted(keys)}`;
  const lines = `s/^${end === "client" ? "" : "\\t"}[0-9a-f]\\{6\\}00[0-9a-f]\\{10\\}//p`;
  return `tshark -q -r ${quoted(file)}${option} -z follow,http2,raw,${connection.number},${FIRST_STREAM} | sed -n '${lines}'`;
}

/**
 * Returns lines that say how the frames of a connection are shown.
 *
 * @param file - the path of the capture
 * @param hasSecrets - whether the file has the secrets of its connections
 */
export function tlsAdvice(file: string, connection: ReadConnection, hasSecrets: boolean): string[] {
  const keys = hasSecrets ? undefined : "KEYS";
  const name = file === "-" ? "FILE" : file;
  return [
    `TLS: tshark decrypts it with ${hasSecrets ? "the secrets in the file" : "a key log, KEYS"}. Stream ${FIRST_STREAM}, client and server:`,
    ...captureEnds.map((end) => `  ${tlsCommand(name, connection, end, keys)} | npx --no -- ws2 decode -`),
    "Behind decode, --compression METHOD names the compression of the response, if it has one.",
    ...(hasSecrets ? [] : [KEY_LOG_ADVICE]),
  ];
}
