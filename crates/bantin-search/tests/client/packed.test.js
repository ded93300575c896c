// The packed layout: the same queries as over files, hosts that honour ranges and hosts that ignore them.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { cases, urls } from "./cases.js";
import { folderFetch } from "./folder.js";

const { BANTIN_SEARCH_PACKED: folder = "", BANTIN_SEARCH_MANY_PACKED: many = "", BANTIN_SEARCH_MANY: files = "" } = process.env;
if (!folder) throw new Error("BANTIN_SEARCH_PACKED names no folder with an index; run `cargo test -p bantin-search --test client`");
const { openSearch } = await import(pathToFileURL(join(folder, "search/search.js")).href);
const BASE = "https://portal.example.vn/search/";

cases({ test, assert, search: await openSearch(BASE, { fetch: folderFetch(folder).fetch }) });

const QUESTIONS = ["hoa", "dan van kheo nong", "nước sạch học sinh", '"rừng xanh"', "chợ phien -bản", "danvankheo", "van hóa doan két"];

test("both layouts give the same answers", async () => {
  const [packed, plain] = await Promise.all([many, files].map((from) => openSearch(BASE, { fetch: folderFetch(from).fetch })));
  for (const question of QUESTIONS) {
    const [one, other] = await Promise.all([packed, plain].map((search) => search.query(question)));
    assert.deepEqual(one.results, other.results, question);
    assert.equal(one.total, other.total, question);
    assert.deepEqual(await one.excerpts(), await other.excerpts(), question);
  }
  assert.deepEqual(await packed.suggest("dân v"), await plain.suggest("dân v"));
});

test("what stands apart from its slot is asked for by its own range", async () => {
  const { fetch, asked } = folderFetch(many);
  const search = await openSearch(BASE, { fetch });
  assert.equal((await search.query("hoa")).results.length, 10);
  assert.ok(asked.urls.some((url) => url.includes("/o/")), asked.urls.join());
});

test("a damaged slot says so", async () => {
  const copy = await mkdtemp(join(tmpdir(), "bantin-"));
  await cp(folder, copy, { recursive: true });
  const [generation] = (await readdir(join(copy, "search"))).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const path = join(copy, "search", generation, "s/0.bin");
  const bytes = await readFile(path);
  for (let at = 8; at < bytes.length; at += 16) bytes[at] ^= 255;
  await writeFile(path, bytes);
  const search = await openSearch(BASE, { fetch: folderFetch(copy).fetch });
  await assert.rejects(search.query("dân vận"), /hỏng.*damaged/);
});

/** A host that sends whole files whatever range is asked for. */
async function ignoring(root) {
  const sent = [];
  const server = createServer(async (request, response) => {
    const path = join(root, new URL(request.url ?? "", BASE).pathname);
    sent.push(path);
    response.writeHead(200, { "content-length": (await stat(path)).size });
    createReadStream(path).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { base: `http://127.0.0.1:${port}/search/`, sent, close: () => server.closeAllConnections() ?? server.close() };
}

test("small files are used as a whole where a host ignores ranges, and are asked for once", async () => {
  const host = await ignoring(folder);
  try {
    const search = await openSearch(host.base);
    assert.equal(urls(await search.query("dân vận khéo"))[0], "dan-van-kheo");
    const before = host.sent.length;
    assert.equal(urls(await search.query("giải quyết hồ sơ"))[0], "giai-quyet");
    assert.deepEqual(host.sent.slice(before).filter((path) => /\/[sprt]\/0\.bin$/.test(path)), []);
  } finally {
    host.close();
  }
});

test("large files from a host that ignores ranges are an error with a name", async () => {
  const copy = await mkdtemp(join(tmpdir(), "bantin-"));
  await cp(folder, copy, { recursive: true });
  const [generation] = (await readdir(join(copy, "search"))).filter((name) => /^[0-9a-f]{16}$/.test(name));
  await writeFile(join(copy, "search", generation, "s/0.bin"), new Uint8Array(3 << 20));
  const host = await ignoring(copy);
  try {
    await assert.rejects((await openSearch(host.base)).query("hoa"), { name: "RangesIgnored", message: /search\.layout: files/ });
  } finally {
    host.close();
  }
});

/** A free port. */
async function freePort() {
  const socket = createSocket();
  await new Promise((done) => socket.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (socket.address());
  await new Promise((done) => socket.close(done));
  return port;
}

const NGINX = (port, root, run) => `daemon off; pid ${run}/pid; error_log ${run}/error.log;
events {} http { access_log off; gzip on; gzip_types *;
${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${run}/${name};`).join(" ")}
server { listen 127.0.0.1:${port}; root ${root}; } }`;

const APACHE = (port, root, run) => `ServerRoot /usr/lib/apache2
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${run}/pid
ErrorLog ${run}/error.log
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule filter_module modules/mod_filter.so
LoadModule deflate_module modules/mod_deflate.so
DocumentRoot ${root}
SetOutputFilter DEFLATE
<Directory ${root}>
Require all granted
</Directory>`;

const HOSTS = [
  { name: "nginx", program: "/usr/sbin/nginx", config: NGINX, start: (path) => ["-c", path, "-e", "/dev/null"] },
  { name: "Apache", program: "/usr/sbin/apache2", config: APACHE, start: (path) => ["-f", path, "-DFOREGROUND"] },
];

for (const { name, program, config, start } of HOSTS) {
  test(`${name} answers ranges, with compression switched on too`, { skip: !existsSync(program) }, async () => {
    const run = await mkdtemp(join(tmpdir(), "bantin-"));
    const root = join(run, "site");
    await mkdir(root);
    await cp(many, root, { recursive: true });
    execFileSync("chmod", ["-R", "a+rX", run]);
    const port = await freePort();
    await writeFile(join(run, "conf"), config(port, root, run));
    const server = spawn(program, start(join(run, "conf")), { stdio: "ignore" });
    try {
      const base = `http://127.0.0.1:${port}/search/`;
      for (let tries = 0; tries < 100 && !(await fetch(`${base}manifest.json`).catch(() => null)); tries += 1) {
        await new Promise((done) => setTimeout(done, 50));
      }
      const statuses = [];
      const counted = async (url, options) => {
        const response = await fetch(url, options);
        if (options?.headers?.range) statuses.push(response.status);
        return response;
      };
      const search = await openSearch(base, { fetch: counted });
      const plain = await openSearch(BASE, { fetch: folderFetch(files).fetch });
      for (const question of QUESTIONS) {
        assert.deepEqual(urls(await search.query(question)), urls(await plain.query(question)), question);
      }
      assert.ok(statuses.length > 20 && statuses.every((status) => status === 206), statuses.join());
    } finally {
      server.kill();
    }
  });
}
