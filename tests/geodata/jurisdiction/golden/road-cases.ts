import { lonlat, polygonFeature, square } from '../town.ts';
import { type GoldenCase, line } from './golden-case.ts';
import { bridge, onHoldings, onSeam, parcels, river, two } from './towns.ts';

const westOfLine = line(
  [
    [-6, 0],
    [-6, 300],
  ],
  { width: 10 },
);
const onLine = line(
  [
    [0, 0],
    [0, 300],
  ],
  { width: 20 },
);

/** Boundary roads, and bodies beside the areas. */
export const roadCases: readonly GoldenCase[] = [
  {
    title: 'Road along the line, basis centreline, on the western side',
    coverage: two,
    feature: westOfLine,
    context: { records: onSeam({ basis: 'centreline', accuracy: 6 }) },
    expected: {
      outcome: 'sole',
      parties: ['太平桥街道 lead 100.0 % sole'],
      coordinator: '太平桥街道',
      zh: '该路段沿西城区广安门外街道与丰台区太平桥街道的交界线，依据为道路中心线，按所在一侧由丰台区太平桥街道负责。',
      en: "The road runs along the line between Guang'anmenwai, Xicheng and Taipingqiao, Fengtai; its basis is the centreline of the road. By the side it lies on, Taipingqiao, Fengtai answers for it.",
    },
  },
  {
    title: 'Road along the line, basis centreline, both sides',
    coverage: two,
    feature: onLine,
    context: { records: onSeam({ basis: 'centreline' }) },
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 50.0 % smallest-code', '太平桥街道 assist 50.0 % joint-share'],
      coordinator: '北京市',
      zh: '该路段沿西城区广安门外街道与丰台区太平桥街道的交界线，依据为道路中心线，按所在一侧划分：一半在西城区广安门外街道，一半在丰台区太平桥街道，任何一方不能单独结案；广安门外街道牵头，北京市协调。',
      en: "The road runs along the line between Guang'anmenwai, Xicheng and Taipingqiao, Fengtai; its basis is the centreline of the road. By sides, half of the stretch lies in Guang'anmenwai, Xicheng, half in Taipingqiao, Fengtai. Neither side can close it alone. Guang'anmenwai leads; Beijing coordinates.",
    },
  },
  {
    title: 'Road along the line, basis kerb, held by Guang’anmenwai',
    coverage: two,
    feature: onLine,
    context: { records: onSeam({ basis: 'kerb', holder: '110102020' }) },
    expected: {
      outcome: 'sole',
      parties: ['广安门外街道 lead 50.0 % seam-holder', '太平桥街道 inform 50.0 % seam-holder'],
      coordinator: '广安门外街道',
      zh: '该路段沿西城区广安门外街道与丰台区太平桥街道的交界线，依据为路缘，由西城区广安门外街道负责；知会太平桥街道。',
      en: "The road runs along the line between Guang'anmenwai, Xicheng and Taipingqiao, Fengtai; its basis is the kerb. Guang'anmenwai, Xicheng answers for the whole road. Taipingqiao is informed.",
    },
  },
  {
    title: 'Road along the line, basis kerb, nobody named',
    coverage: two,
    feature: onLine,
    context: { records: onSeam({ basis: 'kerb' }) },
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 50.0 % smallest-code', '太平桥街道 assist 50.0 % boundary-road'],
      coordinator: '北京市',
      zh: '该路段沿西城区广安门外街道与丰台区太平桥街道的交界线，依据为路缘，未指明负责方，由双方共同负责，任何一方不能单独结案；广安门外街道牵头，北京市协调。',
      en: "The road runs along the line between Guang'anmenwai, Xicheng and Taipingqiao, Fengtai; its basis is the kerb, but no holder is named, so both sides answer for it. Neither side can close it alone. Guang'anmenwai leads; Beijing coordinates.",
    },
  },
  {
    title: 'Road along the line, no basis on record',
    coverage: two,
    feature: onLine,
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 50.0 % smallest-code', '太平桥街道 assist 50.0 % boundary-road'],
      coordinator: '北京市',
      zh: '该路段沿西城区广安门外街道与丰台区太平桥街道的交界线，未记录依据，由双方共同负责，任何一方不能单独结案；广安门外街道牵头，北京市协调；该交界线须勘界。',
      en: "The road runs along the line between Guang'anmenwai, Xicheng and Taipingqiao, Fengtai; no basis is on record, so both sides answer for it. Neither side can close it alone. Guang'anmenwai leads; Beijing coordinates. The line is due for a survey.",
      defects: ['110102020|110106002'],
    },
  },
  {
    title:
      'Road along the line, its northern half by the kerb, held by Guang’anmenwai, the rest by the centreline',
    coverage: two,
    feature: onLine,
    context: {
      records: onSeam({
        basis: 'centreline',
        stretches: [
          {
            lines: [[lonlat([0, 150]), lonlat([0, 2000])]],
            basis: 'kerb',
            holder: '110102020',
            accuracy: null,
          },
        ],
      }),
    },
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 50.0 % largest-share', '太平桥街道 assist 50.0 % joint-share'],
      coordinator: '北京市',
      zh: '该路段沿西城区广安门外街道与丰台区太平桥街道的交界线，各段依据不一：自北端量起，0–150 m 依据为路缘，由西城区广安门外街道负责；150–300 m 依据为道路中心线，双方各管所在一侧；任何一方不能单独结案；广安门外街道牵头，北京市协调。',
      en: "The road runs along the line between Guang'anmenwai, Xicheng and Taipingqiao, Fengtai; its basis differs from stretch to stretch. From its north end: 0–150 m the kerb, for Guang'anmenwai, Xicheng; 150–300 m the centreline of the road, by sides. Neither side can close it alone. Guang'anmenwai leads; Beijing coordinates.",
    },
  },
  {
    title: 'Road along the line, by the centreline but for a stretch that nobody has recorded',
    coverage: two,
    feature: onLine,
    context: {
      records: onSeam({
        basis: 'centreline',
        stretches: [
          { lines: [[lonlat([0, 100]), lonlat([0, 200])]], basis: null, holder: null, accuracy: null },
        ],
      }),
    },
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 50.0 % smallest-code', '太平桥街道 assist 50.0 % boundary-road'],
      coordinator: '北京市',
      zh: '该路段沿西城区广安门外街道与丰台区太平桥街道的交界线，各段依据不一：自北端量起，0–100 m 依据为道路中心线，双方各管所在一侧；100–200 m 未记录依据，由双方共同负责；200–300 m 依据为道路中心线，双方各管所在一侧；任何一方不能单独结案；广安门外街道牵头，北京市协调；该交界线须勘界。',
      en: "The road runs along the line between Guang'anmenwai, Xicheng and Taipingqiao, Fengtai; its basis differs from stretch to stretch. From its north end: 0–100 m the centreline of the road, by sides; 100–200 m no basis on record, for both sides together; 200–300 m the centreline of the road, by sides. Neither side can close it alone. Guang'anmenwai leads; Beijing coordinates. The line is due for a survey.",
      defects: ['110102020|110106002'],
    },
  },
  {
    title: 'Road along the line, drawn southwards, each side holding a stretch of it',
    coverage: two,
    feature: line(
      [
        [0, 300],
        [0, 0],
      ],
      { width: 20 },
    ),
    context: {
      records: onSeam({
        basis: 'wallFoot',
        holder: '110106002',
        stretches: [
          {
            lines: [[lonlat([0, 100]), lonlat([0, 2000])]],
            basis: 'kerb',
            holder: '110102020',
            accuracy: null,
          },
        ],
      }),
    },
    expected: {
      outcome: 'joint',
      parties: ['广安门外街道 lead 50.0 % largest-share', '太平桥街道 assist 50.0 % seam-holder'],
      coordinator: '北京市',
      zh: '该路段沿西城区广安门外街道与丰台区太平桥街道的交界线，各段依据不一：自北端量起，0–200 m 依据为路缘，由西城区广安门外街道负责；200–300 m 依据为墙基，由丰台区太平桥街道负责；任何一方不能单独结案；广安门外街道牵头，北京市协调。',
      en: "The road runs along the line between Guang'anmenwai, Xicheng and Taipingqiao, Fengtai; its basis differs from stretch to stretch. From its north end: 0–200 m the kerb, for Guang'anmenwai, Xicheng; 200–300 m the foot of the wall, for Taipingqiao, Fengtai. Neither side can close it alone. Guang'anmenwai leads; Beijing coordinates.",
    },
  },
  {
    title: 'Road of 30 m over three parcels',
    coverage: two,
    feature: line(
      [
        [100, 0],
        [100, 300],
      ],
      { width: 30 },
    ),
    context: { records: onHoldings(...parcels) },
    expected: {
      outcome: 'sole',
      parties: [
        '广安门外街道 lead 100.0 % sole',
        '供销公司 assist 33.3 % parcel-owner',
        '建工集团 assist 33.3 % parcel-owner',
        '第二中学 assist 33.3 % parcel-owner',
      ],
      coordinator: '广安门外街道',
      zh: '该路段全部在西城区广安门外街道，由广安门外街道负责；供销公司（8 号地块权属单位）、建工集团（7 号地块权属单位）、第二中学（9 号地块权属单位）配合。',
      en: "The whole stretch lies in Guang'anmenwai, Xicheng. Guang'anmenwai handles it. Supply Company (Plot 8), Construction Group (Plot 7) and No. 2 Middle School (Plot 9) assist.",
    },
  },
  {
    title: 'Building over a river of the city',
    coverage: two,
    feature: polygonFeature(square(-20, 300, 10, 340)),
    context: { records: onHoldings(river) },
    expected: {
      outcome: 'joint',
      parties: [
        '太平桥街道 lead 66.7 % largest-share',
        '广安门外街道 assist 33.3 % joint-share',
        '市水务局 assist 50.0 % overlay',
      ],
      coordinator: '北京市',
      zh: '该范围三分之二在丰台区太平桥街道，三分之一在西城区广安门外街道，任何一方不能单独结案；太平桥街道牵头，北京市协调；市水务局（莲花河主管单位）配合。',
      en: "Two thirds of the area lie in Taipingqiao, Fengtai, one third in Guang'anmenwai, Xicheng. Neither side can close it alone. Taipingqiao leads; Beijing coordinates. City Water Authority (Lianhua River) assists.",
    },
  },
  {
    title: 'Damage on a bridge kept by the district',
    coverage: two,
    feature: polygonFeature(square(290, 285, 310, 315)),
    context: { records: onHoldings(river, bridge) },
    expected: {
      outcome: 'sole',
      parties: [
        '西城区道路养护中心 lead 100.0 % asset-manager',
        '广安门外街道 assist 100.0 % sole',
        '市水务局 assist 100.0 % overlay',
      ],
      coordinator: '北京市',
      zh: '该范围全部在西城区广安门外街道，广安门外街道到场配合；由三路居桥的管理单位西城区道路养护中心牵头，北京市协调；市水务局（莲花河主管单位）配合。',
      en: "The whole area lies in Guang'anmenwai, Xicheng. Guang'anmenwai assists. Xicheng Road Maintenance, which manages Sanluju Bridge, leads; Beijing coordinates. City Water Authority (Lianhua River) assists.",
    },
  },
];
