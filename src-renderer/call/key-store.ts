/**
 * The keys of the doctors who logged in with this browser, for a reload. IndexedDB keeps a CryptoKey as it is: not
 * even this page can read the private half. Kept by certificate, thrown away when that has ended.
 */
import type { DoctorKeys } from '../../src-main/api/trust/doctor-keys.ts';

export interface KeyStore {
  /** Null: not here, or this browser keeps none. */
  find(certificate: string): Promise<DoctorKeys | null>;
  /** @param expires wall ms */
  keep(certificate: string, keys: DoctorKeys, expires: number): Promise<void>;
  drop(certificate: string): Promise<void>;
}

const NAME = 'box-medicale';
const STORE = 'keys';

interface Row {
  readonly keys: DoctorKeys;
  readonly expires: number;
}

/** @param idb undefined, or closed to this page (private windows): keys live as long as the page. */
export function createKeyStore(idb: IDBFactory | undefined, wallNow: () => number = Date.now): KeyStore {
  const here = new Map<string, DoctorKeys>();

  async function within<T>(
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | null> {
    if (idb === undefined) return null;
    try {
      const database = await opened(idb);
      try {
        return await answer(ask(database.transaction(STORE, mode).objectStore(STORE)));
      } finally {
        database.close();
      }
    } catch {
      return null;
    }
  }

  async function sweep(): Promise<void> {
    const all = (await within('readonly', (store) => store.getAllKeys())) ?? [];
    for (const key of all) {
      const row: Row | null = await within('readonly', (store) => store.get(key));
      if (row !== null && row.expires <= wallNow()) await within('readwrite', (store) => store.delete(key));
    }
  }

  return {
    async find(certificate) {
      const row: Row | null | undefined = await within('readonly', (store) => store.get(certificate));
      return row?.keys ?? here.get(certificate) ?? null;
    },
    async keep(certificate, keys, expires) {
      here.set(certificate, keys);
      const row: Row = { keys, expires };
      await within('readwrite', (store) => store.put(row, certificate));
      await sweep();
    },
    async drop(certificate) {
      here.delete(certificate);
      await within('readwrite', (store) => store.delete(certificate));
    },
  };
}

function opened(idb: IDBFactory): Promise<IDBDatabase> {
  const request = idb.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answer(request);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
