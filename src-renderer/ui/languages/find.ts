/** Which languages there are: every folder here with a `language.ts`. Runs in Node; writes what the pages import. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const here = import.meta.dirname;
const namesFile = resolve(here, '../../../state-machines/languages.ts');
const foundFile = join(here, 'found.ts');
const BY = 'Written by scripts/voice-pack.ts; one line a language.';

/** Ids, the source language and its plain form first, then by letter. */
export function languageFolders(folder = here): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'language.ts')))
    .map(({ name }) => name)
    .sort((a, b) => Number(b.startsWith('fr')) - Number(a.startsWith('fr')) || (a < b ? -1 : 1));
}

const variable = (id: string) => id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const key = (id: string) => (id.includes('-') ? `'${id}'` : id);

/** The two files that follow from the folders. */
export function languageFiles(
  ids: readonly string[],
): readonly { readonly file: string; readonly text: string }[] {
  const imports = [...ids]
    .sort()
    .map((id) => `import { language as ${variable(id)} } from './${id}/language.ts';`);
  return [
    {
      file: namesFile,
      text: [
        `/** Languages of the patient’s screens. ${BY} */`,
        '// biome-ignore format: one line a language',
        'export const LANGUAGES = [',
        ...ids.map((id) => `  '${id}',`),
        '] as const;\n',
      ].join('\n'),
    },
    {
      file: foundFile,
      text: [
        `/** ${BY} */`,
        ...imports,
        '',
        '// biome-ignore format: one line a language',
        'export const found = {',
        ...ids.map((id) => (variable(id) === id ? `  ${id},` : `  ${key(id)}: ${variable(id)},`)),
        '};\n',
      ].join('\n'),
    },
  ];
}

/** What does not match the folders, as sentences; empty when everything does. */
export function inspectLanguageFiles(): readonly string[] {
  return languageFiles(languageFolders())
    .filter(({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text)
    .map(({ file }) => `${file} does not match the folders of languages`);
}
