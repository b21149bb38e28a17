/** What this cabinet is fitted with: names of models, or of capabilities where any model may serve. */
import { CAPABILITIES, type Capability, type InstrumentModel } from '../../../drivers/contract.ts';

export interface Fitted {
  /** A model's id or a capability. */
  readonly name: string;
  readonly model: InstrumentModel | null;
  readonly capabilities: readonly Capability[];
}

const isCapability = (name: string): name is Capability => (CAPABILITIES as readonly string[]).includes(name);

/** In the order given, each once; or the first name that is neither. */
export function readFitted(
  names: readonly string[],
  models: readonly InstrumentModel[],
): readonly Fitted[] | { readonly unknown: string } {
  const fitted: Fitted[] = [];
  for (const name of new Set(names)) {
    const model = models.find(({ id }) => id === name) ?? null;
    if (model !== null) fitted.push({ name, model, capabilities: model.capabilities });
    else if (isCapability(name)) fitted.push({ name, model: null, capabilities: [name] });
    else return { unknown: name };
  }
  return fitted;
}
