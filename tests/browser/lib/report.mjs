// Reports what is wrong on many pages: each complaint once, with its pages.
import assert from 'node:assert/strict';

/// Fails if `found` is not empty; it holds `[page, complaint]` in any order.
export function assertNone(found) {
  const places = new Map();
  for (const [page, complaint] of found) places.set(complaint, [...(places.get(complaint) ?? []), page]);
  const lines = [...places].map(([complaint, pages]) => `${complaint}\n    ${shortened([...new Set(pages)].sort())}`);
  assert.ok(lines.length === 0, `\n${lines.sort().join('\n')}`);
}

function shortened(pages) {
  const shown = pages.slice(0, 4).map((page) => `/${page}`).join('  ');
  return pages.length > 4 ? `${shown}  and ${pages.length - 4} more` : shown;
}
