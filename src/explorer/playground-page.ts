// The page that opens at `/`. It says plainly when the company behind the figures is simulated. Where whoever asks has to prove who
// they are, it is open all the same, holds nothing of the company, and asks for a key.
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

/** `simulated`: null where one needs a key to know. */
export type PageFacts = { readonly simulated: boolean | null };

/** Words in both languages, of which the page's style shows one. */
const inBoth = (en: string, zh: string): string => `<span lang="en">${en}</span><span lang="zh">${zh}</span>`;

const simulatedLine = (isShown: boolean): string =>
  `<span class="simulated"${isShown ? '' : ' hidden'}>${inBoth(
    'This is a simulated company: everything in it is made up.',
    '这是一家模拟公司：客户、销售和答案均为演示数据。',
  )}</span>`;

const forgetButton = `<button id="forget" type="button" hidden>${inBoth('Forget key', '清除密钥')}</button>`;

/** Its field is none for a password, which browsers offer to keep; its style hides what is typed. */
const keyDialog = `<dialog id="key" aria-labelledby="key-title">
<form>
<label id="key-title" for="key-text">${inBoth('Key or token', '密钥或令牌')}</label>
<input id="key-text" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" required>
<p class="refused" role="alert" hidden>${inBoth('It was not accepted.', '未被接受。')}</p>
<p>${inBoth(
  'This server answers those who prove who they are. The key is kept until this tab is closed.',
  '本服务需验证身份后方可查询。密钥仅保留至本标签页关闭。',
)}</p>
<button type="submit">${inBoth('Use it', '使用')}</button>
</form>
</dialog>`;

export function playgroundPage({ simulated }: PageFacts): string {
  const asksForKey = simulated === null;
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
${simulated === false ? '' : simulatedLine(!asksForKey)}
<span class="controls">
<select id="example" aria-label="Example questions 示例问题"></select>
<button id="restore" type="button">${inBoth('Restore example', '恢复示例')}</button>
<button id="language" type="button"><span lang="en">中文</span><span lang="zh">English</span></button>
${asksForKey ? forgetButton : ''}
</span>
</header>
<main id="playground"><p class="loading">${inBoth('Loading the playground …', '正在加载 …')}</p></main>
${asksForKey ? keyDialog : ''}
${scripts.map(({ path }) => `<script src="${path}" defer></script>`).join('\n')}
<script src="${modules[0]!.path}" type="module"></script>
</body>
</html>
`;
}
