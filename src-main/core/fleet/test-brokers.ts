/** For tests: the relay, and Debian's mosquitto under the same access rules, behind one shape. */
import { type ChildProcess, spawn } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../fixtures/free-port.ts';
import { type TestRelay, testRelay, until } from '../../../src-relay/test-relay.ts';
import type { Credentials } from '../../../src-renderer/call/doctor-trust.ts';
import { topics, userNames } from '../../api/fleet-protocol.ts';
import type { Issuers } from '../../api/trust/certificate.ts';
import type { DoctorKeys } from '../../api/trust/doctor-keys.ts';
import type { PrivateKey } from '../../api/trust/keys.ts';

export interface TestBroker {
  readonly mqtt: string;
  readonly ws: string;
  readonly boxPassword: string;
  readonly issuers: Issuers;
  /** Of the box that the issuer knows. */
  readonly boxKey: PrivateKey;
  /** Where certificates are asked for. */
  readonly issuerUrl: string;
  doctor(doctor: 'doctor' | 'doctor-2'): Promise<TestDoctor>;
  stop(): Promise<void>;
  /** Stops for good. */
  discard(): Promise<void>;
  /** On the same ports, remembering nothing. */
  start(): Promise<void>;
}

/** Logged in: what his page would hold. */
export interface TestDoctor {
  readonly password: string;
  readonly credentials: Credentials;
  readonly keys: () => Promise<DoctorKeys>;
}

const loggedIn = async (relay: TestRelay, doctor: string): Promise<TestDoctor> => {
  const { keys, ...session } = await relay.login(doctor);
  return {
    password: session.password,
    credentials: { ...session, clockAheadMs: 0 },
    keys: async () => keys,
  };
};

export async function relayBroker(): Promise<TestBroker> {
  let relay: TestRelay = await testRelay();
  const { mqtt, ws, http, dev, issuers, boxKey } = relay;
  return {
    mqtt,
    ws,
    boxPassword: dev.box.password,
    issuers,
    boxKey,
    issuerUrl: http,
    doctor: (doctor) => loggedIn(relay, doctor),
    stop: () => relay.close(),
    discard: () => relay.close(),
    async start() {
      relay = await testRelay({}, { mqtt, http });
    },
  };
}

const MOSQUITTO = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto'].find((path) => {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
});
/** Its password file cannot hold a user name with a colon; this plugin can. */
const PLUGIN = globSync('/usr/lib/*/mosquitto_dynamic_security.so')[0];

export const hasMosquitto = MOSQUITTO !== undefined && PLUGIN !== undefined;

export async function mosquittoBroker(): Promise<TestBroker> {
  /** The issuer is somewhere else; its own broker is not used. */
  const relay = await testRelay();
  const folder = await mkdtemp(join(tmpdir(), 'mosquitto-'));
  const [tcp, web] = [await freePort(), await freePort()];
  const passwords = { 'cabinet-1': secret(), doctor: secret(), 'doctor-2': secret() };
  const users = [
    user(userNames.box('cabinet-1'), passwords['cabinet-1'], {
      publish: [topics.presence('cabinet-1'), topics.call('cabinet-1'), topics.toDoctor('+', 'cabinet-1')],
      subscribe: [topics.boxInbox('cabinet-1'), topics.attendantInbox('cabinet-1'), topics.allDuty],
    }),
    ...(['doctor', 'doctor-2'] as const).map((doctor) =>
      user(userNames.doctor(doctor), passwords[doctor], {
        publish: [topics.toBox('+', doctor), topics.duty(doctor)],
        subscribe: [topics.allPresence, topics.doctorInbox(doctor)],
      }),
    ),
  ];
  const rules = {
    defaultACLAccess: {
      publishClientSend: false,
      publishClientReceive: true,
      subscribe: false,
      unsubscribe: true,
    },
    clients: users.map(({ client }) => client),
    groups: [],
    roles: users.map(({ role }) => role),
  };
  await writeFile(join(folder, 'rules.json'), JSON.stringify(rules));
  await writeFile(
    join(folder, 'mosquitto.conf'),
    [
      `listener ${tcp} 127.0.0.1`,
      `listener ${web} 127.0.0.1`,
      'protocol websockets',
      'allow_anonymous false',
      'persistence false',
      'message_size_limit 65536',
      `plugin ${PLUGIN}`,
      `plugin_opt_config_file ${join(folder, 'rules.json')}`,
      ...(process.getuid?.() === 0 ? ['user root'] : []),
      '',
    ].join('\n'),
  );
  let child: ChildProcess | null = null;
  const broker: TestBroker = {
    mqtt: `mqtt://127.0.0.1:${tcp}`,
    ws: `ws://127.0.0.1:${web}/mqtt`,
    boxPassword: passwords['cabinet-1'],
    issuers: relay.issuers,
    boxKey: relay.boxKey,
    issuerUrl: relay.http,
    doctor: async (doctor) => ({ ...(await loggedIn(relay, doctor)), password: passwords[doctor] }),
    async stop() {
      if (child?.exitCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        await exit;
      }
      child = null;
    },
    async discard() {
      await broker.stop();
      await relay.close();
      await rm(folder, { recursive: true });
    },
    async start() {
      child = spawn(MOSQUITTO ?? '', ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
      let open = false;
      const knock = () => {
        const socket = connect(tcp, '127.0.0.1');
        socket.on('connect', () => {
          open = true;
          socket.destroy();
        });
        socket.on('error', () => setTimeout(knock, 20));
      };
      knock();
      await until(() => open);
    },
  };
  await broker.start();
  return broker;
}

function user(name: string, password: string, may: { publish: string[]; subscribe: string[] }) {
  const salt = randomBytes(12);
  const iterations = 101;
  const acl = (acltype: string) => (topic: string) => ({ acltype, topic, priority: 0, allow: true });
  return {
    client: {
      username: name,
      password: pbkdf2Sync(password, salt, iterations, 64, 'sha512').toString('base64'),
      salt: salt.toString('base64'),
      iterations,
      roles: [{ rolename: name }],
    },
    role: {
      rolename: name,
      acls: [...may.publish.map(acl('publishClientSend')), ...may.subscribe.map(acl('subscribeLiteral'))],
    },
  };
}

const secret = () => randomBytes(18).toString('base64url');
