/**
 * The schemes of links. Others are refused: a browser runs some of them as code, and most unknown ones are slips.
 *
 * @module
 */
import { z } from "zod";
import { nearest } from "../../common/suggest.ts";
import { describeCharacters, firstForeign } from "./characters.ts";

const schemes =
  "https http mailto tel urn doi ftp ftps sip sips xmpp ldap news nntp irc ircs git ssh tag info coap coaps ws wss".split(" ");

/** Returns what is wrong with the target of a link. */
export function linkProblem(url: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return `"${url}" is neither a URI nor an #anchor of this document`;
  const foreign = firstForeign(url);
  if (foreign !== undefined) return `${describeCharacters(foreign)} in "${url}"; expected percent-encoding, as in ${encodeURI(foreign)}`;
  if (schemes.includes(scheme)) return undefined;
  const near = nearest(scheme, schemes);
  const known = `expected ${schemes.slice(0, 5).join(", ")} or another scheme that opens a document`;
  const fix = near === undefined ? known : `did you mean "${near}:"?`;
  return `"${url.slice(0, 60)}" has the scheme "${scheme}", which links cannot have; ${fix}`;
}

/** The address of a document or a person, in data that authors write. */
export const linkAddress = z.url().refine((url) => linkProblem(url) === undefined, { error: ({ input }) => linkProblem(String(input)) });
