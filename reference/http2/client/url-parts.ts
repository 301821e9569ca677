/**
 * Parts of URLs that the class `URL` does not have: the port in use, and credentials as a field value.
 *
 * @module
 */

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** Returns the port of a URL, also that which its scheme implies. */
export function portOf({ port, protocol }: URL): string {
  return port === "" ? String(DEFAULT_PORTS[protocol]) : port;
}

/** Decodes percent-encoding; returns text that does not decode to UTF-8 unchanged. */
function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns the Basic credentials for the user name and password of a URL (RFC 7617); `undefined` if it has neither. */
export function basicCredentials({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  return `Basic ${Buffer.from(`${percentDecode(username)}:${percentDecode(password)}`).toString("base64")}`;
}
