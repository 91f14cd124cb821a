import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';

const system = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

const args = [
  '--no-sandbox',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/**
 * Chromium with software WebGL: the system's where there is one, else the one that npm brought, which needs neither root
 * nor a download. The latter's own arguments run everything in one process, where contexts share their cookies: each
 * person in a test gets a browser of their own.
 */
export async function openBrowser(): Promise<Browser> {
  if (system) return playwright.launch({ executablePath: system, args });
  // Without this it does not unpack the shared libraries that a bare machine lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  chromium.setGraphicsMode = true;
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, '--headless=shell'],
  });
}

/** What a page must never do: write an error to the console, throw, or ask anyone but its own origin. */
export interface Watch {
  readonly faults: string[];
}

/** Opens a page in a context of its own and watches it. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: { width?: number; height?: number; locale?: string } = {},
): Promise<{ page: Page; watch: Watch }> {
  const { width = 1920, height = 1080, locale = 'zh-CN' } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    timezoneId: 'Asia/Shanghai',
    // A press on a button that still flies in can miss it, on a machine under load.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) faults.push(`left the origin: ${url}`);
  });
  return { page, watch: { faults } };
}
