import { polygonFeature, square } from '../town.ts';
import { type GoldenCase, line, point } from './golden-case.ts';
import { exclave, holed, narrowGap, narrowOverlap, wideGap, wideOverlap } from './towns.ts';

/** Exclaves, holes, gaps and overlaps. */
export const boundaryCases: readonly GoldenCase[] = [
  {
    title: 'Exclave of 4.7 ha inside another district',
    coverage: exclave,
    feature: polygonFeature(square(5000, 50, 5040, 100)),
    expected: {
      outcome: 'sole',
      parties: ['太平桥街道 lead 100.0 % exclave-owner', '广安门外街道 inform 0.0 % exclave-host'],
      coordinator: '太平桥街道',
      zh: '该范围在西城区广安门外街道境内的丰台区太平桥街道插花地，由 5.0 km 外的太平桥街道牵头负责；知会广安门外街道。',
      en: "The area lies in an exclave of Taipingqiao, Fengtai, inside Guang'anmenwai, Xicheng. Taipingqiao, 5.0 km away, leads. Guang'anmenwai is informed.",
    },
  },
  {
    title: 'Emergency in that exclave, nearer to its host',
    coverage: exclave,
    feature: polygonFeature(square(5000, 50, 5040, 100)),
    context: { kind: 'emergency' },
    expected: {
      outcome: 'joint',
      parties: ['太平桥街道 lead 100.0 % exclave-owner', '广安门外街道 assist 0.0 % exclave-host'],
      coordinator: '北京市',
      zh: '该范围在西城区广安门外街道境内的丰台区太平桥街道插花地，由 5.0 km 外的太平桥街道牵头负责，北京市协调；西城区广安门外街道距离更近，先行到场。',
      en: "The area lies in an exclave of Taipingqiao, Fengtai, inside Guang'anmenwai, Xicheng. Taipingqiao, 5.0 km away, leads; Beijing coordinates. Guang'anmenwai, Xicheng is nearer and comes first.",
    },
  },
  {
    title: 'Hole: a subdistrict inside another',
    coverage: holed,
    feature: polygonFeature(square(980, 80, 1020, 120)),
    expected: {
      outcome: 'sole',
      parties: ['牛街街道 lead 100.0 % sole'],
      coordinator: '牛街街道',
      zh: '该范围全部在西城区牛街街道，由牛街街道单独负责。',
      en: 'The whole area lies in Niujie, Xicheng. Niujie handles it alone.',
    },
  },
  {
    title: 'Gap of 5 m between two areas',
    coverage: wideGap,
    feature: polygonFeature(square(1, 0, 4, 30)),
    expected: {
      outcome: 'joint',
      parties: [
        '广安门外街道 lead 0.0 % smallest-code',
        '白纸坊街道 assist 0.0 % gap-wide',
        '牛街街道 assist 0.0 % gap-wide',
        '太平桥街道 assist 0.0 % gap-wide',
      ],
      coordinator: '北京市',
      zh: '该范围在无主地带，邻接西城区广安门外街道、西城区白纸坊街道、西城区牛街街道、丰台区太平桥街道，任何一方不能单独结案；广安门外街道牵头，北京市协调；边界在此有缝隙（占 100.0 %），由相邻各方兜底，请北京市确认归属，须勘界。',
      en: "The area lies in nobody’s area, next to Guang'anmenwai, Xicheng; Baizhifang, Xicheng; Niujie, Xicheng; and Taipingqiao, Fengtai. None of them can close it alone. Guang'anmenwai leads; Beijing coordinates. The boundaries leave a gap here (100.0 %); its neighbours answer for it until Beijing confirms whose it is, and a survey is due.",
      defects: ['gap:110102009|110102010|110102020|110106002@116.3200,39.9000'],
    },
  },
  {
    title: 'Building across a gap of 5 m',
    coverage: wideGap,
    feature: polygonFeature(square(-20, 0, 20, 30)),
    expected: {
      outcome: 'joint',
      parties: [
        '太平桥街道 lead 50.0 % largest-share',
        '广安门外街道 assist 37.5 % gap-wide',
        '白纸坊街道 assist 0.0 % gap-wide',
        '牛街街道 assist 0.0 % gap-wide',
      ],
      coordinator: '北京市',
      zh: '该范围 50.0 % 在丰台区太平桥街道，37.5 % 在西城区广安门外街道，其余邻接西城区白纸坊街道、西城区牛街街道，任何一方不能单独结案；太平桥街道牵头，北京市协调；边界在此有缝隙（占 12.5 %），由相邻各方兜底，请北京市确认归属，须勘界。',
      en: "50.0 % of the area lies in Taipingqiao, Fengtai, 37.5 % in Guang'anmenwai, Xicheng, the rest next to Baizhifang, Xicheng and Niujie, Xicheng. None of them can close it alone. Taipingqiao leads; Beijing coordinates. The boundaries leave a gap here (12.5 %); its neighbours answer for it until Beijing confirms whose it is, and a survey is due.",
      defects: ['gap:110102009|110102010|110102020|110106002@116.3200,39.9000'],
    },
  },
  {
    title: 'Gap of 3 m: to the longest border',
    coverage: narrowGap,
    feature: polygonFeature(square(0.5, 0, 2.5, 30)),
    expected: {
      outcome: 'sole',
      parties: ['太平桥街道 lead 0.0 % gap-narrow'],
      coordinator: '太平桥街道',
      zh: '该范围由丰台区太平桥街道负责：边界缝隙，归共同边界最长的一方；边界在此有缝隙（占 100.0 %），须勘界。',
      en: 'Taipingqiao, Fengtai handles it: gap in the boundaries, longest shared border. The boundaries leave a gap here (100.0 %); a survey is due.',
      defects: ['gap:110102010|110102020|110106002|110106021|110106022@116.3200,39.9000'],
    },
  },
  {
    title: 'Point in a gap of 5 m',
    coverage: wideGap,
    feature: point([2, 0]),
    expected: {
      outcome: 'joint',
      parties: [
        '太平桥街道 lead 0.0 % nearest',
        '白纸坊街道 assist 0.0 % gap-wide',
        '牛街街道 assist 0.0 % gap-wide',
        '广安门外街道 assist 0.0 % gap-wide',
      ],
      coordinator: '北京市',
      zh: '该位置在无主地带，邻接丰台区太平桥街道、西城区白纸坊街道、西城区牛街街道、西城区广安门外街道，任何一方不能单独结案；太平桥街道牵头，北京市协调；边界在此有缝隙（占 100.0 %），由相邻各方兜底，请北京市确认归属，须勘界。',
      en: "The place lies in nobody’s area, next to Taipingqiao, Fengtai; Baizhifang, Xicheng; Niujie, Xicheng; and Guang'anmenwai, Xicheng. None of them can close it alone. Taipingqiao leads; Beijing coordinates. The boundaries leave a gap here (100.0 %); its neighbours answer for it until Beijing confirms whose it is, and a survey is due.",
      defects: ['gap:110102009|110102010|110102020|110106002@116.3200,39.9000'],
    },
  },
  {
    title: 'Overlap of 30 m: both',
    coverage: wideOverlap,
    feature: polygonFeature(square(5, 0, 25, 20)),
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 100.0 % smallest-code', '太平桥街道 assist 100.0 % overlap'],
      coordinator: '北京市',
      zh: '该范围在西城区广安门外街道与丰台区太平桥街道的重叠地带，任何一方不能单独结案；广安门外街道牵头，北京市协调；边界在此重叠（占 100.0 %），须勘界。',
      en: "The area lies where Guang'anmenwai, Xicheng and Taipingqiao, Fengtai overlap. Neither side can close it alone. Guang'anmenwai leads; Beijing coordinates. The boundaries overlap here (100.0 %); a survey is due.",
      defects: ['overlap:110102020|110106002@116.3202,39.9000'],
    },
  },
  {
    title: 'Overlap of 3 m: split at the middle',
    coverage: narrowOverlap,
    feature: polygonFeature(square(-26, 0, 14, 50)),
    expected: {
      outcome: 'joint',
      parties: ['太平桥街道 lead 72.5 % largest-share', '广安门外街道 assist 35.0 % joint-share'],
      coordinator: '北京市',
      zh: '该范围 72.5 % 在丰台区太平桥街道，35.0 % 在西城区广安门外街道，任何一方不能单独结案；太平桥街道牵头，北京市协调；边界在此重叠（占 7.5 %），须勘界。',
      en: "72.5 % of the area lies in Taipingqiao, Fengtai, 35.0 % in Guang'anmenwai, Xicheng. Neither side can close it alone. Taipingqiao leads; Beijing coordinates. The boundaries overlap here (7.5 %); a survey is due.",
      defects: ['overlap:110102020|110106002@116.3200,39.9000'],
    },
  },
  {
    title: 'Lane across a gap of 5 m',
    coverage: wideGap,
    feature: line([
      [-50, 10],
      [50, 10],
    ]),
    expected: {
      outcome: 'joint',
      parties: [
        '广安门外街道 lead 45.0 % smallest-code',
        '太平桥街道 assist 50.0 % gap-wide',
        '白纸坊街道 assist 0.0 % gap-wide',
        '牛街街道 assist 0.0 % gap-wide',
      ],
      coordinator: '北京市',
      zh: '该路段 45.0 % 在西城区广安门外街道，50.0 % 在丰台区太平桥街道，其余邻接西城区白纸坊街道、西城区牛街街道，任何一方不能单独结案；广安门外街道牵头，北京市协调；边界在此有缝隙（占 5.0 %），由相邻各方兜底，请北京市确认归属，须勘界。',
      en: "45.0 % of the stretch lies in Guang'anmenwai, Xicheng, 50.0 % in Taipingqiao, Fengtai, the rest next to Baizhifang, Xicheng and Niujie, Xicheng. None of them can close it alone. Guang'anmenwai leads; Beijing coordinates. The boundaries leave a gap here (5.0 %); its neighbours answer for it until Beijing confirms whose it is, and a survey is due.",
      defects: ['gap:110102009|110102010|110102020|110106002@116.3200,39.9000'],
    },
  },
];
