/** From a port and the model that may be behind it to a driver: each transport opens its own kind of line. */
import type {
  Clock,
  CuffDriver,
  Driver,
  DriverParts,
  Fault,
  HidLink,
  HidSettings,
  InstrumentModel,
  Link,
  PortInfo,
  SerialSettings,
} from './contract.ts';

type Opened<L extends Link> = { readonly link: L } | { readonly fault: Fault };

/** How lines are opened; each is bounded, and not opening is an expected failure. */
export interface LineKinds {
  serial(path: string, settings: SerialSettings, clock: Clock): Promise<Opened<Link>>;
  hid(path: string, settings: HidSettings, clock: Clock): Promise<Opened<HidLink>>;
  input(path: string, clock: Clock): Promise<Opened<Link>>;
}

export type OpenedDriver = { readonly driver: Driver | CuffDriver } | { readonly fault: Fault };

export interface LineParts extends Omit<DriverParts, 'link'> {
  /** Bytes came, whatever they are. */
  heard?(): void;
}

/** The driver is not negotiated yet; closing it closes the line. */
export type OpenLine = (model: InstrumentModel, port: PortInfo, parts: LineParts) => Promise<OpenedDriver>;

function made<L extends Link>(
  opened: Opened<L>,
  create: (parts: DriverParts<L>) => Driver | CuffDriver,
  { heard, ...parts }: LineParts,
): OpenedDriver {
  if ('fault' in opened) return opened;
  if (heard !== undefined) opened.link.onData(heard);
  return { driver: create({ ...parts, link: opened.link }) };
}

export function createLineOpener(kinds: LineKinds): OpenLine {
  return async (model, { path }, parts) => {
    switch (model.transport) {
      case 'serial':
        return made(await kinds.serial(path, model.serial, parts.clock), model.create, parts);
      case 'hid':
        return made(await kinds.hid(path, model.hid, parts.clock), model.create, parts);
      case 'input':
        return made(await kinds.input(path, parts.clock), model.create, parts);
    }
  };
}

export function isCuffDriver(driver: Driver | CuffDriver): driver is CuffDriver {
  return 'start' in driver;
}
