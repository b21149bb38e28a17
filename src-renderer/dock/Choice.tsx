import { Label, Radio, RadioGroup } from 'react-aria-components';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly name: string;
  readonly value: Value;
  readonly options: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

export function Choice<Value extends string>({ label, name, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <RadioGroup
      className="dock-choice"
      data-dock-choice={name}
      value={value}
      onChange={(next) => onChange(next as Value)}
      orientation="horizontal"
    >
      <Label>{label}</Label>
      <div>
        {(Object.keys(options) as Value[]).map((option) => (
          <Radio key={option} value={option} className="dock-option" data-dock-option={option}>
            {options[option]}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
