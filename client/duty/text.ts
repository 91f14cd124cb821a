export { exchangeText } from './text-exchange.ts';
export { peopleText } from './text-people.ts';
export { tablesText } from './text-tables.ts';

/** Words of the desk: its tables by name, and what all of them show. */
export const dutyText = {
  zh: {
    duty: {
      tab: {
        catalogue: '专项清单',
        bodies: '单位',
        lists: '责任清单',
        callers: '谁可召集谁',
        clocks: '时限',
        limits: '限值',
        templates: '角色模板',
        roster: '值班',
        forces: '临时指挥部',
      },
      intro: {
        catalogue:
          '三类哨、各类事项、各事项的问题。不是应急的哨须引用其中一个问题。载入即生效，在办的案不变。',
        bodies:
          '可被召集的单位：部门、属地机关、派驻队所、社区、业主。区属、街管、街用。载入即生效，已吹的哨不变。',
        lists: '哪个问题在哪个辖区由谁负责。离得最近的一张清单为准：社区、街道、区、全市。',
        callers: '五类吹哨方各可召集哪些单位。涉及各方的属地机关总会召集。载入即生效。',
        clocks: '各环节的时限。写明问题的先于只写哨种的，再次为通用的。',
        limits: '办理各步骤所依据的数值，载入后对此后的步骤立即生效。',
        templates:
          '临时指挥部的分工样式：谁牵头、谁协办、谁知会，各有一项职责。组建时选用；已组建的不随之改变。',
        roster: '此刻谁在岗。有哨未结的辖区，1+5+N 席位空缺即告警。',
        forces: '为一件大事临时组建：一位指挥长、若干成员单位、一个辖区、起止时间。为其吹哨即召集全体成员。',
      },
      search: {
        catalogue: '名称、编码、拼音首字母',
        bodies: '名称、编码、拼音首字母，如“tpqpcs”',
        lists: '问题、部门、辖区编码',
        area: '辖区名称、编码、拼音首字母',
      },
      column: {
        kind: '哨种',
        item: '事项',
        problems: '问题',
        problem: '问题',
        name: '名称',
        code: '编码',
        bodyKind: '类别',
        posting: '派驻',
        area: '辖区',
        ownedBy: '隶属',
        commandedBy: '指挥',
        headCount: '人数',
        phone: '电话',
        answers: '由谁负责',
        caller: '吹哨方',
        step: '环节',
        time: '时限',
        limit: '限值',
        value: '数值',
        meaning: '含义',
        person: '值班人',
        shift: '班次',
        handover: '交接',
      },
      count: {
        items_other: '{{count}} 个事项',
        problems_other: '{{count}} 个问题',
        bodies_other: '{{count}} 家单位',
        lists_other: '{{count}} 张清单',
        duties_other: '{{count}} 项职责',
      },
      wholeCity: '全市',
      none: '没有符合条件的。',
      cancel: '取消',
      hidden: '不公开',
    },
  },
  en: {
    duty: {
      tab: {
        catalogue: 'Catalogue',
        bodies: 'Bodies',
        lists: 'Duty lists',
        callers: 'Who may call whom',
        clocks: 'Clocks',
        limits: 'Limits',
        templates: 'Role templates',
        roster: 'Roster',
        forces: 'Task forces',
      },
      intro: {
        catalogue:
          'Three kinds of whistle, their items, the problems of each. A whistle that is no emergency cites a problem. Loaded, it holds at once; cases keep what they cite.',
        bodies:
          'Whoever can be called: departments, offices, resident units, communities, owners. Owned by one, commanded by another. Loaded, they hold at once; whistles blown stay as they are.',
        lists:
          'Who answers for a problem in an area. The nearest list decides: community, subdistrict, district, city.',
        callers:
          'Whom each of the five callers may call. The offices of the parties are always called. Loaded, it holds at once.',
        clocks:
          'How long each step may take. A line for a problem goes before one for a kind, and that before the general one.',
        limits: 'Figures that steps go by. Loaded, they hold at once for every step to come.',
        templates:
          'Ways to share out the work of a task force: who leads, assists, is informed, each with a duty. Chosen when one is formed; those formed already stay as they are.',
        roster: 'Who is on duty now. An empty 1+5+N post where a whistle is open is an alert.',
        forces:
          'Formed for one large matter: a commander, members, an area, a start and an end. A whistle for it calls all its members.',
      },
      search: {
        catalogue: 'Name, code or pinyin initials',
        bodies: 'Name, code or pinyin initials: "tpqpcs"',
        lists: 'Problem, department or area code',
        area: 'Area by name, code or pinyin initials',
      },
      column: {
        kind: 'Kind',
        item: 'Item',
        problems: 'Problems',
        problem: 'Problem',
        name: 'Name',
        code: 'Code',
        bodyKind: 'Sort',
        posting: 'Posting',
        area: 'Area',
        ownedBy: 'Owned by',
        commandedBy: 'Commanded by',
        headCount: 'People',
        phone: 'Telephone',
        answers: 'Who answers',
        caller: 'Caller',
        step: 'Step',
        time: 'Time',
        limit: 'Limit',
        value: 'Value',
        meaning: 'What it means',
        person: 'On duty',
        shift: 'Shift',
        handover: 'Handover',
      },
      count: {
        items_one: '{{count}} item',
        items_other: '{{count}} items',
        problems_one: '{{count}} problem',
        problems_other: '{{count}} problems',
        bodies_one: '{{count}} body',
        bodies_other: '{{count}} bodies',
        lists_one: '{{count}} list',
        lists_other: '{{count}} lists',
        duties_one: '{{count}} duty',
        duties_other: '{{count}} duties',
      },
      wholeCity: 'Whole city',
      none: 'Nothing fits.',
      cancel: 'Cancel',
      hidden: 'not shown',
    },
  },
};
