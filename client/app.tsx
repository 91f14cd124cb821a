import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { queries } from './queries.ts';
import { router } from './routes.tsx';
import { useText } from './text/text.ts';
import { FailureBoundary } from './ui/failure.tsx';
import { Preparing } from './ui/preparing.tsx';
import { useHealth } from './ui/session.ts';
import { antdTheme, useTheme } from './ui/theme.ts';

/** Language, theme and data for every screen; the screens themselves once the server is ready. */
export function App() {
  const { language } = useText();
  const [theme] = useTheme();
  return (
    <ConfigProvider
      theme={antdTheme(theme)}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={queries}>
        <FailureBoundary>
          <WhenReady />
        </FailureBoundary>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

/** A server that starts is waited for; one that goes away later is the screens' own business, they keep what they show. */
function WhenReady() {
  const { data: health } = useHealth();
  return health?.status === 'ready' ? <RouterProvider router={router} /> : <Preparing health={health} />;
}
