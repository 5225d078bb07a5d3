// What the phone remembers, in the browser's own database: its name at the school and its key, and how far its clock
// was off. One record each.
const NAME = "hongting-pass";
const TABLE = "kept";

let opened;

export function load(what) {
  return inTable("readonly", (table) => table.get(what));
}

export function save(what, value) {
  return inTable("readwrite", (table) => table.put(value, what));
}

async function inTable(mode, work) {
  opened ??= open();
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, mode);
    const request = work(transaction.objectStore(TABLE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
