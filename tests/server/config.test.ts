import { expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';

test('without settings the demo runs on the embedded database, on this machine only', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: true,
    dataDir: '.data',
    databaseUrl: undefined,
  });
});

test('with a database server there is no demo unless asked for', () => {
  const DATABASE_URL = 'postgres://shaotu@db/shaotu';
  expect(readConfig({ DATABASE_URL }).demo).toBe(false);
  expect(readConfig({ DATABASE_URL, DEMO: '1' }).demo).toBe(true);
});

test('a demo listens on 127.0.0.1 whatever HOST says, unless it is made public', () => {
  expect(readConfig({ HOST: '0.0.0.0' }).host).toBe('127.0.0.1');
  expect(readConfig({ HOST: '0.0.0.0', DEMO_PUBLIC: '1' }).host).toBe('0.0.0.0');
  expect(readConfig({ HOST: '0.0.0.0', DEMO: '0' }).host).toBe('0.0.0.0');
});

test('the demo city is as large as asked for', () => {
  expect(readConfig({}).demoScale).toBe('demo');
  expect(readConfig({ DEMO_SCALE: 'full' }).demoScale).toBe('full');
  expect(() => readConfig({ DEMO_SCALE: 'huge' })).toThrow(/DEMO_SCALE: got "huge"/);
});

test('every wrong variable is named at once, with what was got', () => {
  expect(() => readConfig({ PORT: '99999', CITY_TIME_ZONE: 'Beijing', DEMO: 'yes' })).toThrow(
    /PORT: got "99999"[\s\S]*DEMO: got "yes"[\s\S]*CITY_TIME_ZONE: got "Beijing"/,
  );
});

test('a wrong database address never shows its password', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://root:hunter2@db/x' })).toThrow(
    /^(?![\s\S]*hunter2)[\s\S]*DATABASE_URL/,
  );
});

test('a storage for photos is named in full, or not at all', () => {
  const storage = {
    S3_ENDPOINT: 'http://storage:9000',
    S3_BUCKET: 'shaotu',
    S3_ACCESS_KEY: 'shaotu',
    S3_SECRET_KEY: 'hunter2',
  };
  expect(readConfig({}).objectStorage).toBeUndefined();
  expect(readConfig(storage).objectStorage).toMatchObject({ bucket: 'shaotu', region: 'us-east-1' });
  expect(() => readConfig({ ...storage, S3_BUCKET: '' })).toThrow(/S3_BUCKET: got nothing/);
  expect(() => readConfig({ ...storage, S3_ENDPOINT: 'storage/hunter2' })).toThrow(
    /^(?![\s\S]*hunter2)[\s\S]*S3_ENDPOINT/,
  );
});

test('an OpenID provider is named in full, over https, and its secret is never shown', () => {
  const full = {
    OIDC_ISSUER: 'https://id.example.cn',
    OIDC_CLIENT_ID: 'shaotu',
    OIDC_CLIENT_SECRET: 'hunter2',
    OIDC_REDIRECT: 'https://shaotu.example.cn/api/session/openid/callback',
  };
  expect(readConfig(full).openid).toMatchObject({
    issuer: 'https://id.example.cn',
    claim: undefined,
    name: 'OpenID',
  });
  expect(readConfig({}).openid).toBeUndefined();
  expect(() => readConfig({ ...full, OIDC_REDIRECT: undefined })).toThrow(
    /^(?![\s\S]*hunter2)[\s\S]*OIDC_REDIRECT: got nothing/,
  );
  expect(() => readConfig({ ...full, OIDC_ISSUER: 'http://id.example.cn' })).toThrow(
    /OIDC_ISSUER: got "http:/,
  );
  expect(() => readConfig({ ...full, OIDC_REDIRECT: 'https://shaotu.example.cn/' })).toThrow(/OIDC_REDIRECT/);
  expect(readConfig({ ...full, OIDC_ISSUER: 'http://localhost:9000' }).openid?.issuer).toBe(
    'http://localhost:9000',
  );
});
