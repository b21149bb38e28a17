/** The core as it is packaged: its sources, which Node 24 runs as they are, and the packages they use. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

const SOURCES = [
  'drivers',
  'state-machines',
  'src-main/api',
  'src-main/core',
  'src-main/journal',
  'src-main/uplink',
];

/** @returns names of packages a source imports, without Node's own and relative ones. */
export function importedPackages(source: string): string[] {
  const found = [...source.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1] ?? '',
  );
  return found
    .filter((name) => !/^[./]/.test(name) && !name.startsWith('node:') && !builtinModules.includes(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Where Node finds a package from a folder: its own node_modules, then those above, up to `root`. */
function locate(name: string, from: string, root: string): string | null {
  for (let folder = from; folder.startsWith(root); folder = path.dirname(folder)) {
    const place = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(place, 'package.json'))) return place;
  }
  return null;
}

/** @returns folders, relative to `root`, of these packages and all they need. @throws for one that is not installed. */
export function packageClosure(names: Iterable<string>, root: string): string[] {
  const done = new Set<string>();
  const visit = (name: string, from: string, optional: boolean) => {
    const place = locate(name, from, root);
    if (!place) {
      if (optional) return;
      throw new Error(`package ${name} is not installed`);
    }
    if (done.has(place)) return;
    done.add(place);
    const manifest = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8')) as Manifest;
    for (const next of Object.keys(manifest.optionalDependencies ?? {})) visit(next, place, true);
    for (const next of Object.keys(manifest.dependencies ?? {})) {
      if (!(next in (manifest.optionalDependencies ?? {}))) visit(next, place, false);
    }
  };
  for (const name of names) visit(name, root, false);
  return [...done].map((place) => path.relative(root, place)).sort();
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file) || /\/test-[^/]+\.ts$/.test(file);

/** @param target emptied first. @returns the packages that went with it. */
export function makeCoreFolder(root: string, target: string): string[] {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const names = new Set<string>();
  for (const source of SOURCES) {
    const from = path.join(root, source);
    if (!existsSync(from)) continue;
    for (const file of sourceFiles(from)) {
      if (isTest(file)) continue;
      const text = file.endsWith('.ts') ? readFileSync(file, 'utf8') : '';
      for (const name of importedPackages(text)) names.add(name);
      cpSync(file, path.join(target, path.relative(root, file)));
    }
  }
  const { name, version, type } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  writeFileSync(path.join(target, 'package.json'), JSON.stringify({ name, version, type, private: true }));
  const folders = packageClosure(names, root);
  for (const folder of folders) {
    const from = path.join(root, folder);
    const own = path.join(from, 'node_modules');
    cpSync(from, path.join(target, folder), { recursive: true, filter: (file) => !file.startsWith(own) });
  }
  return folders;
}
