// The files of the playground page, all from this server: prebuilt bundles of the installed packages, our own scripts as they
// were compiled for browsers, and the examples. Paths carry a version where the content has one, so that a browser may keep
// them for ever.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { examples, openAtFirst } from './examples/examples';
import { playgroundStyle } from './playground-style';

export type PlaygroundAsset = { readonly path: string; readonly type: string; readonly content: () => Buffer };

const javascript = 'text/javascript; charset=utf-8';
const css = 'text/css; charset=utf-8';

/** Read when it is first asked for. */
function fromFile(file: string, path: string, type: string): PlaygroundAsset {
  let content: Buffer | undefined;
  return {
    path,
    type,
    content: () => {
      content ??= readFileSync(file);
      return content;
    },
  };
}

function fromPackage(name: string, file: string, as: string, type: string): PlaygroundAsset {
  const manifest = require.resolve(`${name}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return fromFile(join(dirname(manifest), file), `/playground/${version}/${as}`, type);
}

function ownText(as: string, type: string, text: string): PlaygroundAsset {
  const content = Buffer.from(text);
  return { path: `/playground/${as}`, type, content: () => content };
}

/** Beside this file when it was compiled, in dist when it was not. */
const compiled = [join(__dirname, 'page'), join(__dirname, '../../dist/src/explorer/page')].find((folder) =>
  existsSync(join(folder, 'playground.js')),
);

const pageModule = (name: string): PlaygroundAsset =>
  fromFile(join(compiled ?? __dirname, `${name}.js`), `/playground/${name}.js`, javascript);

/** What the page loads by itself, in this order. */
export const scripts: readonly PlaygroundAsset[] = [
  fromPackage('react', 'umd/react.production.min.js', 'react.js', javascript),
  fromPackage('react-dom', 'umd/react-dom.production.min.js', 'react-dom.js', javascript),
  fromPackage('graphiql', 'dist/index.umd.js', 'graphiql.js', javascript),
  fromPackage('@graphiql/plugin-explorer', 'dist/index.umd.js', 'explorer.js', javascript),
];

/** The module that starts the page, and those it imports. */
export const modules: readonly PlaygroundAsset[] = [
  'playground',
  'answer-table',
  'editors',
  'example-menu',
  'examples',
  'key',
  'language',
].map(pageModule);

export const styles: readonly PlaygroundAsset[] = [
  fromPackage('graphiql', 'dist/style.css', 'graphiql.css', css),
  fromPackage('@graphiql/plugin-explorer', 'dist/style.css', 'explorer.css', css),
  ownText('page.css', css, playgroundStyle),
];

const exampleList: PlaygroundAsset = ownText(
  'examples.json',
  'application/json; charset=utf-8',
  JSON.stringify({ examples, open: openAtFirst }),
);

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="13" fill="none" stroke="#2f5d8a" stroke-width="3"/><circle cx="16" cy="16" r="6" fill="none" stroke="#2f5d8a" stroke-width="2"/><path d="M16 3v26M3 16h26" stroke="#2f5d8a" stroke-width="1.5"/><circle cx="16" cy="16" r="2" fill="#c2703d"/></svg>`;

export const favicon: PlaygroundAsset = ownText('icon.svg', 'image/svg+xml', icon);

export const playgroundAssets: readonly PlaygroundAsset[] = [...scripts, ...modules, ...styles, exampleList, favicon];
