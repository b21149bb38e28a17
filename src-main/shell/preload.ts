import { contextBridge, ipcRenderer } from 'electron';
import { ipcChannels } from './ipc-channels.ts';

contextBridge.exposeInMainWorld('box', {
  token: () => ipcRenderer.invoke(ipcChannels.token),
  wiped: () => ipcRenderer.invoke(ipcChannels.wiped),
});
