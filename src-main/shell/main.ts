/** Electron's main process: composes the shell. */
import path from 'node:path';
import { app, Menu } from 'electron';
import { answerPage } from './bridge.ts';
import { openScreen } from './cabinet-screen.ts';
import { type CoreKeeper, keepCore } from './core-keeper.ts';
import { coreState, waitForToken } from './core-link.ts';
import { lock } from './locked-session.ts';
import { readOptions } from './options.ts';
import { lockPage } from './page-lock.ts';
import { registerScheme } from './page-protocol.ts';

const log = (text: string) => process.stderr.write(`shell: ${text}\n`);
const options = readOptions(
  process.env,
  __dirname,
  app.isPackaged && process.env.BOX_CORE_ENTRY === undefined ? process.resourcesPath : null,
);

process.on('uncaughtException', (error) => {
  log(`fault: ${error.stack ?? error.message}; the shell starts again`);
  app.relaunch();
  app.exit(1);
});

app.enableSandbox();
app.setPath('userData', path.join(options.dataFolder, 'shell'));
app.commandLine.appendSwitch('disable-pinch');
app.commandLine.appendSwitch('overscroll-history-navigation', '0');
registerScheme();
Menu.setApplicationMenu(null);

let corePort: number | null = null;
app.on('session-created', (session) => lock(session, () => corePort));
app.on('web-contents-created', (_event, contents) => lockPage(contents));

let keeper: CoreKeeper | null = null;

async function run() {
  await app.whenReady();
  if (options.core) {
    keeper = keepCore({
      ...options.core,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined, BOX_DATA: options.dataFolder },
      coreState: () => coreState(options.dataFolder),
      log,
    });
  }
  const screen = openScreen({ ...options, log });
  answerPage({
    isCurrent: ({ sender }) => screen.isCurrent(sender),
    token: async () => {
      const reply = await waitForToken(options.dataFolder);
      corePort = reply ? Number(new URL(reply.url).port) : null;
      return reply;
    },
    wiped: () => {
      screen.replace().catch((error: unknown) => log(`the page could not be replaced: ${String(error)}`));
    },
  });
  app.on('before-quit', () => screen.close());
  app.on('second-instance', () => log('a second shell was started and has ended'));
}

app.on('window-all-closed', () => {
  if (options.windowed) app.quit();
});

let ending = false;
app.on('will-quit', (event) => {
  if (ending || !keeper) return;
  ending = true;
  event.preventDefault();
  keeper.stop().finally(() => app.exit(0));
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());

if (app.requestSingleInstanceLock()) run();
else app.exit(0);
