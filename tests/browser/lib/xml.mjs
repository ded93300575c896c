// Parses XML with the browser's own parser, which rejects documents that are not well-formed.

/// Opens a page that parses: `parse(text)` returns the root; an element has `name` (local), `space` (namespace),
/// `attributes`, `children`, `text`, and `one(name, space)`, its child of that name.
export async function openParser(browser) {
  const page = await browser.newPage();
  return async (text) => element(await page.evaluate(read, text));
}

function read(text) {
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  const error = parsed.querySelector('parsererror');
  if (error) throw new Error(error.textContent);
  const tree = (node) => ({
    name: node.localName,
    space: node.namespaceURI,
    attributes: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
    children: [...node.children].map(tree),
    text: node.children.length === 0 ? node.textContent : '',
  });
  return tree(parsed.documentElement);
}

function element(node) {
  const children = node.children.map(element);
  const one = (name, space = node.space) => children.find((child) => child.name === name && child.space === space);
  return { ...node, children, one };
}
