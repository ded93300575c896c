// An editor's morning in the editing room, at the width of a telephone and of a desk: a new article from a fragment of
// Word, a mistake and its mending, a picture, the preview, a save beside a hand-made change, approval, publishing, and the
// way back. axe-core finds nothing in any state.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { complaints } from './lib/axe.mjs';
import { openBrowser, openWindow } from './lib/browser.mjs';
import { REPOSITORY } from './lib/site.mjs';

const PROGRAM = process.env.BANTIN ?? join(process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, 'target'), 'debug/bantin');
/// Where pictures of every state are left, if someone wants to look at them.
const SHOTS = process.env.SHOTS;

let browser;

before(async () => { browser = await openBrowser(); });
after(async () => browser?.close());

/// A new site with a place to publish to, and the room open on it.
async function openRoom(more = '') {
  const folder = mkdtempSync(join(tmpdir(), 'bantin-edit-'));
  const root = join(folder, 'trang');
  execFileSync(PROGRAM, ['init', root], { stdio: 'ignore' });
  mkdirSync(join(folder, 'phat'));
  const settings = join(root, 'content/site.yaml');
  writeFileSync(settings, `${readFileSync(settings, 'utf8')}\npublish:\n  chinh: ${JSON.stringify(`file:${join(folder, 'phat')}`)}\n${more}`);
  const room = await startRoom(root);
  return { ...room, root, published: join(folder, 'phat'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function startRoom(root) {
  const child = spawn(PROGRAM, ['--root', root, '--lang', 'vi', 'edit', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [url] = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next().then(({ value }) => [value]);
  return { url, close: () => new Promise((done) => { child.once('exit', done); child.kill('SIGKILL'); }) };
}

/// What axe-core finds wrong now.
async function assertAccessible(page, name) {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${page.viewportSize().width}.png`) });
  await page.evaluate(axe.source);
  assert.deepEqual(await complaints(page, { iframes: false }), [], name);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${name}: ${overflow} pixels too wide`);
}

/// What Word puts on the clipboard.
const WORD = `<html><body><p class=MsoNormal>Sáng nay, <b>nhân dân thôn Mẫu</b> ra quân làm đường hoa.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>-<span>&nbsp;</span></span><![endif]>Trồng 500 mét hoa</p></body></html>`;

async function paste(page, html) {
  await page.locator('textarea.body').evaluate((area, html) => {
    area.focus();
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', 'không có');
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

for (const width of [360, 1280]) {
  test(`an editor's morning, ${width} pixels`, async (t) => {
    const room = await openRoom('approvals: required\n');
    t.after(async () => { await room.close(); room.remove(); });
    const window = await openWindow(browser, { width, motion: 'reduce', locale: 'vi-VN' });
    const page = await window.newPage();
    const troubles = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => { if (/Content.Security.Policy/i.test(message.text())) troubles.push(message.text()); });
    const tab = async (name) => { if (width < 900) await page.locator('.tabs button', { hasText: name }).click(); };

    await page.goto(room.url);
    await page.getByRole('heading', { name: 'Bàn biên tập' }).waitFor();
    assert.ok(!page.url().includes(room.url.split('#')[1]), 'the token leaves the address');
    await assertAccessible(page, 'desk');

    // A new article, pasted from Word.
    await page.getByRole('button', { name: /Tạo mới/ }).click();
    await assertAccessible(page, 'new');
    await page.getByLabel('Tiêu đề hoặc tên').fill('Thôn Mẫu ra quân làm đường hoa');
    await page.getByRole('button', { name: 'Tạo', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Thôn Mẫu ra quân làm đường hoa' }).waitFor();
    await paste(page, WORD);
    const area = page.locator('textarea.body');
    await page.waitForFunction(() => document.querySelector('textarea.body').value.includes('**nhân dân thôn Mẫu**'));
    assert.match(await area.inputValue(), /- Trồng 500 mét hoa/);
    await assertAccessible(page, 'text');

    // A mistake beside its field, and the word that was meant.
    await tab('Thông tin');
    const category = page.getByRole('combobox', { name: /^Chuyên mục/ });
    const before = await category.inputValue();
    await category.fill('khong-co-chuyen-muc');
    const field = page.locator('.field', { has: category }).last();
    await field.locator('.problems .error').waitFor();
    assert.equal(await category.getAttribute('aria-invalid'), 'true');
    await assertAccessible(page, 'mistake');
    await category.fill('');
    await category.fill(before.slice(0, 4));
    await category.press('ArrowDown');
    await category.press('Enter');
    await field.locator('.problems .error').waitFor({ state: 'detached' });

    // A picture, with what is to be seen.
    const picture = page.locator('fieldset', { has: page.locator('legend', { hasText: /^Ảnh/ }) }).first();
    await picture.getByRole('button', { name: /Điền/ }).click();
    await picture.locator('input[type=file]').setInputFiles({ name: 'Anh duong hoa.png', mimeType: 'image/png', buffer: png });
    await picture.locator('img').waitFor();
    await picture.getByLabel(/Mô tả ảnh/).fill('Người dân trồng hoa ven đường');
    await assertAccessible(page, 'form');

    // The real page, from what is typed.
    await tab('Xem trước');
    const frame = page.frameLocator('.preview iframe');
    await frame.locator('strong', { hasText: 'nhân dân thôn Mẫu' }).waitFor({ timeout: 20000 });
    assert.equal(await page.locator('.ribbon').textContent(), 'BẢN NHÁP: chưa ai thấy');
    await assertAccessible(page, 'preview');

    // Saving.
    await page.keyboard.press('Control+s');
    await page.locator('.state', { hasText: 'Đã lưu' }).waitFor();
    const folder = join(room.root, 'content/articles');
    const name = readdirSync(folder, { recursive: true }).find((name) => String(name).endsWith('thon-mau-ra-quan-lam-duong-hoa.md'));
    const file = join(folder, String(name));
    assert.match(readFileSync(file, 'utf8'), /\*\*nhân dân thôn Mẫu\*\*/);

    // Someone changes the file by hand meanwhile: both are shown, and both stay.
    await tab('Thông tin');
    await page.getByLabel(/^Sapo/).fill('Sapo viết trong phòng biên tập.');
    await page.locator('.state', { hasText: 'đã được giữ' }).waitFor();
    writeFileSync(file, readFileSync(file, 'utf8').replace('Sáng nay', 'Chiều nay').replace('---\n', '---\n# tòa soạn ghi\n'));
    await page.locator('.strip.outside').waitFor();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('heading', { name: 'Tệp đã được sửa ở nơi khác' }).waitFor();
    await assertAccessible(page, 'conflict');
    await page.getByRole('button', { name: 'Ghi những chỗ tôi sửa vào bản trên đĩa' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.querySelector('textarea.body').value.includes('Chiều nay'));
    const both = readFileSync(file, 'utf8');
    assert.ok(both.includes('Chiều nay') && both.includes('# tòa soạn ghi') && both.includes('Sapo viết trong phòng biên tập.'), both);

    // A draft that was found is a strip, and never in the way; the program was killed.
    await tab('Nội dung');
    await area.press('Control+End');
    await area.pressSequentially('\n\nCâu chưa lưu.');
    await page.locator('.state', { hasText: 'đã được giữ' }).waitFor();
    await page.reload();
    await page.locator('.strip', { hasText: 'chưa lưu' }).waitFor();
    assert.ok(!(await area.inputValue()).includes('Câu chưa lưu.'), 'the text can be read');
    await assertAccessible(page, 'draft');
    await page.getByRole('button', { name: 'Lấy lại' }).click();
    await page.waitForFunction(() => document.querySelector('textarea.body').value.includes('Câu chưa lưu.'));
    await page.keyboard.press('Control+s');
    await page.locator('.state', { hasText: 'Đã lưu' }).waitFor();
    await page.reload();
    await area.waitFor();
    assert.equal(await page.locator('.strip').count(), 0, 'saving alone raises no draft');

    // Approval, then publishing.
    await page.locator('.menu summary').click();
    await assertAccessible(page, 'menu');
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByLabel('Họ tên người duyệt').fill('Người Duyệt Mẫu');
    await page.getByRole('button', { name: 'Duyệt', exact: true }).last().click();
    await page.locator('.badge.published').waitFor();
    await page.getByRole('link', { name: 'Đăng', exact: true }).click();
    await page.getByRole('button', { name: /Kiểm tra, dựng/ }).click();
    await page.locator('.good').waitFor({ timeout: 120000 });
    await assertAccessible(page, 'plan');
    await page.getByRole('button', { name: 'Đăng ngay' }).click();
    await page.locator('.good', { hasText: 'Xong' }).waitFor({ timeout: 120000 });
    const public_ = join(room.published, 'tin-tuc/thon-mau-ra-quan-lam-duong-hoa/index.html');
    assert.match(readFileSync(public_, 'utf8'), /Câu chưa lưu\./);
    await assertAccessible(page, 'published');

    // A second article goes out, and comes back by the way of rollback.
    writeFileSync(file, readFileSync(file, 'utf8').replace('Câu chưa lưu.', 'Câu thứ hai.'));
    await page.getByRole('button', { name: /Kiểm tra, dựng/ }).click();
    await page.locator('.good', { hasText: 'Đã dựng' }).waitFor({ timeout: 120000 });
    await page.getByRole('button', { name: 'Đăng ngay' }).click();
    await page.locator('.good', { hasText: 'Xong' }).waitFor({ timeout: 120000 });
    assert.match(readFileSync(public_, 'utf8'), /Câu thứ hai\./);
    await page.getByRole('button', { name: 'Trở lại bản trước' }).click();
    await page.locator('dialog .danger').click();
    await page.waitForFunction(() => document.querySelector('.good')?.textContent === 'Xong.', null, { timeout: 120000 });
    assert.match(readFileSync(public_, 'utf8'), /Câu chưa lưu\./);

    // The article is withdrawn, and every address that caches must forget is told.
    await page.getByRole('link', { name: 'Bàn biên tập' }).first().click();
    await page.getByRole('link', { name: 'Thôn Mẫu ra quân làm đường hoa' }).first().click();
    await page.locator('.menu summary').click();
    await page.getByRole('button', { name: 'Gỡ bài', exact: true }).click();
    await page.getByLabel(/^Lý do/).fill('Bài mẫu hết hạn.');
    await page.locator('dialog .danger').click();
    await page.getByRole('heading', { name: 'Địa chỉ cần xóa khỏi bộ nhớ đệm' }).waitFor();
    const purged = page.locator('dialog .told', { hasText: '/tin-tuc/thon-mau-ra-quan-lam-duong-hoa/*' });
    await purged.waitFor({ timeout: 120000 });
    assert.match(await purged.textContent(), /\/sitemap\.xml\n/);
    await assertAccessible(page, 'purge');
    await page.locator('dialog').getByRole('button', { name: 'Đóng' }).click();
    await page.locator('.badge.withdrawn').waitFor();

    await page.getByRole('link', { name: 'Lỗi và nhắc nhở' }).click();
    await page.getByRole('heading', { name: 'Lỗi và nhắc nhở' }).waitFor();
    await page.locator('#main p[role=status]').waitFor();
    await assertAccessible(page, 'problems');
    assert.deepEqual(troubles, []);
    await window.close();
  });
}

test('a sheet is looked at, mended and taken over', async (t) => {
  const room = await openRoom();
  t.after(async () => { await room.close(); room.remove(); });
  const window = await openWindow(browser, { width: 1280, locale: 'vi-VN' });
  const page = await window.newPage();
  await page.goto(room.url);
  await page.getByRole('link', { name: 'Nhập', exact: true }).click();
  // The desk has a choice of the same name, which stands until the page of imports is there.
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  await page.getByLabel('Loại', { exact: true }).selectOption('organizations');
  const sheet = (text) => ({ name: 'don-vi.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.locator('input[type=file]').setInputFiles(sheet('Tên đơn vị,Cột lạ\nHội Nông dân xã Mẫu Mới,x\n'));
  await page.locator('.bad').waitFor();
  assert.match(await page.locator('.told').textContent(), /ô B1: chưa biết cột “Cột lạ” là gì/);
  assert.ok(await page.getByRole('button', { name: 'Nhận', exact: true }).isDisabled());
  await assertAccessible(page, 'import');
  await page.getByLabel(/^Giá trị chung/).fill('kind=union');
  await page.locator('input[type=file]').setInputFiles(sheet('Tên đơn vị,Ghi chú\nHội Nông dân xã Mẫu Mới,\n'.replace(',Ghi chú', ',Tên tắt')));
  await page.locator('.good').waitFor();
  const list = join(room.root, 'content/taxonomies/organizations.yaml');
  assert.ok(!readFileSync(list, 'utf8').includes('Mẫu Mới'), 'nothing is written before it is taken over');
  await page.getByRole('button', { name: 'Nhận', exact: true }).click();
  await page.locator('.good', { hasText: 'Đã nhập' }).waitFor();
  assert.match(readFileSync(list, 'utf8'), /Hội Nông dân xã Mẫu Mới/);
  await window.close();
});

test('what input methods type is never touched: Backspace and letters, and composition', async (t) => {
  const room = await openRoom();
  t.after(async () => { await room.close(); room.remove(); });
  const window = await openWindow(browser, { width: 1280, locale: 'vi-VN' });
  const page = await window.newPage();
  await page.goto(`${room.url}`);
  await page.locator('.rows .title').first().waitFor();
  await page.locator('select').first().selectOption('article');
  await page.locator('.rows .title').first().click();
  const area = page.locator('textarea.body');
  await area.waitFor();
  await area.evaluate((area) => {
    window.assigned = 0;
    const { set, get } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    Object.defineProperty(area, 'value', { get() { return get.call(this); }, set(value) { window.assigned += 1; set.call(this, value); } });
    area.focus();
    area.setSelectionRange(0, 0);
  });
  // UniKey: `duowngf` becomes `đường` by Backspace and letters.
  const steps = ['d', 'u', 'o', ['Backspace', 'Backspace', 'u', 'ơ'], 'n', 'g', ['Backspace', 'Backspace', 'Backspace', 'ờ', 'n', 'g'], ['Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'đ', 'ư', 'ờ', 'n', 'g']];
  for (const key of steps.flat()) {
    if (key.length === 1) await page.keyboard.insertText(key);
    else await page.keyboard.press(key);
  }
  // Windows' own keyboard and macOS compose.
  const client = await window.newCDPSession(page);
  for (const text of ['h', 'ho', 'hoa']) await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await page.waitForTimeout(600);
  await client.send('Input.insertText', { text: 'hoà' });
  await page.keyboard.insertText(' nở ');
  await page.locator('.state', { hasText: 'đã được giữ' }).waitFor();
  await page.waitForTimeout(600);
  assert.ok((await area.inputValue()).startsWith('đườnghoà nở '), (await area.inputValue()).slice(0, 40));
  assert.equal(await page.evaluate(() => window.assigned), 0, 'nothing assigns to the field');
  await window.close();
});

test('a draft outlives a killed program, and the page says that the program is gone', async (t) => {
  const room = await openRoom();
  const window = await openWindow(browser, { width: 1280, locale: 'vi-VN' });
  const page = await window.newPage();
  await page.goto(room.url);
  await page.locator('select').first().selectOption('article');
  await page.locator('.rows .title').first().click();
  const area = page.locator('textarea.body');
  await area.press('Control+End');
  await area.pressSequentially(' Trước khi mất điện.');
  await page.locator('.state', { hasText: 'đã được giữ' }).waitFor();
  const address = new URL(page.url()).hash;
  await room.close();
  await area.pressSequentially(' Sau đó.');
  await page.locator('.state', { hasText: 'Mất kết nối' }).waitFor();
  const again = await startRoom(room.root);
  t.after(async () => { await again.close(); room.remove(); });
  const other = await window.newPage();
  await other.goto(again.url);
  await other.locator('.rows .title').first().waitFor();
  await other.evaluate((address) => { location.hash = address; }, address);
  await other.locator('.strip', { hasText: 'chưa lưu' }).waitFor();
  await other.getByRole('button', { name: 'Lấy lại' }).click();
  await other.waitForFunction(() => document.querySelector('textarea.body').value.includes('Trước khi mất điện.'));
  assert.ok(existsSync(join(room.root, '.bantin/drafts')));
  await window.close();
});
