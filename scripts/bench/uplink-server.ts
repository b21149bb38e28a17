/** The record of the bench: takes everything, so that the sender is what is measured. Prints its address. */
import { createRecordServer } from '../../fixtures/record/server.ts';

const server = await createRecordServer({ validates: false });
process.stdout.write(`${server.url}\n`);
