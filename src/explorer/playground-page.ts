// The page that opens at `/`. It says plainly when the company behind the figures is simulated.
import { favicon, modules, scripts, styles } from './playground-assets';

/** Only this origin, nothing inline; GraphiQL's editor needs data: fonts. */
export const playgroundPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export type PageFacts = { readonly simulated: boolean };

/** Words in both languages, of which the page's style shows one. */
const inBoth = (en: string, zh: string): string => `<span lang="en">${en}</span><span lang="zh">${zh}</span>`;

const simulatedLine = `<span class="simulated">${inBoth(
  'This is a simulated company: everything in it is made up.',
  '这是一家模拟公司：客户、销售和答案均为演示数据。',
)}</span>`;

export function playgroundPage({ simulated }: PageFacts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Astrolabe${simulated ? ' (simulated company)' : ''}</title>
<link rel="icon" href="${favicon.path}">
${styles.map(({ path }) => `<link rel="stylesheet" href="${path}">`).join('\n')}
</head>
<body>
<header class="page-header">
<span class="name"><img src="${favicon.path}" alt=""><strong>Astrolabe</strong></span>
<span class="about">${inBoth('CRM metrics at', '客户指标服务')} <code>/graphql</code></span>
${simulated ? simulatedLine : ''}
<span class="controls">
<select id="example" aria-label="Example questions 示例问题"></select>
<button id="restore" type="button">${inBoth('Restore example', '恢复示例')}</button>
<button id="language" type="button"><span lang="en">中文</span><span lang="zh">English</span></button>
</span>
</header>
<main id="playground"><p class="loading">${inBoth('Loading the playground …', '正在加载 …')}</p></main>
${scripts.map(({ path }) => `<script src="${path}" defer></script>`).join('\n')}
<script src="${modules[0]!.path}" type="module"></script>
</body>
</html>
`;
}
