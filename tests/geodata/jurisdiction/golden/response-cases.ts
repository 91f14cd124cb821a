import { polygonFeature, square } from '../town.ts';
import { type GoldenCase, point } from './golden-case.ts';
import { onSeam, two } from './towns.ts';

const half = polygonFeature(square(-30, 0, 20, 40));
const agreement = {
  id: 'x-1',
  category: null,
  lead: '110102020',
  from: '2026-01-01T00:00:00+08:00',
  until: '2026-12-01T00:00:00+08:00',
};

/** Who is reached, and who leads. */
export const responseCases: readonly GoldenCase[] = [
  {
    title: 'Gas leak 60 m from the line: whom it reaches must come',
    coverage: two,
    feature: point([60, 0], { category: '04-01', kind: 'emergency', accuracy: 5 }),
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 100.0 % sole', '太平桥街道 assist 0.0 % impact'],
      coordinator: '北京市',
      zh: '该位置在西城区广安门外街道，由广安门外街道牵头，北京市协调；影响范围（100 m）涉及丰台区太平桥街道，须同时到场。',
      en: "The place lies in Guang'anmenwai, Xicheng. Guang'anmenwai leads; Beijing coordinates. The impact zone (100 m) reaches Taipingqiao, Fengtai, which must come too.",
    },
  },
  {
    title: 'Kitchen fumes 15 m from the line',
    coverage: two,
    feature: polygonFeature(square(15, 0, 35, 20), { category: '06-01' }),
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 100.0 % sole', '太平桥街道 assist 0.0 % impact'],
      coordinator: '北京市',
      zh: '该范围全部在西城区广安门外街道，由广安门外街道牵头，北京市协调；影响范围（20 m）涉及丰台区太平桥街道，须同时到场。',
      en: "The whole area lies in Guang'anmenwai, Xicheng. Guang'anmenwai leads; Beijing coordinates. The impact zone (20 m) reaches Taipingqiao, Fengtai, which must come too.",
    },
  },
  {
    title: 'Agreement on the line, soon to end',
    coverage: two,
    feature: half,
    context: { records: onSeam({ agreements: [agreement] }), at: '2026-11-20T08:00:00+08:00' },
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 40.0 % agreement', '太平桥街道 assist 60.0 % joint-share'],
      coordinator: '北京市',
      zh: '该范围 40.0 % 在西城区广安门外街道，60.0 % 在丰台区太平桥街道，任何一方不能单独结案；按交界协议由广安门外街道牵头，北京市协调。',
      en: "40.0 % of the area lies in Guang'anmenwai, Xicheng, 60.0 % in Taipingqiao, Fengtai. Neither side can close it alone. Guang'anmenwai leads by agreement; Beijing coordinates.",
    },
  },
  {
    title: 'Agreement that has ended',
    coverage: two,
    feature: half,
    context: { records: onSeam({ agreements: [agreement] }), at: '2026-12-02T08:00:00+08:00' },
    expected: {
      outcome: 'joint',
      parties: ['太平桥街道 lead 60.0 % largest-share', '广安门外街道 assist 40.0 % joint-share'],
      coordinator: '北京市',
      zh: '该范围 60.0 % 在丰台区太平桥街道，40.0 % 在西城区广安门外街道，任何一方不能单独结案；太平桥街道牵头，北京市协调。',
      en: "60.0 % of the area lies in Taipingqiao, Fengtai, 40.0 % in Guang'anmenwai, Xicheng. Neither side can close it alone. Taipingqiao leads; Beijing coordinates.",
    },
  },
  {
    title: 'Emergency: the first on site leads',
    coverage: two,
    feature: half,
    context: {
      kind: 'emergency',
      onSite: [
        { code: '110106002', at: '2026-11-20T08:20:00+08:00' },
        { code: '110102020', at: '2026-11-20T08:12:00+08:00' },
      ],
    },
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 40.0 % earliest-on-site', '太平桥街道 assist 60.0 % joint-share'],
      coordinator: '北京市',
      zh: '该范围 40.0 % 在西城区广安门外街道，60.0 % 在丰台区太平桥街道，任何一方不能单独结案；广安门外街道最先到场，由其牵头，北京市协调。',
      en: "40.0 % of the area lies in Guang'anmenwai, Xicheng, 60.0 % in Taipingqiao, Fengtai. Neither side can close it alone. Guang'anmenwai was first on site and leads; Beijing coordinates.",
    },
  },
  {
    title: 'Shares within ten points: the blower leads',
    coverage: two,
    feature: polygonFeature(square(-20, 0, 21, 50)),
    context: { blower: '110106002' },
    expected: {
      outcome: 'joint',
      parties: ['太平桥街道 lead 48.8 % blower', '广安门外街道 assist 51.2 % joint-share'],
      coordinator: '北京市',
      zh: '该范围 48.8 % 在丰台区太平桥街道，51.2 % 在西城区广安门外街道，任何一方不能单独结案；太平桥街道牵头，北京市协调。',
      en: "48.8 % of the area lies in Taipingqiao, Fengtai, 51.2 % in Guang'anmenwai, Xicheng. Neither side can close it alone. Taipingqiao leads; Beijing coordinates.",
    },
  },
];
