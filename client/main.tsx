import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startText } from './text/text.ts';
import './ui/tokens.css';
import './ui/base.css';
import { installPalette, rememberedTheme, showTheme } from './ui/theme.ts';

installPalette();
showTheme(rememberedTheme());
startText();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
createRoot(root).render(<App />);
