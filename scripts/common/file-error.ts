/**
 * The error of a file that cannot be used. It needs no other module.
 *
 * @module
 */

/** A file that a program cannot use. The message names the file and, if known, the place in it. */
export class FileError extends Error {
  override readonly name = "FileError";
}
