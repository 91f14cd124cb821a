import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';

/** Signs a password must have at least: NIST SP 800-63B asks for length and against the commonest, not for a mix of kinds. */
export const shortestPassword = 12;
export const longestPassword = 256;
/** In a demo, whose passwords are public anyway. */
const shortestInDemo = 4;

/** What a password is measured against. */
interface Circumstances {
  readonly name: string;
  readonly demo: boolean;
}

/** Why a password is refused for an account, or null if it will do. Never repeats the password. */
export function refusePassword(password: string, { name, demo }: Circumstances): Bilingual | null {
  const length = [...password].length;
  const shortest = demo ? shortestInDemo : shortestPassword;
  if (length < shortest)
    return {
      zh: `密码至少 ${shortest} 个字符，得到 ${length} 个`,
      en: `A password has at least ${shortest} characters, got ${length}`,
    };
  if (length > longestPassword)
    return {
      zh: `密码最多 ${longestPassword} 个字符，得到 ${length} 个`,
      en: `A password has at most ${longestPassword} characters, got ${length}`,
    };
  if (demo) return null;
  const plain = password.normalize('NFKC').toLowerCase();
  if (plain.includes(name.toLowerCase()) && length - [...name].length < shortest)
    return { zh: '密码不能主要由账号名组成', en: 'A password must not be made of the account’s name' };
  if (isCommon(plain))
    return {
      zh: '这个密码太常见，容易被猜到，请另选一个',
      en: 'This password is among the commonest and easily guessed; choose another',
    };
  return null;
}

/** Whether it is a common password, such a one repeated or with a few digits behind, one sign over and over, or a row of keys. */
function isCommon(plain: string): boolean {
  if (new Set(plain).size < 4) return true;
  if (rows.some((row) => row.includes(plain))) return true;
  const signs = plain.replace(/[^\p{L}\p{N}]/gu, '');
  const stem = signs.replace(/^\d{0,6}|\d{0,8}$/g, '');
  const words = signs.replace(/\d/g, '');
  const candidates = [signs, stem, ...(signs.length - words.length <= 8 ? [words] : [])];
  return candidates.some((candidate) => common.has(candidate) || common.has(half(candidate)));
}

/** A text said twice, once. */
function half(text: string): string {
  const middle = text.slice(0, text.length / 2);
  return text === middle + middle ? middle : text;
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz0123456789',
  '01234567890123456789',
  '98765432109876543210',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  'qazwsxedcrfvtgbyhnujmikolp',
  '!qaz@wsx#edc$rfv%tgb^yhn',
];

/** The words that lists of stolen passwords are fullest of, in English and Pinyin. */
const common: ReadonlySet<string> = new Set(
  `password passw0rd p4ssword passwort pass mypassword password123 password1234 admin administrator adminadmin root
  rootroot letmein welcome welcomehome login user guest test testtest default changeme changeit secret master shadow
  superman batman monkey dragon football baseball princess sunshine iloveyou iloveyouforever trustno1 qwerty qwertyuiop
  qwertyqwerty asdfgh asdfghjkl zxcvbnm qazwsx qazwsxedc 1qaz2wsx q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 abc123 abcd1234
  a1b2c3d4 a1b2c3d4e5f6 woaini woainima wodemima mima mimamima zhongguo beijing beijinghuanying shanghai woaibeijing
  chengguan jiedao wangge chuishao baodao shaotu computer internet server system manager oracle postgres database
  government correcthorsebatterystaple thequickbrownfox helloworld hello whatever freedom starwars pokemon`.split(
    /\s+/,
  ),
);
