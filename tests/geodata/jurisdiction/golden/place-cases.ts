import { feature, lonlat, polygonFeature, square } from '../town.ts';
import { type GoldenCase, line, point } from './golden-case.ts';
import { three, two } from './towns.ts';

/** Where it lies, and how well that is known. */
export const placeCases: readonly GoldenCase[] = [
  {
    title: 'Two-storey building of 2,000 m², one third in Guang’anmenwai, two thirds in Taipingqiao',
    coverage: two,
    feature: polygonFeature(square(-80 / 3, 0, 40 / 3, 50), { category: '01-01' }),
    expected: {
      outcome: 'joint',
      parties: ['太平桥街道 lead 66.7 % largest-share', '广安门外街道 assist 33.3 % joint-share'],
      coordinator: '北京市',
      zh: '该楼三分之二在丰台区太平桥街道，三分之一在西城区广安门外街道，任何一方不能单独结案；太平桥街道牵头，北京市协调。',
      en: "Two thirds of the building stand in Taipingqiao, Fengtai, one third in Guang'anmenwai, Xicheng. Neither side can close it alone. Taipingqiao leads; Beijing coordinates.",
    },
  },
  {
    title: 'Alley of 301 m by 8 m in one subdistrict',
    coverage: two,
    feature: line(
      [
        [100, -150.5],
        [100, 150.5],
      ],
      { width: 8 },
    ),
    expected: {
      outcome: 'sole',
      parties: ['广安门外街道 lead 100.0 % sole'],
      coordinator: '广安门外街道',
      zh: '该路段全部在西城区广安门外街道，由广安门外街道单独负责。',
      en: "The whole stretch lies in Guang'anmenwai, Xicheng. Guang'anmenwai handles it alone.",
    },
  },
  {
    title: 'Crossroads where three subdistricts of two districts meet, known within 15 m',
    coverage: three,
    feature: point([2, 2001], { accuracy: 15 }),
    expected: {
      outcome: 'joint',
      parties: [
        '卢沟桥街道 lead 56.5 % largest-share',
        '广安门外街道 assist 27.3 % joint-probability',
        '太平桥街道 assist 16.2 % joint-probability',
      ],
      coordinator: '北京市',
      zh: '该位置 56.5 % 可能在丰台区卢沟桥街道，27.3 % 可能在西城区广安门外街道，16.2 % 可能在丰台区太平桥街道，任何一方不能单独结案；卢沟桥街道牵头，北京市协调。',
      en: "The place is 56.5 % likely in Lugouqiao, Fengtai, 27.3 % likely in Guang'anmenwai, Xicheng, 16.2 % likely in Taipingqiao, Fengtai. None of them can close it alone. Lugouqiao leads; Beijing coordinates.",
    },
  },
  {
    title: 'Digitising sliver of 1 m',
    coverage: two,
    feature: polygonFeature(square(-1, 0, 40, 18)),
    expected: {
      outcome: 'sole',
      parties: ['广安门外街道 lead 97.6 % sole'],
      coordinator: '广安门外街道',
      zh: '该范围 97.6 % 在西城区广安门外街道，由广安门外街道单独负责；太平桥街道仅触及，不召集。',
      en: "97.6 % of the area lies in Guang'anmenwai, Xicheng. Guang'anmenwai handles it alone. Taipingqiao is touched, not called.",
      touched: ['太平桥街道'],
    },
  },
  {
    title: 'Point 8 m inside, known within 5 m',
    coverage: two,
    feature: point([8, 0], { accuracy: 5 }),
    expected: {
      outcome: 'sole',
      parties: ['广安门外街道 lead 100.0 % sole'],
      coordinator: '广安门外街道',
      zh: '该位置在西城区广安门外街道，由广安门外街道单独负责。',
      en: "The place lies in Guang'anmenwai, Xicheng. Guang'anmenwai handles it alone.",
    },
  },
  {
    title: 'Point 8 m inside, known within 20 m',
    coverage: two,
    feature: point([8, 0], { accuracy: 20 }),
    expected: {
      outcome: 'uncertain',
      parties: ['广安门外街道 lead 83.6 % largest-share', '太平桥街道 inform 16.4 % joint-probability'],
      coordinator: '北京市',
      zh: '位置精度 ±20 m，距交界线 8.0 m：83.6 % 可能在西城区广安门外街道，16.4 % 可能在丰台区太平桥街道；请先核准位置。',
      en: "Known within ±20 m, 8.0 m from the line: 83.6 % likely in Guang'anmenwai, Xicheng, 16.4 % likely in Taipingqiao, Fengtai. Get a better fix first.",
    },
  },
  {
    title: 'The same incident tagged WGS84',
    coverage: two,
    feature: feature({ type: 'Point', coordinates: lonlat([300, 0]) }, { crs: 'wgs84' }),
    expected: {
      outcome: 'sole',
      parties: ['广安门外街道 lead 100.0 % sole'],
      coordinator: '广安门外街道',
      zh: '该位置在西城区广安门外街道，由广安门外街道单独负责。',
      en: "The place lies in Guang'anmenwai, Xicheng. Guang'anmenwai handles it alone.",
    },
  },
  {
    title: 'The same incident tagged GCJ-02',
    coverage: two,
    feature: feature({ type: 'Point', coordinates: lonlat([300, 0]) }, { crs: 'gcj02' }),
    expected: {
      outcome: 'sole',
      parties: ['太平桥街道 lead 100.0 % sole'],
      coordinator: '太平桥街道',
      zh: '该位置在丰台区太平桥街道，由太平桥街道单独负责。',
      en: 'The place lies in Taipingqiao, Fengtai. Taipingqiao handles it alone.',
    },
  },
  {
    title: 'An address known to the street only',
    coverage: two,
    feature: point([30, 0], { geocode: 'street' }),
    expected: {
      outcome: 'uncertain',
      parties: ['广安门外街道 lead 68.8 % largest-share', '太平桥街道 inform 31.2 % joint-probability'],
      coordinator: '北京市',
      zh: '位置精度 ±150 m，距交界线 30.0 m：68.8 % 可能在西城区广安门外街道，31.2 % 可能在丰台区太平桥街道；请先核准位置。',
      en: "Known within ±150 m, 30.0 m from the line: 68.8 % likely in Guang'anmenwai, Xicheng, 31.2 % likely in Taipingqiao, Fengtai. Get a better fix first.",
    },
  },
];
