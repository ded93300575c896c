// Vietnamese queries and what they find in the index of documents.json, for Node and for a browser.

/** The last part of the addresses of results. */
export const urls = ({ results }) => results.map(({ url }) => url.split("/").filter(Boolean).pop());

/**
 * Tells each case to `test`. `search` is the open index, `assert` that of Node or what stands for it.
 * @param {{test: (name: string, run: () => Promise<void>) => void, assert: any, search: any}} tools
 */
export function cases({ test, assert, search }) {
  const ask = (text, options) => search.query(text, options);
  const suggest = (text) => search.suggest(text);

  /** The first result of each query. */
  const first = (name, queries) => test(name, async () => {
    for (const [text, expected] of queries) assert.equal(urls(await ask(text))[0], expected, text);
  });

  first("typed without accents", [["dan van kheo", "dan-van-kheo"], ["giai quyet ho so", "giai-quyet"], ["thuy dien", "hoa-binh"]]);
  first("typed with half of the accents", [["dân van khéo", "dan-van-kheo"], ["giải quyet hồ so", "giai-quyet"]]);
  first("d typed for đ", [["duong dinh", "duong-dinh"], ["dối thoại", "duong-nhiem"], ["dắk lắk", "dak-lak"], ["dương dây", "duong-dinh"]]);
  first("đ is not d where it is typed", [["đường", "duong-dinh"], ["dương", "duong-vat"], ["đương", "duong-nhiem"]]);
  first("decomposed text", [["Dân vận khéo".normalize("NFD"), "dan-van-kheo"], ["Đường dây".normalize("NFD"), "duong-dinh"]]);
  first("old and new places of tone marks", [["hòa bình", "hoa-binh"], ["hoà bình", "hoa-binh"], ["thủy điện", "hoa-binh"], ["khỏe mạnh", "hoa-binh"], ["ủy ban nhân dân", "uy-ban"], ["uỷ ban nhân dân", "uy-ban"]]);
  first("capitals", [["CHUYỂN ĐỔI SỐ", "in-hoa"], ["chuyển đổi số", "in-hoa"], ["CHUYEN DOI SO", "in-hoa"], ["DÂN VẬN KHÉO", "dan-van-kheo"]]);
  first("numbers of documents, whole", [["13-ĐA/TU", "de-an-13"], ["13-đa/tu", "de-an-13"], ["13-DA/TU", "de-an-13"], ["13 - đa / tu", "de-an-13"], ["42/2022/NĐ-CP", "nghi-dinh-42"], ["42/2022/nd-cp", "nghi-dinh-42"]]);
  first("numbers of documents, by part", [["42/2022", "nghi-dinh-42"], ["nghị định 42", "nghi-dinh-42"], ["nghi dinh 61", "nghi-dinh-61"], ["đề án 13", "de-an-13"]]);
  first("numbers and dates in all forms", [["1.886", "so-mo-hinh"], ["1886", "so-mo-hinh"], ["15/9/2024", "so-mo-hinh"], ["15-9-2024", "so-mo-hinh"], ["15.09.2024", "so-mo-hinh"], ["15/8/2022", "nghi-dinh-42"]]);
  first("COVID-19", [["COVID-19", "covid"], ["covid 19", "covid"], ["covid", "covid"]]);
  first("foreign words", [["facebook", "facebook"], ["dùng zalo", "facebook"], ["livestream bán hàng", "facebook"], ["hmong", "hmong"], ["H’Mông", "hmong"]]);
  first("a question with words around its content", [["làm sao để giải quyết hồ sơ đất đai cho nhanh?", "giai-quyet"], ["Đắk Lắk trồng cây gì", "dak-lak"]]);
  first("an unknown word beside known ones", [["dân vận khéo qwrtz", "dan-van-kheo"], ["zzzz covid", "covid"]]);

  test("an abbreviation finds its long form, and the other way round", async () => {
    for (const text of ["UBND", "ubnd", "Ủy ban nhân dân", "uy ban nhan dan"]) {
      const answer = await ask(text);
      assert.deepEqual(urls(answer).slice(0, 2).sort(), ["ubnd-xa", "uy-ban"], text);
      assert.equal(answer.also.length, 1, text);
    }
    assert.ok(!urls(await ask("UBND")).includes("nhan-dan"), "a part of the long form is not the long form");
    const answer = await ask("CCB");
    assert.equal(urls(answer)[0], "ccb");
    assert.deepEqual(answer.also, ["Đang tìm cả: cựu chiến binh"]);
  });

  test("an old name finds what came after it", async () => {
    const answer = await ask("xã Nậm Cũ");
    assert.equal(urls(answer)[0], "sap-nhap");
    assert.deepEqual(answer.also, ["Đang tìm cả: Xã Nậm Mới"]);
  });

  test("spellings of a name by the list of synonyms", async () => {
    for (const text of ["đắc lắc", "Đắk Lắk", "dac lac"]) assert.equal(urls(await ask(text))[0], "dak-lak", text);
  });

  test("a quoted phrase is exact", async () => {
    for (const text of ['"giải quyết hồ sơ"', '“giải quyết hồ sơ”', '"giai quyet ho so"']) {
      const answer = await ask(text);
      assert.deepEqual([answer.total, urls(answer)], [1, ["giai-quyet"]], text);
    }
    assert.equal((await ask('"giải hồ quyết sơ"')).total, 0);
    assert.equal((await ask('"dàn vận khéo"')).total, 0);
  });

  test("a word after a minus is not there", async () => {
    const all = await ask("dân vận khéo");
    const some = await ask("dân vận khéo -thôn");
    assert.ok(urls(all).includes("nguoi-giu-lua"));
    assert.ok(some.total > 0 && !urls(some).includes("nguoi-giu-lua") && !urls(some).includes("dan-van-kheo"));
  });

  test("one wrong letter is mended and told", async () => {
    for (const [text, expected] of [["dan van khep", "dan-van-kheo"], ["giai quuet ho so", "giai-quyet"], ["facebok", "facebook"], ["chuyne doi so", "in-hoa"], ["covidd", "covid"], ["dan vann kheo", "dan-van-kheo"]]) {
      const answer = await ask(text);
      assert.equal(urls(answer)[0], expected, text);
      assert.ok(answer.corrected, text);
    }
    assert.equal(urls(await ask("dân vẫn khéo"))[0], "dan-van-kheo");
  });

  test("an incomplete last syllable", async () => {
    for (const [text, expected] of [["dân vận kh", "dan-van-kheo"], ["giai quyet h", "giai-quyet"], ["chuyen doi s", "in-hoa"], ["facebo", "facebook"]]) {
      assert.ok(urls(await ask(text, { typing: true })).slice(0, 2).includes(expected), text);
    }
    const { words } = await suggest("dan v");
    assert.ok(words.some((word) => word.startsWith("dân vận")), words.join());
    assert.equal(new Set(words).size, words.length, "each phrase is suggested once");
    const after = await suggest("dan van chuyen d");
    assert.ok(after.words.length && after.words.every((word) => word.startsWith("dân vận chuyển đ")), after.words.join());
    const { titles } = await suggest("dan van kh");
    assert.equal(titles[0]?.url, "/tin-tuc/dan-van-kheo/");
    assert.equal(titles[0]?.group, "page");
  });

  test("Telex and VNI are read and told", async () => {
    for (const text of ["daan vaanj kheos", "dan6 van65 kheo1"]) {
      const answer = await ask(text);
      assert.equal(urls(answer)[0], "dan-van-kheo", text);
      assert.equal(answer.corrected, "dân vận khéo");
    }
  });

  first("words without spaces between them", [["danvankheo", "dan-van-kheo"], ["chuyểnđổisố", "in-hoa"]]);
  first("a number with spaces in it", [["1 886 mô hình", "so-mo-hinh"]]);

  test("signs alone ask for nothing", async () => {
    for (const text of ["-", "*", "(", "🇻🇳", "…"]) assert.equal((await ask(text)).total, 0, text);
  });

  test("words that no text has find nothing, or what is near and say so", async () => {
    assert.equal((await ask("zzzz qqqq")).total, 0);
    assert.equal((await ask("zzzz qqqq wwww covid")).approximate, true);
    assert.equal((await ask("dân vận khéo")).approximate, false);
  });

  test("a term with accents that no text has is read without them", async () => {
    assert.equal(urls(await ask("dàn vặn khèo"))[0], "dan-van-kheo");
  });

  test("words of a quoted phrase that are typed without accents have any", async () => {
    assert.deepEqual(urls(await ask('"giải quyet hồ so"')), ["giai-quyet"]);
  });

  test("a score tells what it is made of, if that is asked for", async () => {
    const { results } = await ask("dân vận khéo", { explain: true });
    assert.ok(results[0].explain.some(([name]) => name === "dân vận"));
    assert.equal((await ask("dân vận khéo")).results[0].explain, undefined);
  });

  test("a title that is the query stands before one that contains it", async () => {
    assert.equal(urls(await ask("Tỉnh ủy Yên Bái"))[0], "tinh-uy-yen-bai");
  });

  test("a heading inside a long page is shown below its page, and found alone if headings are asked for", async () => {
    const answer = await ask("hạn nộp bài");
    assert.equal(answer.results[0].url, "/the-le/");
    assert.deepEqual(answer.results[0].sections.map(({ url, title }) => [url, title]), [["/the-le/#han-nop", "Hạn nộp bài"]]);
    assert.ok(answer.results.every(({ kind }) => kind !== "section"));
    const sections = await ask("hạn nộp bài", { filters: { kind: ["section"] } });
    assert.equal(sections.results[0].url, "/the-le/#han-nop");
  });

  test("words that say nothing find something or nothing, without an error", async () => {
    for (const text of ["và", "của các", "", "   ", "…", "-", '"', '""', "<script>", "a".repeat(500)]) {
      const answer = await ask(text);
      assert.ok(answer.total >= answer.results.length, text);
    }
  });

  test("newer news stands first among equals", async () => {
    assert.deepEqual(urls(await ask("ngày hội môi trường xanh")).slice(0, 2), ["moi-truong-b", "moi-truong-a"]);
  });

  test("results are what the contract says", async () => {
    const { total, results, facets, suggestions } = await ask("dân vận khéo", { filters: { kind: ["article"], year: [2023] }, language: "vi" });
    assert.ok(total >= 1 && Array.isArray(suggestions));
    const [result] = results;
    assert.equal(result.url, "/tin-tuc/dan-van-kheo/");
    assert.equal(result.title, "Dân vận khéo ở Yên Bái: nghe dân nói");
    assert.equal(result.kind, "article");
    assert.equal(result.date, "2023-08-25T09:22:00+07:00");
    assert.ok(result.score > 0);
    assert.match(result.titleHtml, /<mark>Dân vận khéo<\/mark>/);
    assert.ok(results.every(({ kind, year }) => kind === "article" && year === 2023));
    assert.ok(facets.kind.some(({ value, count }) => value === "entry" && count > 0));
  });

  test("excerpts are safe and marked in their own accents", async () => {
    const { results } = await ask("mo hinh dan van kheo", { filters: { kind: ["article"] } });
    const found = results.find(({ url }) => url.includes("dan-van-kheo"));
    assert.match(found.excerpt, /<mark>Mô hình dân vận khéo<\/mark>/);
    assert.ok(results.every(({ excerpt }) => !/<(?!\/?mark>)/.test(excerpt)));
  });

  test("filters, facets and sorting agree", async () => {
    const { facets } = await ask("dân");
    for (const [name, values] of Object.entries(facets)) {
      for (const { value, count } of values) assert.equal((await ask("dân", { filters: { [name]: [value] }, limit: 100 })).total, count, `${name} ${value}`);
    }
    const newest = (await ask("", { filters: { category: ["chinh-tri"] }, sort: "newest", limit: 100 })).results;
    assert.ok(newest.some(({ category }) => category === "dan-van"), "a category holds those below it");
    const dates = newest.map(({ date }) => date);
    assert.deepEqual(dates, [...dates].sort().reverse());
  });

  test("pages of results follow each other", async () => {
    const whole = urls(await ask("dân", { limit: 6 }));
    const parts = [...urls(await ask("dân", { limit: 3 })), ...urls(await ask("dân", { limit: 3, offset: 3 }))];
    assert.deepEqual(parts, whole);
  });

  test("languages are kept apart when asked", async () => {
    const english = await ask("Yen Bai", { language: "en" });
    assert.deepEqual(english.results.map(({ language }) => language), ["en"]);
    assert.ok((await ask("Yên Bái", { language: "vi" })).results.every(({ language }) => language === "vi"));
  });
}
