// The files of the playground page, all from this server: prebuilt bundles of the installed packages and two small files
// of our own. Paths carry the version, so a browser may keep them for ever.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exampleQuestions } from './example-questions';
import { playgroundScript } from './playground-script';
import { playgroundStyle } from './playground-style';

export type PlaygroundAsset = { readonly path: string; readonly type: string; readonly content: () => Buffer };

const javascript = 'text/javascript; charset=utf-8';
const css = 'text/css; charset=utf-8';

function fromPackage(name: string, file: string, as: string, type: string): PlaygroundAsset {
  const manifest = require.resolve(`${name}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  let content: Buffer | undefined;
  return {
    path: `/playground/${version}/${as}`,
    type,
    content: () => {
      content ??= readFileSync(join(dirname(manifest), file));
      return content;
    },
  };
}

function ownFile(as: string, type: string, text: string): PlaygroundAsset {
  const content = Buffer.from(text);
  return { path: `/playground/${as}`, type, content: () => content };
}

export const scripts: readonly PlaygroundAsset[] = [
  fromPackage('react', 'umd/react.production.min.js', 'react.js', javascript),
  fromPackage('react-dom', 'umd/react-dom.production.min.js', 'react-dom.js', javascript),
  fromPackage('graphiql', 'dist/index.umd.js', 'graphiql.js', javascript),
  fromPackage('@graphiql/plugin-explorer', 'dist/index.umd.js', 'explorer.js', javascript),
  ownFile('start.js', javascript, playgroundScript(exampleQuestions.map(({ query }) => query))),
];

export const styles: readonly PlaygroundAsset[] = [
  fromPackage('graphiql', 'dist/style.css', 'graphiql.css', css),
  fromPackage('@graphiql/plugin-explorer', 'dist/style.css', 'explorer.css', css),
  ownFile('page.css', css, playgroundStyle),
];

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="13" fill="none" stroke="#2f5d8a" stroke-width="3"/><circle cx="16" cy="16" r="6" fill="none" stroke="#2f5d8a" stroke-width="2"/><path d="M16 3v26M3 16h26" stroke="#2f5d8a" stroke-width="1.5"/><circle cx="16" cy="16" r="2" fill="#c2703d"/></svg>`;

export const favicon: PlaygroundAsset = ownFile('icon.svg', 'image/svg+xml', icon);

export const playgroundAssets: readonly PlaygroundAsset[] = [...scripts, ...styles, favicon];
