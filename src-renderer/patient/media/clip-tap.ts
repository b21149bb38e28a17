/** AudioWorklet: hands on what comes in, some milliseconds at a time. Gives out silence. */

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;

const BATCH = 4096;

class ClipTap extends AudioWorkletProcessor {
  private batch = new Float32Array(BATCH);
  private filled = 0;

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const samples = input?.[0];
    if (samples === undefined) return true;
    for (const sample of samples) {
      this.batch[this.filled] = sample;
      this.filled += 1;
      if (this.filled === BATCH) {
        this.port.postMessage(this.batch, [this.batch.buffer]);
        this.batch = new Float32Array(BATCH);
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor('clip-tap', ClipTap);
