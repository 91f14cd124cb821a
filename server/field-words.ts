import type { Bilingual } from '../geodata/jurisdiction/verdict.ts';

/** Kinds of values, by zod's names. */
export const types: Readonly<Record<string, Bilingual>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: ' true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
  tuple: { zh: '定长列表', en: 'a list of fixed length' },
  date: { zh: '日期', en: 'a date' },
  null: { zh: '空值 null', en: 'null' },
};

/** What sizes are counted in, by zod's names. */
export const sizes: Readonly<Record<string, Bilingual>> = {
  string: { zh: '个字符', en: 'characters' },
  array: { zh: '项', en: 'items' },
  set: { zh: '项', en: 'items' },
  map: { zh: '项', en: 'items' },
  file: { zh: '字节', en: 'bytes' },
};

/** Forms of a text, by zod's names. */
export const formats: Readonly<Record<string, Bilingual>> = {
  datetime: {
    zh: '带时区的时刻，如 2026-05-08T09:30:00+08:00',
    en: 'an instant with offset such as 2026-05-08T09:30:00+08:00',
  },
  date: { zh: '日期，如 2026-05-08', en: 'a date such as 2026-05-08' },
  time: { zh: '时刻，如 09:30', en: 'a time such as 09:30' },
  email: { zh: '电子邮件地址', en: 'an e-mail address' },
  url: { zh: '网址', en: 'a URL' },
  uuid: { zh: ' UUID', en: 'a UUID' },
};

/** Fields as people call them, where the name in JSON does not say it in Chinese. */
export const fieldNames: Readonly<Record<string, string>> = {
  name: '名称',
  password: '密码',
  current: '现在的密码',
  role: '角色',
  areaCode: '辖区编码',
  bodyCode: '单位编码',
  displayName: '中文名',
  displayNameEn: '英文名',
  expiresAt: '到期时间',
  category: '类别',
  kind: '哨的种类',
  accuracy: '精度',
  width: '宽度',
  occurredAt: '发生时间',
  reason: '理由',
  note: '说明',
  text: '内容',
  position: '位置',
  lon: '经度',
  lat: '纬度',
  phone: '电话',
  limit: '条数',
  cursor: '翻页位置',
  geometry: '图形',
  coordinates: '坐标',
  edition: '边界版本',
  level: '层级',
  bbox: '范围',
};

/** What a schema of ours says a value must be, in Chinese. */
export const chineseOf = (message: string): string => chinese[message] ?? '格式不符';

export const chinese: Readonly<Record<string, string>> = {
  'must be 1 to 64 characters without spaces': '应为 1 至 64 个字符，不含空格',
  'must be 2 to 64 of a–z, 0–9, dot, dash and underscore, beginning with a letter':
    '应为 2 至 64 个小写字母、数字、点、横线或下划线，以字母开头',
  'must be a SHA-256 in hexadecimal': '应为十六进制的 SHA-256',
  'must be a cursor of an earlier answer': '应为前一次回答给出的翻页位置',
  'must be a layer and .json': '应为图层名加 .json',
  'must be a phone number': '应为电话号码',
  'must be a telephone number': '应为电话号码',
  'must be a reason of at least 5 characters': '理由至少 5 个字',
  'must be a whole number and .mvt': '应为整数加 .mvt',
  'must be a whole number': '应为整数',
  'must be an IANA time zone such as Asia/Shanghai': '应为 IANA 时区，如 Asia/Shanghai',
  'must be an address': '应为地址',
  'must be an area code of 6 to 15 digits': '应为 6 至 15 位的辖区编码',
  'must be an area code': '应为辖区编码',
  'must be an e-mail address': '应为电子邮件地址',
  'must be current, or the number of an edition': '应为 current 或边界版本号',
  'must be http or https, without user or password': '应为 http 或 https 地址，不含用户名和密码',
  'must be lines or polygons': '应为线或面',
  'must be the code of a body': '应为单位编码',
  'must be the key of a seam: smaller code|larger code': '应为交界线的键：较小编码|较大编码',
  'must be the number of a delivery': '应为投递编号',
  'must be the number of a key': '应为密钥编号',
  'must be the number of a notice': '应为通知编号',
  'must be the number of a session': '应为会话编号',
  'must be the number of a summons': '应为召集编号',
  'must be the number of a verdict': '应为判定编号',
  'must be the number of an agreement': '应为约定编号',
  'must be west,south,east,north in degrees': '应为 西,南,东,北（度）',
  'must be west,south,east,north': '应为 西,南,东,北',
  'must have 6 digits': '应为 6 位数字',
  'must name an office': '应写明科室',
  'must name at least one area': '至少写一个辖区',
  'must name notices, or the last one read': '应写明通知，或最后读到的一条',
  'must not be empty': '不能为空',
  'must say what was agreed': '应写明约定了什么',
  'must say what was found': '应写明查到了什么',
  'must say why': '应写明理由',
  'must be a month such as 2026-05': '应为月份，如 2026-05',
  'must be the code of an area or a body': '应为辖区或单位编码',
  'must be an agenda of at least 5 characters': '议题至少 5 个字',
  'must be minutes of at least 5 characters': '纪要至少 5 个字',
  'must name at least one party': '至少写一个参加方',
  'must be a version that an earlier answer gave': '应为前一次回答给出的版本',
  'must be the id of an incident': '应为事件编号',
  'must be a number': '应为编号',
  'must be a code of at most 40 letters, digits, dots and hyphens':
    '应为最多 40 个字母、数字、点或横线的编码',
  'must end where it begins': '应首尾相接',
  'must be a title of at least 2 characters': '标题至少 2 个字',
  'must be the name of a step': '应为步骤名',
  'must say what the next shift must know': '应写明交接事项',
  'must have a name': '应有名称',
  'must say who commands': '应写明谁来指挥',
  'must be the number of a task force': '应为指挥部编号',
  'must be the number of a request': '应为请求编号',
  'must be the number of a step': '应为步骤编号',
};
