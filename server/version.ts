import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import packageFile from '../package.json' with { type: 'json' };

/**
 * What runs here: the version of the package and, as its build, a digest of the client's page, which names every file of
 * the client by what is in it. Screens that run for months load themselves anew when it changes.
 */
export function runningVersion(dist: string): string {
  const page = `${dist}/index.html`;
  if (!existsSync(page)) return packageFile.version;
  const build = createHash('sha256').update(readFileSync(page)).digest('hex').slice(0, 8);
  return `${packageFile.version}+${build}`;
}
