/**
 * Which resource a request is for.
 *
 * @module
 */
import { validateResource, type Resource, type ServerOptions } from "./server-options.ts";

/** The path without the query. */
function pathname(path: string): string {
  const query = path.indexOf("?");
  return query < 0 ? path : path.slice(0, query);
}

/** What there is for a path. */
export interface ResourceLookup {
  /** `undefined` where there is none. */
  readonly resource?: Resource | undefined;
  /** Set where the application's own function failed, or what it returned is no resource. */
  readonly error?: unknown;
}

function lookupByFunction(find: (path: string) => Resource | undefined, name: string): ResourceLookup {
  try {
    const resource = find(name);
    if (resource !== undefined) validateResource(name, resource);
    return { resource };
  } catch (error) {
    return { error };
  }
}

/** Finds a resource by `:path`. */
export function resourceLookup(resources: ServerOptions["resources"]): (path: string) => ResourceLookup {
  if (typeof resources === "function") return (path) => lookupByFunction(resources, pathname(path));
  return (path) => {
    const name = pathname(path);
    return { resource: Object.hasOwn(resources, name) ? resources[name] : undefined };
  };
}
