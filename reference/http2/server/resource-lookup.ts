/**
 * Finds the resource of a request.
 *
 * @module
 */
import { validateResource, type Resource, type ServerOptions } from "./server-options.ts";

/** Returns the path without the query. */
function pathname(path: string): string {
  const query = path.indexOf("?");
  return query < 0 ? path : path.slice(0, query);
}

/** Result of a lookup. */
export interface ResourceLookup {
  /** The resource; `undefined` if the path has none. */
  readonly resource?: Resource | undefined;
  /** Set if the function of the application threw, or its result is no resource. */
  readonly error?: unknown;
}

function lookupByFunction(find: (path: string) => Resource | undefined, path: string): ResourceLookup {
  try {
    const resource = find(path);
    if (resource !== undefined) validateResource(path, resource);
    return { resource };
  } catch (error) {
    return { error };
  }
}

/** Returns a function that finds the resource of a `:path`. */
export function resourceLookup(resources: ServerOptions["resources"]): (path: string) => ResourceLookup {
  if (typeof resources === "function") return (path) => lookupByFunction(resources, pathname(path));
  return (path) => {
    const name = pathname(path);
    return { resource: Object.hasOwn(resources, name) ? resources[name] : undefined };
  };
}
