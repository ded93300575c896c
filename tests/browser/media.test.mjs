// A page with everything that may stand in the flow of a text holds to WCAG 2.2 and is valid HTML, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { OF_THE_TEXT, violations } from './lib/axe.mjs';
import { openBrowser } from './lib/browser.mjs';
import { errorsIn } from './lib/nu.mjs';
import { assertNone } from './lib/report.mjs';
import { openSite } from './lib/site.mjs';

const FOLDER = 'content/articles/2026/trong-dong-chu/';
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#468"/></svg>';
const CAPTIONS = 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nChào bà con thôn Mẫu\n';
const BODY = `
{{ figure(files=["mot.svg", "hai.svg"], alts=["Bà con họp ở sân đình", "Tấm bảng ghi việc tuần này"], caption="Một buổi họp thôn", detail="trưởng thôn đọc bảng việc", credit="Tổ ảnh mẫu") }}

{{ gallery(files=["mot.svg", "hai.svg"], alts=["Bà con họp ở sân đình", "Tấm bảng ghi việc tuần này"]) }}

{{ video(file="phim.mp4", title="Họp thôn", poster="mot.svg", captions=["phim.vi.vtt", "phim.en.vtt"], transcript="loi.txt") }}

{{ audio(file="loi.mp3", title="Lời kể", transcript="loi.txt") }}

{{ document(id="de-an-13-da-tu") }}

{{ model(id="co-quan-hanh-phuc") }}

{{ quote(by="Một người dân") }}
Việc của thôn, thôn biết.
{{ end }}
`;

function article(title, keys) {
  const image = 'image: {file: mot.svg, alt: Bà con họp ở sân đình, caption: Họp thôn, focus: [0.2, 0.7]}';
  return `---\ntitle: ${title}\ndate: 2026-02-10 08:00\ncategory: de-an-ke-hoach\n${image}\n${keys}---\n${BODY}`;
}

const SOUND = 'audio: {file: loi.mp3, transcript: loi.txt}\n';
const ADDED = {
  [`${FOLDER}index.md`]: article('Trong dòng chữ', `summary: Ảnh, phim, tiếng, văn bản.\n${SOUND}`),
  [`${FOLDER}en.md`]: article('In the flow', `id: in-the-flow\nsummary: Pictures and films.\nlanguage: en\ntranslation_of: trong-dong-chu\n${SOUND}`),
  [`${FOLDER}mot.svg`]: DRAWING,
  [`${FOLDER}hai.svg`]: DRAWING,
  [`${FOLDER}phim.mp4`]: '0123ftypisom',
  [`${FOLDER}loi.mp3`]: 'ID3 0123',
  [`${FOLDER}loi.txt`]: 'Chào bà con thôn Mẫu.',
  [`${FOLDER}phim.vi.vtt`]: CAPTIONS,
  [`${FOLDER}phim.en.vtt`]: CAPTIONS,
};
const PATHS = ['tin-tuc/trong-dong-chu/', 'en/tin-tuc/in-the-flow/'];

let site;
let browser;

before(async () => {
  site = await openSite({ added: ADDED });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

const pages = () => site.pages.filter(({ path }) => PATHS.includes(path));

test('both pages hold every element', () => {
  assert.equal(pages().length, 2);
  for (const { html } of pages()) {
    for (const part of ['figure-row', 'class="gallery', '<video', '<track', '<audio', 'class="embed', '<blockquote']) {
      assert.ok(html.includes(part), part);
    }
  }
});

for (const look of [{ width: 360, scheme: 'dark' }, { width: 1280, scheme: 'light' }]) {
  test(`no violation of WCAG, ${Object.values(look).join(' ')}`, async () => {
    assertNone(await violations(browser, site, pages(), look, { unfold: OF_THE_TEXT }));
  });
}

test('both pages are valid HTML', () => {
  assertNone(errorsIn(pages().map(({ file }) => join(site.folder, file)), site.folder));
});
