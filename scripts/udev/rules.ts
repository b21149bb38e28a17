/** Where the scripts look for them. */
export * from '../../src-main/core/udev/rules.ts';
