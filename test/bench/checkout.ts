// The root of the checkout, for sources and for what is built of them under dist/ alike.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (dirname(folder) === folder) throw new Error('No package.json is above the benchmark');
  return rootAbove(dirname(folder));
}

export const checkout = rootAbove(__dirname);
