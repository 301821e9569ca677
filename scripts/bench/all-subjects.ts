/**
 * All subjects, over cleartext and over TLS.
 *
 * @module
 */
import type { BenchSubject } from "./subject.ts";
import { SUBJECTS } from "./subjects.ts";
import { TLS_SUBJECTS } from "./tls-subjects.ts";

/** The name of a subject. */
export type SubjectName = keyof typeof SUBJECTS | keyof typeof TLS_SUBJECTS;

/** All subjects by name. */
export const allSubjects: Readonly<Record<SubjectName, BenchSubject>> = { ...SUBJECTS, ...TLS_SUBJECTS };
