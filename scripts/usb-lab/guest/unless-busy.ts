/** What `act` gives; null: a report that the kernel cannot take yet, or has not got, which is no error. */
export function unlessBusy<T>(act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return null;
    throw error;
  }
}
