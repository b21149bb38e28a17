export const ipcChannels = { token: 'box:token', wiped: 'box:wiped' } as const;
