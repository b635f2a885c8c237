// The version of this program, as its package says it. The sources and what is built of them lie at different depths.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = [join(__dirname, '../package.json'), join(__dirname, '../../package.json')].find(existsSync);

export const { version } = JSON.parse(readFileSync(manifest!, 'utf8')) as { readonly version: string };
