// What is dropped may be folders in folders: their photos, in the order of their names, so that
// the two sides of a card stay beside each other.
"use strict";

const byPath = (a, b) => a.path.localeCompare(b.path, undefined, { numeric: true });

function isPhoto(file, endings) {
  const name = file.name.toLowerCase();
  return file.type.startsWith("image/") || endings.some((ending) => name.endsWith(ending));
}

// A folder gives its entries some at a time, until it gives none.
async function entriesIn(folder) {
  const reader = folder.createReader(), all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function filesIn(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: entry.fullPath, file });
  } else if (entry.isDirectory && !entry.name.startsWith(".")) {
    for (const one of await entriesIn(entry)) await filesIn(one, found);
  }
}

// {files, others}: the photos of what was dropped, and how many files are none.  What is not a
// folder is taken as it is: it was meant.
async function droppedFiles(transfer, endings) {
  const items = Array.from(transfer.items ?? [], (item) => item.kind === "file" && item);
  const entries = items.filter(Boolean).map((item) => item.webkitGetAsEntry?.());
  if (!entries.some((entry) => entry?.isDirectory))
    return { files: Array.from(transfer.files), others: 0 };
  const found = [];
  for (const entry of entries.filter(Boolean)) await filesIn(entry, found);
  return onlyPhotos(found, endings);
}

function onlyPhotos(found, endings) {
  const photos = found.filter((one) => isPhoto(one.file, endings)).sort(byPath);
  return { files: photos.map((one) => one.file), others: found.length - photos.length };
}
