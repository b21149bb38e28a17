/** Every model that some folder of an instrument exports, in the registry or not: a new folder is found by itself. */
import { existsSync, readdirSync } from 'node:fs';
import type { InstrumentModel } from '../contract.ts';

const drivers = new URL('../', import.meta.url);

function isModel(value: unknown): value is InstrumentModel {
  return typeof value === 'object' && value !== null && 'transport' in value && 'create' in value;
}

export async function everyModel(): Promise<readonly InstrumentModel[]> {
  const folders = readdirSync(drivers, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = folders
    .map(({ name }) => new URL(`${name}/model.ts`, drivers))
    .filter((file) => existsSync(file));
  const modules: readonly object[] = await Promise.all(files.map((file) => import(file.href)));
  return modules.flatMap((module) => Object.values(module).filter(isModel));
}
