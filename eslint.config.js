import "./scripts/register.mjs";
import tseslint from "typescript-eslint";

const { repository } = await import("./scripts/lint/index.ts");

/** Layers that do no I/O and read neither clock, randomness nor environment. */
const pure = ["layout", "schema", "wire", "compression", "connection"];

const bareError = {
  selector: "NewExpression[callee.name='Error'], ThrowStatement > CallExpression[callee.name='Error']",
  message: "Errors are data: throw a LayoutError for a mistake in a schema, a LocalError for misuse, and return what a peer did wrong.",
};
const namedZod = {
  selector: "ImportDeclaration[source.value='zod'] > :matches(ImportSpecifier, ImportDefaultSpecifier)",
  message: 'Write import * as z from "zod": bundlers then drop the parts that are not used.',
};
const ambient = "Code below reference/http2 reads neither clock, randomness nor environment and sets no timer: take it as a parameter.";
const platform = "process performance crypto setTimeout setInterval setImmediate queueMicrotask Buffer console fetch".split(" ");

/** ESLint's own rules, without those that TypeScript makes needless. */
const core = Object.fromEntries(
  [
    "eqeqeq",
    "no-cond-assign",
    "no-constant-condition",
    "no-control-regex",
    "no-dupe-else-if",
    "no-duplicate-case",
    "no-empty",
    "no-implied-eval",
    "no-irregular-whitespace",
    "no-loss-of-precision",
    "no-new-func",
    "no-self-assign",
    "no-sparse-arrays",
    "no-template-curly-in-string",
    "no-unreachable-loop",
    "no-unsafe-finally",
    "no-useless-escape",
  ].map((name) => [name, "error"]),
);

export default tseslint.config(
  { ignores: ["build/", "node_modules/", ".tools/", "scripts/draft-template/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  ...tseslint.configs.recommended,
  {
    plugins: { repository },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      ...core,
      curly: ["error", "multi-line"],
      "max-lines": ["error", { max: 400, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "repository/layers": "error",
      "repository/no-cycle": "error",
      "repository/unique-type-names": "error",
      "repository/words": "error",
      "repository/line-width": "error",
    },
  },
  {
    files: ["reference/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", bareError, namedZod], "no-console": "error" },
  },
  {
    // Examples are programs of users.
    files: ["reference/examples/**/*.ts"],
    rules: { "no-restricted-syntax": "off", "no-console": "off" },
  },
  {
    files: pure.map((layer) => `reference/${layer}/**/*.ts`),
    rules: {
      "no-restricted-globals": ["error", ...platform.map((name) => ({ name, message: ambient }))],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: ambient },
        { object: "Math", property: "random", message: ambient },
      ],
    },
  },
  {
    // A generated codec is one straight function for each direction.
    files: ["reference/*/generated/*.ts"],
    rules: { "max-lines": "off", "max-lines-per-function": "off" },
  },
  {
    // These files are about the phrases.
    files: ["scripts/lint/words.ts", "spec-tests/scripts/lint/{words,rules}.test.ts"],
    rules: { "repository/words": "off" },
  },
  {
    // A test file is a list of cases, often one long table.
    files: ["spec-tests/**/*.ts"],
    rules: { "max-lines-per-function": "off", "max-lines": ["error", { max: 400, skipComments: true }] },
  },
);
