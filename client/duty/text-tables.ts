/** Words of what stands in the tables: bodies, callers, clocks, limits. */
export const tablesText = {
  zh: {
    duty: {
      bodyKind: {
        all: '全部类别',
        department: '职能部门',
        office: '属地机关',
        community: '社区',
        owner: '权属单位',
        residentUnit: '派驻队所',
        institution: '公共服务机构',
        partyMember: '报到党员',
      },
      caller: {
        community: '社区',
        subdistrict: '街道',
        alliance: '区域联盟',
        services: '政务服务',
        project: '项目',
      },
      clock: {
        accept: '受理',
        register: '立案',
        dispatch: '派遣',
        checkIn: '报到',
        handle: '处置',
        verify: '核查',
        close: '结案',
      },
      limit: {
        onSiteMetres: {
          name: '在场距离',
          value: '{{value}} m',
          meaning: '距事发范围多远之内算在现场，另加定位误差',
        },
        accuracyMetres: {
          name: '定位精度',
          value: '{{value}} m',
          meaning: '定位比这更粗略时，不足以证明在场，须说明原因',
        },
        samePlaceMetres: {
          name: '同一地点',
          value: '{{value}} m',
          meaning: '两个范围相距多远之内算同一地点',
        },
        returnsBeforeConsultation: {
          name: '退回次数',
          value: '{{value}} 次',
          meaning: '同一地点跨界退回到这个次数，须先会商',
        },
        nudgeMinutes: { name: '催办间隔', value: '{{value}} 分钟', meaning: '催过一次后，多久之内不再催' },
      },
      allPostings: '全部派驻',
      anyKind: '通用',
      anyProblem: '全部问题',
      may: '可以',
      mayNot: '不可',
    },
  },
  en: {
    duty: {
      bodyKind: {
        all: 'All sorts',
        department: 'Department',
        office: 'Office',
        community: 'Community',
        owner: 'Owner',
        residentUnit: 'Resident unit',
        institution: 'Institution',
        partyMember: 'Party members',
      },
      caller: {
        community: 'Community',
        subdistrict: 'Subdistrict',
        alliance: 'District alliance',
        services: 'Government services',
        project: 'Project',
      },
      clock: {
        accept: 'Accept',
        register: 'Register',
        dispatch: 'Dispatch',
        checkIn: 'Check in',
        handle: 'Handle',
        verify: 'Verify',
        close: 'Close',
      },
      limit: {
        onSiteMetres: {
          name: 'On site within',
          value: '{{value}} m',
          meaning: 'How near the footprint counts as on site, beside the error of the position',
        },
        accuracyMetres: {
          name: 'Position good to',
          value: '{{value}} m',
          meaning: 'A rougher position does not show that somebody is on site: it needs a reason',
        },
        samePlaceMetres: {
          name: 'Same place within',
          value: '{{value}} m',
          meaning: 'How near two footprints are at the same place',
        },
        returnsBeforeConsultation: {
          name: 'Returns',
          value: '{{value}}',
          meaning: 'So many returns across a line at one place force a consultation',
        },
        nudgeMinutes: {
          name: 'Between reminders',
          value: '{{value}} min',
          meaning: 'How long one reminder holds before the next',
        },
      },
      allPostings: 'All postings',
      anyKind: 'Any',
      anyProblem: 'All problems',
      may: 'may',
      mayNot: 'may not',
    },
  },
};
