/** Forgets everything a patient may have left in this page and its storage. Bounded to 3 s. */
const WITHIN_MS = 3000;

function stopMedia(): void {
  for (const media of document.querySelectorAll<HTMLMediaElement>('video, audio')) {
    media.pause();
    const stream = media.srcObject;
    if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
    media.srcObject = null;
  }
}

function emptyInputs(): void {
  for (const input of document.querySelectorAll('input')) input.value = '';
}

async function clearDatabases(): Promise<void> {
  const databases = (await indexedDB.databases?.()) ?? [];
  await Promise.all(
    databases.map(
      ({ name }) =>
        new Promise<void>((done) => {
          if (name === undefined) return done();
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = request.onerror = request.onblocked = () => done();
        }),
    ),
  );
}

async function clearCaches(): Promise<void> {
  if (!('caches' in window)) return;
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Needs focus or permission, and may refuse; the shell clears the clipboard as well. */
async function clearClipboard(): Promise<void> {
  await navigator.clipboard?.writeText('');
}

/** `keep` saves what is not the patient's before storage is cleared; what it returns puts it back. */
export async function wipePage(keep: () => () => void): Promise<void> {
  stopMedia();
  emptyInputs();
  const putBack = keep();
  sessionStorage.clear();
  localStorage.clear();
  putBack();
  const late = new Promise<void>((done) => setTimeout(done, WITHIN_MS));
  await Promise.race([Promise.allSettled([clearDatabases(), clearCaches(), clearClipboard()]), late]);
}
