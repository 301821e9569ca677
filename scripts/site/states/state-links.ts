/**
 * The places of states, transitions and names on the page of states, and the links from them.
 *
 * @module
 */
import type { TransitionModel } from "../../../reference/layout/model.ts";
import { html, type Html } from "../../common/html.ts";
import type { LocatedCase } from "../../interop/vectors/select-cases.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace } from "../site-page.ts";

/** The lists of names of a machine, with the first part of their fragments. */
export const nameKinds = { states: "state", events: "event", guards: "condition", actions: "action" } as const;

/** A list of names of a machine. */
export type NameKind = keyof typeof nameKinds;

/** Returns the fragment of a name, without `#`. */
export const nameAnchor = (kind: NameKind, name: string): string => `${nameKinds[kind]}-${name}`;

/** Returns the fragment of a transition: `open.end-stream.pong-waits.server`. */
export function transitionAnchor({ from, event, guard, roles }: TransitionModel): string {
  return [from, event, ...(guard === undefined ? [] : [guard]), ...(roles ?? [])].join(".");
}

/** Returns a link to the meaning of a name on the page. */
export function nameLink(kind: NameKind, name: string): Html {
  return html`<a href="#${nameAnchor(kind, name)}"><code>${name}</code></a>`;
}

/** Returns a link to the section of the draft that a citation names, with the title of the section if it has requirements. */
export function sectionLink(cite: string, { manifest }: SiteInput, place: PagePlace): Html {
  const title = Object.values(manifest.requirements).find(({ section }) => section === cite)?.title;
  return html`<a href="${place.to(`draft/${manifest.draft}.html${cite}`)}">${title ?? cite.slice(1)}</a>`;
}

/** Returns the ids of the generated session of a transition for each of its roles. */
export function sessionIds({ from, event, guard, roles }: TransitionModel, all: readonly string[]): readonly string[] {
  return (roles ?? all).map((role) => ["session/gen", role, from, event, ...(guard === undefined ? [] : [guard])].join("/"));
}

/** The sessions of the vectors by their id. */
export type SessionCases = ReadonlyMap<string, LocatedCase>;
