/**
 * Paths: the hops between a client and an origin.
 *
 * @module
 */
import { join } from "node:path";

import type { CertificateFiles } from "./certificate-files.ts";
import { type Hop, type RunningHop, startHop } from "./hop.ts";
import type { Link, Proxy } from "./proxy.ts";

/** The hops from the client to the origin; none is the direct way. */
export interface Path {
  /** `nginx/grpc`, `nghttpx/h2-tls > haproxy/h2`, `direct`. */
  readonly id: string;
  readonly hops: readonly Hop[];
}

/** The ports of an origin, one for each way to speak to it. */
export type Ports = Readonly<Record<Link, number>>;

/** A path that cannot be built from the catalogue. */
export class PathError extends Error {
  override readonly name = "PathError";
}

/** What the last hop speaks to the origin. */
export function originLink({ hops }: Path): Link {
  return hops.at(-1)?.configuration.back ?? "h2";
}

function readHop(text: string, catalogue: readonly Proxy[]): Hop {
  const [name, variant] = text.split("/");
  const proxy = catalogue.find((each) => each.name === name);
  if (proxy === undefined) throw new PathError(`expected a proxy (${catalogue.map((each) => each.name).join(", ")}), found ${JSON.stringify(text)}`);
  const configuration = proxy.configurations.find((each) => each.name === variant);
  if (configuration !== undefined) return { proxy, configuration };
  throw new PathError(`expected ${proxy.name}/ and one of ${proxy.configurations.map((each) => each.name).join(", ")}, found ${JSON.stringify(text)}`);
}

/**
 * Reads a path: hops as `proxy/configuration` between ` > `, or `direct`.
 *
 * @throws {@link PathError} where a hop is unknown, or neighbours speak different protocols
 */
export function readPath(id: string, catalogue: readonly Proxy[]): Path {
  if (id === "direct") return { id, hops: [] };
  const hops = id.split(" > ").map((text) => readHop(text, catalogue));
  let spoken: Link = "h2";
  for (const { proxy, configuration } of hops) {
    if (configuration.front !== spoken) {
      throw new PathError(`${id}: ${proxy.name}/${configuration.name} is spoken to in ${configuration.front}, but what stands before it speaks ${spoken}`);
    }
    spoken = configuration.back;
  }
  return { id, hops };
}

/** Which hop goes before one that does not speak HTTP/2 over TLS itself. */
const doors: Readonly<Record<Link, string | undefined>> = { h2: undefined, h2c: "hitch/h2c", h1: "nghttpx/h1" };

/** The path for each configuration of each proxy, with another in front where it speaks no HTTP/2 over TLS. */
export function pathsOf(catalogue: readonly Proxy[]): Path[] {
  return catalogue.flatMap((proxy) =>
    proxy.configurations.map(({ name, front }) => {
      const door = doors[front];
      const own = `${proxy.name}/${name}`;
      return readPath(door === undefined ? own : `${door} > ${own}`, catalogue);
    }),
  );
}

/** A path that runs. */
export interface RunningPath {
  readonly path: Path;
  /** The port of its first hop. */
  readonly port: number;
  /** Ends all of its hops. */
  readonly end: () => Promise<void>;
}

/** Where a path is started. */
export interface PathPlace {
  readonly folder: string;
  readonly origin: Ports;
  readonly files: CertificateFiles;
  /** After how many seconds without traffic its hops are to cut; absent for their defaults. */
  readonly idleS?: number | undefined;
}

/**
 * Starts the hops of a path, the last first, so that each knows where the next listens.
 *
 * @throws {@link NotInstalledError}
 * @throws {@link StartError}
 */
export async function startPath(path: Path, { folder, origin, files, idleS }: PathPlace): Promise<RunningPath> {
  const started: RunningHop[] = [];
  const end = async (): Promise<void> => void (await Promise.all(started.map(({ process }) => process.end())));
  try {
    let next = origin[originLink(path)];
    for (const [index, hop] of [...path.hops].reverse().entries()) {
      const running = await startHop(hop, { folder: join(folder, String(path.hops.length - index)), next, files, idleS });
      started.push(running);
      next = running.port;
    }
    return { path, port: next, end };
  } catch (error) {
    await end();
    throw error;
  }
}
