/** Words for incidents that look the same, and for who reported one. */
export const similarText = {
  zh: {
    coordinate: {
      similar: {
        title: '可能是同一件事',
        sameAs: '已并入 {{number}}：在那一件办理，这里不再单独吹哨。',
        holds: '并入这一件的',
        by: '{{by}}　{{time}}：{{reason}}',
        open: '看',
        merge: '并入这一件',
        part: '拆开',
        reason: '为什么（至少 2 个字）',
        confirm: '确定',
        cancel: '取消',
        blown: '已吹哨',
      },
      reporters: {
        title: '来源与诉求人',
        nobody: '没有留下姓名电话',
        masked: '完整信息仅经办辖区可见',
      },
      sourceOf: {
        hotline12345: '12345 热线',
        petition: '信访',
        committee: '居委会',
        cellOfficer: '网格员',
        chat: '群聊',
        patrol: '巡查',
      },
    },
  },
  en: {
    coordinate: {
      similar: {
        title: 'May be the same',
        sameAs: 'Merged into {{number}}: it is dealt with there, and no whistle is blown here.',
        holds: 'Merged into this one',
        by: '{{by}}, {{time}}: {{reason}}',
        open: 'Look',
        merge: 'Merge into it',
        part: 'Part again',
        reason: 'Why (at least 2 characters)',
        confirm: 'Confirm',
        cancel: 'Cancel',
        blown: 'whistle blown',
      },
      reporters: {
        title: 'Source and reporter',
        nobody: 'left no name or telephone',
        masked: 'in full only to the areas that handle it',
      },
      sourceOf: {
        hotline12345: '12345 hotline',
        petition: 'Petition',
        committee: "Residents' committee",
        cellOfficer: 'Cell officer',
        chat: 'Chat group',
        patrol: 'Patrol',
      },
    },
  },
} as const;
