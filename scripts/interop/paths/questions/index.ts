/**
 * All questions, in the order in which they are asked.
 *
 * @module
 */
import type { Question } from "../question.ts";
import { caches } from "./caches.ts";
import { closings } from "./closing.ts";
import { codings } from "./coding.ts";
import { confirmed } from "./confirmed.ts";
import { ends } from "./ends.ts";
import { faults } from "./faults.ts";
import { fields } from "./fields.ts";
import { idles } from "./idle.ts";
import { loads } from "./load.ts";
import { methods } from "./methods.ts";
import { opening } from "./opening.ts";
import { pingPong } from "./ping-pong.ts";
import { prompt } from "./prompt.ts";
import { refusals } from "./refusals.ts";
import { unpinged } from "./unpinged.ts";
import { upload } from "./upload.ts";

/** The questions; whether a connection opens is the first. */
export const questions: readonly Question[] = [
  opening,
  confirmed,
  unpinged,
  ...methods,
  ...prompt,
  pingPong,
  upload,
  ...closings,
  ...faults,
  ...ends,
  ...refusals,
  ...fields,
  ...codings,
  ...caches,
  ...idles,
  ...loads,
];
