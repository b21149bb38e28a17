import { createContext, useContext } from 'react';

/** Whether a panel lies over the step, which is then silent. */
export const PanelContext = createContext<{ readonly covered: boolean }>({ covered: false });
export const usePanel = () => useContext(PanelContext);
