/** What the process under test and the bench say to each other. */
export interface CoreMeasured {
  readonly seconds: number;
  /** Of the processor, ms. */
  readonly cpuMs: number;
  /** Read from every port, and how many of them said anything. */
  readonly bytes: number;
  readonly ports: number;
  /** For the screen and the doctor; none without decoding. */
  readonly messages: number;
}

export type CoreMode = 'product' | 'bare';
export type FromCoreProcess =
  | { readonly type: 'measured'; readonly measured: CoreMeasured }
  | { readonly type: 'failed'; readonly why: string };
