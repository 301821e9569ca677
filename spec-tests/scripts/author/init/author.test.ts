import test from "ava";

import { draftAuthor } from "../../../../scripts/author/init/author.ts";

const settings: Readonly<Record<string, string>> = { "user.name": "Some Body Else", "user.email": "else@example.org" };
const ofGit = (key: string): string | undefined => settings[key];
const nothing = (): undefined => undefined;

test("takes name and address of git, with the last word as surname", (t) => {
  t.deepEqual(draftAuthor({}, ofGit), { initials: "S. B.", surname: "Else", email: "else@example.org", organization: undefined });
});

test("takes what the command line says before what git says", (t) => {
  const given = { name: "émile", email: "e@example.org", organization: "Works" };
  t.deepEqual(draftAuthor(given, ofGit), { initials: "É.", surname: "émile", email: "e@example.org", organization: "Works" });
});

test("without both, the surname is to be filled in", (t) => {
  t.deepEqual(draftAuthor({}, nothing), { initials: "A.", surname: "TODO", email: undefined, organization: undefined });
});
