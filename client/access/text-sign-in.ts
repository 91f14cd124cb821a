/** Words of the sign-in page beside those every page knows. */
export const signInText = {
  zh: {
    access: {
      openidButton: '用{{name}}登录',
      or: '或',
      wait: '尝试次数过多，{{time}}后可再试。',
      problem: {
        closed: '这个账号已停用，请联系管理员。',
        openidNoAccount: '身份已确认，但这里没有对应的账号。请联系管理员开通或关联。',
        openidRefused: '统一身份认证没有通过，请重试。',
        openidStale: '登录花的时间太长，或不是从这个浏览器开始的，请重试。',
        openidUnreachable: '连不上统一身份认证，请稍后重试，或用账号密码登录。',
      },
      setup: {
        title: '首次启动',
        explain: '这台服务器还没有管理员。输入服务器启动时打印的安装码，建立第一个管理员账号。',
        code: '安装码',
        name: '管理员账号',
        submit: '建立并登录',
      },
      mustChange: { title: '请更改密码', explain: '管理员给的是临时密码，换成自己的密码后才能继续。' },
    },
  },
  en: {
    access: {
      openidButton: 'Sign in with {{name}}',
      or: 'or',
      wait: 'Too many attempts. Try again in {{time}}.',
      problem: {
        closed: 'This account is disabled. Ask an administrator.',
        openidNoAccount:
          'You are known there, but have no account here. Ask an administrator to add or link one.',
        openidRefused: 'The provider did not vouch for you. Please try again.',
        openidStale: 'Signing in took too long, or did not begin in this browser. Please try again.',
        openidUnreachable: 'The provider cannot be reached. Try later, or sign in by password.',
      },
      setup: {
        title: 'First start',
        explain:
          'This server has no administrator yet. Enter the setup code it printed when it started, and make the first one.',
        code: 'Setup code',
        name: 'Account of the administrator',
        submit: 'Create and sign in',
      },
      mustChange: {
        title: 'Change the password',
        explain: 'An administrator gave this password for once. Choose your own to go on.',
      },
    },
  },
} as const;
