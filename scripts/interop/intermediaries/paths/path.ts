/**
 * Paths: chains of intermediaries between a client and an origin.
 *
 * @module
 */
import { join } from "node:path";

import type { CertificateFiles } from "./certificate-files.ts";
import { type ConfiguredIntermediary, type RunningIntermediary, startIntermediary } from "./start-intermediary.ts";
import type { LinkProtocol, Intermediary } from "../catalogue/intermediary.ts";

/** A chain of intermediaries from the client to the origin; without any, the client connects to the origin itself. */
export interface IntermediaryPath {
  /** `nginx/grpc`, `nghttpx/h2-tls > haproxy/h2`, `direct`. */
  readonly id: string;
  readonly hops: readonly ConfiguredIntermediary[];
}

/** The ports of an origin by protocol. */
export type OriginPorts = Readonly<Record<LinkProtocol, number>>;

/** A path that the catalogue cannot build. */
export class PathError extends Error {
  override readonly name = "PathError";
}

/** Returns the protocol between the last hop and the origin. */
export function originProtocol({ hops }: IntermediaryPath): LinkProtocol {
  return hops.at(-1)?.configuration.backend ?? "h2";
}

function readIntermediary(text: string, catalogue: readonly Intermediary[]): ConfiguredIntermediary {
  const [name, variant] = text.split("/");
  const proxy = catalogue.find((each) => each.name === name);
  if (proxy === undefined) {
    throw new PathError(`expected a proxy (${catalogue.map((each) => each.name).join(", ")}), found ${JSON.stringify(text)}`);
  }
  const configuration = proxy.configurations.find((each) => each.name === variant);
  if (configuration !== undefined) return { proxy, configuration };
  throw new PathError(
    `expected ${proxy.name}/ and one of ${proxy.configurations.map((each) => each.name).join(", ")}, found ${JSON.stringify(text)}`,
  );
}

/**
 * Reads a path: hops as `proxy/configuration` between ` > `, or `direct`.
 *
 * @throws {@link PathError} if a hop is unknown, or neighbours use different protocols
 */
export function readPath(id: string, catalogue: readonly Intermediary[]): IntermediaryPath {
  if (id === "direct") return { id, hops: [] };
  const hops = id.split(" > ").map((text) => readIntermediary(text, catalogue));
  let used: LinkProtocol = "h2";
  for (const { proxy, configuration } of hops) {
    if (configuration.frontend !== used) {
      throw new PathError(`${id}: ${proxy.name}/${configuration.name} takes ${configuration.frontend}, but the hop before it uses ${used}`);
    }
    used = configuration.backend;
  }
  return { id, hops };
}

/** The hop in front of one that does not take HTTP/2 over TLS itself. */
const frontIntermediaries: Readonly<Record<LinkProtocol, string | undefined>> = { h2: undefined, h2c: "hitch/h2c", h1: "nghttpx/h1" };

/** Returns a path for each configuration of each proxy, with another proxy in front if it does not take HTTP/2 over TLS. */
export function pathsThrough(catalogue: readonly Intermediary[]): IntermediaryPath[] {
  return catalogue.flatMap((proxy) =>
    proxy.configurations.map(({ name, frontend }) => {
      const front = frontIntermediaries[frontend];
      const own = `${proxy.name}/${name}`;
      return readPath(front === undefined ? own : `${front} > ${own}`, catalogue);
    }),
  );
}

/** A path whose hops run. */
export interface RunningPath {
  readonly path: IntermediaryPath;
  /** The port of its first hop. */
  readonly port: number;
  /** Ends all hops. */
  readonly end: () => Promise<void>;
}

/** Options of {@link startPath}. */
export interface PathStartOptions {
  readonly folder: string;
  readonly origin: OriginPorts;
  readonly files: CertificateFiles;
  /** The timeouts of the hops, in seconds; absent for their defaults. */
  readonly idleS?: number | undefined;
}

/**
 * Starts the hops of a path, the last one first, so that each knows the port of the next.
 *
 * @throws {@link NotInstalledError} if a program is missing
 * @throws {@link StartError} if a program does not listen
 */
export async function startPath(path: IntermediaryPath, { folder, origin, files, idleS }: PathStartOptions): Promise<RunningPath> {
  const started: RunningIntermediary[] = [];
  const end = async (): Promise<void> => void (await Promise.all(started.map(({ process }) => process.end())));
  try {
    let next = origin[originProtocol(path)];
    for (const [index, hop] of [...path.hops].reverse().entries()) {
      const running = await startIntermediary(hop, { folder: join(folder, String(path.hops.length - index)), next, files, idleS });
      started.push(running);
      next = running.port;
    }
    return { path, port: next, end };
  } catch (error) {
    await end();
    throw error;
  }
}
