/** What the environment tells the shell. */
import path from 'node:path';

export interface ShellOptions {
  readonly dataFolder: string;
  readonly pagesFolder: string;
  readonly windowed: boolean;
  /** How to start a core, null when a service or somebody else does. */
  readonly core: { readonly node: string; readonly entry: string } | null;
}

/**
 * @param resources the packaged app's resources folder, null when it is not packaged.
 * @param bundle folder of the shell's bundle, `<app>/dist/shell`.
 */
export function readOptions(
  env: Readonly<Record<string, string | undefined>>,
  bundle: string,
  resources: string | null,
): ShellOptions {
  const root = resources ? path.join(resources, 'core') : path.resolve(bundle, '../..');
  const packagedNode = resources ? path.join(resources, 'node/bin/node') : 'node';
  return {
    dataFolder: path.resolve(env.BOX_DATA || 'var'),
    pagesFolder: path.resolve(env.BOX_PAGES || path.join(bundle, '../pages')),
    windowed: env.BOX_WINDOW === 'windowed',
    core:
      env.BOX_CORE === 'spawn'
        ? {
            node: env.BOX_NODE || packagedNode,
            entry: path.resolve(env.BOX_CORE_ENTRY || path.join(root, 'src-main/core/main.ts')),
          }
        : null,
  };
}
