import { make, setText } from '../dom.js';
import { choicesWith, gradeControls, type Choices, type GradeControl } from './grades.js';

type Grade = Readonly<Record<string, unknown>>;

/** The controls of one fault's grade. */
export interface Fields {
  readonly elements: readonly HTMLElement[];
  /** The grade as it is chosen. */
  grade(): Grade;
  /** Shows a grade, except where somebody is just choosing one. */
  show(grade: Grade): void;
}

interface Field {
  readonly control: GradeControl;
  readonly input: HTMLInputElement | HTMLSelectElement;
  readonly label: HTMLElement;
  /** As it is graded, which may be beyond what the control can show: a program grades as it likes. */
  readonly value: () => string;
  /** Somebody has moved the control. */
  readonly take: () => void;
  readonly put: (value: string) => void;
}

const optionsOf = (choices: Choices): HTMLElement[] =>
  choices.map(([value, text]) => make('option', { value }, text));

function inputOf({ input, initial }: GradeControl, id: string): Field['input'] {
  if (input.type === 'range') {
    const { min, max, step } = input;
    return make('input', { id, type: 'range', min, max, step, value: initial });
  }
  const select = make('select', { id }, ...optionsOf(input.choices));
  select.value = initial;
  return select;
}

function fieldOf(control: GradeControl, id: string): Field {
  const input = inputOf(control, id);
  // A screen reader hears the value from the control itself.
  const shown = make('span', { class: 'value', 'aria-hidden': 'true' });
  const label = make('label', {}, make('span', { class: 'caption' }, control.label, shown), input);
  let value = control.initial;
  const tell = (): void => {
    if (control.show === undefined) return;
    setText(shown, control.show(value));
    input.setAttribute('aria-valuetext', control.show(value));
  };
  tell();
  return {
    control,
    input,
    label,
    value: () => value,
    take() {
      value = input.value;
      tell();
    },
    put(given) {
      if (given === value) return;
      value = given;
      if (control.input.type === 'choice')
        input.replaceChildren(...optionsOf(choicesWith(control.input, value)));
      input.value = value;
      tell();
    },
  };
}

/**
 * @param onInput while a value is being chosen
 * @param onChange when it is chosen
 */
export function makeFields(fault: string, onInput: () => void, onChange: () => void): Fields {
  const fields = (gradeControls[fault] ?? []).map((control) =>
    fieldOf(control, `fault-${fault}-${control.name}`),
  );
  for (const { input, take } of fields) {
    input.addEventListener('input', () => {
      take();
      onInput();
    });
    input.addEventListener('change', onChange);
  }
  return {
    elements: fields.map(({ label }) => label),
    grade: () =>
      Object.fromEntries(fields.map(({ control, value }) => [control.name, control.read(value())])),
    show(grade) {
      for (const { control, input, put } of fields) {
        if (input !== document.activeElement) put(control.write(grade[control.name]));
      }
    },
  };
}
