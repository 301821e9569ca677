/**
 * Fetches references from a server of bibxml.
 *
 * @module
 */
import { bibxmlFiles } from "./bibxml-files.ts";
import type { ReferenceFile } from "./reference-folders.ts";

/** The server of the IETF. */
export const bibxmlServer = "https://bib.ietf.org/public/rfc";

/** The most octets of a reference. */
const MAX_OCTETS = 1024 * 1024;

/** The time for one reference, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** Reads a response. @returns its text, or `undefined` if it is longer than {@link MAX_OCTETS} */
async function readBounded(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_OCTETS) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * Fetches the reference of a work.
 *
 * @param server - the address of bibxml, without a slash at its end
 * @returns the reference, or the reason why it was not found
 */
export async function fetchReference(name: string, server: string): Promise<ReferenceFile | string> {
  const path = bibxmlFiles(name)?.path;
  if (path === undefined) return "bibxml has no such series";
  const url = `${server}/${path.split("/").map(encodeURIComponent).join("/")}`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const xml = response.ok ? await readBounded(response) : "";
    if (!response.ok) return `${url}: status ${response.status}`;
    return xml === undefined ? `${url}: longer than ${MAX_OCTETS} octets` : { path: url, xml };
  } catch (error) {
    const { message, cause } = error as Error;
    return `${url}: ${cause instanceof Error ? cause.message : message}`;
  }
}
