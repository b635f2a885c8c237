// The page that opens at `/`. It says plainly when the company behind the figures is simulated.
import { favicon, scripts, styles } from './playground-assets';

/** Only this origin, no inline script; GraphiQL's editor needs inline styles and data: fonts. */
export const playgroundPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export type PageFacts = { readonly simulated: boolean };

const simulatedLine =
  '<span class="simulated">This is a simulated company: its customers, sales and answers are made up. 演示数据，均为模拟</span>';

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
<span>CRM metrics over GraphQL, at <code>/graphql</code></span>
${simulated ? simulatedLine : ''}
</header>
<main id="playground"><p class="loading">Loading the playground …</p></main>
${scripts.map(({ path }) => `<script src="${path}" defer></script>`).join('\n')}
</body>
</html>
`;
}
