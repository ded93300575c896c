// The JSON Schemas that `bantin schema` writes, as check-jsonschema reads them: the section's own files are taken, and
// records with a mistake are refused by both.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { REPOSITORY, filesOf } from './lib/site.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PYTHON = process.env.PYTHON ?? join(HERE, '.venv/bin/python');
const PROGRAM = process.env.BANTIN ?? join(process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, 'target'), 'debug/bantin');

let folder;
const run = (...words) => spawnSync(PROGRAM, ['--root', folder, '--lang', 'en', ...words], { encoding: 'utf8' });
const schemaOf = (kind) => join(folder, `.vscode/bantin/${kind}.json`);
const validates = (schema, files) => spawnSync(PYTHON, ['-m', 'check_jsonschema', '--schemafile', schema, ...files], { encoding: 'utf8' });

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'bantin-schema-'));
  cpSync(join(REPOSITORY, 'content'), join(folder, 'content'), { recursive: true });
  const written = run('schema', '--write');
  assert.equal(written.status, 0, written.stderr);
});

after(() => rmSync(folder, { recursive: true, force: true }));

/// The kind of a file, by its path below `content/`; null for files without a schema of their own.
function kindOf(file) {
  const rules = [
    [/^site\.yaml$/, 'site'], [/^taxonomies\/(\w+)\.yaml$/, null], [/^contests\/[^/]+\/contest\.yaml$/, 'contest'],
    [/^contests\/[^/]+\/rules\.md$/, 'rules'], [/^contests\/[^/]+\/entries\/.*\.(md|yaml)$/, 'entry'], [/^data\/.*\.yaml$/, 'series'],
    [/^articles\/.*\.(md|yaml)$/, 'article'], [/^models\/.*\.(md|yaml)$/, 'model'], [/^programmes\/.*\.(md|yaml)$/, 'programme'],
    [/^documents\/.*\.(md|yaml)$/, 'document'], [/^pages\/.*\.(md|yaml)$/, 'page'],
  ];
  for (const [form, kind] of rules) {
    const found = form.exec(file);
    if (found) return kind ?? found[1];
  }
  return null;
}

test('every file of the section is taken', () => {
  const byKind = new Map();
  for (const file of filesOf(join(folder, 'content'))) {
    const kind = kindOf(file);
    if (!kind) continue;
    let path = join(folder, 'content', file);
    if (file.endsWith('.md')) {
      const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(path, 'utf8'))?.[1];
      if (front === undefined) continue;
      path = join(folder, 'front', `${file}.yaml`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${front}\n`);
    }
    byKind.set(kind, [...(byKind.get(kind) ?? []), path]);
  }
  assert.ok(byKind.size >= 12, [...byKind.keys()].join());
  for (const [kind, files] of byKind) {
    const { status, stdout, stderr } = validates(schemaOf(kind), files);
    assert.equal(status, 0, `${kind}: ${stdout.slice(0, 3000)}${stderr.slice(0, 1000)}`);
  }
});

const ARTICLE = 'title: Bài\ndate: 2025-05-01\ncategory: tin-tuc\n';
const MODEL = 'name: Mô hình\nfield: kinh-te\nlevel: commune\nlocality: xa\nregistered: 2024\nstatus: registered\n';
const PAGE = 'title: Trang\n';
const DOCUMENT = 'title: Văn bản\nkind: plan\nissued: 2025-01-01\n';

/// Kind, a record, and what is wrong with it by the change that makes it so.
const BROKEN = [
  ['article', ARTICLE.replace('title: Bài\n', '')], ['article', ARTICLE.replace('date: 2025-05-01\n', '')],
  ['article', ARTICLE.replace('category: tin-tuc\n', '')], ['article', `${ARTICLE}tilte: x\n`], ['article', `${ARTICLE}genre: essay\n`],
  ['article', `${ARTICLE}tags: một\n`], ['article', `${ARTICLE}draft: maybe\n`], ['article', `${ARTICLE}authors: [Người Viết]\n`],
  ['article', `${ARTICLE}authors: [{nam: A}]\n`], ['article', `${ARTICLE}image: a.jpg\n`], ['article', `${ARTICLE}image: {alt: x}\n`],
  ['article', ARTICLE.replace('2025-05-01', 'hôm qua')], ['article', `${ARTICLE}id: Bài Một\n`], ['article', `${ARTICLE}corrections: [{date: 2025-01-01}]\n`],
  ['article', `${ARTICLE}withdrawn: {date: 2025-01-01}\n`], ['article', `${ARTICLE}source: {url: https://a.example}\n`], ['article', `${ARTICLE}language: fr\n`],
  ['model', MODEL.replace('level: commune', 'level: village')], ['model', MODEL.replace('status: registered', 'status: done')],
  ['model', MODEL.replace('registered: 2024', 'registered: năm ngoái')], ['model', `${MODEL}budget: {source: x}\n`], ['model', `${MODEL}budget: {amount: nhiều}\n`],
  ['model', `${MODEL}images: [{file: a.jpg, altt: x}]\n`], ['model', `${MODEL}results: tốt\n`], ['model', MODEL.replace('name: Mô hình\n', '')],
  ['page', ''.concat(PAGE, 'titel: x\n')], ['page', PAGE.replace('title: Trang', 'summary: x')], ['page', `${PAGE}aliases: /cu/\n`],
  ['document', DOCUMENT.replace('kind: plan', 'kind: law')], ['document', `${DOCUMENT}pages: nhiều\n`], ['document', DOCUMENT.replace('issued: 2025-01-01\n', '')],
];

test('records with a mistake are refused by both', () => {
  assert.ok(BROKEN.length >= 30);
  const folders = { article: 'articles', model: 'models', page: 'pages', document: 'documents' };
  const files = BROKEN.map(([kind, text], at) => {
    const path = join(folder, 'content', folders[kind], `sai-${at}.yaml`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  });
  const { stdout } = run('check', '--format', 'json');
  const told = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter(({ severity }) => severity === 'error').map(({ file }) => file);
  const taken = [];
  for (const kind of new Set(BROKEN.map(([kind]) => kind))) {
    const own = files.filter((_, at) => BROKEN[at][0] === kind);
    const { errors } = JSON.parse(spawnSync(PYTHON, ['-m', 'check_jsonschema', '-o', 'json', '--schemafile', schemaOf(kind), ...own], { encoding: 'utf8' }).stdout);
    const refused = new Set(errors.map(({ filename }) => filename));
    taken.push(...own.filter((file) => !refused.has(file)).map((file) => `by the schema: ${kind}: ${readFileSync(file, 'utf8')}`));
  }
  BROKEN.forEach(([kind, text], at) => {
    if (!told.includes(`content/${folders[kind]}/sai-${at}.yaml`)) taken.push(`by check: ${kind}: ${text}`);
  });
  files.forEach((file) => rmSync(file));
  assert.deepEqual(taken, []);
});

test('the settings of VS Code bind every kind, and keep what they had', () => {
  const path = join(folder, '.vscode/settings.json');
  const settings = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...settings, 'editor.tabSize': 2 }));
  assert.equal(run('schema', '--write').status, 0);
  const now = JSON.parse(readFileSync(path, 'utf8'));
  assert.equal(now['editor.tabSize'], 2);
  assert.deepEqual(now['yaml.schemas']['./.vscode/bantin/contest.json'], ['content/contests/*/contest.yaml']);
  for (const file of Object.keys(now['yaml.schemas'])) assert.ok(existsSync(join(folder, file)), file);
});
