import { createContext, useContext } from 'react';

export interface PanelState {
  /** Whether a panel lies over the step, which is then silent. */
  readonly covered: boolean;
  readonly openHelp: () => void;
}

export const PanelContext = createContext<PanelState>({ covered: false, openHelp: () => {} });
export const usePanel = () => useContext(PanelContext);
