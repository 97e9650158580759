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
  readonly tell: () => void;
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
  const tell = (): void => {
    if (control.show === undefined) return;
    setText(shown, control.show(input.value));
    input.setAttribute('aria-valuetext', control.show(input.value));
  };
  tell();
  return { control, input, label, tell };
}

/**
 * @param onInput while a value is being chosen
 * @param onChange when it is chosen
 */
export function makeFields(fault: string, onInput: () => void, onChange: () => void): Fields {
  const fields = (gradeControls[fault] ?? []).map((control) =>
    fieldOf(control, `fault-${fault}-${control.name}`),
  );
  for (const { input, tell } of fields) {
    input.addEventListener('input', () => {
      tell();
      onInput();
    });
    input.addEventListener('change', onChange);
  }
  return {
    elements: fields.map(({ label }) => label),
    grade: () =>
      Object.fromEntries(fields.map(({ control, input }) => [control.name, control.read(input.value)])),
    show(grade) {
      for (const { control, input, tell } of fields) {
        const value = control.write(grade[control.name]);
        if (input === document.activeElement || input.value === value) continue;
        if (control.input.type === 'choice')
          input.replaceChildren(...optionsOf(choicesWith(control.input, value)));
        input.value = value;
        tell();
      }
    },
  };
}
