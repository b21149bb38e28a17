import { CircleAlert, LogIn } from 'lucide-react';
import { type FormEvent, useEffect, useRef } from 'react';
import { FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import type { DoctorSession, DoctorState } from '../../call/session-contract.ts';
import { Button } from '../Button.tsx';
import { LanguageSwitch, Mark } from '../Header.tsx';
import { useTexts } from '../texts/context.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly login: DoctorState['login'];
  readonly byLink: boolean;
}

export function LoginScreen({ session, login, byLink }: Props) {
  const texts = useTexts();
  const secret = useRef<HTMLInputElement>(null);
  const busy = login === 'busy';
  const failed = login === 'refused' || login === 'unreachable';

  useEffect(() => {
    if (login === 'refused') secret.current?.select();
  }, [login]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    void session.login(String(data.get('doctor') ?? '').trim(), String(data.get('secret') ?? ''));
  };

  return (
    <div className="login">
      <aside className="login-brand">
        <div className="login-name">
          <Mark />
          <span>{texts.product}</span>
        </div>
        <svg className="login-wave" viewBox="0 0 480 120" preserveAspectRatio="none" aria-hidden="true">
          <path d="M0 84 C14 82 20 20 34 20 C48 20 50 58 60 58 C68 58 72 52 80 60 C94 74 104 83 120 84 C134 82 140 20 154 20 C168 20 170 58 180 58 C188 58 192 52 200 60 C214 74 224 83 240 84 C254 82 260 20 274 20 C288 20 290 58 300 58 C308 58 312 52 320 60 C334 74 344 83 360 84 C374 82 380 20 394 20 C408 20 410 58 420 58 C428 58 432 52 440 60 C454 74 464 83 480 84" />
        </svg>
        <p className="login-notice">{texts.notDevice}</p>
      </aside>
      <main className="login-main">
        <div className="login-language">
          <LanguageSwitch />
        </div>
        <Form className="login-form" onSubmit={submit}>
          <p className="eyebrow">{texts.title}</p>
          <h1>{texts.login.heading}</h1>
          <p className="lead">{texts.login.lead}</p>
          <div role="alert" className="login-alert" data-testid="login-error">
            {failed && (
              <p className="notice notice-medium">
                <CircleAlert aria-hidden="true" />
                {login === 'refused' ? texts.login.refused : texts.login.unreachable}
              </p>
            )}
          </div>
          <TextField name="doctor" isRequired autoComplete="username" autoFocus={!byLink}>
            <Label>{texts.login.id}</Label>
            <Input data-testid="login-doctor" spellCheck="false" autoCapitalize="none" />
            <FieldError />
          </TextField>
          <TextField name="secret" type="password" isRequired autoComplete="current-password">
            <Label>{texts.login.secret}</Label>
            <Input ref={secret} data-testid="login-secret" />
            <FieldError />
          </TextField>
          <Button
            look="solid"
            submit
            onPress={() => undefined}
            disabled={busy}
            testId="login-submit"
            icon={<LogIn aria-hidden="true" />}
          >
            {busy ? texts.login.busy : texts.login.submit}
          </Button>
          <p className="login-status" role="status">
            {busy && byLink ? texts.login.linkBusy : ''}
          </p>
        </Form>
      </main>
    </div>
  );
}
