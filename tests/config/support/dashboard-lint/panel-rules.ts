import { asksTheChosen } from './dashboard-rules';
import { panelRule, type Rule } from './rule';

/** Grafana's units that dashboards here use; a unit that Grafana does not know shows nothing. */
const units = /^(none|short|percentunit|s|bytes|Bps|reqps|cps|suffix:.+)$/;

/** The rules on panels. */
export const panelRules: readonly Rule[] = [
  panelRule('panel-datasource-rule', ({ type, datasource }) =>
    type === 'text' || asksTheChosen(datasource) ? undefined : 'does not ask ${datasource}',
  ),
  panelRule('panel-title-description-rule', ({ title, description }) =>
    /\S/.test(title) && /\.$/.test(description ?? '') ? undefined : 'needs a title and a description',
  ),
  panelRule('panel-units-rule', ({ type, fieldConfig }) =>
    type === 'text' || units.test(fieldConfig?.defaults.unit ?? '')
      ? undefined
      : `has no unit that is known: ${fieldConfig?.defaults.unit}`,
  ),
  panelRule('panel-no-targets-rule', ({ type, targets = [] }) =>
    type === 'text' || targets.length > 0 ? undefined : 'asks for nothing',
  ),
];
