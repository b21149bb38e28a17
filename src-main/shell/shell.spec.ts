import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Cabinet, launchCabinet, whyNoCabinet } from '../../fixtures/visits/electron.ts';

const SECRET = 'm'.repeat(32);
let pages: string;
let core: string;
let server: Server;
let asked: string[] = [];
let cabinet: Cabinet;

/** A page of ours, a core that hands out tokens, and a stranger on the same machine. */
test.beforeAll(async () => {
  test.skip(whyNoCabinet() !== null, whyNoCabinet() ?? '');
  pages = await mkdtemp(path.join(tmpdir(), 'box-pages-'));
  await mkdir(path.join(pages, 'patient'));
  const head = '<meta charset="utf-8"><title>Cabinet</title>';
  await writeFile(
    path.join(pages, 'patient/index.html'),
    `<!doctype html><html lang="en"><head>${head}<script type="module" src="./main.js"></script></head>
     <body><h1 id="here">waiting</h1><script>window.inline = true</script><iframe id="frame"></iframe></body></html>`,
  );
  await writeFile(
    path.join(pages, 'patient/main.js'),
    `document.getElementById('here').textContent = 'here';`,
  );
  core = await mkdtemp(path.join(tmpdir(), 'box-core-'));
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    response.setHeader('access-control-allow-origin', '*');
    response.end(JSON.stringify({ token: 't'.repeat(24) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await writeFile(
    path.join(core, 'core.json'),
    JSON.stringify({ port, mintSecret: SECRET, pid: process.pid }),
    {
      mode: 0o600,
    },
  );
  cabinet = await launchCabinet({ pagesFolder: pages, coreFolder: core });
});

test.afterAll(async () => {
  await cabinet?.close();
  server?.closeAllConnections();
  server?.close();
  if (pages) await rm(pages, { recursive: true, force: true });
  if (core) await rm(core, { recursive: true, force: true });
});

/** What the one window shows, asked of the main process: Playwright's locators wait for navigations we refuse. */
async function screenText(): Promise<string | null> {
  return cabinet.app.evaluate(async ({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const contents = windows[0]?.webContents;
    if (windows.length !== 1 || !contents || contents.isLoading() || contents.isCrashed()) return null;
    return contents.executeJavaScript(`document.getElementById('here')?.textContent`) as Promise<string>;
  });
}

async function ready(): Promise<Page> {
  await expect.poll(screenText).toBe('here');
  return cabinet.page();
}

test('opens our page from app://box, full screen, in a sandboxed process of an ordinary user', async () => {
  const page = await ready();
  expect(page.url()).toBe('app://box/patient/');
  const seen = await cabinet.app.evaluate(({ app, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return {
      kiosk: window?.isKiosk(),
      noSandbox: app.commandLine.hasSwitch('no-sandbox'),
      uid: process.getuid?.(),
      renderer: window?.webContents.getOSProcessId(),
    };
  });
  expect(seen.kiosk).toBe(true);
  expect(seen.noSandbox).toBe(false);
  expect(seen.uid).not.toBe(0);
  test.skip(process.platform !== 'linux', 'the sandbox is read from /proc');
  const status = await readFile(`/proc/${seen.renderer}/status`, 'utf8');
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
});

test('the page has no Node, only the two questions of the bridge', async () => {
  const page = await ready();
  expect(
    await page.evaluate(() => ({
      process: typeof Reflect.get(window, 'process'),
      require: typeof Reflect.get(window, 'require'),
      bridge: Object.keys(Reflect.get(window, 'box') ?? {}).sort(),
      inlineScriptRan: Reflect.get(window, 'inline') === true,
    })),
  ).toEqual({
    process: 'undefined',
    require: 'undefined',
    bridge: ['token', 'wiped'],
    inlineScriptRan: false,
  });
});

test('a token comes from the core, asked with its mint secret', async () => {
  const page = await ready();
  const { port } = server.address() as AddressInfo;
  asked = [];
  const reply = await page.evaluate(() =>
    (Reflect.get(window, 'box') as { token(): Promise<unknown> }).token(),
  );
  expect(reply).toEqual({ url: `ws://127.0.0.1:${port}/api`, token: 't'.repeat(24) });
  expect(asked).toEqual([`POST /token Bearer ${SECRET}`]);
});

test('no foreign request leaves', async () => {
  const page = await ready();
  const { port } = server.address() as AddressInfo;
  asked = [];
  const outcome = await page.evaluate(async (foreign) => {
    const tried = (work: Promise<unknown>) => work.then(() => 'done').catch(() => 'refused');
    const socket = (address: string) =>
      new Promise((resolve, reject) => {
        try {
          const opened = new WebSocket(address);
          opened.onopen = resolve;
          opened.onerror = reject;
        } catch (error) {
          reject(error);
        }
      });
    const picture = (address: string) =>
      new Promise((resolve, reject) => {
        const image = new Image();
        image.onload = resolve;
        image.onerror = reject;
        image.src = address;
      });
    return {
      http: await tried(fetch(foreign)),
      https: await tried(fetch('https://example.org/')),
      image: await tried(picture(`${foreign}/a.png`)),
      otherHost: await tried(fetch('app://other/patient/')),
      file: await tried(fetch('file:///etc/passwd')),
      otherSocket: await tried(socket(`${foreign.replace('http', 'ws')}/other`)),
      own: await tried(fetch('./main.js')),
    };
  }, `http://127.0.0.1:${port}`);
  expect(outcome).toEqual({
    http: 'refused',
    https: 'refused',
    image: 'refused',
    otherHost: 'refused',
    file: 'refused',
    otherSocket: 'refused',
    own: 'done',
  });
  expect(asked).toEqual([]);
});

test('the request gate holds without the content policy too', async () => {
  await ready();
  const { port } = server.address() as AddressInfo;
  asked = [];
  const outcome = await cabinet.app.evaluate(
    ({ BrowserWindow, net }, url) =>
      new Promise<string>((resolve) => {
        const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
        if (!session) return resolve('no window');
        const request = net.request({ url, session });
        request.on('response', () => resolve('done'));
        request.on('error', (error) => resolve(error.message));
        request.end();
      }),
    `http://127.0.0.1:${port}/gate`,
  );
  expect(outcome).toBe('net::ERR_BLOCKED_BY_CLIENT');
  expect(asked).toEqual([]);
});

test('camera and microphone are granted to us, everything else is denied', async () => {
  const page = await ready();
  const outcome = await page.evaluate(async () => {
    const tried = (work: () => Promise<unknown>) =>
      Promise.resolve()
        .then(work)
        .then(() => 'granted')
        .catch(() => 'denied');
    return {
      media: await tried(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await tried(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      place: await tried(() => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))),
      clipboard: await tried(() => navigator.clipboard.readText()),
      notify: await Notification.requestPermission(),
    };
  });
  expect(outcome).toEqual({
    media: 'granted',
    screen: 'denied',
    place: 'denied',
    clipboard: 'denied',
    notify: 'denied',
  });
});

test('no new window, no way out of the page, no download', async () => {
  const page = await ready();
  const opened = await page.evaluate(() => window.open('app://box/patient/') === null);
  expect(opened).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.txt';
    document.body.append(link);
    link.click();
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await screenText()).toBe('here');
  expect(
    await cabinet.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
  ).toBe('app://box/patient/');
});

test('a killed page comes back at once', async () => {
  await ready();
  const pageProcess = () =>
    cabinet.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
  const before = await pageProcess();
  expect(before).toBeGreaterThan(1);
  await cabinet.app.evaluate((_electron, pid) => process.kill(pid ?? Number.NaN, 'SIGKILL'), before);
  await expect.poll(pageProcess, { timeout: 5000 }).not.toBe(before);
  await expect.poll(screenText, { timeout: 5000 }).toBe('here');
  expect(await pageProcess()).not.toBe(before);
  expect(cabinet.log.some((text) => /is gone .*loaded again in 0 ms/.test(text))).toBe(true);
});

test('at the end of a visit the page, its storage and the clipboard are gone', async () => {
  const marker = 'planted-marker-5417';
  await cabinet.app.evaluate(async ({ BrowserWindow, clipboard }, text) => {
    clipboard.writeText(text);
    await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      `localStorage.setItem('m', '${text}'); sessionStorage.setItem('m', '${text}');
       indexedDB.open('${text}'); caches.open('${text}').then(() => window.box.wiped())`,
    );
  }, marker);
  const left = () =>
    cabinet.app.evaluate(async ({ BrowserWindow, clipboard }) => {
      const windows = BrowserWindow.getAllWindows();
      const contents = windows[0]?.webContents;
      if (windows.length !== 1 || !contents || contents.isLoading()) return null;
      return (await contents.executeJavaScript(
        `(async () => ({ local: localStorage.length, tab: sessionStorage.length,
           databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
           text: document.getElementById('here').textContent, clipboard: ${JSON.stringify(clipboard.readText())} }))()`,
      )) as unknown;
    });
  await expect
    .poll(left, { timeout: 10_000 })
    .toEqual({ local: 0, tab: 0, databases: 0, caches: 0, text: 'here', clipboard: '' });
});
