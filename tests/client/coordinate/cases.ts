import type { Incident, SideView, SummonsView, Whistle } from '../../../client/api.ts';
import type { Party, Verdict } from '../../../geodata/jurisdiction/verdict.ts';

/** The building on the line between Guang'anmenwai and Taipingqiao, and parts of its case, to be changed by a test. */
export const party = (part: Partial<Party> & { readonly code: string }): Party => ({
  holding: null,
  jurisdiction: {
    code: part.code,
    name: part.code === '110106002' ? '太平桥街道' : '广安门外街道',
    nameEn: part.code === '110106002' ? 'Taipingqiao Subdistrict' : "Guang'anmenwai Subdistrict",
    level: 'subdistrict',
    path: ['110000', part.code.slice(0, 6), part.code],
  },
  role: 'assist',
  share: 0.3333,
  area: 666.7,
  probability: null,
  distance: 0,
  rule: 'joint-share',
  why: { zh: '份额不少于 5 %', en: 'share of at least 5 %' },
  departments: departments,
  shape: null,
  ...part,
});

const departments = [
  { code: 'urban', name: '城市管理综合执法', nameEn: 'Urban management', posting: 'body' as const },
  { code: 'planning', name: '规划和自然资源', nameEn: 'Planning', posting: 'onCall' as const },
  { code: 'housing', name: '住房和城乡建设', nameEn: 'Housing', posting: 'onCall' as const },
];

export const verdict = (part: Partial<Verdict> = {}): Verdict => ({
  outcome: 'joint',
  edition: 3,
  rules: '2026-11',
  geometryHash: 'a',
  footprint: { area: 2000, length: null, accuracy: 0 },
  parties: [
    party({ code: '110106002', role: 'lead', share: 0.6667, area: 1333.3 }),
    party({ code: '110102020' }),
  ],
  touched: [],
  gap: 0,
  overlap: 0,
  outside: 0,
  coordinator: { code: '110000', name: '北京市', nameEn: 'Beijing', level: 'city', path: ['110000'] },
  wouldChange: [],
  seams: [],
  impact: null,
  defects: [],
  sentence: { zh: '联合', en: 'Joint' },
  ...part,
});

export const summons = (part: Partial<SummonsView>): SummonsView => ({
  id: '1',
  areaCode: '110106002',
  bodyCode: '110106-urban',
  bodyName: '丰台城管',
  bodyNameEn: 'Fengtai Urban mgmt',
  short: '城管',
  shortEn: 'Urban mgmt',
  posting: 'body',
  dueAt: '2026-05-08T10:30:00+08:00',
  readAt: null,
  checkedInAt: null,
  checkIn: null,
  releasedAt: null,
  ...part,
});

export const side = (part: Partial<SideView>): SideView => ({
  areaCode: '110106002',
  name: '太平桥街道',
  nameEn: 'Taipingqiao Subdistrict',
  district: { code: '110106', name: '丰台区', nameEn: 'Fengtai' },
  party: 2,
  role: 'lead',
  share: 0.6667,
  area: 1333.3,
  feedback: null,
  feedbackAt: null,
  signedAt: null,
  ...part,
});

export const whistle = (part: Partial<Whistle>): Whistle => ({
  id: '1',
  number: '0508-0117',
  incidentId: '7',
  kind: 'enforcement',
  joint: true,
  stage: 'mustering',
  place: '小马厂路北侧',
  placeEn: 'North of Xiaomachang Road',
  category: { code: '01-01', name: '违法建设', nameEn: 'Illegal construction' },
  note: '',
  blownAt: '2026-05-08T09:30:00+08:00',
  blownFor: { code: '110102020', name: '广安门外街道', nameEn: "Guang'anmenwai Subdistrict" },
  dueAt: '2026-05-08T10:30:00+08:00',
  verifiedAt: null,
  closedAt: null,
  location: [116.32, 39.894],
  footprint: { type: 'Point', coordinates: [116.32, 39.894] },
  verdict: verdict(),
  sides: [
    side({}),
    side({
      areaCode: '110102020',
      name: '广安门外街道',
      nameEn: "Guang'anmenwai Subdistrict",
      party: 1,
      role: 'assist',
      share: 0.3333,
    }),
  ],
  summonses: [summons({})],
  actions: [],
  ...part,
});

export const incident = (part: Partial<Incident>): Incident => ({
  id: '9',
  number: '0508-0200',
  category: { code: '01-03', name: '暴露垃圾', nameEn: 'Dumped waste', kind: 'enforcement' },
  source: 'patrol',
  place: '茶马街',
  placeEn: 'Chama Street',
  note: '',
  occurredAt: '2026-05-08T08:00:00+08:00',
  createdAt: '2026-05-08T08:00:00+08:00',
  status: 'open',
  joint: false,
  areas: ['110102020'],
  location: [116.33, 39.89],
  whistleId: null,
  ...part,
});
