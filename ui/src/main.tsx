import '@fontsource-variable/figtree';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './shell/shell.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { routes } from './routes';
import { AccountLanguage } from './shell/LanguageSwitch';
import { MeProvider } from './shell/me';
import { watchPresses } from './shell/press';
import { queryClient } from './shell/queryClient';
import { theme } from './shell/theme';
import { LanguageProvider } from './text/LanguageProvider';

watchPresses(window);
const router = createBrowserRouter(routes);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient()}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <LanguageProvider>
          <MeProvider>
            <AccountLanguage />
            <Notifications position="bottom-right" />
            <RouterProvider router={router} />
          </MeProvider>
        </LanguageProvider>
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
