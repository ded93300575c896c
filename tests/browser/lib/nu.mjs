// What the W3C's Nu HTML checker finds in files.
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import vnu from 'vnu-jar';

/// Its errors in these files, and in the HTML files below these folders: `[place, complaint]`, the places relative to
/// `folder`.
export function errorsIn(paths, folder) {
  const call = ['-Xss4m', '-jar', vnu, '--skip-non-html', '--errors-only', '--format', 'json', ...paths];
  const { error, stderr } = spawnSync('java', call, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw new Error(`The Nu HTML checker needs Java: ${error.message}`);
  return JSON.parse(stderr).messages.map(({ url, message, extract, lastLine }) => {
    const file = url ? relative(folder, fileURLToPath(url)) : '';
    return [`${file}:${lastLine}`, `${message}\n    ${extract?.trim()}`];
  });
}
