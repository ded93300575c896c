// TypeScript checks the published scripts in strict mode; their types are in comments.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/// The compiler's messages about the scripts, one per line.
function complaints() {
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--pretty', 'false'], { cwd: HERE, encoding: 'utf8' });
    return [];
  } catch (error) {
    return error.stdout.trim().split('\n');
  }
}

const said = complaints();
const engine = /^(\.\.\/)+crates\/bantin-search\/client\//;

test('the scripts of the theme', () => {
  assert.deepEqual(said.filter((line) => !engine.test(line)), []);
});

test('the engine of the search', () => {
  assert.deepEqual(said.filter((line) => engine.test(line)), []);
});
