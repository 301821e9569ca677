/**
 * What a proxy is to the harness: a program of a package, and configurations of it.
 *
 * @module
 */

/** What two neighbours on a path speak: HTTP/2 over TLS, HTTP/2 in the clear, HTTP/1.1 in the clear. */
export type LinkProtocol = "h2" | "h2c" | "h1";

/** Where a configuration runs; everything is on loopback. */
export interface IntermediarySite {
  /** A folder of its own; `var` in it can be written by anybody. */
  readonly folder: string;
  /** The port on which it listens. */
  readonly port: number;
  /** The port of the next hop or the origin. */
  readonly next: number;
  /** PEM files: the key, the certificate, and both in one. */
  readonly key: string;
  readonly certificate: string;
  readonly both: string;
  /** After how many seconds without traffic it is to cut a stream; absent for the program's own default. */
  readonly idleS?: number | undefined;
  /** Whether it is started by root and has to choose another user by itself. */
  readonly root: boolean;
}

/** What a configuration is for. */
export type IntermediaryPurpose =
  /** Forwards. */
  | "forward"
  /** Forwards and stores replies. */
  | "cache"
  /** Forwards and compresses replies. */
  | "coding"
  /** Answers with files; there is no origin behind it. */
  | "files";

/** One way to configure a proxy. */
export interface IntermediaryConfiguration {
  /** Short name, unique within the proxy. */
  readonly name: string;
  /** What is special about it, without a full stop. */
  readonly summary: string;
  readonly purpose: IntermediaryPurpose;
  /** What it speaks to the client or the hop before. */
  readonly frontend: LinkProtocol;
  /** What it speaks to the next hop or the origin. */
  readonly backend: LinkProtocol;
  /** Its files by name, relative to the folder of the site. */
  readonly files: (site: IntermediarySite) => Readonly<Record<string, string>>;
}

/** A program that stands between client and origin. */
export interface Intermediary {
  /** Short name, also of its file in the catalogue. */
  readonly name: string;
  readonly title: string;
  /** The package of Debian that has it. */
  readonly package: string;
  /** The program, looked for on the PATH and in the folders of system programs. */
  readonly program: string;
  /** How to ask for the version: arguments, and where it stands in what is printed. */
  readonly version: { readonly args: readonly string[]; readonly pattern: RegExp };
  /** Whether package and start take seconds only, so that every run of the tests can have it. */
  readonly quick: boolean;
  /** Arguments that keep it in the foreground. */
  readonly args: (site: IntermediarySite) => readonly string[];
  readonly configurations: readonly IntermediaryConfiguration[];
}
