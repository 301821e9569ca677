/**
 * Reports changes of the files that a build reads.
 *
 * Events of the file system are only a reason to look: a change is a difference of size, time or identity of an input. So a file that
 * the build itself writes into a watched folder is no change, and one that an editor renames into place, or that is new, is one.
 *
 * @module
 */
import { existsSync, readdirSync, realpathSync, statSync, watch, type Dirent, type FSWatcher } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** The files of a folder whose names match, with those of its subfolders if it is `deep`. */
export interface InputFolder {
  readonly folder: string;
  readonly names: RegExp;
  readonly deep?: boolean;
}

/** What a build reads. */
export interface BuildInputs {
  /** Paths, also of files that do not exist yet. */
  readonly files: readonly string[];
  readonly folders: readonly InputFolder[];
}

/** The options of a watcher. */
export interface InputWatcherOptions {
  /** Called with the changed, new and removed files. */
  readonly onChange: (paths: readonly string[]) => void;
  /** Folders whose files are no inputs unless `files` names them: the output of the build. */
  readonly except: readonly string[];
}

/** The time for editors to finish saving, in milliseconds. */
const DEBOUNCE_MS = 60;

/** Folders that hold no sources. */
const skipped = /^(?:\..*|node_modules)$/;

/** Size, time and identity of each file; an absent file has an empty text. */
type Snapshot = ReadonlyMap<string, string>;

function signature(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? `${found.size} ${found.mtimeMs} ${found.ino}` : "";
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Watches the inputs of a build. */
export class InputWatcher {
  readonly #options: InputWatcherOptions;
  readonly #except: ReadonlySet<string>;
  readonly #watchers = new Map<string, FSWatcher>();
  #inputs: BuildInputs = { files: [], folders: [] };
  #seen: Snapshot = new Map();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: InputWatcherOptions) {
    this.#options = options;
    this.#except = new Set(options.except.map((folder) => resolve(folder)));
  }

  /**
   * Replaces the inputs. A new input that changed after `since` is reported at once.
   *
   * @param since - the time when the build that read them began, in milliseconds since 1970
   */
  follow(inputs: BuildInputs, since: number): void {
    if (this.#closed) return;
    const before = this.#seen;
    this.#inputs = inputs;
    this.#watchFolders();
    const now = this.#snapshot();
    const changedSince = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since;
    // A change of a known input stays to be found, as its event may still come.
    this.#seen = new Map([...now].map(([path, found]) => [path, before.get(path) ?? (changedSince(path) ? "new" : found)]));
    this.#lookSoon();
  }

  /** Takes the present state of a file as known, after the build itself wrote it. */
  accept(path: string): void {
    if (this.#seen.has(path)) this.#seen = new Map([...this.#seen, [path, signature(path)]]);
  }

  /** Ends the watching. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #lookSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), DEBOUNCE_MS);
  }

  #look(): void {
    this.#watchFolders();
    const now = this.#snapshot();
    const before = this.#seen;
    this.#seen = now;
    const changed = [...new Set([...before.keys(), ...now.keys()])].filter((path) => before.get(path) !== now.get(path));
    if (changed.length > 0) this.#options.onChange(changed);
  }

  /** Returns a folder and, if it is `deep`, its subfolders with sources. */
  #foldersOf({ folder, deep = false }: InputFolder): string[] {
    if (this.#except.has(resolve(folder))) return [];
    const below = deep ? entriesOf(folder).filter((entry) => entry.isDirectory() && !skipped.test(entry.name)) : [];
    return [folder, ...below.flatMap(({ name }) => this.#foldersOf({ folder: join(folder, name), names: /./, deep }))];
  }

  #snapshot(): Snapshot {
    const listed = this.#inputs.folders.flatMap((input) =>
      this.#foldersOf(input).flatMap((folder) =>
        entriesOf(folder).flatMap(({ name }) => (input.names.test(name) && !skipped.test(name) ? [join(folder, name)] : [])),
      ),
    );
    return new Map([...new Set([...this.#inputs.files, ...listed])].map((path) => [path, signature(path)]));
  }

  /** Watches the folders of all inputs and the folders above, where a folder is removed and made again. */
  #watchFolders(): void {
    const wanted = new Set<string>();
    const want = (folder: string): void => {
      let real = resolve(folder);
      while (!existsSync(real)) real = dirname(real);
      wanted.add(realpathSync(real)).add(dirname(realpathSync(real)));
    };
    for (const path of this.#inputs.files) {
      want(dirname(path));
      if (existsSync(path)) want(dirname(realpathSync(path)));
    }
    for (const input of this.#inputs.folders) for (const folder of this.#foldersOf(input)) want(folder);
    for (const folder of this.#watchers.keys()) if (!wanted.has(folder)) this.#unwatch(folder);
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#watch(folder);
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, (_event, name) => {
        // A removed folder reports itself; the one made in its place needs a new watcher.
        if (name === basename(folder)) this.#unwatch(folder);
        this.#lookSoon();
      });
      watcher.on("error", () => this.#unwatch(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // It was removed just now, or may not be read: the folder above tells when it is back.
    }
  }

  #unwatch(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}
