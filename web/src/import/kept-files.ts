/**
 * Files of imports that have begun, in the browser's own storage, so that an import can go on after a reload without asking for its
 * file. They are copies, and the browser may refuse them (too little room, a private window): then the file is asked for.
 */
export interface KeptFiles {
  /** Keeps a file, and drops all others but those of `others`. */
  readonly keep: (importId: string, file: File, others: readonly string[]) => Promise<void>;
  readonly find: (importId: string) => Promise<File | undefined>;
  readonly drop: (importId: string) => Promise<void>;
}

/** A larger one is asked for again: a copy takes time and room. */
const keptMaxBytes = 64 * 1024 * 1024;
const storeName = "files";

/** In IndexedDB. No call ever rejects. */
export const keptFiles: KeptFiles = {
  async keep(importId, file, others) {
    if (file.size > keptMaxBytes) return;
    await attempt("readwrite", async (files) => {
      const old = await answerOf(files.getAllKeys());
      for (const key of old) if (!others.some((kept) => kept === key)) files.delete(key);
      files.put(file, importId);
    });
  },
  async find(importId) {
    const found = await attempt("readonly", (files) => answerOf(files.get(importId)));
    return found instanceof File ? found : undefined;
  },
  async drop(importId) {
    await attempt("readwrite", (files) => answerOf(files.delete(importId)));
  },
};

/** Runs in one transaction; undefined when the browser does not want to. */
async function attempt<T>(
  mode: IDBTransactionMode,
  run: (files: IDBObjectStore) => Promise<T>,
): Promise<T | undefined> {
  try {
    const database = await openDatabase();
    try {
      const transaction = database.transaction(storeName, mode);
      const done = completionOf(transaction);
      const result = await run(transaction.objectStore(storeName));
      await done;
      return result;
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

async function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open("sluice.imports", 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(storeName));
  return await answerOf(opening);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => reject(errorOf(request)));
  return promise;
}

function completionOf(transaction: IDBTransaction): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  transaction.addEventListener("complete", () => resolve());
  transaction.addEventListener("abort", () => reject(errorOf(transaction)));
  // Where the work itself fails, nobody waits for this.
  promise.catch(() => {});
  return promise;
}

function errorOf({ error }: { readonly error: DOMException | null }): Error {
  return error ?? new Error("the browser gave no reason");
}
