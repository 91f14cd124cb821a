import { z } from 'zod';
import type { Scale } from '../geodata/city/index.ts';

/** What the process runs with, from the environment. Wrong values are named, all at once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly databaseReadUrl: string | undefined;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly demoScale: Scale;
  readonly timeZone: string;
  readonly logLevel: string;
  /** Mail server for notices; undefined where none is to be used. May hold a password. */
  readonly smtpUrl: string | undefined;
  /** Sender of mail. */
  readonly smtpFrom: string;
  /** Where photos are kept; undefined keeps them in the folder `dataDir`. */
  readonly objectStorage: ObjectStorage | undefined;
  /** Proxies of ours between the browser and this process: so many of X-Forwarded-For are believed. */
  readonly proxies: number;
  /** File with the first administrator's password, for who installs without a browser. */
  readonly adminPasswordFile: string | undefined;
  /** Where people may sign in who have an account elsewhere; undefined for passwords alone. */
  readonly openid: OpenidConfig | undefined;
}

/** An OpenID Connect provider, and how its people are found among our accounts. */
export interface OpenidConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Our own address to come back to, as registered with the provider; ends with `callbackPath`. */
  readonly redirect: string;
  /** Claim that holds the name of an account here, for who is not linked yet; undefined links by hand alone. */
  readonly claim: string | undefined;
  /** What the button on the sign-in page calls it. */
  readonly name: string;
}

/** Path of the answer from an OpenID provider. */
export const callbackPath = '/api/session/openid/callback';

/** An S3-compatible storage, addressed as ENDPOINT/BUCKET/KEY. */
export interface ObjectStorage {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
}

const flag = z.enum(['0', '1']).optional();
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
  .optional();

/** Named all together or not at all. */
const openidVariables = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT'] as const;
const storageVariables = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: postgresUrl,
  DATABASE_READ_URL: postgresUrl,
  DATA_DIR: z.string().min(1).default('.data'),
  DEMO: flag,
  DEMO_PUBLIC: flag,
  DEMO_SCALE: z.enum(['small', 'demo', 'full']).default('demo'),
  CITY_TIME_ZONE: z
    .string()
    .default('Asia/Shanghai')
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone),
      'must be an IANA time zone such as Asia/Shanghai',
    ),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  SMTP_FROM: z.string().min(3).max(254).default('shaotu@localhost'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  S3_ENDPOINT: z
    .string()
    .regex(/^https?:\/\/[^/\s@]+$/, 'must be http:// or https://, a host and no path')
    .optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  ADMIN_PASSWORD_FILE: z.string().optional(),
  OIDC_ISSUER: z.string().refine(isHttps, 'must be https://, or http:// on localhost').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_REDIRECT: z
    .string()
    .refine(
      (url) => isHttps(url) && new URL(url).pathname === callbackPath,
      `must be https://, or http:// on localhost, and end with ${callbackPath}`,
    )
    .optional(),
  OIDC_CLAIM: z
    .string()
    .regex(/^[\w.:/-]{1,100}$/, 'must be the name of a claim such as preferred_username')
    .optional(),
  OIDC_NAME: z.string().max(40).default('OpenID'),
});

/**
 * Reads the configuration. DEMO is on by default on the embedded database alone, and a demo listens on 127.0.0.1 only,
 * since its passwords are public, unless DEMO_PUBLIC=1. DEMO_SCALE says how much of the demo city is loaded where there
 * is none yet: small (four districts), demo (all sixteen, 8,700 finest areas), full (all sixteen, 60,000 cells).
 * @throws Error naming every wrong variable, what it was and what was wanted; never a password.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const got = /^(DATABASE|S3|OIDC_CLIENT|SMTP)/.test(name)
        ? 'something else'
        : JSON.stringify(given[name]);
      return `  ${name}: got ${got}; ${issue.message}`;
    });
    throw new Error(`Wrong configuration:\n${lines.join('\n')}`);
  }
  const { data } = parsed;
  for (const together of [storageVariables, openidVariables]) {
    const missing = together.filter((name) => !data[name]);
    if (missing.length > 0 && missing.length < together.length)
      throw new Error(
        `Wrong configuration:\n${missing.map((name) => `  ${name}: got nothing; ${together.join(', ')} go together`).join('\n')}`,
      );
  }
  const demo = data.DEMO ? data.DEMO === '1' : !data.DATABASE_URL;
  return {
    port: data.PORT,
    host: demo && data.DEMO_PUBLIC !== '1' ? '127.0.0.1' : data.HOST,
    databaseUrl: data.DATABASE_URL,
    databaseReadUrl: data.DATABASE_READ_URL,
    dataDir: data.DATA_DIR,
    demo,
    demoScale: data.DEMO_SCALE,
    timeZone: data.CITY_TIME_ZONE,
    logLevel: data.LOG_LEVEL,
    smtpUrl: data.SMTP_URL,
    smtpFrom: data.SMTP_FROM,
    objectStorage: data.S3_ENDPOINT
      ? {
          endpoint: data.S3_ENDPOINT,
          bucket: data.S3_BUCKET ?? '',
          accessKey: data.S3_ACCESS_KEY ?? '',
          secretKey: data.S3_SECRET_KEY ?? '',
          region: data.S3_REGION,
        }
      : undefined,
    proxies: data.PROXIES,
    adminPasswordFile: data.ADMIN_PASSWORD_FILE,
    openid: data.OIDC_ISSUER
      ? {
          issuer: data.OIDC_ISSUER,
          clientId: data.OIDC_CLIENT_ID ?? '',
          clientSecret: data.OIDC_CLIENT_SECRET ?? '',
          redirect: data.OIDC_REDIRECT ?? '',
          claim: data.OIDC_CLAIM,
          name: data.OIDC_NAME,
        }
      : undefined,
  };
}

/** Whether an address is https, or http on this very machine. */
function isHttps(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}
